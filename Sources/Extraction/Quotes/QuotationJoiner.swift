// From stretches in quotation marks to quotations: parts of one utterance are one.

struct QuotationJoiner {
  private var quotations: [Quotation] = []
  /// Whether the last stretch is one that the next may go on with.
  private var canJoin = false
  private var lastSpeaker: Range<Int>?
  /// How many quotations there were before those that were added last.
  private var countBefore = 0

  init() {}

  mutating func add(_ regions: [AttributedRegion]) {
    if !regions.isEmpty { countBefore = quotations.count }
    for part in regions {
      // Titles and scare quotes.
      if part.isShort || part.isTitle, !part.isGoverned { continue }
      let rule = part.speaker?.rule ?? .none
      if part.region.isSingle, !part.isGoverned || rule == .colon { continue }
      // “A,” he said, “B.” has one mention for both; “A,” he said. “B.” has none of its own for the second.
      let isSequel =
        rule == .sameParagraph || rule == .sameSentence || rule == .carried
        || rule.isOfSentence && part.speaker?.text == lastSpeaker
      if canJoin, isSequel, part.isDirect, !quotations.isEmpty {
        quotations[quotations.count - 1].spans.append(part.region.inner)
      } else {
        quotations.append(
          Quotation(
            kind: part.isDirect ? .direct : .mixed, spans: [part.region.inner], cue: part.speaker?.cue,
            speaker: part.speaker?.text, speakerHead: part.speaker?.head, via: part.speaker?.via,
            confidence: rule.confidence * (part.isShort ? 0.7 : 1), rule: rule.rawValue))
      }
      canJoin = part.isDirect
      lastSpeaker = part.speaker?.text
    }
  }

  /// Gives the last quotations of the paragraph that was added last to who signs them, where others were guessed.
  mutating func sign(with speaker: Speaker) {
    var index = quotations.count - 1
    while index >= countBefore, Rule(rawValue: quotations[index].rule)?.isGuess == true {
      quotations[index].speaker = speaker.text
      quotations[index].speakerHead = speaker.head
      quotations[index].cue = nil
      quotations[index].via = nil
      quotations[index].rule = speaker.rule.rawValue
      quotations[index].confidence = speaker.rule.confidence
      index -= 1
    }
  }

  func finish() -> [Quotation] { quotations }
}
