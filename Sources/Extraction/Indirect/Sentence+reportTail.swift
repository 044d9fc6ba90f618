// The words before the verb: the plan would work, she said; the plan, she said, would work.

extension Sentence {
  func reportTail(_ verb: Int, _ form: VerbForm, from low: Int) -> IndirectSpeech? {
    guard form == .past || form == .third || form == .base, self[verb].has(.strongCue) else { return nil }
    guard let (attribution, comma, after) = reporterBehindComma(verb, form, from: low) else { return nil }
    let next = self[after]
    guard
      after >= end || next.has([.punctuation, .timeWord]) || endOfTime(after) != nil || endsWithPhrase(after),
      !next.is(.colon)
    else { return nil }
    let first = contentStart(from: low)
    guard !hasLongRegion(first..<max(first, comma)) else { return nil }
    if next.is(.comma), after + 1 < end, !self[after + 1].has([.ingForm, .relative]),
      !self[after + 1].is(.but)
    {
      guard let stop = endOfReport(after) else { return nil }
      if stop - after > 2 {
        let spans = first < comma ? [first..<comma, after + 1..<stop] : [after + 1..<stop]
        return IndirectSpeech(spans: spans, attribution: attribution, rule: .inserted)
      }
    }
    guard comma - first >= 3, hasAnyVerb(first..<comma), !isOpener(first..<comma) else { return nil }
    return IndirectSpeech(spans: [first..<comma], attribution: attribution, rule: .tail)
  }

  /// Who speaks in `, she said` or `, said the mayor`, with the index of the comma and the one behind the words.
  private func reporterBehindComma(_ verb: Int, _ form: VerbForm, from low: Int) -> (Attribution, Int, Int)? {
    if self[verb - 1].is(.comma) {
      guard form != .base, let behind = inverted(verb) else { return nil }
      // Only `said` stands freely before a speaker: the firm, which sells them, denied the report.
      guard self[verb].is(.say) || self[behind.speaker.range.lowerBound].has(.isCapitalised) else {
        return nil
      }
      return (behind, verb - 1, behind.speaker.range.upperBound)
    }
    guard let subject = subject(of: verb, from: max(low, verb - 40)) else { return nil }
    let comma = subject.range.lowerBound - 1
    guard self[comma].is(.comma) || self[comma].is(.dash), comma > low,
      !self[subject.range.lowerBound].has(.relative)
    else { return nil }
    // Dangerous remarks: a noun.
    let last = self[subject.head.upperBound - 1]
    guard
      form != .third || !self[verb].has(.nounLikeVerb)
        || last.has([.isCapitalised, .subjectPronoun, .speakerNoun])
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
    var at = range.lowerBound
    while at < range.upperBound, !self[at].is(.comma) { at += 1 }
    if at == range.upperBound, first.has(.ingForm) || first.has(.ingWord) {
      return !hasAnyVerb(range.lowerBound + 1..<range.upperBound)
    }
    // A participle right behind the comma is no main clause: in Elko, held for years.
    return at + 2 >= range.upperBound || !hasAnyVerb(at + 2..<range.upperBound)
  }

  /// She said in a statement, on Monday, at the rally: not asked for, spoke about.
  private func endsWithPhrase(_ index: Int) -> Bool {
    let token = self[index]
    return token.is(.in) || token.is(.on) || token.is(.at) || token.is(.during) || token.is(.after)
      || token.is(.through) || token.is(.to)
  }

  /// Where the reported words begin, after a conjunction.
  func contentStart(from low: Int) -> Int {
    var at = low
    while at < end, self[at].has(.punctuation) || self[at].is(.but) || self[at].is(.and) { at += 1 }
    return at
  }
}
