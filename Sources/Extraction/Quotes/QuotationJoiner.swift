// From stretches in quotation marks to quotations: parts of one utterance are one.

struct QuotationJoiner {
  private var quotations: [Quotation] = []
  /// Whether the last stretch is one that the next may go on with.
  private var canJoin = false
  private var lastSpeaker: Range<Int>?

  init() {}

  mutating func add(_ regions: [AttributedRegion]) {
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

  func finish() -> [Quotation] { quotations }
}
