// A noun for something said, with its clause: her promise to come, the mayor’s claim that it works.

extension Sentence {
  func nounReport(_ index: Int, from low: Int) -> IndirectSpeech? {
    let first = index + 1
    guard self[first].is(.that) || self[first].is(.to), self[first + 1].has(.word),
      !self[first].is(.to) || !self[first + 1].has([.determiner, .isCapitalised, .possessivePronoun])
    else { return nil }
    guard self[index].has([.speechCue, .reportsObject]) || self[first].is(.that) else { return nil }
    // The message that emerges.
    if self[first].is(.that), isVerb(first + 1) || self[first + 1].has(.sForm) { return nil }
    var owner = index - 1
    while owner > max(low, index - 4), !self[owner].has([.possessivePronoun, .isPossessive]) { owner -= 1 }
    guard owner >= low else { return nil }
    let speaker: Phrase
    if self[owner].has(.possessivePronoun) {
      speaker = Phrase(owner..<owner + 1)
    } else if self[owner].has(.isPossessive) {
      let chunk = withoutLeadingPhrase(trimmedStart(chunkLeft(endingAt: owner + 1, from: low)))
      guard isSpeaker(chunk) else { return nil }
      speaker = Phrase(chunk)
    } else {
      return nil
    }
    guard var stop = endOfReport(first) else { return nil }
    if self[first].is(.to) { stop = endOfInfinitive(first, stop) }
    guard stop - first >= 3 else { return nil }
    return IndirectSpeech(
      spans: [first..<stop], attribution: Attribution(speaker: speaker, cue: index, rule: .possessor),
      rule: .noun)
  }
  /// Where the main verb follows an infinitive: her promise to come was forgotten.
  private func endOfInfinitive(_ first: Int, _ stop: Int) -> Int {
    for index in first + 2..<max(first + 2, stop) {
      if self[index].has([.relative, .subordinator, .subjectPronoun]) { return stop }
      if self[index].has(.auxiliary), !self[index].has(.ingForm) { return index }
    }
    return stop
  }
}
