// The words behind the verb: said that the plan would work; asked whether; promised to.

extension Sentence {
  /// The clause that the verb at `verb` governs.
  func complement(of verb: Int, _ form: VerbForm) -> IndirectSpeech? {
    guard form != .participle || hasFormOfHave(before: verb), let first = complementStart(verb), first < end
    else { return nil }
    guard var attribution = reporter(verb, form, before: first) else { return nil }
    // Said the mayor, a friend of hers: the speaker, not what she said.
    if self[verb - 1].has([.punctuation, .region]), form != .ing, !self[first].is(.that),
      let phrase = phraseRight(from: first, withAppositions: false),
      phrase.range.upperBound >= end || self[phrase.range.upperBound].has(.punctuation)
        || self[phrase.range.upperBound].has([.timeWord, .preposition])
          && !hasAnyVerb(phrase.range.upperBound..<min(end, phrase.range.upperBound + 30))
    {
      return nil
    }
    let isRelative = self[attribution.speaker.range.lowerBound].has(.relative)
    guard let stop = endOfReport(first, opens: isInOpening(verb, attribution), isRelative: isRelative),
      stop - first >= 3
    else { return nil }
    // In states that have been won: a noun.
    if form != .past, form != .ing, self[verb].has([.nounCue, .nounLikeVerb]) {
      let subject = self[first].is(.that) ? first + 1 : first
      if isVerb(subject), !self[subject].has(.subjectPronoun) { return nil }
    }
    // It is too soon to say whether: nobody's words.
    if form == .base, self[verb - 1].is(.to), !isVerb(verb - 2),
      !self[verb - 2].has(.word) || self[start].is(.it)
    {
      return nil
    }
    var rule = IndirectRule.that
    let token = self[first]
    if token.is(.if) || isQuestionWord(first) {
      rule = .question
    } else if token.is(.to) {
      rule = .infinitive
    } else if !token.is(.that) {
      guard startsClause(first, stop, isSay: self[verb].is(.say)) else { return nil }
      rule = .clause
    }
    if form == .ing {
      if rule != .question { rule = .participle }
      // Noting that it was late, the mayor left.
      if verb == start, let subject = mainSubject(before: min(end, stop + 40), from: stop) {
        attribution.speaker = subject
      }
    }
    return IndirectSpeech(spans: [first..<stop], attribution: attribution, rule: rule)
  }

  private func hasFormOfHave(before verb: Int) -> Bool {
    for index in endBeforeVerbGroup(verb)..<verb where self[index].has(.have) { return true }
    return false
  }

  /// Whether the verb at `verb` stands in a clause that opens the sentence: when she said that, the others left.
  func isInOpening(_ verb: Int, _ attribution: Attribution) -> Bool {
    if verb == start { return true }
    let subject = attribution.speaker.range.lowerBound
    guard subject < verb else { return false }
    if subject - start <= 8, opensClause(start), !(start..<subject).contains(where: { self[$0].is(.comma) }) {
      return true
    }
    return subject - start <= 6 && opensClause(subject - 1)
  }

  private func opensClause(_ index: Int) -> Bool {
    let before = self[index]
    return before.is(.when) || before.is(.while) || before.is(.after) || before.is(.although)
      || before.is(.though) || before.is(.because) || before.is(.if) || before.is(.before)
      || before.is(.as) || before.is(.since)
  }

  // MARK: - Where it begins

  /// Where the clause begins that tells what was said, or nil where there is none.
  private func complementStart(_ verb: Int) -> Int? {
    var at = verb + 1
    // Pointed out that.
    if self[verb].is(.point) {
      guard self[at].is(.out) else { return nil }
      at += 1
    }
    if self[at].is(.that) { return at }
    if takesHearer(verb) {
      guard let after = endOfHearer(at) else { return nil }
      at = after
      if self[verb].is(.ask), self[at].is(.about) { return at + 1 }
      // Told a crowd that filled the square.
      if self[at].is(.that), isRelative(at) { return nil }
      if self[at].has(.timeWord), let time = endOfTime(at) { at = time }
      return startsSpeech(at, allowsTo: true, allowsQuestion: true) ? at : thatAfterPhrase(at)
    }
    for _ in 0..<2 {
      let isTime = self[at].has([.timeWord, .adjective, .numberWord]) || self[at - 1].has(.timeWord)
      if isTime, let time = endOfTime(at) { at = time }
    }
    while self[at].has(.adverb), !self[at].has([.determiner, .preposition]) { at += 1 }
    if startsSpeech(at, allowsTo: self[verb].has(.promises), allowsQuestion: true) { return at }
    return thatAfterPhrase(at)
  }

