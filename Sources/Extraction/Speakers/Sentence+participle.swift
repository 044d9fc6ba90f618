// Whose participle it is: she left, saying “Q”; with the mayor saying “Q”.

extension Sentence {
  /// Whose participle it is: with the mayor saying; she left, saying.
  func subjectOfParticiple(_ verb: Int, _ low: Int) -> Phrase? {
    guard spend(60) else { return nil }
    let group = endBeforeVerbGroup(verb)
    for index in group..<verb where self[index].has(.be) { return subject(of: verb, from: low) }
    if isVerb(group - 1), !self[group - 1].has([.ingForm, .ingWord, .participle, .edWord]) {
      return subject(of: group - 1, from: low)
    }
    if self[group - 1].is(.and), let sibling = participle(before: group - 1, low) {
      return subjectOfParticiple(sibling, low)
    }
    let chunk = chunkLeft(endingAt: group, from: low)
    if let own = subjectBesideParticiple(chunk, low) { return own }
    // with NP V-ing
    if !chunk.isEmpty {
      var at = chunk.upperBound - 1
      while at >= chunk.lowerBound {
        if self[at].is(.with), at + 1 < chunk.upperBound {
          let range = at + 1..<chunk.upperBound
          if isSpeaker(range) { return Phrase(range) }
        }
        at -= 1
      }
    }
    var at = group - 1
    do {
      while at > low, at > group - 60 {
        if self[at].has(.region), !self[at].has(.isShort) { break }
        if self[at].is(.semicolon) { break }
        if isFinite(at, past: true) || isFinite(at, past: false),
          !self[at].has(.modal),
          let found = subjectOnEitherSide(at, low),
          startsClause(found, low) || self[at - 1].has(.region)
        {
          if isAdverbialClause(found, low) || found.range.lowerBound > at { return found }
          if startsBackground(found, low) {
            at = found.range.lowerBound - 1
            continue
          }
          let before = self[found.range.lowerBound - 1]
          if before.is(.comma) || found.range.lowerBound <= low { return found }
          break
        }
        at -= 1
      }
    }
    at = group - 1
    while at > low, at > group - 60 {
      if self[at].has(.region), !self[at].has(.isShort) { break }
      if self[at].is(.semicolon) { break }
      // Quashed rumors he was going to write by telling: how somebody did it goes with the outer verb.
      let isInfinitive = self[group - 1].is(.by) && self[at - 1].is(.to)
      if !isInfinitive, let form = strongCue(at: at), form.isFinite, let found = subject(of: at, from: low) {
        return found
      }
      at -= 1
    }
    return mainSubject(before: group, from: low)
  }

  /// The subject of a finite verb before it, or behind it: “Q,” said the mayor, adding ...
  private func subjectOnEitherSide(_ verb: Int, _ low: Int) -> Phrase? {
    let left = self[verb - 1]
    if left.has(.region) || left.is(.comma), strongCue(at: verb) != nil, let behind = inverted(verb) {
      return behind.speaker
    }
    return subject(of: verb, from: low)
  }

  /// Whether a subject begins a clause that tells why or after what: she left after they came, saying ...
  private func startsBackground(_ phrase: Phrase, _ low: Int) -> Bool {
    let before = self[phrase.range.lowerBound - 1]
    return before.is(.after) || before.is(.because) || before.is(.before)
  }

  /// Whether a subject begins a clause that tells when or why: as she echoed him, saying ...
  private func isAdverbialClause(_ phrase: Phrase, _ low: Int) -> Bool {
    let before = self[phrase.range.lowerBound - 1]
    return before.is(.as) || before.is(.when) || before.is(.while) || before.is(.though)
      || before.is(.although)
  }

  /// The participle that the one behind `and` goes with: tweeting X and asking.
  private func participle(before conjunction: Int, _ low: Int) -> Int? {
    var at = conjunction - 1
    while at > low, at > conjunction - 30 {
      if self[at].has([.ingForm, .ingWord]) { return at }
      if self[at].is(.semicolon) || self[at].has(.region) && !self[at].has(.isShort) { return nil }
      if isFinite(at, past: true), !self[at].has(.auxiliary) { return nil }
      at -= 1
    }
    return nil
  }

  /// The noun right before a participle, where it is the one who speaks: a sign saying, with the mayor saying.
  private func subjectBesideParticiple(_ chunk: Range<Int>, _ low: Int) -> Phrase? {
    guard let last = chunk.last, !self[last].has([.timeWord, .region]) else { return nil }
    let range = trimmedStart(chunk)
    guard !range.isEmpty, isSpeaker(range) else { return nil }
    let before = self[chunk.lowerBound - 1]
    // A hat reading “Q”: what words stand on.
    let isBearer = self[chunk.upperBound].is(.read) && isPlainNoun(last) && !self[last].has(.preposition)
    return before.has(.perceives) || isBearer ? Phrase(range) : nil
  }
}
