// To the right of a quotation: “Q,” she said. “Q,” said the mayor. “Q,” according to the mayor.

extension Sentence {
  /// Who says the quotation at `region`, from the words to its right.
  func attributionRight(of region: Int) -> Attribution? {
    var first = region + 1
    while self[first].is(.comma) || self[first].is(.dash) || self[first].is(.hyphen) { first += 1 }
    guard first < end, self[first].has(.word), !self[first].has(.relative) else { return nil }
    if self[first].is(.according), self[first + 1].is(.to) {
      guard let phrase = phraseRight(from: first + 2) else { return nil }
      return Attribution(speaker: phrase, cue: first, rule: .accordingRight, isStrong: true)
    }
    var verb = first
    while self[verb].has(.adverb), verb < first + 2 { verb += 1 }
    if let form = cue(at: verb), form == .past || form == .third, let found = inverted(verb) {
      return found
    }
    if let found = unknownInverted(first, region) ?? possessor(after: region, at: first) { return found }
    return ordinary(region: region, first: first)
  }

  /// “Q,” reacted Lee. Whatever the verb is, it reports where a name and nothing else follows it.
  private func unknownInverted(_ verb: Int, _ region: Int) -> Attribution? {
    guard self[region].has([.endsInComma, .endsInQuestion]), cue(at: verb) == nil,
      self[verb].has(.edWord) || self[verb].hasAll([.plainVerb, .pastForm]),
      self[verb + 1].has([.isCapitalised, .determiner]), let phrase = phraseRight(from: verb + 1),
      self[phrase.range.upperBound].has(.endsSentence)
    else { return nil }
    return Attribution(speaker: phrase, cue: verb, rule: .inverted)
  }

  /// The speaker behind the verb: said the mayor.
  func inverted(_ verb: Int) -> Attribution? {
    guard !self[verb].is(.tell) else { return nil }
    var at = verb + 1
    while self[at].has(.adverb), !self[at].has([.isCapitalised, .determiner]) { at += 1 }
    let next = self[at]
    if next.has(.region) || next.has(.punctuation) { return nil }
    if next.has([.preposition, .subordinator]), !next.has(.isCapitalised) { return nil }
    if next.has(.timeWord) || next.has(.objectPronoun) && !next.has([.subjectPronoun, .possessivePronoun]) {
      return nil
    }
    guard let phrase = phraseRight(from: at) else { return nil }
    // Said the mayor would come: a clause of the verb's own.
    if self[phrase.range.upperBound].has(.modal) { return nil }
    return Attribution(speaker: phrase, cue: verb, rule: .inverted, isStrong: self[verb].has(.strongCue))
  }

  /// Whether the verb at `verb` has no clause behind it that it would govern instead: he said on Monday.
  func governsNothingRight(_ verb: Int) -> Bool {
    let next = self[verb + 1]
    if next.is(.to) { return false }
    if next.has([.punctuation, .region, .adverb, .timeWord, .preposition]) { return true }
    if self[verb].is(.tell) || self[verb].is(.ask) { return true }
    return next.has(.subordinator) && !next.is(.that)
  }

  /// Whether a subject at `first` may reach to a verb at `verb` behind a comma: Lee, who runs the group, wrote.
  private func isNamedThrough(_ first: Int, _ verb: Int) -> Bool {
    var at = first
    while at < verb, !self[at].is(.comma) {
      if isVerb(at) { return false }
      at += 1
    }
    return at < verb - 1
  }

  /// The first reporting verb to the right whose subject begins right behind the quotation.
  private func ordinary(region: Int, first: Int) -> Attribution? {
    var at = first
    while at < end, at < first + 60 {
      let token = self[at]
      if token.has(.region) && !token.has(.isShort) || token.has(.endsSentence) && !token.has(.region) {
        return nil
      }
      if token.is(.semicolon) || token.is(.colon) { return nil }
      // “Q,” he was quoted as saying.
      if self[at + 1].is(.as), self[at + 2].is(.say), isPassive(at, endBeforeVerbGroup(at)),
        let subject = subject(of: at, from: region + 1), subject.range.lowerBound <= first + 1
      {
        return Attribution(speaker: subject, cue: at + 2, rule: .right, isStrong: true)
      }
      if at > first || !self[first].has(.isCapitalised), let form = cue(at: at), form.isFinite,
        form != .base || !self[at - 1].is(.to), !self[at + 1].is(.by),
        !isPassive(at, endBeforeVerbGroup(at))
      {
        let isStrong = token.has(.strongCue)
        if at > first + 1, self[at - 1].is(.comma),
          self[first].has([.subordinator, .adverb, .preposition]) || !isNamedThrough(first, at),
          isVerbWithin(first..<at - 1), var behind = inverted(at),
          self[behind.speaker.range.upperBound].has(.punctuation)
        {
          behind.rule = .tail
          return behind
        }
        if self[first].has(.subordinator), !self[first].is(.and), !self[first].is(.as) {
          at += 1
          continue
        }
        if let subject = subject(of: at, from: region + 1) {
          if subject.range.lowerBound <= first + 1 {
            return Attribution(speaker: subject, cue: at, rule: .right, isStrong: isStrong)
          }
          if isStrong, self[at - 1].is(.comma), self[first].has([.isCapitalised, .determiner]) {
            return Attribution(
              speaker: Phrase(first..<at - 1, head: subject.head), cue: at, rule: .right, isStrong: true)
          }
        }
      }
      at += 1
    }
    return nil
  }
}