  /// Verbs that name the hearer first: told reporters, asked her.
  private func takesHearer(_ verb: Int) -> Bool { self[verb].is(.tell) || self[verb].has(.addresses) }

  private func endOfHearer(_ index: Int) -> Int? {
    let token = self[index]
    if token.is(.that) || token.is(.if) || isQuestionWord(index) { return index }
    if token.has(.subjectPronoun), !token.has(.objectPronoun) { return index }
    if token.has(.objectPronoun), !token.has(.possessivePronoun) || !self[index + 1].has(.word) {
      return index + 1
    }
    guard token.has(.word), !token.has([.preposition, .subordinator]) else { return nil }
    var at = index
    while at < min(end, index + 9) {
      let token = self[at]
      if token.is(.that) || token.is(.to) || token.is(.if) || isQuestionWord(at) { return at }
      if at > index, token.has([.subjectPronoun, .preposition, .timeWord]) && !token.is(.of) { return at }
      if at > index, token.has(.determiner), !self[at - 1].has([.determiner, .preposition]) { return at }
      if !token.has(.word) { return nil }
      at += 1
    }
    return nil
  }

  func isQuestionWord(_ index: Int) -> Bool {
    let token = self[index]
    return token.is(.whether) || token.is(.how) || token.is(.why) || token.is(.what)
  }

  private func startsSpeech(_ index: Int, allowsTo: Bool, allowsQuestion: Bool) -> Bool {
    let token = self[index]
    if token.is(.that) || token.is(.there) { return true }
    if token.is(.if) || isQuestionWord(index) { return allowsQuestion }
    if token.is(.to) {
      return allowsTo && self[index + 1].has(.word) && !self[index + 1].has([.determiner, .isCapitalised])
    }
    if token.has(.region) { return token.has(.isShort) }
    guard token.has(.word), !token.has([.relative, .timeWord]) else { return false }
    if token.is(.about) { return self[index + 1].has([.numberWord, .startsWithDigit]) }
    return !token.has([.subordinator, .preposition])
  }

  /// Said at a rally in Elko that ...
  private func thatAfterPhrase(_ index: Int) -> Int? {
    var at = index
    guard self[at].has([.preposition, .timeWord]) else { return nil }
    while at < min(end, index + 20) {
      if self[at].is(.that), self[at - 1].has(.word) || self[at - 1].is(.comma) {
        return !self[at - 1].has([.punctuation, .timeWord]) && isRelative(at) ? nil : at
      }
      if self[at].has(.subjectPronoun), self[at - 1].has([.occasion, .timeWord]) { return at }
      if self[at].has(.region), !self[at].has(.isShort) { return nil }
      if self[at].has(.auxiliary) { return nil }
      if self[at].has(.punctuation), !self[at].is(.comma) { return nil }
      at += 1
    }
    return nil
  }

  /// Whether a subject with a verb of its own begins at `first`, with no `that` before it.
  private func startsClause(_ first: Int, _ stop: Int, isSay: Bool) -> Bool {
    if self[first].is(.there) || self[first].has(.subjectPronoun) || isVerb(first) { return true }
    var at = first + 1
    while at < min(stop, first + 24) {
      let token = self[at]
      if token.has([.auxiliary, .sForm]) && !token.has(.nounLikeVerb) || isVerb(at) && !isParticiple(at) {
        return true
      }
      if !isSay, token.has([.relative, .subordinator]) || token.is(.comma) || token.is(.to) { return false }
      at += 1
    }
    return isSay && stop - first >= 4
  }

  /// A form in -ed right behind a noun, before `by` or `in`: the plan proposed by him.
  private func isParticiple(_ index: Int) -> Bool {
    self[index].has([.edWord, .participle, .pastForm])
      && (self[index + 1].is(.by) || self[index + 1].is(.to) || self[index + 1].is(.on)
        || self[index].has(.ingForm))
  }

  /// Whether the `that` at `index` has no subject but itself: a crowd that filled the square.
  private func isRelative(_ index: Int) -> Bool {
    let next = self[index + 1]
    if next.has(.edWord) || next.has(.pastForm) && !next.has(.auxiliary) {
      return self[index + 2].has([.determiner, .preposition, .objectPronoun])
    }
    return isVerb(index + 1) && !next.has(.subjectPronoun)
  }
}
