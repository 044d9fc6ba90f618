// Whether a stretch of capitalised words is the name of a known person.

extension NameReading {
  /// Ends the stretch that is open, and keeps it.
  mutating func close(_ scan: inout ParagraphScan) {
    guard !scan.segment.isEmpty else { return }
    var segment = scan.segment
    scan.segment.clear()
    if segment.last - segment.first > 1 {
      if let hit = segment.hit {
        if isNameAtEnd(hit, of: segment) { segment.first = hit.first }
      } else if let name = nameAfterBody(segment) {
        segment.first = name
      }
    }
    // Sheikh Omar Dalvand, where "Sheikh Omar" is known of somebody.
    while !segment.isWholeHit, segment.first < segment.last, kind(segment.first).contains(.honorific) {
      segment.first += 1
    }
    guard segments.count < Self.mostSegments, segmentWords.count < Self.mostSegmentWords else { return }
    let firstWord = segmentWords.count
    var marks: PersonSegment.Marks = []
    for index in segment.first...segment.last {
      let kind = kind(index)
      if kind.contains(.body) || isAcronym(index) { marks.insert(.isBody) }
      if segment.first < index, kind.contains(.particle) { continue }
      segmentWords.append(personWord(index))
    }
    if segmentWords.count == firstWord { return }
    let count = segmentWords.count - firstWord
    let first = scan.paragraph.tokens[Int(words[segment.first].token)]
    let last = words[segment.last]
    if first.has(.isInQuote) { marks.insert(.inQuote) }
    if !scan.hasVerb { marks.insert(.isSubject) }
    if last.shape.contains(.possessive) { marks.insert(.isPossessive) }
    if last.shape.contains(.arabic) { marks.insert(.arabic) }
    if count == 1, kinds[segmentWords[firstWord].hash].contains(.ordinary) { marks.insert(.isDoubtful) }
    let isAdjacent = words[segment.first].isAdjacent
    let before = office(before: segment.first, isAdjacent: isAdjacent)
    if before.first < segment.first { marks.insert(.hasTitle) }
    genders(segment, before.first, &marks)
    if count > 1, !marks.isDisjoint(with: [.male, .female]) { marks.insert(.hasGivenName) }
    var office = before.office
    if office == nil { office = self.office(after: segment.last, in: scan.paragraph) }
    if office == nil { office = self.office(beforeComma: segment.first, in: scan.paragraph) }
    if let office, office.isFormer { marks.insert(.former) }
    // In "Chief of the Armed Forces General Dalvand" the name depends on nothing.
    let followsBody = (before.first..<segment.first).contains { kind($0).contains(.body) }
    if !followsBody, isDependent(before.first, scan.paragraph) { marks.insert(.isDependent) }
    var made = PersonSegment(
      start: words[segment.first].start, end: last.end, titleStart: words[before.first].start,
      sentence: sentence,
      firstWord: Int32(firstWord), wordCount: Int32(count), who: PersonSegment.unknown, marks: marks)
    if let office, office.head != 0, !office.hasPerson {
      made.office = Int32(offices.count)
      offices.append(office)
    }
    if count == 1, segment.hit == nil { made.marks.insert(.isRespelled) }
    made.who = byTitle(known(segment, made, scan.paragraph), made, titles: before.first..<segment.first)
    segments.append(made)
  }

  /// Whether a known full name ends a stretch whose first words are no part of it: Democrat Jane Doe.
  private mutating func isNameAtEnd(_ hit: (who: Int32, first: Int, last: Int), of segment: OpenSegment)
    -> Bool
  {
    guard hit.last == segment.last, hit.first > segment.first, hit.last > hit.first, hit.who >= 0,
      !gazetteer.actors[Int(hit.who)].country.writesArabic
    else { return false }
    let before = words[hit.first - 1]
    return before.length > 1 && !kind(hit.first - 1).hasAny(.givenName)
  }

  /// Where a person's name begins after the name of a body: Legal Committee Allahyar Dalvand.
  private mutating func nameAfterBody(_ segment: OpenSegment) -> Int? {
    var index = segment.last
    while index >= segment.first, !kind(index).contains(.body) { index -= 1 }
    guard index >= segment.first, (2...3).contains(segment.last - index) else { return nil }
    return index + 1
  }

  /// IAEA, POGC; not a name in a heading that is written in capitals.
  mutating func isAcronym(_ index: Int) -> Bool {
    words[index].shape.contains(.allCapitals) && words[index].length <= 6 && !isInCapitals(index)
  }

  /// The office before a comma before the name: "Iran's foreign minister, Javad Zarif,".
  private mutating func office(beforeComma first: Int, in paragraph: Paragraph) -> OfficePhrase? {
    let token = Int(words[first].token)
    guard first > 1, token > 1, paragraph.tokens[token - 1].is(.comma),
      Int(words[first - 1].token) == token - 2,
      kind(first - 1).contains(.office)
    else { return nil }
    return office(before: first, isAdjacent: true).office
  }

