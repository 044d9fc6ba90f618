// Indirect speech as whole attributions, matched one to one, best first.

/// Counts of indirect quotations with a verb of speech, matched where the overlap is at least a half.
struct IndirectScore {
  private(set) var found = 0
  private(set) var wrong = 0
  private(set) var missed = 0
  private(set) var withSpeaker = 0
  private(set) var key = 0

  var precision: Double { Double(found) / Double(max(1, found + wrong)) }
  var recall: Double { Double(found) / Double(max(1, found + missed)) }
  var f1: Double { 2 * precision * recall / max(1e-9, precision + recall) }
  var speakerKey: Double { Double(key) / Double(max(1, withSpeaker)) }

  init(_ documents: [Document]) {
    for document in documents { add(document) }
  }

  private mutating func add(_ document: Document) {
    let predictions = document.found.filter(\.isIndirect)
    var pairs: [(agreement: Double, prediction: Int, gold: Int)] = []
    for (index, prediction) in predictions.enumerated() {
      for (number, quote) in document.gold.enumerated() {
        let agreement = document.agreement(quote.spans, prediction.range)
        if agreement >= 0.5 { pairs.append((agreement, index, number)) }
      }
    }
    pairs.sort { ($0.agreement, $0.prediction, $0.gold) > ($1.agreement, $1.prediction, $1.gold) }
    var usedPredictions = Set<Int>()
    var usedGold = Set<Int>()
    for pair in pairs where !usedPredictions.contains(pair.prediction) && !usedGold.contains(pair.gold) {
      usedPredictions.insert(pair.prediction)
      usedGold.insert(pair.gold)
      let gold = document.gold[pair.gold]
      // Other kinds of attribution are neither right nor wrong here.
      guard gold.type == "indirect", gold.isSpeech else { continue }
      found += 1
      if !gold.speaker.isEmpty {
        withSpeaker += 1
        let speaker = predictions[pair.prediction].speaker
        let isSame = speaker.map { SpeakerKey.key($0) == SpeakerKey.key(gold.speaker) } ?? false
        key += isSame || SpeakerKey.matchesExactly(speaker, gold.speaker) ? 1 : 0
      }
    }
    wrong += predictions.count - usedPredictions.count
    for (number, quote) in document.gold.enumerated()
    where quote.type == "indirect" && quote.isSpeech && !usedGold.contains(number) {
      missed += 1
    }
  }
}
