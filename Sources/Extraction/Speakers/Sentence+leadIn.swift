// Lead-ins to a quotation that no verb right before it makes: a name and a colon, a parenthesis, a noun.

extension Sentence {
  /// The plan, the mayor said, is “Q.”
  func parenthesis(before region: Int, _ low: Int) -> Attribution? {
    var at = region - 1
    while at > low + 2 {
      let token = self[at]
      if token.has(.region), !token.has(.isShort) || token.has(.endsInComma) { return nil }
      if token.is(.semicolon) || token.is(.colon) { return nil }
      if token.is(.comma), at < region - 1, let form = strongCue(at: at - 1), form == .past || form == .third
      {
        var open = at - 2
        while open > low, open > at - 8, !self[open].has([.punctuation, .region]) { open -= 1 }
        if self[open].is(.comma), open > low,
          let subject = subject(endingAt: endBeforeVerbGroup(at - 1), from: open + 1),
          subject.range.lowerBound == open + 1
        {
          return Attribution(speaker: subject, cue: at - 1, rule: .outer, isStrong: true)
        }
      }
      at -= 1
    }
    return nil
  }

  /// Mayor: “Q.”
  func nameBeforeColon(_ region: Int, _ low: Int) -> Attribution? {
    guard self[region - 1].is(.colon) else { return nil }
    var at = region - 2
    while at >= low {
      let token = self[at]
      if token.is(.dash), region - 2 - at <= 5, region - 2 - at >= 1, !isVerbWithin(at + 1..<region - 1),
        self[at + 1].has(.isCapitalised)
      {
        let first = self[at + 1].is(.from) ? at + 2 : at + 1
        return isSpeaker(first..<region - 1)
          ? Attribution(speaker: Phrase(first..<region - 1), rule: .colon) : nil
      }
      if token.has(.region) || token.is(.colon) || cue(at: at) != nil { return nil }
      at -= 1
    }
    var first = low
    while self[first].has(.punctuation) || self[first].is(.from) { first += 1 }
    guard first < region - 1, region - 1 - first <= 12, !isVerbWithin(first..<region - 1) else { return nil }
    let range = first..<region - 1
    guard isSpeaker(range) else { return nil }
    return Attribution(speaker: Phrase(range), rule: .colon)
  }

  /// Her call for “Q”, the mayor’s statement that “Q”.
  func possessor(before region: Int, _ low: Int) -> Attribution? {
    var at = region - 1
    // Her advice to them was, “Q”
    let copula = self[at].has(.punctuation) ? at - 1 : at
    let isEquated = self[copula].has(.be)
    while at > max(low, region - (isEquated ? 18 : 10)) {
      let token = self[at]
      if token.has(.region) || token.is(.semicolon) { return nil }
      if token.has(.nounCue), !token.has(.isCapitalised) {
        var owner = at - 1
        while owner >= max(low, at - 4) {
          if isVerb(owner) || self[owner].has([.ingForm, .ingWord]) { break }
          if self[owner].has(.possessivePronoun) {
            // Lee defended his remarks as “Q”: whose they are, Lee tells.
            if isFinite(owner - 1, past: true) || isFinite(owner - 1, past: false),
              let subject = subject(of: owner - 1, from: low)
            {
              return Attribution(speaker: subject, cue: owner - 1, rule: .possessor)
            }
            return Attribution(speaker: Phrase(owner..<owner + 1), cue: at, rule: .possessor)
          }
          if self[owner].has(.isPossessive),
            isEquated || self[at + 1].has([.region, .punctuation]) || self[at + 1].is(.that)
          {
            return self.owner(endingAt: owner + 1, low).map {
              Attribution(speaker: $0, cue: at, rule: .possessor)
            }
          }
          if !self[owner].has(.word) { break }
          owner -= 1
        }
        if let author = author(behind: at, region) {
          return Attribution(speaker: author, cue: at, rule: .possessor)
        }
      }
      at -= 1
    }
    return nil
  }

  /// The suggestion by the mayor that “Q”
  private func author(behind noun: Int, _ region: Int) -> Phrase? {
    guard self[noun + 1].is(.by), let found = phraseRight(from: noun + 2, withAppositions: false) else {
      return nil
    }
    let end = found.range.first { self[$0].is(.that) } ?? min(found.range.upperBound, region)
    let range = found.range.lowerBound..<max(found.range.lowerBound, end)
    return isSpeaker(range) ? Phrase(range) : nil
  }

  /// The mayor’s “Q” promise.
  func possessor(around region: Int, _ low: Int) -> Attribution? {
    let owner = region - 1
    guard self[owner].has(.isPossessive), self[region + 1].has(.nounCue), !self[region].has(.isTitle) else {
      return nil
    }
    return self.owner(endingAt: region, low).map {
      Attribution(speaker: $0, cue: region + 1, rule: .possessor)
    }
  }

  /// “Q,” in the mayor’s words.
  func possessor(after region: Int, at first: Int) -> Attribution? {
    guard self[first].is(.in), self[region].has([.endsInComma, .endsInQuestion]) || first > region + 1 else {
      return nil
    }
    var at = first + 1
    while at < first + 8, self[at].has(.word), !isVerb(at) {
      if self[at].has(.isPossessive), self[at + 1].has(.nounCue), self[at + 2].has(.punctuation) {
        return owner(endingAt: at + 1, first + 1).map {
          Attribution(speaker: $0, cue: at + 1, rule: .possessor)
        }
      }
      at += 1
    }
    return nil
  }

  /// The noun phrase that ends with a possessive, without a preposition before it.
  private func owner(endingAt end: Int, _ low: Int) -> Phrase? {
    var chunk = trimmedStart(chunkLeft(endingAt: end, from: low))
    if chunk.count > 1, self[chunk.lowerBound].is(.in) { chunk = chunk.lowerBound + 1..<end }
    chunk = withoutLeadingPhrase(chunk)
    return isSpeaker(chunk) ? Phrase(chunk) : nil
  }
}
