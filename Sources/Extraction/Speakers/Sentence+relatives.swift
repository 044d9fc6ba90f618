// Subjects that a clause of their own stands behind: the groups who wrote the letter say; a book published in May says.

extension Sentence {
  /// In `a report issued over the summer by the group says`: the report, with all that follows.
  func subjectBeforeParticiple(_ chunk: Range<Int>, _ low: Int) -> Phrase? {
    let participle = chunk.lowerBound - 1
    guard !chunk.isEmpty, self[chunk.lowerBound].has(.preposition), participle > low,
      self[participle].has([.edWord, .pastForm, .participle])
    else { return nil }
    let left = self[participle - 1]
    guard left.has(.word), !left.has([.auxiliary, .subjectPronoun, .adverb, .relative, .preposition]) else {
      return nil
    }
    let head = trimmedStart(chunkLeft(endingAt: participle, from: low))
    guard isSpeaker(head), startsClause(Phrase(head), low) else { return nil }
    return Phrase(head.lowerBound..<chunk.upperBound, head: head)
  }

  /// In `the singers, actors and writers say`: all of them.
  func list(endingWith chunk: Range<Int>, from low: Int) -> Range<Int>? {
    guard self[chunk.lowerBound - 1].is(.comma), chunk.contains(where: { self[$0].is(.and) }) else {
      return nil
    }
    var first = chunk.lowerBound
    while self[first - 1].is(.comma), first - 1 > low, self[first - 2].has(.word) {
      let before = chunkLeft(endingAt: first - 1, from: low)
      let trimmed = trimmedStart(before)
      guard before.count <= 10, isSpeaker(trimmed), trimmed == before, !isAdverbial(before.lowerBound),
        self[first - 2].has(.isCapitalised) == self[chunk.upperBound - 1].has(.isCapitalised),
        self[first - 2].has(.isCapitalised) || isPlural(first - 2)
      else { break }
      first = before.lowerBound
    }
    return first < chunk.lowerBound ? first..<chunk.upperBound : nil
  }

  /// Ann Lee, the woman who runs the group said: the name before an apposition with no comma behind it.
  func nameBefore(_ phrase: Range<Int>, _ low: Int) -> Range<Int>? {
    let comma = phrase.lowerBound - 1
    guard self[comma].is(.comma), self[phrase.lowerBound].is(.the) || self[phrase.lowerBound].is(.a),
      comma > low
    else { return nil }
    let chunk = trimmedStart(chunkLeft(endingAt: comma, from: low))
    guard chunk.count >= 2, chunk.allSatisfy({ self[$0].has(.isCapitalised) }), isSpeaker(chunk) else {
      return nil
    }
    return chunk
  }

  /// In `the groups who wrote the letter say`: the groups, for a verb at `verb` within the relative clause.
  func antecedent(before verb: Int, from low: Int) -> Range<Int>? {
    var at = verb
    while at > max(low, verb - 16) {
      let token = self[at]
      if token.has([.region, .endsSentence]) || token.is(.comma) || token.is(.semicolon) { return nil }
      if token.is(.who) || token.is(.that) {
        var at = at
        if token.is(.who), self[at - 1].is(.comma) { at -= 1 }
        let left = self[at - 1]
        guard left.has(.word), !isVerb(at - 1), !left.has([.preposition, .adverb, .subordinator]) else {
          return nil
        }
        let chunk = trimmedStart(chunkLeft(endingAt: at, from: low))
        return isSpeaker(chunk) ? chunk : nil
      }
      at -= 1
    }
    return nil
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
}
