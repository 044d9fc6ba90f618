// All mentions of known actors, in the order of the text.

extension NameReading {
  func allMentions() -> [Mention] {
    let days = self.days
    for dated in datedMentions {
      let holders = actors(calledBy: dated.entry, on: days)
      if holders.isEmpty || (dated.kind == .title && !isTitleHere(Int(dated.mention), of: holders)) {
        mentions[Int(dated.mention)].who = PersonSegment.unknown
      } else {
        mentions[Int(dated.mention)].who = who(preferNamed(holders))
      }
    }
    var all: [Mention] = []
    all.reserveCapacity(mentions.count + segments.count)
    var next = 0
    for segment in segments {
      guard segment.entity >= 0 else { continue }
      let who = entities[Int(segment.entity)].who
      guard who != PersonSegment.unknown else { continue }
      while next < mentions.count, mentions[next].startByte < segment.start {
        if mentions[next].who != PersonSegment.unknown { all.append(mentions[next]) }
        next += 1
      }
      all.append(Mention(startByte: segment.start, endByte: segment.end, who: who))
    }
    while next < mentions.count {
      if mentions[next].who != PersonSegment.unknown { all.append(mentions[next]) }
      next += 1
    }
    return all
  }

  /// Of several who may be meant by a title, the one whom the text names.
  func preferNamed(_ holders: [Int]) -> [Int] {
    guard holders.count > 1 else { return holders }
    let named = holders.filter { holder in
      entities.contains { $0.who == Int32(holder) && $0.isNamedInFull }
    }
    return named.count == 1 ? named : holders
  }

  /// Whether a title without a name, "the Leader", is here that of these persons' country: not of Hezbollah's
  /// leader, nor of the Libyan one.
  private func isTitleHere(_ index: Int, of holders: [Int]) -> Bool {
    let country = gazetteer.actors[holders[0]].country
    let mention = mentions[index]
    // A body or a country named directly before it.
    if index > 0, mention.startByte - mentions[index - 1].endByte <= 4 {
      let before = actors(mentions[index - 1].who)
      if !before.isEmpty, !before.contains(where: { gazetteer.actors[$0].country == country }) { return false }
    }
    return country == .none || isAbout(country)
  }

  /// Whether the text is from a country, or names it.
  func isAbout(_ country: CountryCode) -> Bool {
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
