// The subject of a sentence, read from its start.

extension Sentence {
  /// The subject of the first clause, read from `low`, ending before `limit`.
  func mainSubject(before limit: Int, from low: Int) -> Phrase? {
    guard spend(20) else { return nil }
    var at = low
    var opened = 0
    skipping: while at < limit {
      let token = self[at]
      if token.has(.region) { return nil }
      if token.has(.punctuation) || token.is(.and) || token.is(.but) || token.is(.or) || token.is(.so) {
        at += 1
        continue
      }
      if token.has(.adverb), !token.has(.determiner), !token.has(.subordinator), !token.has(.preposition) {
        at += 1
        continue
      }
      // That's why the mayor ...
      if token.hasAll([.auxiliary, .notSpeaker]) || token.is(.that) && self[at + 1].has(.be) {
        at += 1
        while at < limit,
          self[at].has([.auxiliary, .subordinator, .relative]) || self[at].is(.what) || self[at].is(.why)
            || self[at].is(.how)
        {
          at += 1
        }
        continue
      }
      guard opened < 5, opens(at) else { break skipping }
      // An opener goes to its comma.
      opened += 1
      guard let comma = comma(after: at, before: limit) else {
        return subjectInOpener(at, limit)
      }
      at = comma + 1
      // On Jan. 5, 2016, in Elko, Nev., ...
      while let next = self.comma(after: at, before: limit),
        continuesOpener(at, next)
          || explainsOpener(at, next) || isRestOfPlace(at, next)
      { at = next + 1 }
    }
    guard at < limit else { return nil }
    let end = endOfSubject(at, limit)
    let range = trimmedEnd(at..<end)
    guard isSpeaker(range) else { return nil }
    let full = range.upperBound == end ? endOfAppositions(after: end, limit) : range.upperBound
    return Phrase(at..<full, head: range)
  }

  /// The subject of the nearest finite verb before `index`, of those from `low` on with no long quotation between.
  func subjectOfNearestVerb(before index: Int, from low: Int) -> Phrase? {
    var at = index - 1
    while at > low {
      let token = self[at]
      if token.has(.region) && !token.has(.isShort) || token.is(.semicolon) || token.is(.colon) { return nil }
      if isFinite(at, past: true) || isFinite(at, past: false) {
        return subject(of: at, from: max(start, at - Sentence.reach))
      }
      at -= 1
    }
    return nil
  }

  private func opens(_ index: Int) -> Bool {
    let token = self[index]
    if token.has([.preposition, .opener]) { return !token.is(.of) }
    if token.has(.subordinator) { return true }
    if token.has([.ingForm, .ingWord]) { return true }
    if token.has(.mayBeParticiple), index == start,
      self[index + 1].has([.preposition, .adverb, .subordinator, .ingForm, .ingWord, .edWord])
    {
      return true
    }
    if token.has(.edWord) { return true }
    if token.has([.pastForm, .participle]), index == start, !self[index + 1].has(.isCapitalised) {
      return true
    }
    if token.has(.timeWord) { return true }
    return token.has([.determiner, .adjective, .numberWord])
      && endOfTime(index).map { self[$0].is(.comma) } == true
  }

  private func comma(after index: Int, before limit: Int) -> Int? {
    var at = index
    while at < min(limit, index + 40) {
      if self[at].is(.comma) { return at }
      if self[at].is(.semicolon) || self[at].is(.colon) { return nil }
      if self[at].has(.region), !self[at].has(.isShort) { return nil }
      at += 1
    }
    _ = spend(at - index)
    return nil
  }

  /// Whether the segment up to the comma at `comma` still belongs to an opener: a year, a state, small letters.
  private func continuesOpener(_ index: Int, _ comma: Int) -> Bool {
    let token = self[index]
    if token.has(.startsWithDigit), comma - index == 1 { return true }
    if token.has(.placeAbbreviation), comma - index <= 2 { return true }
    if token.has([.preposition, .opener]), !token.has(.isCapitalised) { return true }
    return token.has(.timeWord)
  }

  /// Whether a segment explains the name that an opener ends with: Introduced by Lee, the mayor of Elko, she ...
  private func explainsOpener(_ index: Int, _ comma: Int) -> Bool {
    guard self[index - 2].has(.isCapitalised), self[index].has(.determiner) else { return false }
    let after = self[comma + 1]
    guard after.has([.isCapitalised, .subjectPronoun, .determiner]) else { return false }
    for at in index..<comma {
      if self[at].has([.relative, .subordinator]) { return true }
      if isVerb(at) { return false }
    }
    return true
  }

