// The noun phrase that ends before a word.

extension Sentence {
  /// Where the words before a verb end that belong to it: adverbs, auxiliaries, negations.
  func endBeforeVerbGroup(_ verb: Int) -> Int {
    var at = verb
    while at > start, self[at - 1].has([.adverb, .auxiliary, .negation]), !self[at - 1].has(.subjectPronoun) {
      if self[at - 1].hasAll([.adverb, .isCapitalised]), at - 1 > start { break }
      at -= 1
    }
    // He'd said: the pronoun holds the auxiliary.
    return at
  }

  /// The words that may form a noun phrase leftwards from `end`, and the index where the search stopped.
  func chunkLeft(endingAt end: Int, from low: Int) -> Range<Int> {
    var at = end
    while at > low {
      let token = self[at - 1]
      if token.has(.region) {
        if token.has(.isShort), !token.has(.endsInComma) {
          at -= 1
          continue
        }
        break
      }
      if token.has(.punctuation) {
        if token.is(.closeBracket), let opening = openingBracket(before: at - 1, from: low) {
          at = opening
          continue
        }
        if token.is(.hyphen) || token.is(.otherSign) || token.is(.slash) {
          at -= 1
          continue
        }
        break
      }
      if token.has(.subjectPronoun), !token.has(.determiner), !token.has(.objectPronoun) || at == end {
        // She and her friends
        if at < end, self[at].is(.and) { return at - 1..<end }
        return at == end ? at - 1..<end : at..<end
      }
      // That person said
      if token.is(.that), at - 1 == start, at < end, self[at].has(.word), !isVerb(at), !self[at].has(.endsInS)
      {
        at -= 1
        continue
      }
      // More than six in ten said
      if token.is(.than), self[at].has([.numberWord, .startsWithDigit, .determiner]),
        self[at - 2].has(.adverb)
      {
        at -= 2
        continue
      }
      if token.has(.relative) || token.is(.what) || token.is(.how) || token.is(.why) || token.is(.where) {
        break
      }
      if token.is(.and) || token.is(.or) {
        if at < end, joins(at - 1, before: end) {
          at -= 1
          continue
        }
        break
      }
      if token.has(.subordinator), !token.has(.preposition) || at - 1 == low || !isNounBefore(at - 1) {
        break
      }
      if token.has(.subordinator), !token.is(.as), !token.is(.than) { break }
      if isVerb(at - 1) { break }
      at -= 1
    }
    _ = spend(end - at)
    return at..<end
  }

  private func isNounBefore(_ index: Int) -> Bool {
    let token = self[index - 1]
    return token.has(.word) && !token.has([.preposition, .subordinator, .adverb, .determiner])
      && !isVerb(index - 1)
  }

  /// Whether the `and` at `index` joins two nouns that look alike: names, or plurals.
  private func joins(_ index: Int, before end: Int) -> Bool {
    let left = self[index - 1]
    // Politicians and even some experts
    let isGraded = self[index + 1].has(.adverb) && self[index + 2].has(.determiner)
    let right = self[isGraded ? index + 2 : index + 1]
    // Lind (D) and former Gov. Brun (R)
    if left.is(.closeBracket) { return right.has([.isCapitalised, .title]) || self[index + 2].has(.title) }
    if left.has([.punctuation, .region, .adverb, .timeWord, .preposition]) || isVerb(index - 1) {
      return false
    }
    if right.has([.subjectPronoun, .adverb, .preposition]) || isVerb(index + 1) { return false }
    if left.has(.isCapitalised) {
      // Lee and others, Democrats and civil rights groups
      return right.has([.isCapitalised, .determiner, .endsInS]) || left.has(.endsInS)
    }
    // Security experts and U.S. officials
    return !right.has(.isCapitalised)
      || left.has(.endsInS) && self[end - 1].has(.endsInS)
        && !self[end - 1].has(.isCapitalised)
  }

  private func openingBracket(before close: Int, from low: Int) -> Int? {
    var at = close - 1
    while at >= max(low, close - 12) {
      if self[at].is(.openBracket) { return at }
      if self[at].is(.closeBracket) { return nil }
      at -= 1
    }
    return nil
  }

