// Indirect speech before the reporting words: the plan would work, he said; according to him, it would work.

extension Sentence {
  /// The plan would work, the mayor said. The plan, the mayor said, would work.
  func indirectTail(_ verb: Int, _ form: VerbForm, from low: Int) -> IndirectSpeech? {
    guard form == .past || form == .third || form == .base, self[verb].has(.strongCue) else { return nil }
    let attribution: Attribution
    let comma: Int
    let after: Int
    if self[verb - 1].is(.comma) {
      guard form != .base, let behind = inverted(verb) else { return nil }
      let first = self[behind.speaker.range.lowerBound]
      let following = self[behind.speaker.range.upperBound]
      guard first.has([.isCapitalised, .determiner, .title]), !first.has(.subjectPronoun),
        following.has([.punctuation, .timeWord])
      else { return nil }
      (attribution, comma, after) = (behind, verb - 1, behind.speaker.range.upperBound)
    } else {
      guard let subject = subject(of: verb, from: max(low, verb - 40)) else { return nil }
      comma = subject.range.lowerBound - 1
      guard self[comma].is(.comma) || self[comma].is(.dash), comma > low else { return nil }
      attribution = Attribution(speaker: subject, cue: verb, rule: .tail, isStrong: true)
      after = verb + 1
    }
    let next = self[after]
    guard next.has([.punctuation, .timeWord, .preposition]) || after >= end || self[verb].is(.tell),
      !next.is(.colon), !next.is(.to)
    else { return nil }
    guard !self[after + 1].has(.region) || !next.is(.comma), !next.is(.by),
      !self[attribution.speaker.range.lowerBound].has(.relative)
    else { return nil }
    let first = contentStart(from: low)
    guard first < comma else { return nil }
    // When asked about it, the mayor said ...: no clause of its own.
    if self[first].has([.subordinator, .opener, .ingForm, .mayBeParticiple, .pastForm]),
      !self[first].is(.and),
      !(first..<comma).contains(where: { self[$0].is(.comma) })
    {
      return nil
    }
    let goesOn = next.is(.comma) && after + 1 < end
    guard comma - first >= (goesOn ? 1 : 3), !hasLongRegion(first..<comma),
      goesOn || hasAnyVerb(first..<comma)
    else { return nil }
    var spans = [first..<comma]
    if next.is(.comma), after + 1 < end, !self[after + 1].has([.ingForm, .relative]),
      !self[after + 1].is(.but)
    {
      let stop = complementEnd(after + 1)
      if stop - after > 2, !hasLongRegion(after + 1..<stop) { spans.append(after + 1..<stop) }
    }
    return IndirectSpeech(spans: spans, attribution: attribution)
  }

  func accordingTail(_ index: Int, from low: Int) -> IndirectSpeech? {
    let comma = self[index - 1].is(.comma) ? index - 1 : index
    let first = contentStart(from: low)
    guard comma - first >= 1, !hasLongRegion(first..<comma), let phrase = phraseRight(from: index + 2) else {
      return nil
    }
    var spans = [first..<comma]
    let after = phrase.range.upperBound
    if self[after].is(.comma), comma < index, after + 1 < end, !hasAnyVerb(first..<comma) || isVerb(after + 1)
    {
      let stop = complementEnd(after + 1)
      if stop - after > 2, !hasLongRegion(after + 1..<stop) { spans.append(after + 1..<stop) }
    }
    return IndirectSpeech(
      spans: spans,
      attribution: Attribution(speaker: phrase, cue: index, rule: .accordingRight, isStrong: true))
  }

  /// According to the mayor, the plan would work.
  func accordingTo() -> IndirectSpeech? {
    guard self[start].is(.according), self[start + 1].is(.to), let phrase = phraseOfOpener(from: start + 2)
    else { return nil }
    var first = phrase.range.upperBound
    if self[first].has([.timeWord, .edWord, .pastForm]) {
      while first < end, !self[first].is(.comma) { first += 1 }
    }
    guard self[first].is(.comma) else { return nil }
    first += 1
    let stop = complementEnd(first)
    guard stop - first >= 3, !hasLongRegion(first..<stop) else { return nil }
    return IndirectSpeech(
      spans: [first..<stop],
      attribution: Attribution(speaker: phrase, cue: start, rule: .accordingLeft, isStrong: true))
  }

  /// Where the reported words begin, after a conjunction.
  private func contentStart(from low: Int) -> Int {
    var at = low
    while self[at].has(.punctuation) || self[at].is(.but) || self[at].is(.and), at < end { at += 1 }
    return at
  }
}
