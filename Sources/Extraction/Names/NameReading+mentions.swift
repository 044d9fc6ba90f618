// All mentions of known actors, in the order of the text.
// Unsafe: `text` is read where mentions were found in it, and before them as far as byte 0.

extension NameReading {
  mutating func settleMentions() {
    let days = self.days
    for dated in datedMentions {
      let holders = actors(calledBy: dated.entry, on: days)
      if holders.isEmpty || (dated.kind == .title && !isTitleHere(Int(dated.mention), of: holders)) {
        mentions[Int(dated.mention)].who = PersonSegment.unknown
      } else {
        mentions[Int(dated.mention)].who = who(preferNamed(holders))
      }
    }
    mentions.removeAll { $0.who == PersonSegment.unknown }
    mergeSegments()
  }

  /// Puts the names of known persons between the other mentions, from the end, so that no second list is made.
  private mutating func mergeSegments() {
    let persons = segments.indices.filter { index in
      segments[index].entity >= 0 && entities[Int(segments[index].entity)].who != PersonSegment.unknown
    }
    var from = mentions.count - 1
    mentions.append(
      contentsOf: repeatElement(Mention(startByte: 0, endByte: 0, who: 0), count: persons.count))
    var to = mentions.count - 1
    for index in persons.reversed() {
      let segment = segments[index]
      while from >= 0, mentions[from].startByte > segment.start {
        mentions[to] = mentions[from]
        from -= 1
        to -= 1
      }
      mentions[to] = Mention(
        startByte: segment.start, endByte: segment.end, who: entities[Int(segment.entity)].who)
      to -= 1
    }
  }

  /// Of several who may be meant by a title, the one whom the text names.
  mutating func preferNamed(_ holders: [Int]) -> [Int] {
    guard holders.count > 1 else { return holders }
    let named = holders.filter { entityOfActor[who: Int32($0)] != nil }
    return named.count == 1 ? named : holders
  }

  /// Whether a title without a name, "the Leader", is here that of these persons' country: not of Hezbollah's
  /// leader, nor of the Libyan one.
  private mutating func isTitleHere(_ index: Int, of holders: [Int]) -> Bool {
    let country = gazetteer.actors[holders[0]].country
    let mention = mentions[index]
    // A body or a country named directly before it.
    if index > 0, isPossessiveOrSpace(Int(mentions[index - 1].endByte)..<Int(mention.startByte)) {
      let before = actors(mentions[index - 1].who)
      if !before.isEmpty, !before.contains(where: { gazetteer.actors[$0].country == country }) {
        return false
      }
    } else if let before = capitalisedWord(before: Int(mention.startByte)),
      !kinds[before].contains(.beforeTitle)
    {
      // Majority Leader, the Resistance Leader.
      return false
    }
    // Another's name behind it: Leader McConnell.
    let next = segments.countBefore(mention.endByte)
    if next < segments.count, segments[next].titleStart <= mention.startByte, segments[next].entity >= 0,
      !segments[next].marks.contains(.isBody)
    {
      let named = actors(entities[Int(segments[next].entity)].who)
      if !named.contains(where: holders.contains) { return false }
    }
    return country == .none || isAbout(country)
  }

  /// At most six bytes that are an 's, an apostrophe or space.
  private mutating func isPossessiveOrSpace(_ range: Range<Int>) -> Bool {
    unsafe range.count <= 6
      && text[range].allSatisfy {
        [0x20, 0x27, 0x73, 0xE2, 0x80, 0x99, 0xC2, 0xA0].contains($0)
      }
  }

  /// The hash of the word before, if only a space stands between and it is capitalised.
  private mutating func capitalisedWord(before position: Int) -> UInt64? {
    var end = position - 1
    guard end > 0, unsafe text[end] == 0x20 else { return nil }
    var start = end
    while start > 0, position - start < 64,
      unsafe text[start - 1] >= 0x80 || NameFolding.isLetter(text[start - 1])
    {
      start -= 1
    }
    guard start < end, unsafe (0x41...0x5A).contains(text[start]) else { return nil }
    end = position - 1
    return unsafe gazetteer.folding.nextWord(text, from: &start, to: end)?.hash
  }

  /// Whether the text is from a country, or names it.
  mutating func isAbout(_ country: CountryCode) -> Bool {
    if let hint = context.country, hint == country { return true }
    if let known = countriesNamed[country] { return known }
    let isNamed =
      mentions.contains { mention in
        actors(mention.who).contains { gazetteer.actors[$0].country == country }
      }
      || entities.contains { entity in
        actors(entity.who).contains { gazetteer.actors[$0].country == country }
      }
    countriesNamed[country] = isNamed
    return isNamed
  }
}
