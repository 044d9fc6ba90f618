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

  /// The relative pronoun that begins at a byte of its paragraph, if one does.
  func relative(at byte: Int) -> Int? {
    var low = start
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle].start) < byte { low = middle + 1 } else { high = middle }
    }
    return Int(self[low].start) == byte && self[low].has(.relative) && low < end ? low : nil
  }

  /// The noun that a relative pronoun stands for.
  func phraseBeforeRelative(_ index: Int) -> Range<Int>? {
    let end = self[index - 1].is(.comma) ? index - 1 : index
    guard end > start, self[end - 1].has(.word) else { return nil }
    let chunk = trimmedStart(chunkLeft(endingAt: end, from: max(start, end - 30)))
    return isSpeaker(chunk) ? chunk : nil
  }

  /// Many, some, others: determiners that stand for people.
  private func isStandingDeterminer(_ token: Token) -> Bool {
    !token.has([.possessivePronoun, .notSpeaker]) && !token.is(.a) && !token.is(.an) && !token.is(.the)
  }

  /// Without `At the rally in Elko` before a name, where the name can be told from it.
  func withoutLeadingPhrase(_ chunk: Range<Int>) -> Range<Int> {
    guard let first = chunk.first, self[first].has(.preposition),
      !self[first].has(.isCapitalised) || first == start
    else {
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
      if token.has(.isCapitalised), before.has([.occasion, .timeWord, .noun]), !before.has(.isCapitalised) {
        return at..<chunk.upperBound
      }
      if token.has(.subjectPronoun) { return at..<chunk.upperBound }
      at -= 1
    }
    return chunk
  }
}
