// To the left of a quotation: She said, “Q.” According to the mayor, “Q.” Mayor: “Q.”

extension Sentence {
  /// How far a rule looks to the left, in tokens: time stays linear in a sentence of any length.
  static let reach = 120

  /// Who says the quotation at `region`, from the words to its left.
  func attributionLeft(of region: Int) -> Attribution? {
    let low = clauseStart(of: region)
    if let said = parenthesis(before: region, low) { return said }
    if let named = asPut(region, low) ?? nameBeforeColon(region, low) { return named }
    let isLed = self[region - 1].is(.colon)
    var inner = isLed ? verbBeforeSign(region, low) : nil
    inner = inner ?? nearestLeft(of: region, low) ?? verbBeforeSign(region, low)
    if inner?.isStrong != true, let owned = possessor(before: region, low),
      (owned.cue ?? 0) > (inner?.cue ?? 0)
    {
      inner = owned
    }
    guard let inner else { return nil }
    return outermost(inner, region, low)
  }

  /// Where the text that a quotation depends on begins: the sentence, or the bracket around it.
  private func clauseStart(of region: Int) -> Int {
    let low = max(start, region - Sentence.reach)
    var at = region - 1
    while at >= low {
      if self[at].is(.closeBracket) { return low }
      if self[at].is(.openBracket) { return at + 1 }
      at -= 1
    }
    return low
  }

