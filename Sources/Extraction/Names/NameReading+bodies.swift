// Bodies that a text names by their country, or by nothing but what they are: "the Foreign Ministry".
// Unsafe: `text` is read where words were found in it, and before them as far as byte 0.

extension NameReading {
  /// The body that the phrase in `words` names: a known one of the country that stands before it, or of the
  /// text's; else one without an entry, under its name here.
  mutating func bodyOfCountry(at position: Int) -> SpeakerIdentity {
    var first = 0
    if kind(0).contains(.article) { first = 1 }
    let nameStart = first
    var country = context.country
    while first < words.count, let hit = longestName(at: first), hit.last + 1 < words.count {
      let actors = actors(self.who(hit, first: first).who)
      if let actor = actors.first, gazetteer.actors[actor].country != .none {
        country = gazetteer.actors[actor].country
      }
      first = hit.last + 1
    }
    guard first < words.count else { return .none }
    if first > nameStart || words[first].shape.isDisjoint(with: .capital), let country,
      (first..<words.count).contains(where: { kind($0).contains(.body) }),
      let who = body(first..<words.count, of: country)
    {
      // The Iranian foreign ministry, without capitals.
      note(who: who, at: position)
      return speaker(who: who)
    }
    var end = first
    while end < words.count, end == first || words[end].isAdjacent {
      guard kind(end).hasAny([.preposition, .article]) || words[end].shape.contains(.capital) else { break }
      end += 1
    }
    guard first < end, end == words.count || !words[end].isAdjacent, words[first].shape.contains(.capital),
      (first..<end).contains(where: { kind($0).contains(.body) })
    else { return .none }
    if let country, let who = body(first..<end, of: country) {
      note(who: who, at: position)
      return speaker(who: who)
    }
    let range = Int(words[nameStart].start)..<Int(words[end - 1].end)
    return unsafe .unknown(name: String(decoding: text[range], as: UTF8.self), range: range)
  }

  /// Where the capitalised words begin that end at a position.
  mutating func startOfName(before position: Int) -> Int {
    var start = position
    for _ in 0..<8 {
      let end = start - 1
      guard end > 0, unsafe text[end] == 0x20, unsafe NameFolding.isLetter(text[end - 1]) else { break }
      var first = end
      while first > 0, unsafe NameFolding.isLetter(text[first - 1]) { first -= 1 }
      // A word with a capital, whole, and no article that begins a sentence.
      guard unsafe (0x41...0x5A).contains(text[first]), unsafe first == 0 || text[first - 1] == 0x20 else {
        break
      }
      var at = first
      guard let word = unsafe gazetteer.folding.nextWord(text, from: &at, to: end),
        !kinds[word.hash].contains(.article)
      else { break }
      start = first
    }
    let before = mentions.countBefore(Int32(start)) - 1
    guard before >= 0, Int(mentions[before].endByte) + 1 == start, unsafe text[start - 1] == 0x20 else {
      return start
    }
    return Int(mentions[before].startByte)
  }

  /// The known body whose name is these words with the country's name: Iranian Foreign Ministry, Foreign Ministry
  /// of Iran.
  private mutating func body(_ range: Range<Int>, of country: CountryCode) -> Int32? {
    for name in gazetteer.countryWords[country] ?? [] {
      var before = NameHash.sequence(0, name)
      var after: UInt64 = 0
      for index in range {
        before = NameHash.sequence(before, hash(index))
        after = NameHash.sequence(after, hash(index))
      }
      after = NameHash.sequence(NameHash.sequence(after, Self.of), name)
      for key in [before, after] {
        guard let (entry, _) = gazetteer.lookUp(key), entry >= 0 else { continue }
        return gazetteer.entries[Int(entry)].actor
      }
    }
    return nil
  }

  /// "The ministry", "the group": the body named last whose name ends so.
  mutating func bodyBefore(_ position: Int) -> Int32? {
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
    while start > range.lowerBound, unsafe text[start - 1] != 0x20 { start -= 1 }
    return unsafe gazetteer.folding.nextWord(text, from: &start, to: range.upperBound)?.hash ?? 0
  }
}
