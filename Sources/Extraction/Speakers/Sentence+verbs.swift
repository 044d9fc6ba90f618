// Which words are verbs, and which of them report.

extension Sentence {
  /// How the word at `index` reports, or nil where it does not or only looks like a verb that does.
  func cue(at index: Int) -> VerbForm? {
    let token = self[index]
    guard token.has([.strongCue, .weakCue]) else { return nil }
    let before = self[index - 1]
    let isAfterNounMark =
      before.has([.possessivePronoun, .isPossessive]) && !before.has([.subjectPronoun, .relative])
      || before.hasAll([.determiner, .notSpeaker]) && !before.has([.subjectPronoun, .relative])
      || before.is(.of)
    if token.has(.pastForm) { return isAfterNounMark ? nil : .past }
    // The claims of, a call for: nouns.
    if token.has(.nounLikeVerb) || token.has(.nounCue), !token.has(.pastForm), self[index + 1].is(.of) {
      return nil
    }
    if token.has(.sForm) {
      if isAfterNounMark { return nil }
      // Some advocates for: a determiner with a capital is no name.
      let isAfterName = before.has(.isCapitalised) && !before.has([.determiner, .adjective])
      if token.has(.nounLikeVerb), !isAfterName, !before.has([.subjectPronoun, .adverb, .relative]) {
        // The plan promises to ...; the message reads: “Q.”
        let next = self[index + 1]
        let isFollowed =
          next.has([.region, .determiner, .possessivePronoun]) || next.is(.to) || next.is(.that)
          || next.has(.punctuation)
            && (!next.has(.endsSentence) || token.has(.strongCue) || token.is(.read))
        let isNoun =
          before.has(.word)
          && !before.has([.adjective, .preposition, .ingForm, .edWord, .endsInS, .auxiliary])
        // Lee, the mayor, notes that
        let isAfterComma = before.is(.comma) && (next.is(.that) || next.has(.region))
        guard isAfterComma || isFollowed && isNoun && !isVerb(index - 1) && !isObject(index - 1) else {
          return nil
        }
      }
      return .third
    }
    if token.has(.ingForm) { return isAfterNounMark ? nil : .ing }
    if token.has(.baseForm) {
      var at = index - 1
      while self[at].has([.adverb, .negation]), !self[at].has(.auxiliary) { at -= 1 }
      let left = self[at]
      if left.is(.to) || left.has(.auxiliary) { return .base }
      if left.is(.i) || left.is(.you) || left.is(.we) || left.is(.they) || left.is(.who) { return .base }
      // The groups that met on Thursday say
      if token.is(.say), left.has(.timeWord) { return .base }
      if left.has([.numberWord, .startsWithDigit]) || isPluralBeforePlace(at) && opensReport(index + 1) {
        return .base
      }
      return isPlural(at) && (token.has(.strongCue) || !left.has(.isCapitalised) || left.has(.speakerNoun))
        ? .base : nil
    }
    return token.has(.participle) ? .participle : nil
  }

  /// Whether a verb stands before the noun phrase that ends at `index`, in the same clause.
  private func isObject(_ index: Int) -> Bool {
    var at = index
    while at > index - 9, at >= start {
      let token = self[at]
      if token.has([.punctuation, .subordinator, .relative, .region, .strongCue]) { return false }
      if token.has([.auxiliary, .pastForm, .ingForm, .edWord])
        || token.has(.sForm) && !token.has(.nounLikeVerb)
      {
        return true
      }
      at -= 1
    }
    return false
  }

  /// In `organizers in Elko say`: the plural before the preposition.
  private func isPluralBeforePlace(_ index: Int) -> Bool {
    guard self[index].has(.word), !self[index].has([.determiner, .preposition, .timeWord, .adverb]) else {
      return false
    }
    var at = index - 1
    while at > index - 7, at > start, self[at].has(.word),
      !self[at].has([.subordinator, .relative, .auxiliary])
    {
      if self[at].has(.preposition) { return isPlural(at - 1) }
      at -= 1
    }
    return false
  }

  /// Whether what follows a verb in its base form is what somebody says.
  private func opensReport(_ index: Int) -> Bool {
    self[index].has([.region, .determiner, .subjectPronoun]) || self[index].is(.that)
      || self[index].is(.comma)
  }

  /// A cue that can stand alone.
  func strongCue(at index: Int) -> VerbForm? { self[index].has(.strongCue) ? cue(at: index) : nil }

  /// Whether a subject has ended before `index`, because a verb stands there.
  func isVerb(_ index: Int) -> Bool {
    let token = self[index]
    guard token.has(.word) else { return false }
    if token.has(.auxiliary) { return true }
    if token.has([.strongCue, .weakCue]) {
      guard let form = cue(at: index) else { return false }
      // A participle before a noun: said the convicted man.
      return form != .past || !self[index - 1].has(.determiner)
    }
    if token.has(.plainVerb) {
      if token.has(.nounLikeVerb) { return false }
      if token.has([.pastForm, .sForm]) || !token.has([.baseForm, .ingForm, .participle]) {
        return !self[index - 1].has([
          .determiner, .possessivePronoun, .isPossessive, .preposition, .adjective, .startsWithDigit,
        ])
      }
      if token.has(.baseForm) {
        return self[index - 1].is(.to) || self[index - 1].has([.modal, .subjectPronoun])
      }
      return false
    }
    return token.has(.edWord)
      && !self[index - 1].has([.determiner, .possessivePronoun, .adjective, .preposition, .startsWithDigit])
  }

  /// A plural noun, by its ending.
  func isPlural(_ index: Int) -> Bool {
    let token = self[index]
    guard token.has(.word), !token.has([.isPossessive, .determiner, .timeWord, .adverb, .auxiliary]) else {
      return false
    }
    return token.has(.endsInS) || token.is(.people)
  }

  func isVerbWithin(_ range: Range<Int>) -> Bool {
    for index in range where isVerb(index) { return true }
    return false
  }

  /// A finite verb of any kind, in the past or not.
  func isFinite(_ index: Int, past: Bool) -> Bool {
    let token = self[index]
    guard token.has([.strongCue, .weakCue, .plainVerb, .auxiliary, .edWord]), isVerb(index) else {
      return false
    }
    if token.has(.auxiliary) { return !token.has([.ingForm, .modal]) }
    if past { return token.has([.pastForm, .edWord]) && !self[index - 1].has([.auxiliary, .preposition]) }
    return token.has(.sForm) || token.has(.baseForm) && !self[index - 1].is(.to)
  }
}
