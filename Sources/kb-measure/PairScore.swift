// Quote-speaker pairs that were found by pattern: easy ones.

/// Counts of pairs found with an overlap of at least a half, and of those with the right speaker.
struct PairScore {
  private(set) var pairs = 0
  private(set) var found = 0
  private(set) var head = 0
  private(set) var named = 0

  init(_ documents: [Document]) {
    for document in documents {
      for gold in document.gold {
        pairs += 1
        let candidates = document.found.filter { !$0.isIndirect }
        let best = candidates.max {
          document.agreement(gold.spans, $0.range) < document.agreement(gold.spans, $1.range)
        }
        guard let best, document.agreement(gold.spans, best.range) >= 0.5 else { continue }
        found += 1
        let isRight = SpeakerKey.matchesHead(best.speaker, gold.speaker)
        head += isRight ? 1 : 0
        let written = SpeakerKey.normalised(best.speaker ?? "")
        named += isRight || written.contains(SpeakerKey.normalised(gold.speaker)) ? 1 : 0
      }
    }
  }
}
