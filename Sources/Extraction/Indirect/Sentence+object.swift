// A noun phrase for what was said: criticized the plan, called for a vote, accused him of lying.

extension Sentence {
  func object(of verb: Int, _ form: VerbForm) -> IndirectSpeech? {
    guard form != .participle, form != .base || !self[verb - 1].is(.to), !isNaming(verb, form),
      !mayBeInverted(verb, form), let first = objectStart(verb),
      let attribution = reporter(verb, form, before: first),
      let stop = endOfObject(first, opens: isInOpening(verb, attribution)),
      stop - first >= 2 || self[first].has(.isCapitalised)
    else { return nil }
    return IndirectSpeech(spans: [first..<stop], attribution: attribution, rule: .object)
  }

  /// “Q,” announced the mayor.
  private func mayBeInverted(_ verb: Int, _ form: VerbForm) -> Bool {
    guard form != .ing else { return false }
    let before = self[verb - 1]
    return before.has(.region)
      || before.has(.punctuation) && (self[verb].has(.speechCue) || !before.is(.comma))
  }

  /// A dish called Hash; what he calls a dish.
  private func isNaming(_ verb: Int, _ form: VerbForm) -> Bool {
    guard self[verb].is(.call) else { return false }
    let before = self[verb - 1]
    if self[verb - 2].is(.what) { return true }
    return form == .past && self[verb + 1].has(.isCapitalised) && before.has(.word)
      && !before.has([.isCapitalised, .subjectPronoun, .auxiliary, .adverb, .relative])
  }

  private func objectStart(_ verb: Int) -> Int? {
    var at = verb + 1
    if self[verb].is(.call), self[at].is(.for) || self[at].is(.on) || self[at].is(.upon) || self[at].is(.out)
    {
      at += 1
    } else if self[verb].is(.point) {
      guard self[at].is(.to) else { return nil }
      at += 1
    }
    let token = self[at]
    if token.has(.objectPronoun) { return at }
    guard token.has([.word, .region]), !token.has([.subordinator, .preposition, .timeWord, .adverb]),
      !isVerb(at), !token.is(.to), !token.has(.region) || token.has(.isShort)
    else { return nil }
    return at
  }

  private func endOfObject(_ first: Int, opens: Bool) -> Int? {
    var at = first + 1
    while at < end {
      guard at < first + Sentence.longestReport else { return nil }
      let token = self[at]
      if token.has(.region) {
        if !token.has(.isShort) { return nil }
        if token.has(.endsInComma) { return at + 1 }
      }
      if token.has(.punctuation) {
        guard token.is(.comma) || token.is(.hyphen) || token.is(.slash) || token.is(.otherSign) else {
          return at
        }
        if token.is(.comma), opens || !goesOn(after: at) { return isLong(at + 1) ? nil : at }
      }
      if token.is(.when) || token.is(.while) || token.is(.after) || token.is(.before) || token.is(.but) {
        return at
      }
      if token.is(.and), self[at + 1].has([.strongCue, .weakCue, .plainVerb, .edWord]), isVerb(at + 1) {
        return at
      }
      if token.has([.preposition, .timeWord]), endsObject(at) { return at }
      at += 1
    }
    return at
  }

  private func isLong(_ index: Int) -> Bool { self[index].has(.region) && !self[index].has(.isShort) }

  /// Whether an apposition or a list goes on behind a comma, and not the reporter.
  private func goesOn(after comma: Int) -> Bool {
    let next = self[comma + 1]
    guard next.has(.word),
      !next.has([.relative, .subordinator, .ingForm, .ingWord, .subjectPronoun, .adverb])
    else { return next.has(.region) && next.has(.isShort) }
    if next.is(.of) { return true }
    if next.is(.and) || next.has(.preposition) { return false }
    return !isVerb(comma + 1)
  }

  /// On Monday, in a statement, during the debate.
  private func endsObject(_ index: Int) -> Bool {
    let token = self[index]
    // A vote in June: the vote's own time.
    if self[index + 1].has(.month) || token.has(.month) { return false }
    if token.has(.timeWord),
      !self[index - 1].has([.determiner, .numberWord, .startsWithDigit, .isPossessive])
    {
      return endOfTime(index) != nil
    }
    if token.has(.preposition), !token.is(.of), endOfTime(index + 1) != nil { return true }
    if token.is(.in) || token.is(.at) || token.is(.on) {
      for next in index + 1..<index + 5 where self[next].has(.occasion) { return true }
    }
    return false
  }
}