  /// Takes from the start of a chunk what does not belong to a noun phrase: adverbs, time, an adverbial phrase.
  func trimmedStart(_ chunk: Range<Int>) -> Range<Int> {
    var low = chunk.lowerBound
    while low < chunk.upperBound {
      let token = self[low]
      let next = self[low + 1]
      if token.is(.and) || token.is(.or) || token.is(.but) || token.is(.that) && !next.has(.word) {
        low += 1
      } else if token.has(.adverb), !token.has(.determiner), !token.has(.isCapitalised) || low == start {
        low += 1
      } else if token.has(.punctuation), !token.is(.openBracket) {
        low += 1
      } else if token.has(.preposition), let after = endOfTime(low + 1), after < chunk.upperBound {
        low = after
      } else if token.has(.timeWord), token.has(.isCapitalised), next.hasAll([.word, .isCapitalised]),
        low > start
      {
        low += 1
      } else {
        break
      }
    }
    // At which point the crowd ...: the article begins another noun phrase.
    if low < chunk.upperBound, isPlainNoun(low), low > start, self[low - 1].has(.relative),
      self[low + 1].is(.the), low + 1 < chunk.upperBound
    {
      low += 1
    }
    return low..<chunk.upperBound
  }

  /// Where an expression of time that starts at `index` ends: Monday, last week, the same day, Jan. 5, 2016.
  func endOfTime(_ index: Int) -> Int? {
    var at = index
    var found = false
    while at < index + 6, self[at].has(.word) {
      let token = self[at]
      if token.has(.timeWord) {
        if token.has(.month), self[at + 1].is(.of) { return nil }
        found = true
      } else if !token.has([.startsWithDigit, .numberWord]), !token.has([.determiner, .adjective]) || found {
        break
      }
      at += 1
    }
    return found ? at : nil
  }

  /// Takes from the end of a chunk before a verb: on Tuesday, last week, in a statement, in an interview with X.
  func trimmedEnd(_ chunk: Range<Int>) -> Range<Int> {
    var high = chunk.upperBound
    // Lee “bristled” and said
    while high - 1 > chunk.lowerBound, self[high - 1].has(.region), self[high - 2].has(.isCapitalised) {
      high -= 1
    }
    for _ in 0..<4 {
      var at = high
      while at > chunk.lowerBound, self[at - 1].has(.adverb), !self[at - 1].has(.isCapitalised) { at -= 1 }
      var time = at
      while time > chunk.lowerBound, self[time - 1].has([.timeWord, .startsWithDigit, .month]),
        !self[time - 1].has([.preposition, .hasHyphen])
      {
        time -= 1
      }
      if !(time..<at).contains(where: { self[$0].has([.timeWord, .month]) }) { time = at }
      // A bare month before a verb may be a name.
      if time == at - 1, self[time].has(.month), !self[time - 1].has([.preposition, .determiner, .adjective])
      {
        time = at
      }
      if time < at {
        while time > chunk.lowerBound,
          self[time - 1].has([.preposition, .adjective, .numberWord]) || self[time - 1].has(.determiner)
        {
          time -= 1
        }
        at = time
      } else if let occasion = startOfOccasion(endingAt: at, from: chunk.lowerBound) {
        at = occasion
      }
      if at == high { break }
      if at <= chunk.lowerBound { return chunk.lowerBound..<chunk.lowerBound }
      high = at
    }
    return chunk.lowerBound..<high
  }

  /// Where `in a statement`, `in an interview with X`, `on Twitter` begins, if that is what ends at `end`.
  private func startOfOccasion(endingAt end: Int, from low: Int) -> Int? {
    var at = end - 1
    var sawOccasion = false
    while at >= low, at > end - 10 {
      let token = self[at]
      if token.has(.punctuation) { return nil }
      if token.has(.occasion) { sawOccasion = true }
      if token.is(.in) || token.is(.on) || token.is(.at), sawOccasion {
        let before = self[at - 1]
        return before.has([.isCapitalised, .subjectPronoun]) || before.has(.punctuation) || at == low
          ? at : nil
      }
      at -= 1
    }
    return nil
  }
}
