// The noun phrase that begins after a word: said Ann Lee, the mayor of Elko.

extension Sentence {
  /// The noun phrase from `index` on, with its appositions.
  func phraseRight(from index: Int, withAppositions: Bool = true) -> Phrase? {
    guard spend(10) else { return nil }
    var first = index
    while self[first].has(.adverb), !self[first].has([.determiner, .isCapitalised]) { first += 1 }
    let end = endOfPhraseRight(first)
    guard isSpeaker(first..<end) else { return nil }
    let head = first..<end
    guard withAppositions else { return Phrase(head) }
    return Phrase(first..<endOfAppositionsRight(head), head: head)
  }

  /// The noun phrase behind `According to` at the start of a sentence, where its subject follows a comma.
  func phraseOfOpener(from index: Int) -> Phrase? {
    guard let phrase = phraseRight(from: index) else { return nil }
    let end = phrase.range.upperBound
    let rest = phrase.head.upperBound..<end
    let isClosed =
      self[end].is(.comma) && !isVerb(end + 1)
      && !rest.contains { isVerb($0) && !self[$0].has([.edWord, .pastForm]) }
    return rest.isEmpty || isClosed ? phrase : Phrase(phrase.head)
  }

  private func endOfPhraseRight(_ first: Int, isApposition: Bool = false) -> Int {
    if self[first].has([.subjectPronoun, .objectPronoun]), !self[first].has(.possessivePronoun) {
      return first + 1
    }
    var at = first
    while at < end {
      let token = self[at]
      if token.has(.region) {
        let isNamed = isApposition && (self[at - 1].is(.of) || self[at - 1].has(.names))
        if self[at - 1].is(.of), token.has([.isShort, .isTitle]) { return at + 1 }
        guard isNamed || token.has(.isShort) && !token.has(.endsInComma) && at + 1 < end else { break }
        at += 1
        continue
      }
      if token.has(.punctuation) {
        if token.is(.openBracket), let close = closingBracket(after: at, end) {
          at = close + 1
          continue
        }
        guard token.is(.hyphen) || token.is(.otherSign) || token.is(.slash) else { break }
        at += 1
        continue
      }
      if at > first {
        if token.is(.who) || token.is(.that) || token.is(.whose) { return endOfRelative(at) }
        if token.is(.and) || token.is(.or) {
          guard joinsRight(at) else { break }
          at += 1
          continue
        }
        if token.has([.relative, .subjectPronoun, .negation]) { break }
        if token.has(.subordinator), !token.has(.preposition) { break }
        let isReflexive = token.hasAll([.adverb, .objectPronoun]) && self[at - 1].has(.ingForm)
        if token.has(.adverb), !token.has([.isCapitalised, .determiner]), !self[at - 1].has(.determiner),
          !isReflexive
        {
          break
        }
        if token.has(.timeWord), !self[at - 1].has([.determiner, .preposition]) {
          // A study last year by ...
          let isStudy = self[at + 1].is(.by) || self[at + 1].is(.from)
          guard isStudy && !self[first].has(.isCapitalised) || isDated(at, until: at + 1) else { break }
        }
        if endsAtVerb(at, isApposition: isApposition) { break }
        if token.has(.preposition), endsPhrase(at, first) { break }
      }
      at += 1
    }
    while at > first + 1, self[at - 1].is(.and) || self[at - 1].is(.or) { at -= 1 }
    return at
  }

  /// Whether a verb at `index` belongs to another clause; participles behind a noun belong to it: a man named Lee.
  private func endsAtVerb(_ index: Int, isApposition: Bool) -> Bool {
    let token = self[index]
    if token.has([.ingForm, .ingWord]) {
      if isApposition || self[index + 1].has(.isCapitalised) { return false }
      // A man calling himself Bob
      if self[index + 1].hasAll([.adverb, .objectPronoun]) { return false }
      return self[index - 1].has(.isCapitalised) || self[index - 1].is(.closeBracket)
    }
    guard isVerb(index) else { return false }
    if token.has(.auxiliary) { return true }
    if token.has(.baseForm), self[index - 1].is(.to) { return !isApposition }
    return !token.has([.edWord, .pastForm, .participle])
  }

  /// Whether the preposition at `index` goes with the verb, not with the noun: said Lee in a statement.
  private func endsPhrase(_ index: Int, _ first: Int) -> Bool {
    let token = self[index]
    if token.is(.by), !self[index - 1].has(.isCapitalised) { return false }
    if token.is(.as), namesWith(index) { return false }
    if token.is(.of) || token.is(.for) && !self[index - 1].has(.isCapitalised) { return false }
    let isName = self[index - 1].has(.isCapitalised) || self[index - 1].is(.closeBracket)
    if token.is(.in), self[index + 1].is(.a) || self[index + 1].is(.an) { return true }
    if let time = endOfTime(index + 1) { return !isDated(index, until: time) }
    if token.is(.for) || token.is(.from) || token.is(.with) || token.is(.to) {
      return isName && !token.is(.from) && !self[index + 1].has(.isCapitalised)
    }
    if token.is(.in) || token.is(.on) || token.is(.at) { return isName }
    return true
  }

  /// Whether the `as` at `index` goes with a participle that names: the pilot known as Old Ben.
  private func namesWith(_ index: Int) -> Bool {
    self[index - 1].has([.participle, .edWord]) && self[index + 1].has([.isCapitalised, .determiner])
  }

  /// Whether a time from `index` on belongs to a participle behind a noun: a poll conducted in May.
  private func isDated(_ index: Int, until end: Int) -> Bool {
    let before = self[index - 1]
    guard before.has([.edWord, .pastForm, .participle]), self[index - 2].has(.word) else { return false }
    return !self[index - 2].has(.isCapitalised) && self[end].has(.punctuation)
  }

