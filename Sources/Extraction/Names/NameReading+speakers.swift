// Who a speaker is: by name, by office, by pronoun.

extension NameReading {
  /// Who the speakers are, in the order of the quotations given.
  mutating func speakers(of quotations: [Quotation]) -> [SpeakerIdentity] {
    var speakers = [SpeakerIdentity](repeating: .none, count: quotations.count)
    // In the order of the text, so that a pronoun finds who spoke before.
    let order = quotations.indices.sorted {
      (quotations[$0].speaker?.lowerBound ?? Int.max, $0) < (
        quotations[$1].speaker?.lowerBound ?? Int.max, $1
      )
    }
    var last: (range: Range<Int>, speaker: SpeakerIdentity)?
    for index in order {
      guard let range = quotations[index].speaker, !range.isEmpty, range.upperBound <= text.count else {
        continue
      }
      if let last, last.range == range {
        speakers[index] = last.speaker
        continue
      }
      speakers[index] = speaker(range)
      last = (range, speakers[index])
    }
    return speakers
  }

  private mutating func speaker(_ range: Range<Int>) -> SpeakerIdentity {
    readWords(range)
    guard !words.isEmpty else { return .none }
    if let named = named(in: range) {
      note(entity: named, at: range.lowerBound)
      return speaker(entity: named)
    }
    if let pronoun = pronoun() { return speaker(pronoun, at: range.lowerBound) }
    if let who = knownHead(at: range.lowerBound) {
      note(who: who, at: range.lowerBound)
      return speaker(who: who)
    }
    if let office = office(in: 0..<words.count), !office.isVague, !office.hasPerson,
      !kind(0).contains(.possessor)
    {
      return speaker(office, at: range.lowerBound)
    }
    if words[0].shape.contains(.arabic) { return arabicSpeaker(at: range.lowerBound) }
    if let body = bodyBefore(range.lowerBound) {
      note(who: body, at: range.lowerBound)
      return speaker(who: body)
    }
    return bodyOfCountry(at: range.lowerBound)
  }

  mutating func speaker(who: Int32) -> SpeakerIdentity {
    let actors = actors(who)
    return actors.count == 1 ? .actor(actors[0]) : actors.isEmpty ? .none : .candidates(actors)
  }

  mutating func speaker(entity: Int32) -> SpeakerIdentity {
    let person = entities[Int(entity)]
    if person.who != PersonSegment.unknown { return speaker(who: person.who) }
    let segment = segments[Int(person.fullest)]
    // The words before a body's last ones are part of its name: Iran Aviation Organization.
    let start = person.isBody ? startOfName(before: Int(segment.start)) : Int(segment.start)
    let range = start..<Int(segment.end)
    return .unknown(name: String(decoding: text[range], as: UTF8.self), range: range)
  }

  // MARK: Names

  /// The first person in the speaker as written who does not depend on another noun: "Zarif's deputy" is not Zarif.
  private mutating func named(in range: Range<Int>) -> Int32? {
    var body: Int32?
    for index in segmentIndices(in: range) {
      let segment = segments[index]
      guard segment.entity >= 0 else { continue }
      if segment.marks.contains(.isPossessive), let last = words.last, last.start > segment.end,
        !Self.sayings.contains(hash(words.count - 1))
      {
        continue
      }
      if segment.marks.contains(.isDependent), Int(segment.titleStart) > range.lowerBound { continue }
      if !segment.marks.contains(.isPossessive), qualifies(segment) { continue }
      if segment.marks.contains(.isBody) {
        body = body ?? segment.entity
        continue
      }
      return segment.entity
    }
    // A body without an entry, unless a known one stands there too.
    return knownHead(at: range.lowerBound) == nil ? body : nil
  }

  /// Whether a name only says whose the noun after it is: the Trump administration, the IAEA chief.
  private mutating func qualifies(_ segment: PersonSegment) -> Bool {
    guard let next = words.firstIndex(where: { $0.start >= segment.end }), next > 0, words[next].isAdjacent,
      words[next - 1].end == segment.end
    else { return false }
    if words[next].shape.contains(.capital) { return segment.marks.contains(.isBody) && !kind(next).isEmpty }
    guard !words[next].shape.contains(.arabic) else { return false }
    return !kind(next).hasAny([.preposition, .article, .beforeTitle, .particle])
      && !Self.afterNames.contains(hash(next))
  }

  /// What somebody says or writes: Zarif's letter says what Zarif says.
  private static let sayings: Set<UInt64> = Set(
    [
      "letter", "statement", "remarks", "tweet", "tweets", "message", "speech", "comments", "comment",
      "words", "post",
      "article", "interview", "book", "announcement", "decree", "testimony", "memoir", "email", "report",
    ].map { NameHash.of($0.utf8) })

