// Within one text: the fullest name stands for the surname, and one surname of two persons is left open.

extension NameReading {
  /// Once the whole text was read: who each stretch names.
  mutating func joinPersons() {
    estimateDays()
    for index in segments.indices { joinFull(index) }
    for index in segments.indices where segments[index].entity < 0 { joinBare(index) }
  }

  /// The earliest day on which those named with an office can have had it.
  private mutating func estimateDays() {
    guard context.days.earliest == 0 else { return }
    for segment in segments where segment.who >= 0 && segment.office >= 0 {
      let office = offices[Int(segment.office)]
      guard !office.isFormer, segment.marks.contains(.hasTitle) else { continue }
      var since = Int.max
      gazetteer.forEachRole(ofPerson: Int(segment.who)) { role in
        if holds(role, office) { since = min(since, Int(role.since)) }
      }
      if since != Int.max { earliestByOffice = max(earliestByOffice, since) }
    }
  }

  /// Of one surname, so many persons of a text are looked at.
  private static let mostOfSurname = 32

  /// What all spellings of a surname share.
  private func surnameKey(_ segment: PersonSegment) -> UInt64 {
    let word = segmentWords[Int(segment.firstWord + segment.wordCount - 1)]
    return word.isTelling ? word.skeleton : word.hash
  }

  private func lastHash(_ segment: PersonSegment) -> UInt64 {
    segmentWords[Int(segment.firstWord + segment.wordCount - 1)].hash
  }

  // MARK: Full names

  private mutating func joinFull(_ index: Int) {
    let segment = segments[index]
    let surname = surnameKey(segment)
    if segment.who != PersonSegment.unknown {
      // A surname alone is looked at again, once all full names are known.
      guard isFull(segment) else { return }
      join(index, toActor: segment.who, surname)
      return
    }
    guard segment.wordCount > 1 else { return }
    var entity = entityOfSurname[surname: surname] ?? -1
    var steps = 0
    while entity >= 0, steps < Self.mostOfSurname {
      steps += 1
      if isSame(segment, segments[Int(entities[Int(entity)].fullest)]) {
        join(index, to: entity)
        return
      }
      entity = entities[Int(entity)].next
    }
    make(index, who: PersonSegment.unknown, surname)
  }

  private mutating func join(
    _ index: Int, toActor who: Int32, _ surname: UInt64
  ) {
    if let entity = entityOfActor[who: who] {
      join(index, to: entity)
    } else {
      make(index, who: who, surname)
      entityOfActor[who: who] = Int32(entities.count - 1)
    }
  }

  private mutating func make(_ index: Int, who: Int32, _ surname: UInt64) {
    let marks = segments[index].marks
    entities.append(
      PersonEntity(
        who: who, fullest: Int32(index), isMale: marks.contains(.male), isFemale: marks.contains(.female),
        isBody: marks.contains(.isBody), isNamedInFull: isFull(segments[index]),
        next: entityOfSurname[surname: surname] ?? -1))
    entityOfSurname[surname: surname] = Int32(entities.count - 1)
    segments[index].entity = Int32(entities.count - 1)
  }

  private mutating func isFull(_ segment: PersonSegment) -> Bool {
    if segment.wordCount > 1 { return true }
    // A surname with the office that its bearer is known to hold is as good as a full name.
    guard segment.who >= 0, segment.office >= 0, segment.marks.contains(.hasTitle) else { return false }
    var isHolder = false
    gazetteer.forEachRole(ofPerson: Int(segment.who)) { role in
      if holds(role, offices[Int(segment.office)]) { isHolder = true }
    }
    return isHolder
  }

  private mutating func join(_ index: Int, to entity: Int32) {
    segments[index].entity = entity
    let marks = segments[index].marks
    if marks.contains(.male) { entities[Int(entity)].isMale = true }
    if marks.contains(.female) { entities[Int(entity)].isFemale = true }
    if isFull(segments[index]) { entities[Int(entity)].isNamedInFull = true }
    if segments[index].wordCount > segments[Int(entities[Int(entity)].fullest)].wordCount {
      entities[Int(entity)].fullest = Int32(index)
    }
  }

  /// Whether two full names of one surname may be one person's: one leaves out given names of the other.
  private mutating func isSame(_ one: PersonSegment, _ other: PersonSegment) -> Bool {
    if one.marks.contains(.isBody) != other.marks.contains(.isBody) { return false }
    let (short, long) = one.wordCount <= other.wordCount ? (one, other) : (other, one)
    var at = Int(long.firstWord)
    let end = Int(long.firstWord + long.wordCount)
    for index in Int(short.firstWord)..<Int(short.firstWord + short.wordCount) {
      while at < end, !segmentWords[index].isSame(as: segmentWords[at]) { at += 1 }
      if at == end { return false }
      at += 1
    }
    return true
  }

  // MARK: Surnames