  /// The plan, the mayor said, is “Q.”
  private func parenthesis(before region: Int, _ low: Int) -> Attribution? {
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
  private func nameBeforeColon(_ region: Int, _ low: Int) -> Attribution? {
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

  func isVerbWithin(_ range: Range<Int>) -> Bool {
    for index in range where isVerb(index) { return true }
    return false
  }

  /// He shot back: “Q.” Whatever the verb is, it reports where only a sign stands between it and the quotation.
  private func verbBeforeSign(_ region: Int, _ low: Int) -> Attribution? {
    guard self[region - 1].is(.colon) || self[region - 1].is(.comma) else { return nil }
    var verb = region - 2
    while verb > region - 4, self[verb].has([.adverb, .preposition]) { verb -= 1 }
    guard verb > low, self[verb].has([.edWord, .plainVerb]), cue(at: verb) == nil, isFinite(verb, past: true),
      let found = subject(of: verb, from: low)
    else { return nil }
    return Attribution(speaker: found, cue: verb, rule: .left)
  }

  /// The nearest cue to the left that has a speaker.
  private func nearestLeft(of region: Int, _ low: Int) -> Attribution? {
    var at = region - 1
    while at >= low {
      let token = self[at]
      if token.has(.region), !token.has(.isShort) || token.has(.endsInComma) { return nil }
      if token.is(.semicolon) { return nil }
      if token.is(.according), self[at + 1].is(.to), let phrase = phraseOfOpener(from: at + 2),
        phrase.range.upperBound <= region
      {
        return Attribution(speaker: phrase, cue: at, rule: .accordingLeft, isStrong: true)
      }
      // He said, and I quote, “Q”
      let isAside = token.is(.quote) && self[at - 1].is(.i)
      if !isAside, let form = cue(at: at), let found = attribution(by: at, form, low, region) { return found }
      at -= 1
    }
    return nil
  }

  /// The speaker of the cue at `verb`, for words to its right.
  func attribution(by verb: Int, _ form: VerbForm, _ low: Int, _ region: Int) -> Attribution? {
    let isStrong = self[verb].has(.strongCue)
    // Called “Q” by critics
    // As reported by the paper, “Q”
    if form == .past, self[verb - 1].is(.as), self[verb + 1].is(.by),
      let agent = phraseOfOpener(from: verb + 2)
    {
      return Attribution(speaker: agent, cue: verb, rule: .accordingLeft, isStrong: true)
    }
    if form == .past, self[region + 1].is(.by), !self[region].has(.endsInComma),
      self[verb - 1].has([.be, .punctuation, .adverb]),
      let agent = phraseRight(from: region + 2, withAppositions: false)
    {
      return Attribution(speaker: agent, cue: verb, rule: .passive, isStrong: isStrong)
    }
    func found(_ phrase: Phrase?, _ rule: Rule) -> Attribution? {
      phrase.map { Attribution(speaker: $0, cue: verb, rule: rule, isStrong: isStrong) }
    }
    if form == .ing {
      // Citing “Q,” the mayor ...
      if verb == low, let later = mainSubject(before: min(end, region + 40), from: region + 1) {
        return found(later, .participle)
      }
      return found(subjectOfParticiple(verb, low), .participle)
    }
    let group = endBeforeVerbGroup(verb)
    // A memo titled “Q”: a participle, not somebody's word.
    if form == .past, self[verb].has(.names), group == verb, isPlainNoun(verb - 1),
      isNamed(verb, low)
    {
      return nil
    }
    if form == .past || form == .participle, isPassive(verb, group) {
      if let by = byAgent(verb, region) { return found(by, .passive) }
      return nil
    }
    if form == .participle, group == verb { return nil }
    if form == .past, self[verb].has(.coreCue), self[verb - 1].is(.comma), let behind = inverted(verb),
      behind.speaker.range.upperBound < region,
      self[behind.speaker.range.upperBound].is(.comma)
    {
      return behind
    }
    if verb == start || self[verb - 1].has(.punctuation) && verb - 1 == start {
      if let behind = inverted(verb), behind.speaker.range.upperBound <= region { return behind }
    }
    guard let phrase = subject(of: verb, from: low) else { return nil }
    // Which the mayor says would come: no clause behind the verb is its own.
    if self[verb + 1].has(.auxiliary), self[phrase.range.lowerBound - 1].has(.relative),
      (verb..<region).contains(where: { isComma($0) })
    {
      return nil
    }
    return found(phrase, .left)
  }

  /// A memo titled “Q”, a plan called the “Q” law: the name of an object, not somebody's word.
  private func isNamed(_ verb: Int, _ low: Int) -> Bool {
    let next = self[verb + 1]
    if next.has(.region) { return true }
    guard next.is(.the) || next.is(.a) || next.is(.comma), self[verb + 2].has(.region) else { return false }
    let chunk = chunkLeft(endingAt: verb, from: low)
    return chunk.lowerBound > low
      && (isVerb(chunk.lowerBound - 1) || self[chunk.lowerBound].has(.preposition))
  }

  private func isPlainNoun(_ index: Int) -> Bool {
    self[index].has(.word)
      && !self[index].has([.isCapitalised, .subjectPronoun, .adverb, .relative, .timeWord])
  }

  func isPassive(_ verb: Int, _ group: Int) -> Bool {
    guard self[verb].has([.pastForm, .participle]) else { return false }
    for index in group..<verb where self[index].has(.be) { return true }
    return false
  }

  private func byAgent(_ verb: Int, _ limit: Int) -> Phrase? {
    var at = verb + 1
    while at < min(limit, verb + 8) {
      if self[at].is(.by) { return phraseRight(from: at + 1, withAppositions: false) }
      if self[at].has(.punctuation) { return nil }
      at += 1
    }
    return nil
  }

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
      if let form = strongCue(at: at), form.isFinite, let found = subject(of: at, from: low) { return found }
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

  /// Whether a subject begins a clause that tells when or why: as she echoed him, saying ...
  private func isAdverbialClause(_ phrase: Phrase, _ low: Int) -> Bool {
    let before = self[phrase.range.lowerBound - 1]
    return before.is(.as) || before.is(.when) || before.is(.while) || before.is(.after) || before.is(.though)
      || before.is(.although) || before.is(.because) || before.is(.before)
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
    if before.has(.perceives) { return Phrase(range) }
    return nil
  }

  /// Her call for “Q”, the mayor’s statement that “Q”.
  private func possessor(before region: Int, _ low: Int) -> Attribution? {
    var at = region - 1
    while at > max(low, region - 10) {
      let token = self[at]
      if token.has(.region) || token.is(.semicolon) { return nil }
      if token.has(.nounCue), !token.has(.isCapitalised) {
        var owner = at - 1
        while owner >= max(low, at - 4) {
          if self[owner].has(.possessivePronoun) {
            return Attribution(speaker: Phrase(owner..<owner + 1), cue: at, rule: .possessor)
          }
          if self[owner].has(.isPossessive),
            self[at + 1].has([.region, .punctuation]) || self[at + 1].is(.that)
          {
            let chunk = withoutLeadingPhrase(trimmedStart(chunkLeft(endingAt: owner + 1, from: low)))
            return isSpeaker(chunk) ? Attribution(speaker: Phrase(chunk), cue: at, rule: .possessor) : nil
          }
          if !self[owner].has(.word) { break }
          owner -= 1
        }
      }
      at -= 1
    }
    return nil
  }
}