  /// In Salem, New Hampshire, Lee said: the second part of a place, with a subject and its verb behind it.
  private func isRestOfPlace(_ index: Int, _ comma: Int) -> Bool {
    guard comma - index <= 2, self[index - 2].has(.isCapitalised) else { return false }
    for at in index..<comma where !self[at].hasAll([.word, .isCapitalised]) { return false }
    guard self[comma + 1].has([.isCapitalised, .subjectPronoun, .determiner]) else { return false }
    var at = comma + 1
    while at < comma + 8, self[at].has(.word) {
      if isVerb(at), at > comma + 1 { return true }
      at += 1
    }
    return false
  }

  /// An opener without a comma: At the rally he said, On Monday Smith said.
  private func subjectInOpener(_ index: Int, _ limit: Int) -> Phrase? {
    var at = index + 1
    if let after = endOfTime(at), after < limit { at = after }
    while at < limit, at < index + 20 {
      let token = self[at]
      if token.has(.subjectPronoun), !token.is(.who), !token.is(.it) || !self[at - 1].has(.preposition) {
        return Phrase(at..<at + 1)
      }
      if self.isVerb(at) {
        let chunk = withoutLeadingPhrase(
          trimmedStart(chunkLeft(endingAt: endBeforeVerbGroup(at), from: index)))
        return isSpeaker(chunk) ? Phrase(chunk) : nil
      }
      at += 1
    }
    return nil
  }

  /// Where the noun phrase that starts at `index` ends: at the first verb, relative, comma, adverb.
  private func endOfSubject(_ index: Int, _ limit: Int) -> Int {
    if self[index].has(.subjectPronoun), !self[index].has(.determiner) { return index + 1 }
    var at = index
    while at < limit {
      let token = self[at]
      if token.has(.region) {
        guard token.has(.isShort) else { break }
      } else if token.has(.punctuation) {
        if token.is(.openBracket), let close = closingBracket(after: at, limit) {
          at = close + 1
          continue
        }
        if !token.is(.hyphen), !token.is(.otherSign), !token.is(.slash) { break }
      } else {
        if token.has(.relative) || token.has(.negation) || isVerb(at) { break }
        if token.has(.subordinator), !token.has(.preposition), !token.is(.and), !token.is(.or) { break }
        if token.has(.adverb), !token.has([.isCapitalised, .determiner]), at > index { break }
        if token.has(.subjectPronoun), at > index { break }
        // Lee forwards: an unknown verb behind a name.
        if at > index, token.has(.endsInS), self[at - 1].has(.isCapitalised),
          !token.has([.isCapitalised, .speakerNoun, .noun, .preposition]),
          self[at + 1].has([.determiner, .preposition, .possessivePronoun])
        {
          break
        }
        if at > index, endsBeforeNounLikeVerb(at) { break }
        if token.is(.and), self[at + 1].has(.subjectPronoun) || isVerb(at + 1) { break }
        if at > index, token.is(.on) || token.is(.in) || token.is(.at), self[at - 1].has(.isCapitalised),
          !isPlaceBeforeVerb(at + 1)
        {
          break
        }
        if token.has([.ingForm, .ingWord]), at > index, !self[at - 1].has([.determiner, .adjective]) {
          break
        }
      }
      at += 1
    }
    return at
  }

  /// The ad hits Lee, the page lists him: a verb that could be a plural, between a singular noun and an object.
  private func endsBeforeNounLikeVerb(_ index: Int) -> Bool {
    guard self[index].hasAll([.nounLikeVerb, .sForm]), isPlainNoun(index - 1),
      !self[index - 1].has([.determiner, .adjective, .isPossessive, .possessivePronoun, .preposition])
    else { return false }
    return self[index + 1].has([.determiner, .objectPronoun, .possessivePronoun, .isCapitalised])
  }

  /// Whether names from `index` on are followed by a verb: the museum in Elko issued.
  private func isPlaceBeforeVerb(_ index: Int) -> Bool {
    var at = index
    while at < index + 4, self[at].hasAll([.word, .isCapitalised]) { at += 1 }
    return at > index && isVerb(at)
  }

  func closingBracket(after open: Int, _ limit: Int) -> Int? {
    var at = open + 1
    while at < min(limit, open + 12) {
      if self[at].is(.closeBracket) { return at }
      at += 1
    }
    return nil
  }

  /// Swallows appositions that a comma closes: Ann Lee, the mayor of Elko, ...
  private func endOfAppositions(after end: Int, _ limit: Int) -> Int {
    var at = end
    for _ in 0..<5 {
      guard self[at].is(.comma), at + 1 < limit else { return at == end ? end : at }
      guard let next = comma(after: at + 1, before: limit) else { return at }
      let first = self[at + 1]
      if isAdverbial(at + 1), !first.is(.who) || first.is(.and) { return at }
      if isVerb(at + 1) || isVerbWithin(at + 1..<next) && !first.is(.who) { return at }
      at = next
    }
    return at
  }
}
