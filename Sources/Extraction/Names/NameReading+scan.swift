// From the words of a paragraph to known names and to stretches that may be names of persons.
// Unsafe: `text` is read where words were found in it; before one only where another word precedes it.

extension NameReading {
  /// Reads the next paragraph.
  mutating func take(_ paragraph: Paragraph) {
    gazetteer.read(paragraph, memory, into: &words)
    var scan = ParagraphScan(paragraph: paragraph)
    if !paragraph.continues { begin(at: paragraph.range.lowerBound) }
    var index = 0
    while index < words.count {
      guard !scan.segment.isEmpty || words[index].isOfNote else {
        index &+= 1
        continue
      }
      if words[index].beginsSentence {
        close(&scan)
        begin(at: Int(words[index].start))
        scan.hasVerb = false
      }
      if words[index].isVerb { scan.hasVerb = true }
      guard words[index].canBeginName else {
        if words[index].shape.contains(.number) { year(index, scan) }
        if !scan.segment.isEmpty {
          if !words[index].isAdjacent { close(&scan) }
          lowerCase(index, &scan)
        }
        index += 1
        continue
      }
      index = name(at: index, &scan)
    }
    close(&scan)
  }

  /// Begins a sentence.
  mutating func begin(at start: Int) {
    sentence += 1
    sentenceStarts.append(Int32(start))
  }

  /// Takes a word that may begin a name, and those after it that belong to it.
  /// - Returns: the word to go on with.
  private mutating func name(at index: Int, _ scan: inout ParagraphScan) -> Int {
    if !words[index].isAdjacent || (index > 0 && words[index - 1].shape.contains(.possessive)) {
      close(&scan)
    }
    let token = scan.paragraph.tokens[Int(words[index].token)]
    let hit = longestName(at: index)
    if let hit {
      let (who, isDated, kind, isPerson) = self.who(hit, first: index)
      if who == PersonSegment.unknown {
        // Written so, but not with what the name needs.
      } else if isPerson {
        if scan.segment.isWholeHit, unsafe text[Int(words[index].start) - 1] != 0x20 { close(&scan) }
        scan.segment.add(index...hit.last, hit: (who, index, hit.last))
        return hit.last + 1
      } else if isBorneByPerson(hit, first: index, token, scan) {
        scan.segment.add(index...hit.last, hit: nil)
        return hit.last + 1
      } else if kind == .metonym, isPlace(index...hit.last, scan) {
        // The city, not the government: no name of an actor.
        close(&scan)
        return hit.last + 1
      } else if isName(hit, first: index, token, scan) {
        close(&scan)
        add(hit, who: who, isDated: isDated, kind: kind)
        return hit.last + 1
      }
    }
    guard words[index].shape.contains(.capital) else {
      if words[index].shape.contains(.arabic) { close(&scan) } else { lowerCase(index, &scan) }
      return index + 1
    }
    let kind = self.kind(index)
    if kind.contains(.calendar) || token.has([.preposition, .determiner, .subordinator, .negation]) {
      close(&scan)
      return index + 1
    }
    if kind.hasAny(.title), scan.segment.isEmpty || !kind.contains(.body) {
      let isLast =
        index + 1 == words.count || !words[index + 1].isAdjacent || !words[index + 1].shape.contains(.capital)
      if !(isLast && kind.contains(.surname) && !scan.segment.isEmpty) {
        close(&scan)
        return index + 1
      }
    }
    if token.has(.isSentenceInitial), Self.isOrdinary(token) || kind.contains(.ordinary) {
      // The first word of a sentence, spelled like any other word.
      close(&scan)
      return index + 1
    }
    if scan.segment.last - scan.segment.first > 11 { close(&scan) }
    if !scan.segment.isEmpty, beginsPerson(kind, after: scan.segment.last) { close(&scan) }
    scan.segment.add(index...index, hit: nil)
    return index + 1
  }

  /// Whether a given name follows the name of a body, or an acronym: the Action Service Enrique Mora.
  private mutating func beginsPerson(_ kind: WordKind, after last: Int) -> Bool {
    if isAcronym(last) { return true }
    return kind.hasAny(.givenName) && self.kind(last).contains(.body)
  }

