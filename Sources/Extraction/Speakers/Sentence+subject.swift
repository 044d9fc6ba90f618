// The subject of a verb: who said it, when the verb stands after its subject.

extension Sentence {
  /// The subject of the verb at `verb`, looked for leftwards down to `low`.
  func subject(of verb: Int, from low: Int) -> Phrase? {
    guard spend(20) else { return nil }
    var at = endBeforeVerbGroup(verb)
    if at < verb, self[at].has(.subjectPronoun), self[at].has(.auxiliary) { return Phrase(at..<at + 1) }
    let group = at
    at = skipInsertion(at, low)
    at = endBeforeVerbGroup(at)
    if at < verb, self[at].has(.subjectPronoun), self[at].has(.auxiliary) { return Phrase(at..<at + 1) }
    guard at > low else { return nil }
    let left = self[at - 1]
    if left.is(.who) || left.is(.which) { return Phrase(at - 1..<at) }
    if left.is(.that) {
      // He who said that said: a demonstrative; the report that says: a relative.
      return self[at - 2].has(.word) && !isVerb(at - 2) ? Phrase(at - 1..<at) : nil
    }
    if left.has(.region), !left.has(.isShort) { return nil }
    if left.is(.and) || left.is(.but) || left.is(.or) { return subjectShared(with: at - 1, verb, low) }
    if left.is(.to) { return subjectOfInfinitive(at - 1, low) }
    if left.has(.preposition), !left.has([.timeWord, .isCapitalised]) {
      return mainSubject(before: at - 1, from: low)
    }
    if left.is(.comma) || left.is(.dash) { return subjectBeforeComma(at - 1, low) }
    if left.has(.punctuation), !left.is(.closeBracket) { return nil }
    if isVerb(at - 1), !left.has(.isCapitalised) {
      let main = mainSubject(before: at - 1, from: low)
      // A poll released Tuesday found
      if let main, main.range.upperBound == at - 1, at < group, left.has([.edWord, .pastForm, .participle]) {
        return Phrase(main.range.lowerBound..<group, head: main.head)
      }
      return main
    }
    return subject(endingAt: at, from: low)
  }

  /// Left over `on Tuesday`, `last week`, `in a statement` between subject and verb.
  private func skipInsertion(_ end: Int, _ low: Int) -> Int {
    let chunk = chunkLeft(endingAt: end, from: low)
    let trimmed = trimmedEnd(chunk)
    if trimmed.isEmpty {
      // Only a time: Monday said. The rest may end before it.
      return chunk.isEmpty ? end : max(low, chunk.lowerBound)
    }
    return trimmed.upperBound
  }

  /// The noun phrase that ends right at `end`.
  func subject(endingAt end: Int, from low: Int) -> Phrase? {
    let chunk = chunkLeft(endingAt: end, from: low)
    var trimmed = trimmedStart(chunk)
    trimmed = withoutLeadingPhrase(trimmed)
    guard isSpeaker(trimmed) else {
      if chunk.lowerBound > low, isVerb(chunk.lowerBound - 1),
        let antecedent = antecedent(before: chunk.lowerBound - 1, from: low)
      {
        return Phrase(antecedent.lowerBound..<chunk.upperBound, head: antecedent)
      }
      return subjectBeforeParticiple(chunk, low)
    }
    if let list = list(endingWith: chunk, from: low) { return Phrase(list.lowerBound..<trimmed.upperBound) }
    if trimmed.lowerBound == chunk.lowerBound, chunk.lowerBound > low,
      isVerb(chunk.lowerBound - 1) && !self[chunk.lowerBound - 1].has(.strongCue)
        || self[chunk.lowerBound - 1].has(.auxiliary),
      let antecedent = antecedent(before: chunk.lowerBound - 1, from: low)
    {
      let named = nameBefore(antecedent, low)
      return Phrase((named ?? antecedent).lowerBound..<trimmed.upperBound, head: named ?? antecedent)
    }
    return Phrase(trimmed)
  }

  /// In `he came and said`: the subject of the verb before that has the same form, or of the sentence.
  private func subjectShared(with conjunction: Int, _ verb: Int, _ low: Int) -> Phrase? {
    let isAfterComma = self[conjunction - 1].is(.comma)
    let isPast = !self[verb].has(.sForm)
    var at = conjunction - 1
    while at > low, at > conjunction - 40 {
      if self[at].has(.region), !self[at].has(.isShort) { break }
      if self[at].is(.semicolon) { break }
      if isFinite(at, past: isPast), let found = subject(of: at, from: low), startsClause(found, low) {
        if !isAfterComma || !self[found.range.lowerBound].has(.relative) { return found }
      }
      at -= 1
    }
    return mainSubject(before: conjunction, from: low)
  }

  /// Whether a phrase begins a clause, and is no object of a verb or a preposition before it.
  func startsClause(_ phrase: Phrase, _ low: Int) -> Bool {
    let index = phrase.range.lowerBound - 1
    guard index >= low else { return true }
    if phrase.range.count == 1, self[index + 1].has(.subjectPronoun) { return true }
    let before = self[index]
    if before.has([.punctuation, .region, .subordinator, .relative, .adverb]) { return true }
    if before.has(.preposition) { return false }
    return !isVerb(index) || before.has([.strongCue, .weakCue])
  }

  /// In `he promised to say`: he; in `he asked her to say`: her.
  private func subjectOfInfinitive(_ to: Int, _ low: Int) -> Phrase? {
    // Suffice it to say
    if self[to - 1].is(.it) { return nil }
    var at = to - 1
    while at > low, at > to - 14 {
      if self[at].has(.region), !self[at].has(.isShort) { return nil }
      if self[at].is(.comma) || self[at].is(.semicolon) { break }
      if isVerb(at) || self[at].has([.ingForm, .ingWord]) {
        if at + 1 < to, self[at].has(.causes) {
          let range = trimmedStart(at + 1..<to)
          if isSpeaker(range) || range.count == 1 && self[range.lowerBound].has(.objectPronoun) {
            return Phrase(range)
          }
        }
        if let form = cue(at: at), form == .ing { return subjectOfParticiple(at, low) }
        return subject(of: at, from: low)
      }
      at -= 1
    }
    return mainSubject(before: to, from: low)
  }
}