  /// What may follow the name of a speaker in the speaker as written.
  private static let afterNames: Set<UInt64> = Set(
    [
      "who", "himself", "herself", "also", "then", "too", "both", "jr", "sr", "or", "along",
      "together",
    ]
    .map { NameHash.of($0.utf8) })

  /// Segments within a range of bytes.
  mutating func segmentIndices(in range: Range<Int>) -> Range<Int> {
    var low = segments.countBefore(Int32(range.lowerBound))
    var high = low
    // A name that began before the range and reaches into it.
    if low > 0, Int(segments[low - 1].end) > range.lowerBound { low -= 1 }
    while high < segments.count, Int(segments[high].start) < range.upperBound { high += 1 }
    return low..<high
  }

  /// A known body, or a title's holder, that is the head of the words: Tehran, the White House, the Leader.
  private mutating func knownHead(at position: Int) -> Int32? {
    var first = 0
    while first < words.count, words[first].shape.contains(.capital) == false, first < 2,
      kind(first).contains(.article)
    {
      first += 1
    }
    guard first < words.count else { return nil }
    while first < words.count, words[first].canBeginName, let hit = longestName(at: first) {
      let (who, isDated, kind, _) = self.who(hit, first: first)
      let isEnd =
        hit.last + 1 == words.count || !words[hit.last + 1].isAdjacent
        || self.kind(hit.last + 1).contains(.preposition)
      guard isEnd else {
        // The country before a body's name.
        guard kind == .demonym || words[first].shape.contains(.possessive) else { return nil }
        first = hit.last + 1
        continue
      }
      if words[hit.last].shape.contains(.possessive) || kind == .demonym { return nil }
      if hit.last + 1 < words.count, words[hit.last + 1].isAdjacent, kind == .title, !isOwn(hit.last + 1, who)
      {
        return nil
      }
      guard isDated else { return who }
      let holders = preferNamed(actors(calledBy: hit.entry, on: days))
      return holders.isEmpty ? nil : self.who(holders)
    }
    return nil
  }

  /// Whether what follows a title is its holder's own country: the Leader of Iran, not of Hezbollah.
  private mutating func isOwn(_ index: Int, _ who: Int32) -> Bool {
    guard let holder = actors(who).first, let phrase = office(in: 0..<words.count) else { return false }
    return phrase.organisation == PersonSegment.unknown
      && (phrase.country == .none || phrase.country == gazetteer.actors[holder].country)
  }

  // MARK: Offices

  mutating func speaker(_ office: OfficePhrase, at position: Int) -> SpeakerIdentity {
    if let entity = bearer(of: office, before: position) {
      note(entity: entity, at: position)
      return speaker(entity: entity)
    }
    guard !office.isFormer else { return .none }
    let holders = holders(of: office)
    guard !holders.isEmpty else {
      guard let last = lastSpeaker(as: office, at: position) else { return .none }
      note(entity: last, at: position)
      return speaker(entity: last)
    }
    let who = self.who(preferNamed(holders))
    note(who: who, at: position)
    return speaker(who: who)
  }

  /// The person last named before with this office, or known to hold it.
  private mutating func bearer(of office: OfficePhrase, before position: Int) -> Int32? {
    var index = segments.countBefore(Int32(position)) - 1
    let end = max(-1, index - 400)
    let isLeader = office.key == OfficeKey.leader && office.isCapitalised
    while index > end {
      let segment = segments[index]
      index -= 1
      guard segment.entity >= 0, !entities[Int(segment.entity)].isBody else { continue }
      if office.isFemale, entities[Int(segment.entity)].isMale { continue }
      if office.isMale, entities[Int(segment.entity)].isFemale { continue }
      if segment.office >= 0 {
        let other = offices[Int(segment.office)]
        let isSame =
          isLeader
          ? other.key == office.key && other.organisation == PersonSegment.unknown
          : other.head == office.head && other.key.includes(office.bareKey)
        if isSame, other.isFormer == office.isFormer, other.isDeputy == office.isDeputy,
          office.country == .none || other.country == .none || office.country == other.country
        {
          return segment.entity
        }
      }
      let who = entities[Int(segment.entity)].who
      guard who >= 0, !office.isFormer else { continue }
      var isHolder = false
      let days = self.days
      gazetteer.forEachRole(ofPerson: Int(who)) { role in
        guard days.meets(since: role.since, until: role.until) else { return }
        if holds(role, office) { isHolder = true }
        // "The minister", after a minister was named.
        if office.country == .none, office.organisation == PersonSegment.unknown, !isLeader,
          role.office.includes(office.key), office.key.words == 1, office.key != OfficeKey.president
        {
          isHolder = true
        }
      }
      if isHolder { return segment.entity }
    }
    return nil
  }