  private mutating func personWord(_ index: Int) -> PersonWord {
    let hash = hash(index)
    // Names come again and again.
    let slot = Int(truncatingIfNeeded: hash) & (Self.recentWords - 1)
    if recent[slot].hash == hash { return recent[slot] }
    letters.removeAll(keepingCapacity: true)
    gazetteer.folding.appendLetters(text, Int(words[index].start)..<Int(words[index].end), to: &letters)
    recent[slot] = letters.withUnsafeBufferPointer { PersonWord(hash: hash, letters: $0) }
    return recent[slot]
  }

  private mutating func genders(_ segment: OpenSegment, _ titles: Int, _ marks: inout PersonSegment.Marks) {
    for index in titles..<segment.first {
      let title = kind(index)
      if title.contains(.female) { marks.insert(.female) }
      if title.contains(.male) { marks.insert(.male) }
    }
    if marks.isDisjoint(with: [.male, .female]), segment.last > segment.first {
      let given = kind(segment.first)
      if given.contains(.femaleName) { marks.insert(.female) }
      if given.contains(.maleName) { marks.insert(.male) }
    }
  }

  /// Whether the name depends on a noun before it: adviser to Zarif, the office of President Rouhani.
  private mutating func isDependent(_ first: Int, _ paragraph: Paragraph) -> Bool {
    let token = Int(words[first].token)
    guard token > 1 else { return false }
    var before = paragraph.tokens[token - 1]
    if before.is(.the), token > 2 { before = paragraph.tokens[token - 2] }
    return before.is(.of) || before.is(.to) || before.is(.for) || before.is(.with) || before.is(.from)
  }

  // MARK: Known persons

  private mutating func known(_ open: OpenSegment, _ segment: PersonSegment, _ paragraph: Paragraph) -> Int32
  {
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
  private mutating func byTitle(_ who: Int32, _ segment: PersonSegment, titles: Range<Int>) -> Int32 {
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

  private mutating func isPerson(_ actor: Int) -> Bool { gazetteer.actors[actor].kind == .person }

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
  private func isSame(_ word: PersonWord, _ part: Int) -> Bool {
    word.hash == gazetteer.nameParts[part].hash || word.isSame(as: gazetteer.personWord(part))
  }

  @inline(__always)
  private func isSameSurname(_ word: PersonWord, _ part: Int) -> Bool {
    word.hash == gazetteer.nameParts[part].hash || word.isSameSurname(as: gazetteer.personWord(part))
  }

  /// Known persons with names in Arabic letters whose name is romanised in another way here.
  private mutating func bySkeleton(
    _ range: Range<Int>, _ open: OpenSegment, _ paragraph: Paragraph
  ) -> [Int] {
    let last = segmentWords[range.upperBound - 1]
    var found: [Int] = []
    func search(_ skeleton: UInt64, tail: Int) {
      var index = gazetteer.skeletons.find(skeleton)?.value ?? -1
      while index >= 0 {
        let entry = gazetteer.skeletonEntries[Int(index)]
        let name = gazetteer.personNames[Int(entry.name)]
        let isSame: Bool
        if tail == range.count {
          // All of the words: a bare surname is one only where the person is known by it alone.
          isSame = entry.words == name.count
        } else {
          isSame = fitsTails(range, tail, name, Int(entry.words))
        }
        if isSame, !found.contains(Int(name.actor)) { found.append(Int(name.actor)) }
        index = entry.next
      }
    }
    if last.isTelling { search(last.skeleton, tail: 1) }
    if !found.isEmpty, !mayBeTransliterated(range, open, paragraph) { found.removeAll() }
    if found.isEmpty, range.count > 1 {
      let joined = joinedSkeleton(open)
      if joined.isTelling { search(joined.hash, tail: 2) }
    }
    return found
  }

  private mutating func fitsTails(
    _ range: Range<Int>, _ tail: Int, _ name: Gazetteer.PersonName, _ nameTail: Int
  ) -> Bool {
    if tail == 1, nameTail == 1 { return fits(range, 1, name, 1) }
    return fits(range, tail, name, nameTail)
  }

  /// Whether a bare word may be a known surname in another spelling: no name that is known as it stands, no word
  /// of English.
  private mutating func mayBeTransliterated(
    _ range: Range<Int>, _ open: OpenSegment, _ paragraph: Paragraph
  ) -> Bool {
    guard range.count == 1 else { return true }
    let hash = segmentWords[range.lowerBound].hash
    let token = paragraph.tokens[Int(words[open.first].token)]
    return !Self.isOrdinary(token) && gazetteer.surnames.find(hash) == nil && !kinds[hash].contains(.ordinary)
  }

  private mutating func joinedSkeleton(_ open: OpenSegment) -> SkeletonKey {
    letters.removeAll(keepingCapacity: true)
    for index in [open.last - 1, open.last] {
      gazetteer.folding.appendLetters(text, Int(words[index].start)..<Int(words[index].end), to: &letters)
    }
    return letters.withUnsafeBufferPointer { SkeletonKey($0) }
  }
}
