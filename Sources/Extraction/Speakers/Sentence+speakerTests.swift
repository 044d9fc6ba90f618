// What can and what cannot be a speaker.

extension Sentence {
  /// Whether a noun phrase can be a speaker at all.
  func isSpeaker(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    let first = self[range.lowerBound]
    let last = self[range.upperBound - 1]
    if range.count == 1 {
      if first.has(.subjectPronoun) { return !first.is(.it) || true }
      if first.has([
        .region, .punctuation, .adverb, .notSpeaker, .auxiliary, .timeWord, .preposition, .objectPronoun,
      ]) {
        return first.has(.isCapitalised) && !first.has([.notSpeaker, .timeWord, .preposition])
          && !first.has(.adverb)
      }
      if first.has(.determiner) { return isStandingDeterminer(first) }
      if first.has(.subordinator) { return false }
    }
    if let time = endOfTime(range.lowerBound), time >= range.upperBound, range.count > 1 { return false }
    if first.has(.preposition), !first.has(.isCapitalised) || range.lowerBound == start { return false }
    if first.has(.ingForm), !first.has(.isCapitalised) { return false }
    if last.has(.determiner), !isStandingDeterminer(last) { return false }
    if last.has([.preposition, .subordinator]), !last.has(.isCapitalised) { return false }
    if last.is(.to) || last.has(.be) { return false }
    return true
  }

  /// Many, some, others: determiners that stand for people.
  private func isStandingDeterminer(_ token: Token) -> Bool {
    !token.has([.possessivePronoun, .notSpeaker]) && !token.is(.a) && !token.is(.an) && !token.is(.the)
  }

  /// Without `At the rally in Elko` or `Speaking of boats` before a name, where the name can be told from it.
  func withoutLeadingPhrase(_ chunk: Range<Int>) -> Range<Int> {
    guard let first = chunk.first else { return chunk }
    let isPhrase = self[first].has(.preposition) && (!self[first].has(.isCapitalised) || first == start)
    guard isPhrase || first == start && self[first].has([.ingForm, .ingWord, .mayBeParticiple]) else {
      return chunk
    }
    // The last determiner that does not follow a preposition begins another noun phrase.
    var at = chunk.upperBound - 1
    while at > first + 1 {
      let token = self[at]
      let before = self[at - 1]
      if token.has([.determiner, .title]), !before.has([.preposition, .determiner, .adverb]) {
        return at..<chunk.upperBound
      }
      if token.has(.isCapitalised), isPlainNounEnd(before) { return at..<chunk.upperBound }
      if token.has(.subjectPronoun) { return at..<chunk.upperBound }
      at -= 1
    }
    return chunk
  }

  /// A common noun that no name goes with: the boat Lee, but the mayor Lee.
  private func isPlainNounEnd(_ token: Token) -> Bool {
    token.has(.word)
      && !token.has([
        .isCapitalised, .preposition, .determiner, .adjective, .subordinator, .title, .speakerNoun, .adverb,
        .ingForm,
        .ingWord, .startsWithDigit,
      ])
  }
}