  private mutating func joinBare(_ index: Int) {
    if segments[index].marks.contains(.isRespelled), segments[index].who != PersonSegment.unknown {
      // Another spelling of a surname is one only where the text is about the person's country.
      let known = actors(segments[index].who).filter { isAbout(gazetteer.actors[$0].country) }
      segments[index].who = known.isEmpty ? PersonSegment.unknown : who(known)
    }
    let segment = segments[index]
    let surname = surnameKey(segment)
    if joinOnly(index, segment, surname) { return }
    var fitting: [Int32] = []
    var entity = entityOfSurname[surname: surname] ?? -1
    var steps = 0
    while entity >= 0, steps < Self.mostOfSurname {
      steps += 1
      if bears(entities[Int(entity)], segment) { fitting.append(entity) }
      entity = entities[Int(entity)].next
    }
    // The same spelling goes before another one.
    let spelled = fitting.filter { lastHash(segments[Int(entities[Int($0)].fullest)]) == lastHash(segment) }
    if !spelled.isEmpty { fitting = spelled }
    if segment.who != PersonSegment.unknown {
      // Known by the surname alone, unless the text gives the surname to somebody else.
      let known = actors(segment.who)
      var named = known.compactMap { entityOfActor[who: Int32($0)] }
      named.removeAll { !entities[Int($0)].isNamedInFull }
      named.removeAll { !agrees(entities[Int($0)], segment) }
      if segment.who < 0, let several = entityOfActor[who: segment.who], !named.contains(several) {
        named.append(several)
      }
      let others = fitting.filter { !named.contains($0) && entities[Int($0)].isNamedInFull }
      if named.count == 1, others.isEmpty {
        join(index, to: named[0])
      } else if named.isEmpty, others.count == 1 {
        join(index, to: others[0])
      } else if named.isEmpty, others.isEmpty {
        join(index, toActor: segment.who, surname)
      } else {
        choose(index, among: named + others, surname)
      }
      return
    }
    if fitting.count == 1 {
      join(index, to: fitting[0])
    } else if fitting.isEmpty {
      if let actor = holder(of: segment) {
        join(index, toActor: Int32(actor), surname)
      } else {
        make(index, who: PersonSegment.unknown, surname)
      }
    } else {
      choose(index, among: fitting, surname)
    }
  }

  /// Joins a bare name to the only person whose it can be, which most names have.
  private mutating func joinOnly(_ index: Int, _ segment: PersonSegment, _ surname: UInt64) -> Bool {
    let own = segment.who >= 0 ? entityOfActor[who: segment.who] ?? -1 : -1
    var only: Int32 = -1
    var entity = entityOfSurname[surname: surname] ?? -1
    var steps = 0
    while entity >= 0, steps < Self.mostOfSurname {
      steps += 1
      let other = entities[Int(entity)]
      if entity != own, segment.who < 0 || other.isNamedInFull, bears(other, segment) {
        guard only < 0, segment.who == PersonSegment.unknown else { return false }
        only = entity
      }
      entity = other.next
    }
    if segment.who >= 0 {
      join(index, toActor: segment.who, surname)
      return true
    }
    guard only >= 0 else { return false }
    join(index, to: only)
    return true
  }

  /// Whether a bare name, with what stands around it, can be this person's.
  private mutating func bears(_ entity: PersonEntity, _ segment: PersonSegment) -> Bool {
    guard !entity.isBody || segment.marks.contains(.isBody), agrees(entity, segment) else { return false }
    return isSame(segment, segments[Int(entity.fullest)])
  }

  /// Whether "Mr." or "Mrs." speaks not against it.
  private func agrees(_ entity: PersonEntity, _ segment: PersonSegment) -> Bool {
    !(segment.marks.contains(.female) && entity.isMale) && !(segment.marks.contains(.male) && entity.isFemale)
  }

  /// Two bear the surname: the one who was named in full just before, else nobody in particular.
  private mutating func choose(
    _ index: Int, among entities: [Int32], _ surname: UInt64
  ) {
    var latest: (entity: Int32, sentence: Int32)?
    var second: Int32 = -1000
    var at = index - 1
    let sentence = segments[index].sentence
    while at >= 0, sentence - segments[at].sentence <= 6 {
      let other = segments[at]
      at -= 1
      guard entities.contains(other.entity), isFull(other) else { continue }
      if let latest {
        if other.entity != latest.entity {
          second = other.sentence
          break
        }
      } else {
        latest = (other.entity, other.sentence)
      }
    }
    if let latest, sentence - latest.sentence <= 3, latest.sentence - second > 3 {
      join(index, to: latest.entity)
      return
    }
    let known = Set(entities.flatMap { actors(self.entities[Int($0)].who) }).sorted()
    if known.count > 1 {
      join(index, toActor: who(known), surname)
    } else {
      // Left without an answer: one of them is known, the other is not.
      make(index, who: PersonSegment.unknown, surname &+ 1)
    }
  }

  /// A known person of this surname who holds the office named with it: Foreign Minister Zarif.
  private mutating func holder(of segment: PersonSegment) -> Int? {
    guard segment.office >= 0, segment.marks.contains(.hasTitle) else { return nil }
    let office = offices[Int(segment.office)]
    var found: Set<Int> = []
    let surname = lastHash(segment)
    var index = gazetteer.surnames.find(surname)?.value ?? -1
    while index >= 0 {
      let name = gazetteer.personNames[Int(index)]
      gazetteer.forEachRole(ofPerson: Int(name.actor)) { role in
        if holds(role, office), office.isFormer || days.meets(since: role.since, until: role.until) {
          found.insert(Int(name.actor))
        }
      }
      index = name.nextOfSurname
    }
    return found.count == 1 ? found.first : nil
  }

  /// The secretary of state is the top diplomat, the first vice president is a vice president.
  private func isAlsoCalled(_ office: OfficeKey, _ name: OfficeKey) -> Bool {
    office == OfficeKey.secretaryOfState && name == OfficeKey.foreignMinister
      || office == OfficeKey.firstVicePresident && name == OfficeKey.vicePresident
  }

  /// Whether a role is the office that the phrase names, as far as the phrase tells.
  mutating func holds(_ role: Gazetteer.Role, _ office: OfficePhrase) -> Bool {
    let body = gazetteer.actors[Int(role.organisation)]
    if office.organisation != PersonSegment.unknown,
      actors(office.organisation).contains(Int(role.organisation))
    {
      return role.office == office.bareKey || role.office == office.key
        || (office.bareKey.saysTop && role.office.isTop)
    }
    guard role.office == office.key || isAlsoCalled(role.office, office.key) else { return false }
    return office.country == .none || body.country == office.country
  }
}