  /// A word in lower case: a particle of a name, a word of an office, or neither.
  private mutating func lowerCase(_ index: Int, _ scan: inout ParagraphScan) {
    let length = words[index].end - words[index].start
    if !scan.segment.isEmpty {
      if length <= 4, index + 1 < words.count, words[index + 1].isAdjacent,
        words[index + 1].shape.contains(.capital),
        kind(index).contains(.particle)
      {
        scan.segment.add(index...index, hit: nil)
        return
      }
      close(&scan)
    }
  }

  /// Words that are common before anything else: verbs, adverbs, prepositions, determiners.
  static func isOrdinary(_ token: Token) -> Bool {
    token.has([
      .strongCue, .weakCue, .plainVerb, .auxiliary, .adverb, .determiner, .subordinator, .preposition,
      .timeWord,
      .nounCue, .opener, .subjectPronoun, .objectPronoun, .possessivePronoun, .relative, .month, .negation,
      .numberWord, .adjective, .speakerNoun, .occasion,
    ])
  }

  /// Whether a hit is a name where it stands, and not an ordinary word at the start of a sentence or in a heading.
  private mutating func isName(_ hit: NameHit, first: Int, _ token: Token, _ scan: ParagraphScan) -> Bool {
    guard hit.last == first else { return true }
    let word = words[first]
    if isDefinedOtherwise(first, hit, scan) || isInitials(first, token, scan) { return false }
    if kind(first).hasAny([.calendar, .monthOrName]), isDate(first) { return false }
    if word.shape.contains(.dotted) || word.shape.contains(.arabic) { return true }
    guard kind(first).contains(.ordinary) else { return true }
    if word.shape.contains(.allCapitals), isInCapitals(first) {
      return hash(first) == Self.us && !(first > 0 && kind(first - 1).contains(.beforePronoun))
    }
    if token.has(.isSentenceInitial) {
      return word.shape.contains(.allCapitals) || followsAsSubject(first, scan)
    }
    return true
  }

  private static let us = NameHash.of("us")

  /// Whether the word is an abbreviation that this text gives to another body: Department of Environment (DOE).
  private mutating func isDefinedOtherwise(_ index: Int, _ hit: NameHit, _ scan: ParagraphScan) -> Bool {
    guard words[index].shape.contains(.allCapitals), words[index].length <= 6 else { return false }
    if !ownAbbreviations.isEmpty, ownAbbreviations.contains(words[index].hash) { return true }
    let token = Int(words[index].token)
    guard token > 1, index > 0, scan.paragraph.tokens[token - 1].is(.openBracket),
      Int(words[index - 1].token) == token - 2
    else { return false }
    // The words before have the letters of the abbreviation, and are not the body that it is known for.
    if let before = mentions.last, before.endByte == words[index - 1].end,
      actors(before.who).contains(where: actors(self.who(hit, first: index).who).contains)
    {
      return false
    }
    var letter = Int(words[index].end) - 1
    var before = index - 1
    while letter >= Int(words[index].start), before >= 0, index - before < 12 {
      if unsafe text[Int(words[before].start)] & 0xDF == text[letter] & 0xDF {
        letter -= 1
      } else if words[before].shape.contains(.capital) {
        return false
      }
      if before > 0, !words[before].isAdjacent { break }
      before -= 1
    }
    guard letter < Int(words[index].start) else { return false }
    ownAbbreviations.insert(words[index].hash)
    return true
  }

  /// Whether the word belongs to the initials that sign an article: AB/CD.
  private func isInitials(_ index: Int, _ token: Token, _ scan: ParagraphScan) -> Bool {
    guard words[index].shape.contains(.allCapitals) else { return false }
    let bytes = unsafe scan.paragraph.bytes(of: token)
    return unsafe bytes.contains(0x2F) && (token.has(.isSentenceInitial) || bytes.count == 5)
  }

