// Who a speaker is: by name, by office, by pronoun.
// Unsafe: `text` is read within ranges that end at its count or before.

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
      guard let range = quotations[index].speaker, !range.isEmpty, unsafe range.upperBound <= text.count
      else {
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
    return unsafe .unknown(name: String(decoding: text[range], as: UTF8.self), range: range)
  }

  // MARK: Names

  /// The first person in the speaker as written who does not depend on another noun: "Zarif's deputy" is not Zarif.
  mutating func named(in range: Range<Int>) -> Int32? {
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
    while first < words.count, first < 2, kind(first).contains(.article) { first += 1 }
    guard first < words.count else { return nil }
    while first < words.count, words[first].canBeginName, let hit = longestName(at: first) {
      let (who, isDated, kind, _) = self.who(hit, first: first)
      let isEnd =
        hit.last + 1 == words.count || !words[hit.last + 1].isAdjacent
        || self.kind(hit.last + 1).contains(.preposition) || isOutlet(who, before: hit.last + 1)
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
      guard let holder = holders.first else { return nil }
      if kind == .title, gazetteer.actors[holder].country != .none, !isAbout(gazetteer.actors[holder].country)
      {
        return nil
      }
      return self.who(holders)
    }
    return nil
  }

  /// Whether only what it is follows the name of a news outlet: Sputnik news agency.
  private mutating func isOutlet(_ who: Int32, before first: Int) -> Bool {
    guard who >= 0, gazetteer.actors[Int(who)].kind == .outlet else { return false }
    return (first..<words.count).allSatisfy { Self.outletWords.contains(hash($0)) }
  }

  private static let outletWords: Set<UInt64> = Set(
    [
      "news", "agency", "newspaper", "daily", "network", "channel", "website", "magazine", "television", "tv",
      "radio", "service",
    ].map { NameHash.of($0.utf8) })

  /// Whether what follows a title is its holder's own country: the Leader of Iran, not of Hezbollah.
  private mutating func isOwn(_ index: Int, _ who: Int32) -> Bool {
    guard let holder = actors(who).first, let phrase = office(in: 0..<words.count) else { return false }
    return phrase.organisation == PersonSegment.unknown
      && (phrase.country == .none || phrase.country == gazetteer.actors[holder].country)
  }
}
