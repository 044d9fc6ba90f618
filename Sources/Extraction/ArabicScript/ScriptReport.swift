// What the rules of both languages give: who reports what, in items of a paragraph.

/// The rules by name; the name of the language goes before them in a quotation.
enum ScriptRule: String, Sendable {
  /// The speaker and the verb stand before the words.
  case left
  /// The verb, then the speaker, then the words.
  case inverted
  /// The words, then who says them.
  case right
  /// According to somebody.
  case according
  /// Mayor: “Q”.
  case colon
  /// By stating that …, he added.
  case stating
  /// He called it “Q”.
  case named
  /// Saying, adding: beside the verb of the sentence.
  case participle
  /// The agency quotes somebody.
  case relayed
  /// The verb has no subject: the last speaker.
  case unsaid
  /// A sentence of only quotations, in a paragraph with a speaker.
  case sameParagraph = "same-paragraph"
  /// The last speaker of the text so far.
  case lastSpeaker = "last-speaker"
  /// The subject of the sentence, with no word that reports.
  case subject
  case none

  var confidence: Double {
    switch self {
    case .left, .inverted, .right, .stating, .relayed: 0.9
    case .named, .participle, .according: 0.85
    case .unsaid, .sameParagraph, .colon: 0.8
    case .lastSpeaker: 0.6
    case .subject: 0.4
    case .none: 0.3
    }
  }
}

/// A speaker in bytes of the whole text.
struct ScriptSpeaker: Sendable {
  /// As written, with appositions.
  var text: Range<Int>
  /// Without them.
  var head: Range<Int>
}

/// Somebody's words, as the rules found them in a sentence.
struct ScriptReport: Sendable {
  var rule: ScriptRule
  /// Nil where the verb has no subject of its own.
  var speaker: ScriptSpeaker?
  /// Items of the reporting words.
  var cue: Range<Int>
  /// Items of what is reported.
  var content: Range<Int>
  /// A colon, the verb or nothing but quotation marks opens it, not a conjunction.
  var isLiteral = false
  /// Goes on with the quotation of the report before: “A”, he said, “B”.
  var joins = false
  var via: Range<Int>?
}