  /// Whose campaign ...; who has met ...; who will come: a clause on what is new, not on who somebody is.
  private func tellsNews(_ relative: Int) -> Bool {
    self[relative].is(.whose) || self[relative + 1].has([.have, .modal])
  }

  /// One word, or one with a title: a name that has been told in full before.
  private func isShortName(_ head: Range<Int>) -> Bool {
    head.count == 1 || head.count == 2 && self[head.lowerBound].has(.title)
  }

  /// Who added that; who asked not to be named; who, like many: a clause on what was said, not on who it is.
  private func tellsOfSpeech(_ relative: Int) -> Bool {
    if self[relative + 1].is(.comma) { return true }
    for at in relative + 1..<relative + 6 {
      let token = self[at]
      if token.has([.punctuation, .region, .relative]) { return false }
      if token.has(.strongCue) || token.is(.to) && self[at + 1].has(.be) { return true }
    }
    return false
  }

  private func joinsRight(_ index: Int) -> Bool {
    var index = index
    while self[index + 1].has(.adverb), index < end { index += 1 }
    let next = self[index + 1]
    guard next.has(.word), !next.has([.subjectPronoun, .preposition, .subordinator, .relative])
    else {
      return false
    }
    if isVerb(index + 1) || next.has([.strongCue, .weakCue]) { return false }
    // And a verb with a subject of its own further on: ... and the crowd cheered.
    var at = index + 1
    while at < end, at < index + 6, self[at].has(.word) {
      if self[at].has(.relative) { return true }
      if isVerb(at) { return false }
      at += 1
    }
    return true
  }

  /// Through a restrictive clause, to its comma or the end.
  private func endOfRelative(_ index: Int) -> Int {
    var at = index
    while at < end {
      let token = self[at]
      if token.is(.comma) || token.has(.endsSentence) || token.is(.semicolon) || token.is(.dash) { break }
      if token.has(.region), !token.has(.isShort) { break }
      at += 1
    }
    return at
  }

  private func endOfAppositionsRight(_ head: Range<Int>) -> Int {
    let end = head.upperBound
    var at = end
    for _ in 0..<8 {
      // The author of “A Title,” who
      if at > end, self[at].is(.who), self[at - 1].hasAll([.region, .endsInComma]) {
        if tellsOfSpeech(at) { return at }
        at = endOfClause(at)
        continue
      }
      // The author of “A Title,” a history
      if at > end, self[at].is(.a) || self[at].is(.an) || self[at].is(.the),
        self[at - 1].hasAll([.region, .endsInComma])
      {
        at = endOfPhraseRight(at, isApposition: true)
        continue
      }
      guard self[at].is(.comma) else { return at }
      let first = self[at + 1]
      guard first.has(.word) else { return at }
      if first.is(.who) || first.is(.whose) {
        if isShortName(head) && tellsNews(at + 1) || tellsOfSpeech(at + 1) { return at }
        at = endOfClause(at + 1)
        continue
      }
      if first.has(.startsWithDigit), !self[at + 2].has(.word) {
        at += 2
        continue
      }
      if first.has(.adverb) {
        // Lee, then the mayor of Elko
        guard first.has([.formerly]), !isVerb(at + 2), self[at + 2].has(.word) else { return at }
      } else if first.is(.and) {
        // Lee, the mayor of Elko, and a friend of hers
        guard at > end, self[at + 2].is(.a) || self[at + 2].is(.an) || self[at + 2].has(.formerly),
          joinsRight(at + 1)
        else { return at }
      } else if first.has(.preposition) || first.is(.including) {
        guard first.is(.of) && (at == end || self[at - 1].has(.startsWithDigit)) || first.is(.including)
        else { return at }
      } else if first.has([.ingForm, .ingWord, .relative, .subordinator, .timeWord]) {
        // Lee, managing director of the port
        guard first.has([.ingForm, .ingWord]), self[at + 2].has(.speakerNoun) else { return at }
      }
      if first.has([.subjectPronoun, .objectPronoun]), !first.has(.possessivePronoun) { return at }
      if isVerb(at + 1) { return at }
      let next = endOfPhraseRight(first.is(.and) ? at + 2 : at + 1, isApposition: true)
      if next <= at + 1 { return at }
      at = next
      // The apposition's own tail: a professor at Yale who studies rivers.
      if !self[at].is(.comma), self[at].has(.preposition) {
        let further = endOfTail(at)
        if further > at { at = further }
      }
    }
    return at
  }

  /// A prepositional phrase within an apposition, where it goes on to a comma or the end of the sentence.
  private func endOfTail(_ index: Int) -> Int {
    if self[index].is(.in), self[index + 1].is(.a) || self[index + 1].is(.an) { return index }
    if endOfTime(index + 1) != nil { return index }
    var at = index
    while at < min(end, index + 24) {
      let token = self[at]
      if token.is(.comma) || token.has(.endsSentence) { return at }
      if token.is(.who) { return endOfRelative(at) }
      if token.is(.and), joinsRight(at) {
        at += 1
        continue
      }
      if !token.has(.word) || endsAtVerb(at, isApposition: true) { return index }
      if token.has(.subordinator), !token.has(.preposition) { return index }
      at += 1
    }
    return at == end ? at : index
  }

  /// To the end of the sentence, or the next long quotation, or a dash.
  private func endOfClause(_ index: Int) -> Int {
    var at = index
    while at < end {
      let token = self[at]
      if token.has(.endsSentence) && !token.has(.region) || token.is(.semicolon) || token.is(.dash) { break }
      if token.has(.region), !token.has(.isShort) {
        if self[at - 1].is(.comma) { at -= 1 }
        break
      }
      at += 1
    }
    return at
  }
}
