// The words before the verb: the plan would work, she said; the plan, she said, would work.

extension Sentence {
  func reportTail(_ verb: Int, _ form: VerbForm, from low: Int) -> IndirectSpeech? {
    guard form == .past || form == .third || form == .base, self[verb].has(.strongCue) else { return nil }
    guard let (attribution, comma, after) = reporterBehindComma(verb, form, from: low) else { return nil }
    let next = self[after]
    guard next.has([.punctuation, .timeWord, .preposition]) || after >= end, !next.is(.colon) else {
      return nil
    }
    let first = contentStart(from: low)
    guard first < comma, !hasLongRegion(first..<comma) else { return nil }
    if next.is(.comma), after + 1 < end, !self[after + 1].has([.ingForm, .relative]),
      !self[after + 1].is(.but)
    {
      guard let stop = endOfReport(after) else { return nil }
      if stop - after > 2 {
        return IndirectSpeech(
          spans: [first..<comma, after + 1..<stop], attribution: attribution, rule: .inserted)
      }
    }
    guard comma - first >= 3, hasAnyVerb(first..<comma), !isOpener(first..<comma) else { return nil }
    return IndirectSpeech(spans: [first..<comma], attribution: attribution, rule: .tail)
  }

  /// Who speaks in `, she said` or `, said the mayor`, with the index of the comma and the one behind the words.
  private func reporterBehindComma(_ verb: Int, _ form: VerbForm, from low: Int) -> (Attribution, Int, Int)? {
    if self[verb - 1].is(.comma) {
      guard form != .base, let behind = inverted(verb) else { return nil }
      return (behind, verb - 1, behind.speaker.range.upperBound)
    }
    guard let subject = subject(of: verb, from: max(low, verb - 40)) else { return nil }
    let comma = subject.range.lowerBound - 1
    guard self[comma].is(.comma) || self[comma].is(.dash), comma > low,
      !self[subject.range.lowerBound].has(.relative)
    else { return nil }
    var after = verb + 1
    if self[verb].is(.tell) {
      guard let hearer = phraseRight(from: after, withAppositions: false) else { return nil }
      after = hearer.range.upperBound
    }
    return (Attribution(speaker: subject, cue: verb, rule: .tail, isStrong: true), comma, after)
  }

  /// A clause or phrase that says when or where, with no main clause behind it.
  private func isOpener(_ range: Range<Int>) -> Bool {
    let first = self[range.lowerBound]
    guard first.has([.opener, .preposition, .subordinator, .ingForm, .timeWord]), !first.is(.if) else {
      return false
    }
    for index in range where self[index].is(.comma) { return false }
    return true
  }

  /// Where the reported words begin, after a conjunction.
  func contentStart(from low: Int) -> Int {
    var at = low
    while at < end, self[at].has(.punctuation) || self[at].is(.but) || self[at].is(.and) { at += 1 }
    return at
  }
}
