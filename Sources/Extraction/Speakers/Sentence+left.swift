// To the left of a quotation: She said, “Q.” According to the mayor, “Q.” Mayor: “Q.”

extension Sentence {
  /// How far a rule looks to the left, in tokens: time stays linear in a sentence of any length.
  static let reach = 120

  /// Who says the quotation at `region`, from the words to its left.
  func attributionLeft(of region: Int) -> Attribution? {
    let low = clauseStart(of: region)
    if let said = parenthesis(before: region, low) { return said }
    if let named = asPut(region, low) ?? nameBeforeColon(region, low) ?? possessor(around: region, low) {
      return named
    }
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
    if form == .past || form == .third, self[verb].has(.coreCue), self[verb - 1].is(.comma),
      let behind = inverted(verb),
      behind.speaker.range.upperBound < region,
      self[behind.speaker.range.upperBound].is(.comma) || self[behind.speaker.range.upperBound].is(.colon)
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

  func isPlainNoun(_ index: Int) -> Bool {
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
}
