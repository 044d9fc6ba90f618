// Stretches of capitalised words, and what stands around them: titles, offices, commas.
// Unsafe: `text` is read where words were found in it; the letters are looked at within the closure.

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

  mutating func personWord(_ index: Int) -> PersonWord {
    let hash = hash(index)
    // Names come again and again.
    let slot = Int(truncatingIfNeeded: hash) & (Self.recentWords - 1)
    if recent[slot].hash == hash { return recent[slot] }
    letters.removeAll(keepingCapacity: true)
    unsafe gazetteer.folding.appendLetters(
      text, Int(words[index].start)..<Int(words[index].end), to: &letters)
    recent[slot] = unsafe letters.withUnsafeBufferPointer { unsafe PersonWord(hash: hash, letters: $0) }
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
}
