// From stretches in quotation marks to quotations: parts of one utterance are one.

struct QuotationJoiner {
  private var quotations: [Quotation] = []
  /// The last region, if a following one may join it.
  private var canJoin = false

  init() {}

  mutating func add(_ regions: [AttributedRegion]) {
    for part in regions {
      // Titles and scare quotes.
      if part.isShort || part.isTitle, !part.isGoverned { continue }
      let rule = part.speaker?.rule ?? .none
      let isSequel = rule == .sameParagraph || rule == .sameSentence || rule == .carried
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
    }
  }

  func finish() -> [Quotation] { quotations }
}
