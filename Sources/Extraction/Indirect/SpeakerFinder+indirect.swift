// Indirect speech of the paragraph that was read last.

extension SpeakerFinder {
  /// Appends the indirect quotations of the paragraph.
  mutating func indirect(into found: inout [Quotation]) {
    guard paragraph.classes.hasAny([.speechCue, .reportsObject, .nounCue, .opener]) else { return }
    buildSkeleton()
    var speech: [IndirectSpeech] = []
    for number in skeleton.sentences.indices {
      let sentence = skeleton.sentence(number)
      speech.removeAll(keepingCapacity: true)
      sentence.indirectSpeech(into: &speech)
      for item in speech {
        let speaker = item.attribution.map { self.speaker($0, $0.rule) }
        found.append(
          Quotation(
            kind: .indirect, spans: item.spans.map { bytes($0) }, cue: bytes(item.cue..<item.cue + 1),
            speaker: speaker?.text, speakerHead: speaker?.head, confidence: item.rule.confidence,
            rule: "indirect-" + item.rule.rawValue))
      }
    }
  }
}
