// Words said to somebody: asked whether it would work, she left; he was told by an aide that it would.

extension Sentence {
  /// What was asked, told or warned, by somebody who may be named behind the verb.
  func passiveReport(_ verb: Int) -> IndirectSpeech? {
    guard self[verb].has(.pastForm), self[verb].is(.ask) || self[verb].is(.tell) || self[verb].has(.addresses)
    else { return nil }
    let group = endBeforeVerbGroup(verb)
    let before = self[group - 1]
    let isOpening = group == start || before.is(.when) || before.is(.if) || before.is(.after)
    guard isOpening && group == verb || hasFormOfBe(group..<verb) else { return nil }
    var first = verb + 1
    while self[first].has(.adverb), !self[first].has(.determiner) { first += 1 }
    var speaker: Phrase?
    if self[first].is(.by) {
      guard let phrase = phraseRight(from: first + 1, withAppositions: false) else { return nil }
      first += 1
      while first < phrase.range.upperBound, !self[first].is(.that), !self[first].is(.to),
        !self[first].is(.if)
      {
        first += 1
      }
      speaker = Phrase(phrase.range.lowerBound..<max(first, phrase.range.lowerBound + 1))
    }
    if let time = endOfTime(first), self[first].has([.timeWord, .adjective]) { first = time }
    if self[verb].is(.ask), self[first].is(.about) {
      first += 1
    } else {
      guard
        self[first].is(.that) || self[first].is(.if) || isQuestionWord(first) || self[first].has(.relative)
          || self[first].is(.to) || self[first].is(.where) || self[first].is(.when)
          || self[first].has(.subjectPronoun) && !self[verb].is(.ask)
      else { return nil }
    }
    guard let stop = endOfReport(first, opens: isOpening), stop - first >= 2 else { return nil }
    return IndirectSpeech(spans: [first..<stop], cue: verb, by: speaker, rule: .passive)
  }
}
