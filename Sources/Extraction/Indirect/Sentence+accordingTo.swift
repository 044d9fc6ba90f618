// According to the mayor, the plan would work; it would work, according to the mayor; as the mayor noted, it would.

extension Sentence {
  /// What is reported by the words that open the sentence.
  func openingReport() -> IndirectSpeech? {
    let first = contentStart(from: start)
    if self[first].is(.according), self[first + 1].is(.to) { return accordingTo(first) }
    return self[first].is(.as) ? asReported(first) : nil
  }

  /// According to the mayor at `index`, where a clause begins there.
  func accordingTo(_ index: Int) -> IndirectSpeech? {
    let before = self[index - 1]
    guard
      index == start || before.is(.colon) || before.is(.semicolon) || before.is(.but) || before.is(.and)
        || before.is(.dash) || index == contentStart(from: start)
    else { return nil }
    guard let phrase = phraseOfOpener(from: index + 2) ?? reporterRight(from: index + 2) else { return nil }
    var comma = phrase.range.upperBound
    while comma < min(end, index + 40), self[comma].has(.word) { comma += 1 }
    // What follows the comma was no apposition, where no other comma comes.
    if !self[comma].is(.comma) { comma = phrase.head.upperBound }
    guard self[comma].is(.comma), let stop = endOfReport(comma), stop - comma > 3 else { return nil }
    return IndirectSpeech(
      spans: [comma + 1..<stop],
      attribution: Attribution(speaker: phrase, cue: index, rule: .accordingLeft, isStrong: true),
      rule: .according)
  }

  /// As the mayor noted on Monday, it would work; as reported by the mayor, it would.
  private func asReported(_ index: Int) -> IndirectSpeech? {
    var verb = index + 1
    while verb < min(end, index + 12), !self[verb].has(.speechCue) || cue(at: verb) == nil {
      guard self[verb].has(.word) else { return nil }
      verb += 1
    }
    guard let form = cue(at: verb), form == .past || form == .third else { return nil }
    var speaker: Phrase?
    if verb == index + 1 {
      speaker = self[verb + 1].is(.by) ? phraseRight(from: verb + 2, withAppositions: false) : nil
    } else {
      speaker = subject(of: verb, from: index + 1)
    }
    guard let speaker else { return nil }
    var comma = max(verb + 1, speaker.range.upperBound)
    while comma < min(end, verb + 12), self[comma].has(.word) {
      if isVerb(comma) { return nil }
      comma += 1
    }
    guard self[comma].is(.comma), let stop = endOfReport(comma), stop - comma > 3 else { return nil }
    return IndirectSpeech(
      spans: [comma + 1..<stop],
      attribution: Attribution(speaker: speaker, cue: verb, rule: .accordingLeft, isStrong: true),
      rule: .asReported)
  }

  func accordingTail(_ index: Int, from low: Int) -> IndirectSpeech? {
    let comma = self[index - 1].is(.comma) ? index - 1 : index
    let first = contentStart(from: low)
    guard !self[comma - 1].is(.colon), !hasLongRegion(first..<max(first, comma)),
      let phrase = reporterRight(from: index + 2)
    else {
      return nil
    }
    let attribution = Attribution(speaker: phrase, cue: index, rule: .accordingRight, isStrong: true)
    let after = phrase.range.upperBound
    if self[after].is(.comma), comma < index, after + 1 < end, !hasAnyVerb(first..<max(first, comma)) {
      guard let stop = endOfReport(after) else { return nil }
      if stop - after > 2 {
        let spans = first < comma ? [first..<comma, after + 1..<stop] : [after + 1..<stop]
        return IndirectSpeech(spans: spans, attribution: attribution, rule: .accordingTail)
      }
    }
    guard comma - first >= 3 else { return nil }
    return IndirectSpeech(spans: [first..<comma], attribution: attribution, rule: .accordingTail)
  }
}