  /// Who spoke last, for "the official" and "the expert": a person of whom no other office is known.
  private mutating func lastSpeaker(as office: OfficePhrase, at position: Int) -> Int32? {
    guard office.bareKey.words <= 2, office.organisation == PersonSegment.unknown, let last = turns.last,
      last.entity >= 0, sentence(at: position) - last.sentence <= 3, kind(0).contains(.article),
      entities[Int(last.entity)].who == PersonSegment.unknown, !entities[Int(last.entity)].isBody
    else { return nil }
    let entity = entities[Int(last.entity)]
    if office.isFemale && entity.isMale || office.isMale && entity.isFemale { return nil }
    let here = segments.countBefore(Int32(position))
    for segment in segments[max(0, here - 300)..<here]
    where segment.entity == last.entity && segment.office >= 0 {
      let other = offices[Int(segment.office)]
      if other.head != office.head && !Self.general.contains(office.head) { return nil }
    }
    // Nobody else came between.
    var index = here - 1
    while index >= max(0, here - 300), Int(segments[index].start) > last.position {
      let segment = segments[index]
      index -= 1
      if segment.entity != last.entity, segment.entity >= 0, !segment.marks.contains(.inQuote),
        segment.marks.contains(.isSubject), !segment.marks.contains(.isPossessive),
        !entities[Int(segment.entity)].isBody
      {
        return nil
      }
    }
    return last.entity
  }

  /// Nouns for anybody who speaks in an office.
  private static let general: Set<UInt64> = Set(
    ["official", "diplomat", "expert", "analyst", "officer"].map { OfficeKey.head(NameHash.of($0.utf8)) })

  /// Those who hold the office on a day of the text.
  private mutating func holders(of office: OfficePhrase) -> [Int] {
    var country = office.country
    if country == .none, office.organisation == PersonSegment.unknown {
      if office.key == OfficeKey.leader {
        guard office.isCapitalised, let iran = CountryCode("IR"), isAbout(iran) else { return [] }
        country = iran
      } else {
        guard let hint = context.country else { return [] }
        country = hint
      }
    }
    var asked = office
    asked.country = country
    let days = self.days
    var found: Set<Int> = []
    func look(_ key: OfficeKey) {
      gazetteer.forEachRole(key) { role in
        guard days.meets(since: role.since, until: role.until), holds(role, asked) else { return }
        found.insert(Int(role.person))
      }
    }
    look(office.key)
    if found.isEmpty, office.organisation != PersonSegment.unknown { look(office.bareKey) }
    if office.key == OfficeKey.foreignMinister { look(OfficeKey.secretaryOfState) }
    if found.isEmpty, office.organisation != PersonSegment.unknown, office.bareKey.saysTop {
      let bodies = actors(office.organisation)
      for role in gazetteer.roles where bodies.contains(Int(role.organisation)) && role.office.isTop {
        if days.meets(since: role.since, until: role.until) { found.insert(Int(role.person)) }
      }
    }
    return found.sorted()
  }

  /// "The ministry", "the group": the body named last whose name ends so.
  private mutating func bodyBefore(_ position: Int) -> Int32? {
    guard words.count == 2, kind(0).contains(.article), kind(1).contains(.body) else { return nil }
    let noun = hash(1)
    var index = mentions.countBefore(Int32(position)) - 1
    let end = max(-1, index - 60)
    while index > end {
      let mention = mentions[index]
      index -= 1
      guard mention.who != PersonSegment.unknown else { continue }
      if lastWordHash(mention.range) == noun { return mention.who }
    }
    return nil
  }

  private mutating func lastWordHash(_ range: Range<Int>) -> UInt64 {
    var start = range.upperBound
    while start > range.lowerBound, text[start - 1] != 0x20 { start -= 1 }
    return gazetteer.folding.nextWord(text, from: &start, to: range.upperBound)?.hash ?? 0
  }
}

/// Things in the order of the text.
protocol Placed {
  var startByte: Int32 { get }
}

extension Mention: Placed {}

extension PersonSegment: Placed {
  var startByte: Int32 { start }
}

extension Array where Element: Placed {
  /// How many start before `position`: the index of the first that does not.
  mutating func countBefore(_ position: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].startByte < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
