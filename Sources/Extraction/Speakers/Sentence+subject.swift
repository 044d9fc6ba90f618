// The subject of a verb: who said it, when the verb stands after its subject.

extension Sentence {
  /// The subject of the verb at `verb`, looked for leftwards down to `low`.
  func subject(of verb: Int, from low: Int) -> Phrase? {
    guard spend(20) else { return nil }
    var at = endBeforeVerbGroup(verb)
    if at < verb, self[at].has(.subjectPronoun), self[at].has(.auxiliary) { return Phrase(at..<at + 1) }
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
    if left.is(.comma) || left.is(.dash) { return subjectBeforeComma(at - 1, verb, low) }
    if left.has(.punctuation), !left.is(.closeBracket) { return nil }
    if isVerb(at - 1), !left.has(.isCapitalised) { return mainSubject(before: at - 1, from: low) }
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
    guard isSpeaker(trimmed) else { return subjectBeforeParticiple(chunk, low) }
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

  /// In `a report issued over the summer by the group says`: the report, with all that follows.
  private func subjectBeforeParticiple(_ chunk: Range<Int>, _ low: Int) -> Phrase? {
    let participle = chunk.lowerBound - 1
    guard !chunk.isEmpty, self[chunk.lowerBound].has(.preposition), participle > low,
      self[participle].has([.edWord, .pastForm, .participle])
    else { return nil }
    let left = self[participle - 1]
    guard left.has(.word), !left.has([.auxiliary, .subjectPronoun, .adverb, .relative, .preposition]) else {
      return nil
    }
    let head = trimmedStart(chunkLeft(endingAt: participle, from: low))
    guard isSpeaker(head), startsClause(Phrase(head), low) else { return nil }
    return Phrase(head.lowerBound..<chunk.upperBound, head: head)
  }

  /// In `the singers, actors and writers say`: all of them.
  private func list(endingWith chunk: Range<Int>, from low: Int) -> Range<Int>? {
    guard self[chunk.lowerBound - 1].is(.comma), chunk.contains(where: { self[$0].is(.and) }) else {
      return nil
    }
    var first = chunk.lowerBound
    while self[first - 1].is(.comma), first - 1 > low, self[first - 2].has(.word) {
      let before = chunkLeft(endingAt: first - 1, from: low)
      let trimmed = trimmedStart(before)
      guard before.count <= 10, isSpeaker(trimmed), trimmed == before, !isAdverbial(before.lowerBound),
        self[first - 2].has(.isCapitalised) == self[chunk.upperBound - 1].has(.isCapitalised),
        self[first - 2].has(.isCapitalised) || isPlural(first - 2)
      else { break }
      first = before.lowerBound
    }
    return first < chunk.lowerBound ? first..<chunk.upperBound : nil
  }

  /// Ann Lee, the woman who runs the group said: the name before an apposition with no comma behind it.
  private func nameBefore(_ phrase: Range<Int>, _ low: Int) -> Range<Int>? {
    let comma = phrase.lowerBound - 1
    guard self[comma].is(.comma), self[phrase.lowerBound].is(.the) || self[phrase.lowerBound].is(.a),
      comma > low
    else { return nil }
    let chunk = trimmedStart(chunkLeft(endingAt: comma, from: low))
    guard chunk.count >= 2, chunk.allSatisfy({ self[$0].has(.isCapitalised) }), isSpeaker(chunk) else {
      return nil
    }
    return chunk
  }

  /// In `the groups who wrote the letter say`: the groups, for a verb at `verb` within the relative clause.
  private func antecedent(before verb: Int, from low: Int) -> Range<Int>? {
    var at = verb
    while at > max(low, verb - 16) {
      let token = self[at]
      if token.has([.region, .endsSentence]) || token.is(.comma) || token.is(.semicolon) { return nil }
      if token.is(.who) || token.is(.that) {
        var at = at
        if token.is(.who), self[at - 1].is(.comma) { at -= 1 }
        let left = self[at - 1]
        guard left.has(.word), !isVerb(at - 1), !left.has([.preposition, .adverb, .subordinator]) else {
          return nil
        }
        let chunk = trimmedStart(chunkLeft(endingAt: at, from: low))
        return isSpeaker(chunk) ? chunk : nil
      }
      at -= 1
    }
    return nil
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

  /// Where the verb follows a comma or a dash: Name, apposition, said.
  private func subjectBeforeComma(_ comma: Int, _ verb: Int, _ low: Int) -> Phrase? {
    var high = comma
    var segments = 0
    while segments < 7, high > low {
      segments += 1
      var begin = high
      var depth = 0
      while begin > low {
        let token = self[begin - 1]
        if token.is(.closeBracket) { depth += 1 }
        if token.is(.openBracket) { depth = max(0, depth - 1) }
        if depth == 0, token.is(.comma) || token.is(.dash) || token.is(.semicolon) || token.is(.colon) {
          break
        }
        if token.has(.region), !token.has(.isShort) || token.has(.endsInComma) { break }
        begin -= 1
      }
      let isLast = begin <= low || !self[begin - 1].is(.comma) && !self[begin - 1].is(.dash)
      if high - begin == 1, self[begin].is(.who) || self[begin].is(.which) { return Phrase(begin..<high) }
      // Lee, whose town, Elko, is small, said
      if begin < high, !isLast, isVerb(begin), let relative = relativeSegment(before: begin - 1, low) {
        high = relative - 1
        continue
      }
      if begin < high, !isLast, startsInsertion(begin, high) || isApposition(begin, high, low) {
        high = begin - 1
        continue
      }
      guard begin < high else {
        high = begin - 1
        continue
      }
      let first = self[begin]
      if isLast, first.is(.who) || first.is(.whose) { return nil }
      guard let head = rightmostPhrase(begin..<high) else { return nil }
      return Phrase(head.lowerBound..<extent(of: head, to: comma), head: head)
    }
    return nil
  }

  /// Where the clause with who or whose begins that a segment before `comma` belongs to, if one does.
  private func relativeSegment(before comma: Int, _ low: Int) -> Int? {
    var at = comma - 1
    while at > max(low, comma - 12) {
      let token = self[at]
      if token.is(.who) || token.is(.whose) || token.is(.which) { return self[at - 1].is(.comma) ? at : nil }
      if token.has(.region) || token.is(.semicolon) || isVerb(at) { return nil }
      at -= 1
    }
    return nil
  }

  /// The last noun phrase of a segment before a comma, if the segment ends with one that could be a subject.
  private func rightmostPhrase(_ segment: Range<Int>) -> Range<Int>? {
    let chunk = chunkLeft(endingAt: segment.upperBound, from: segment.lowerBound)
    let before = self[chunk.lowerBound - 1]
    let opensClause = before.has([.subordinator, .relative]) && !before.is(.and)
    if chunk.lowerBound > segment.lowerBound, !opensClause || !isSpeaker(trimmedStart(chunk)),
      hasFiniteVerb(segment.lowerBound..<chunk.lowerBound),
      let subject = mainSubject(before: segment.upperBound, from: segment.lowerBound)
    {
      return subject.head
    }
    let trimmed = withoutLeadingPhrase(trimmedStart(trimmedEnd(chunk)))
    if isSpeaker(trimmed) { return trimmed }
    return mainSubject(before: segment.upperBound, from: segment.lowerBound)?.range
  }

  private func hasFiniteVerb(_ range: Range<Int>) -> Bool {
    for index in range {
      if self[index].has(.relative) { return false }
      if isFinite(index, past: true) || isFinite(index, past: false) { return true }
    }
    return false
  }

  /// Where the appositions after a head end, before the comma at `comma`.
  private func extent(of head: Range<Int>, to comma: Int) -> Int {
    guard self[head.upperBound].is(.comma) || self[head.upperBound].is(.dash) else { return head.upperBound }
    if self[head.upperBound + 1].is(.who) || self[head.upperBound + 1].is(.whose),
      head.count == 1 || head.count == 2 && self[head.lowerBound].has(.title)
    {
      return head.upperBound
    }
    var at = head.upperBound
    while at < comma {
      if self[at].is(.comma) || self[at].is(.dash), at + 1 < comma, isAdverbial(at + 1) {
        return at == head.upperBound ? at : head.upperBound
      }
      at += 1
    }
    return comma
  }

  /// Whether a segment between commas says when, where or how, and is no subject.
  func isAdverbial(_ index: Int) -> Bool {
    let token = self[index]
    // Of Elko, at Yale, from Ohio: where somebody belongs.
    if index > start, token.is(.at) || token.is(.from) || token.is(.with), !self[index].has(.isCapitalised),
      self[index - 2].has(.isCapitalised), endOfTime(index + 1) == nil
    {
      return false
    }
    if token.hasAll([.adverb, .determiner]) { return false }
    if token.has([.opener, .preposition, .subordinator, .ingForm, .ingWord, .timeWord, .adverb]),
      !token.is(.of)
    {
      return true
    }
    return token.has(.edWord) || token.has([.pastForm, .participle]) && cue(at: index) != nil
  }

  /// Segments that are never where the subject is: who ..., or ..., when asked.
  private func startsInsertion(_ begin: Int, _ high: Int) -> Bool {
    let token = self[begin]
    return token.is(.who) || token.is(.whose) || token.is(.which) || token.is(.or) || isAdverbial(begin)
  }

  /// Whether a segment explains the noun that the segment before it ends with.
  private func isApposition(_ begin: Int, _ high: Int, _ low: Int) -> Bool {
    let before = self[begin - 2]
    guard before.has(.word), !before.has(.timeWord), begin - 2 >= low else { return false }
    guard
      before.has(.isCapitalised) || before.has([.endsInS, .startsWithDigit, .endsWithStop])
        || isPersonEnd(begin - 2)
    else { return false }
    // A date or an adverbial segment before it: On Jan. 5, the mayor, said.
    var first = begin - 2
    while first > low, !self[first - 1].is(.comma), !self[first - 1].is(.dash) { first -= 1 }
    while self[first].has(.adverb), first < begin - 2 { first += 1 }
    if isAdverbial(first), !self[first].has(.subordinator) || true,
      first == start || self[first - 1].has(.punctuation)
    {
      // Adverbial opener: its end is no head unless a further subject follows within it.
      if self[first].has([.opener, .preposition, .ingForm, .ingWord, .timeWord, .adverb]) {
        return self[begin].has([.determiner]) == false && !self[begin].has(.isCapitalised)
      }
    }
    return true
  }

  private func isPersonEnd(_ index: Int) -> Bool { self[index].has(.speakerNoun) }
}
