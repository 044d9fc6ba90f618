// The rules by name, and how often each is right.

/// Why a speaker was taken for one.
enum Rule: String, CaseIterable, Sendable {
  /// “Q,” she said.
  case right
  /// “Q,” said the mayor.
  case inverted
  /// “Q,” according to the mayor.
  case accordingRight = "according-right"
  /// She said, “Q.”
  case left
  /// According to the mayor, “Q.”
  case accordingLeft = "according-left"
  /// Mayor: “Q.”
  case colon
  /// “Q.” And below it: – The mayor
  case signed
  /// Her call for “Q”
  case possessor
  /// The mayor, saying “Q,” left.
  case participle
  /// Q was called “Q” by the mayor.
  case passive
  /// The outer clause of several.
  case outer
  /// As she put it, “Q.”
  case asPut = "as-put"
  /// He was right that “Q” could come, the mayor said.
  case tail
  /// The second part of “Q,” she said, “Q.”
  case sameSentence = "same-sentence"
  /// A sentence of only quotations, in a paragraph with a speaker.
  case sameParagraph = "same-paragraph"
  /// A sentence of only quotations after one that says who spoke.
  case sentenceBefore = "sentence-before"
  /// A quotation left open goes on in the next paragraph.
  case carried
  /// The paragraph before leads to it.
  case paragraphBefore = "paragraph-before"
  /// The last speaker of the text so far.
  case lastSpeaker = "last-speaker"
  /// The subject of the sentence, with no word that reports.
  case subject
  /// No speaker.
  case none

  /// The speaker is named in the sentence of the quotation.
  var isOfSentence: Bool {
    switch self {
    case .sentenceBefore, .paragraphBefore, .carried, .lastSpeaker, .sameParagraph, .signed, .none: false
    default: true
    }
  }

  /// Nothing beside the quotation says whose it is.
  var isGuess: Bool { self == .lastSpeaker || self == .paragraphBefore || self == .none }

  /// How often the speaker is right by this rule, measured on articles whose errors nobody had read.
  var confidence: Double {
    switch self {
    case .right: 0.98
    case .inverted: 0.96
    case .left, .asPut: 0.93
    case .sameSentence, .sameParagraph, .tail, .colon, .carried, .accordingLeft, .signed: 0.9
    case .participle: 0.87
    case .outer, .sentenceBefore, .accordingRight, .paragraphBefore, .passive: 0.8
    case .possessor: 0.7
    case .lastSpeaker: 0.67
    case .subject: 0.57
    case .none: 0.2
    }
  }
}
