// Within one text: the fullest name stands for the surname, and one surname of two persons is left open.

extension NameReading {
  /// Once the whole text was read: who each stretch names.
  mutating func joinPersons() {
    estimateDays()
    var bySurname: [UInt64: Int32] = [:]
    var byActor: [Int32: Int32] = [:]
    for index in segments.indices { joinFull(index, &bySurname, &byActor) }
    for index in segments.indices where segments[index].entity < 0 { joinBare(index, &bySurname, &byActor) }
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

  // MARK: Full names

  private mutating func joinFull(
    _ index: Int, _ bySurname: inout [UInt64: Int32], _ byActor: inout [Int32: Int32]
  ) {
    let segment = segments[index]
    let surname = segmentWords[Int(segment.firstWord + segment.wordCount - 1)].hash
    if segment.who != PersonSegment.unknown {
      // A surname alone is looked at again, once all full names are known.
      guard isFull(segment) else { return }
      join(index, toActor: segment.who, surname, &bySurname, &byActor)
      return
    }
    guard segment.wordCount > 1 else { return }
    var entity = bySurname[surname] ?? -1
    while entity >= 0 {
      if isSame(segment, segments[Int(entities[Int(entity)].fullest)]) {
        join(index, to: entity)
        return
      }
      entity = entities[Int(entity)].next
    }
    make(index, who: PersonSegment.unknown, surname, &bySurname)
  }

  private mutating func join(
    _ index: Int, toActor who: Int32, _ surname: UInt64, _ bySurname: inout [UInt64: Int32],
    _ byActor: inout [Int32: Int32]
  ) {
    if let entity = byActor[who] {
      join(index, to: entity)
    } else {
      make(index, who: who, surname, &bySurname)
      byActor[who] = Int32(entities.count - 1)
    }
  }

  private mutating func make(_ index: Int, who: Int32, _ surname: UInt64, _ bySurname: inout [UInt64: Int32])
  {
    let marks = segments[index].marks
    entities.append(
      PersonEntity(
        who: who, fullest: Int32(index), isMale: marks.contains(.male), isFemale: marks.contains(.female),
        isBody: marks.contains(.isBody), isNamedInFull: isFull(segments[index]),
        next: bySurname[surname] ?? -1))
    bySurname[surname] = Int32(entities.count - 1)
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

  private mutating func joinBare(
    _ index: Int, _ bySurname: inout [UInt64: Int32], _ byActor: inout [Int32: Int32]
  ) {
    let segment = segments[index]
    let surname = segmentWords[Int(segment.firstWord + segment.wordCount - 1)].hash
    var fitting: [Int32] = []
    var entity = bySurname[surname] ?? -1
    while entity >= 0 {
      if bears(entities[Int(entity)], segment) { fitting.append(entity) }
      entity = entities[Int(entity)].next
    }
    if segment.who != PersonSegment.unknown {
      // Known by the surname alone, unless the text gives the surname to somebody else.
      let known = actors(segment.who)
      var named = known.compactMap { byActor[Int32($0)] }.filter { entities[Int($0)].isNamedInFull }
      if let several = byActor[segment.who], !named.contains(several) { named.append(several) }
      let others = fitting.filter { !named.contains($0) && entities[Int($0)].isNamedInFull }
      if named.count == 1, others.isEmpty {
        join(index, to: named[0])
      } else if named.isEmpty, others.count == 1 {
        join(index, to: others[0])
      } else if named.isEmpty, others.isEmpty {
        join(index, toActor: segment.who, surname, &bySurname, &byActor)
      } else {
        choose(index, among: named + others, surname, &bySurname, &byActor)
      }
      return
    }
    if fitting.count == 1 {
      join(index, to: fitting[0])
    } else if fitting.isEmpty {
      if let actor = holder(named: surname, segment) {
        join(index, toActor: Int32(actor), surname, &bySurname, &byActor)
      } else {
        make(index, who: PersonSegment.unknown, surname, &bySurname)
      }
    } else {
      choose(index, among: fitting, surname, &bySurname, &byActor)
    }
  }

  /// Whether a bare name, with what stands around it, can be this person's.
  private mutating func bears(_ entity: PersonEntity, _ segment: PersonSegment) -> Bool {
    guard !entity.isBody || segment.marks.contains(.isBody) else { return false }
    if segment.marks.contains(.female), entity.isMale { return false }
    if segment.marks.contains(.male), entity.isFemale { return false }
    return isSame(segment, segments[Int(entity.fullest)])
  }

  /// Two bear the surname: the one who was named in full just before, else nobody in particular.
  private mutating func choose(
    _ index: Int, among entities: [Int32], _ surname: UInt64, _ bySurname: inout [UInt64: Int32],
    _ byActor: inout [Int32: Int32]
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
      join(index, toActor: who(known), surname, &bySurname, &byActor)
    } else {
      // Left without an answer: one of them is known, the other is not.
      make(index, who: PersonSegment.unknown, surname &+ 1, &bySurname)
    }
  }

  /// A known person of this surname who holds the office named with it: Foreign Minister Zarif.
  private mutating func holder(named surname: UInt64, _ segment: PersonSegment) -> Int? {
    guard segment.office >= 0, segment.marks.contains(.hasTitle) else { return nil }
    let office = offices[Int(segment.office)]
    var found: Set<Int> = []
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

  /// Whether a role is the office that the phrase names, as far as the phrase tells.
  mutating func holds(_ role: Gazetteer.Role, _ office: OfficePhrase) -> Bool {
    let body = gazetteer.actors[Int(role.organisation)]
    if office.organisation != PersonSegment.unknown,
      actors(office.organisation).contains(Int(role.organisation))
    {
      return role.office == office.bareKey || role.office == office.key
        || (office.bareKey.saysTop && role.office.isTop)
    }
    let isDiplomat = office.key == OfficeKey.foreignMinister && role.office == OfficeKey.secretaryOfState
    guard role.office == office.key || isDiplomat else { return false }
    return office.country == .none || body.country == office.country
  }
}
