// Whether a stretch of capitalised words is the name of a known person.

extension NameReading {
  mutating func known(_ open: OpenSegment, _ segment: PersonSegment, _ paragraph: Paragraph) -> Int32 {
    let range = Int(segment.firstWord)..<Int(segment.firstWord + segment.wordCount)
    if let hit = open.hit {
      if open.isWholeHit {
        return isBareMonth(open, segment, paragraph) ? PersonSegment.unknown : hit.who
      }
      let fitting = actors(hit.who).filter { actor in
        isPerson(actor) && hasName(actor, fitting: range) && !contradicts(actor, range)
      }
      if !fitting.isEmpty { return who(fitting) }
    }
    guard segment.marks.isDisjoint(with: [.isBody, .arabic]) else { return PersonSegment.unknown }
    var found: [Int] = []
    if range.count > 1 {
      let last = segmentWords[range.upperBound - 1].hash
      var index = gazetteer.surnames.find(last)?.value ?? -1
      while index >= 0 {
        let name = gazetteer.personNames[Int(index)]
        if fits(range, 1, name, 1), !found.contains(Int(name.actor)), !contradicts(Int(name.actor), range) {
          found.append(Int(name.actor))
        }
        index = name.nextOfSurname
      }
    }
    if found.isEmpty { found = bySkeleton(range, open, paragraph) }
    return found.isEmpty ? PersonSegment.unknown : who(found.sorted())
  }

  /// Of several persons of a name, the one whose office or rank stands with it: General Bagheri is the officer.
  mutating func byTitle(_ who: Int32, _ segment: PersonSegment, titles: Range<Int>) -> Int32 {
    guard who < 0, who != PersonSegment.unknown else { return who }
    let several = actors(who)
    if segment.office >= 0 {
      let office = offices[Int(segment.office)]
      let holders = several.filter { actor in
        var isHolder = false
        gazetteer.forEachRole(ofPerson: actor) { if holds($0, office) { isHolder = true } }
        return isHolder
      }
      if holders.count == 1 { return Int32(holders[0]) }
    }
    guard titles.contains(where: { kind($0).contains(.rank) }) else { return who }
    let officers = several.filter { actor in
      var isOfficer = false
      gazetteer.forEachRole(ofPerson: actor) {
        if gazetteer.actors[Int($0.organisation)].kind == .armedForce { isOfficer = true }
      }
      return isOfficer
    }
    return officers.count == 1 ? Int32(officers[0]) : who
  }

  mutating func isPerson(_ actor: Int) -> Bool { gazetteer.actors[actor].kind == .person }

  /// "May", where it may be the month.
  private mutating func isBareMonth(_ open: OpenSegment, _ segment: PersonSegment, _ paragraph: Paragraph)
    -> Bool
  {
    guard segment.wordCount == 1 else { return false }
    let kind = kinds[segmentWords[Int(segment.firstWord)].hash]
    let token = paragraph.tokens[Int(words[open.first].token)]
    if kind.contains(.monthOrName) { return segment.marks.isDisjoint(with: .hasTitle) }
    guard kind.contains(.ordinary), token.has(.isSentenceInitial),
      segment.marks.isDisjoint(with: [.hasTitle, .isPossessive])
    else { return false }
    guard Int(words[open.first].token) + 1 < paragraph.tokens.count else { return true }
    return !paragraph.tokens[Int(words[open.first].token) + 1].has([.pastForm, .sForm, .auxiliary])
  }

  mutating func hasName(_ actor: Int, fitting range: Range<Int>) -> Bool {
    var index = gazetteer.firstNameOfPerson[actor]
    while index >= 0 {
      let name = gazetteer.personNames[Int(index)]
      if name.count > 1, fits(range, 1, name, 1) { return true }
      index = name.nextOfPerson
    }
    return false
  }

  /// Whether the words are the name, or leave some of its given names out, or add some.
  ///
  /// The last `tail` words of the text are known to be the last `nameTail` of the name, unless both are 1.
  mutating func fits(_ range: Range<Int>, _ tail: Int, _ name: Gazetteer.PersonName, _ nameTail: Int) -> Bool
  {
    let nameWords = Int(name.first)..<Int(name.first + name.count)
    if tail == 1, nameTail == 1,
      !isSameSurname(segmentWords[range.upperBound - 1], nameWords.upperBound - 1)
    {
      return false
    }
    let given = range.dropLast(tail)
    let known = nameWords.dropLast(nameTail)
    if given.isEmpty || known.isEmpty { return given.isEmpty && known.isEmpty }
    if given.count <= known.count {
      var at = known.startIndex
      for word in given {
        while at < known.endIndex, !isSame(segmentWords[word], at) { at += 1 }
        if at == known.endIndex { return false }
        // An initial stands for the name in its own place only.
        if at - known.startIndex != word - given.startIndex, segmentWords[word].isInitial || isInitial(at) {
          return false
        }
        at += 1
      }
      return true
    }
    // More given names than known: the first must be the same.
    guard isSame(segmentWords[given.startIndex], known.startIndex) else { return false }
    var at = given.startIndex
    for word in known {
      while at < given.endIndex, !isSame(segmentWords[at], word) { at += 1 }
      if at == given.endIndex { return false }
      at += 1
    }
    return true
  }

  private func isInitial(_ part: Int) -> Bool { gazetteer.nameParts[part].count == 1 }

  /// Whether a middle initial speaks against a known person, whose own middle names are others.
  private mutating func contradicts(_ actor: Int, _ range: Range<Int>) -> Bool {
    guard range.count > 2, range.dropLast().contains(where: { segmentWords[$0].isInitial }) else {
      return false
    }
    var hasMiddle = false
    var index = gazetteer.firstNameOfPerson[actor]
    while index >= 0 {
      let name = gazetteer.personNames[Int(index)]
      if name.count > 2 {
        hasMiddle = true
        if fits(range, 1, name, 1) { return false }
      }
      index = name.nextOfPerson
    }
    return hasMiddle
  }

  /// Whether a word is that of a known person's name.
  @inline(__always)
  private mutating func isSame(_ word: PersonWord, _ part: Int) -> Bool {
    word.hash == gazetteer.nameParts[part].hash || word.isSame(as: knownWord(part))
  }

  @inline(__always)
  private mutating func isSameSurname(_ word: PersonWord, _ part: Int) -> Bool {
    word.hash == gazetteer.nameParts[part].hash || word.isSameSurname(as: knownWord(part))
  }

  private mutating func knownWord(_ part: Int) -> PersonWord {
    let hash = gazetteer.nameParts[part].hash
    let slot = Int(truncatingIfNeeded: hash) & (Self.recentWords - 1)
    if recent[slot].hash != hash { recent[slot] = gazetteer.personWord(part) }
    return recent[slot]
  }
}
