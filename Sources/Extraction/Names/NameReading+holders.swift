// Who holds the office that a text names: by what it said before, else by title, country and date.

extension NameReading {
  mutating func speaker(_ office: OfficePhrase, at position: Int) -> SpeakerIdentity {
    if let entity = bearer(of: office, before: position) {
      note(entity: entity, at: position)
      return speaker(entity: entity)
    }
    guard !office.isFormer else { return .none }
    var holders = holders(of: office)
    guard !holders.isEmpty else {
      guard let last = lastSpeaker(as: office, at: position) else { return .none }
      note(entity: last, at: position)
      return speaker(entity: last)
    }
    if office.country == .none, office.organisation == PersonSegment.unknown,
      !holders.contains(where: { entityOfActor[who: Int32($0)] != nil })
    {
      // The text names none of them, but perhaps somebody who holds the office elsewhere.
      holders = Set(holders + namedHolders(of: office)).sorted()
      note(who: self.who(holders), at: position)
      return speaker(who: self.who(holders))
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
      guard who >= 0, !office.isFormer, !segment.marks.contains(.inQuote) else { continue }
      var isHolder = false
      let days = self.days
      // Without a country it is that of the text's, or of somebody of whom the text just spoke.
      let anyCountry = office.country != .none || context.country == nil || isSpokenOf(segment, at: position)
      gazetteer.forEachRole(ofPerson: Int(who)) { role in
        guard days.meets(since: role.since, until: role.until) else { return }
        let country = gazetteer.actors[Int(role.organisation)].country
        guard anyCountry || country == context.country || country == .none else { return }
        if holds(role, office) { isHolder = true }
        // "The minister", after a minister was named.
        if office.isBareNoun, !isLeader, role.office.has(head: office.head), office.key != OfficeKey.president
        {
          isHolder = true
        }
      }
      if isHolder { return segment.entity }
    }
    return nil
  }

  /// Those whom the text names who hold the office in whatever country.
  private mutating func namedHolders(of office: OfficePhrase) -> [Int] {
    let days = self.days
    var found: [Int] = []
    for entity in entities.prefix(500) where entity.who >= 0 {
      var isHolder = false
      gazetteer.forEachRole(ofPerson: Int(entity.who)) { role in
        if days.meets(since: role.since, until: role.until), holds(role, office) { isHolder = true }
      }
      if isHolder { found.append(Int(entity.who)) }
    }
    return found
  }

  /// Whether a person spoke just before, or was the subject of a sentence just before.
  private mutating func isSpokenOf(_ segment: PersonSegment, at position: Int) -> Bool {
    if turns.suffix(3).contains(where: { $0.entity == segment.entity }) { return true }
    return segment.marks.contains(.isSubject)
      && segment.marks.isDisjoint(with: [.isPossessive, .isDependent])
      && sentence(at: position) - segment.sentence <= 5
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
  mutating func holders(of office: OfficePhrase) -> [Int] {
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
    if office.key == OfficeKey.vicePresident { look(OfficeKey.firstVicePresident) }
    if found.isEmpty, office.organisation != PersonSegment.unknown, office.bareKey.saysTop {
      let bodies = actors(office.organisation)
      for role in gazetteer.roles where bodies.contains(Int(role.organisation)) && role.office.isTop {
        if days.meets(since: role.since, until: role.until) { found.insert(Int(role.person)) }
      }
    }
    return found.sorted()
  }
}