  /// Whether the name of a capital stands for the place: in Tehran, the Tehran University, a dateline.
  private mutating func isPlace(_ range: ClosedRange<Int>, _ scan: ParagraphScan) -> Bool {
    let first = range.lowerBound
    if first > 0, words[first].isAdjacent, kind(first - 1).contains(.beforePlace) { return true }
    if range.upperBound + 1 < words.count, words[range.upperBound + 1].isAdjacent {
      let next = range.upperBound + 1
      return words[next].shape.contains(.capital) && kind(next).contains(.body)
    }
    let token = Int(words[range.upperBound].token)
    guard first == 0, token + 1 < scan.paragraph.tokens.count else { return false }
    let next = scan.paragraph.tokens[token + 1]
    return next.is(.dash) || next.is(.hyphen) || next.is(.openBracket)
      || (next.is(.comma) && words[first].shape.contains(.allCapitals))
  }

  /// Whether a month's name stands in a date: in Mehr, Mehr 15.
  private mutating func isDate(_ index: Int) -> Bool {
    if index > 0, words[index].isAdjacent,
      kind(index - 1).contains(.preposition) || words[index - 1].shape.contains(.number)
    {
      return true
    }
    return index + 1 < words.count && words[index + 1].isAdjacent && words[index + 1].shape.contains(.number)
  }

  /// Whether the words around are written in capitals, as in a heading.
  mutating func isInCapitals(_ index: Int) -> Bool {
    var others = 0
    for other in max(0, index - 2)...min(words.count - 1, index + 2) where other != index {
      let length = words[other].end - words[other].start
      if length < 2 { continue }
      guard words[other].shape.contains(.allCapitals) else { return false }
      others += 1
    }
    return others > 1
  }

  /// Whether a finite verb follows, or the word is possessive, so that it is a subject.
  private mutating func followsAsSubject(_ index: Int, _ scan: ParagraphScan) -> Bool {
    if words[index].shape.contains(.possessive) { return true }
    guard index + 1 < words.count, words[index + 1].isAdjacent else { return false }
    let next = scan.paragraph.tokens[Int(words[index + 1].token)]
    return next.has([.pastForm, .sForm, .auxiliary, .edWord]) && !next.has(.isCapitalised)
  }

  /// Whether a place's name is here somebody's: Jordan Henderson, Michael Jordan.
  private mutating func isBorneByPerson(_ hit: NameHit, first: Int, _ token: Token, _ scan: ParagraphScan)
    -> Bool
  {
    guard hit.last == first, kind(first).contains(.placeOrGivenName) else { return false }
    if !scan.segment.isEmpty, scan.segment.last == first - 1, !words[first - 1].shape.contains(.possessive) {
      return kind(first - 1).hasAny(.givenName)
    }
    guard !words[first].shape.contains(.possessive), first + 1 < words.count, words[first + 1].isAdjacent,
      words[first + 1].shape.contains(.capital), !words[first + 1].shape.contains(.allCapitals)
    else { return false }
    return unsafe !kind(first + 1).hasAny([.title, .body, .calendar, .ordinary])
      && names(beginningAt: first + 1) == nil
      && text[Int(words[first + 1].start) - 1] == 0x20
  }

  /// Adds a mention that is no person's name; one that holds for a time only is looked at again at the end.
  private mutating func add(_ hit: NameHit, who: Int32, isDated: Bool, kind: NameKind) {
    if isDated {
      datedMentions.append((mention: Int32(mentions.count), entry: hit.entry, kind: kind, sentence: sentence))
    }
    mentions.append(Mention(startByte: hit.start, endByte: hit.end, who: who))
  }

  /// Notes a year that the text speaks of as past: in 2003, since 2015.
  private mutating func year(_ index: Int, _ scan: ParagraphScan) {
    guard words[index].shape.contains(.number), words[index].end - words[index].start == 4, index > 0 else {
      return
    }
    var value = 0
    for at in Int(words[index].start)..<Int(words[index].end) {
      let byte = unsafe text[at]
      guard (0x30...0x39).contains(byte) else { return }
      value = value * 10 + Int(byte & 15)
    }
    guard value > newestYear, (1900...2099).contains(value) else { return }
    let before = scan.paragraph.tokens[Int(words[index - 1].token)]
    guard before.is(.in) || before.is(.since) || before.has(.month) else { return }
    newestYear = value
  }
}
