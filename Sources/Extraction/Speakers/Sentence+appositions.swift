// Subjects with commas between them and their verb: Ann Lee, the mayor, said; Lee, speaking in Elko, said.

extension Sentence {
  /// Where the verb follows a comma or a dash: Name, apposition, said.
  func subjectBeforeComma(_ comma: Int, _ low: Int) -> Phrase? {
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
      if begin < high, !isLast, isVerb(begin) || self[begin].hasAll([.nounLikeVerb, .sForm]),
        let relative = relativeSegment(before: begin - 1, low)
      {
        high = relative - 1
        continue
      }
      // While Ann Lee, the mayor, said: the clause begins with the name.
      let opensClause =
        self[begin].has(.subordinator) && (!self[begin].has(.preposition) || self[begin].is(.as))
        && !isVerbWithin(begin + 1..<max(begin + 1, high))
      if begin < high, !isLast, startsInsertion(begin) && !opensClause || isApposition(begin, low) {
        high = begin - 1
        continue
      }
      guard begin < high else {
        high = begin - 1
        continue
      }
      let first = self[begin]
      if isLast, first.is(.who) || first.is(.whose) {
        // Lee, who plays in “A Title,” who lives in Elko, said
        guard begin > low, self[begin - 1].hasAll([.region, .endsInComma, .isShort]) else { return nil }
        high = begin - 1
        continue
      }
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
      // The judges who ruled that ... their laws, said
      if self[index].is(.who) { return true }
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
    // Lee, managing director of the port, said
    if token.has([.ingForm, .ingWord]), self[index + 1].has(.speakerNoun) { return false }
    if token.has([.opener, .preposition, .subordinator, .ingForm, .ingWord, .timeWord, .adverb]),
      !token.is(.of)
    {
      return true
    }
    if token.has([.pastForm, .participle]), self[index + 1].is(.by) { return true }
    return token.has(.edWord) || token.has([.pastForm, .participle]) && cue(at: index) != nil
  }

  /// Segments that are never where the subject is: who ..., or ..., when asked.
  private func startsInsertion(_ begin: Int) -> Bool {
    let token = self[begin]
    return token.is(.who) || token.is(.whose) || token.is(.which) || token.is(.or) || isAdverbial(begin)
  }

  /// Whether a segment explains the noun that the segment before it ends with.
  private func isApposition(_ begin: Int, _ low: Int) -> Bool {
    let before = self[begin - 2]
    if self[begin].is(.as) { return false }
    if before.is(.closeBracket), self[begin].has(.determiner) || isPlainNoun(begin) { return true }
    guard before.has(.word), !before.has(.timeWord), begin - 2 >= low else { return false }
    guard
      before.has(.isCapitalised) || before.has([.endsInS, .startsWithDigit, .endsWithStop])
        || self[begin - 2].has(.speakerNoun)
    else { return false }
    // On Jan. 5, the mayor, said: what opens the sentence has no apposition. What is inserted may have one:
    // Lee, speaking in Elko, a small town, said.
    var first = begin - 2
    while first > low, !self[first - 1].is(.comma), !self[first - 1].is(.dash) { first -= 1 }
    while self[first].has(.adverb), first < begin - 2 { first += 1 }
    let isOpener = first <= low || !self[first - 1].is(.comma)
    guard isOpener, self[first].has([.opener, .preposition, .ingForm, .ingWord, .timeWord, .adverb]) else {
      return true
    }
    return !self[begin].has([.determiner, .isCapitalised])
  }
}
