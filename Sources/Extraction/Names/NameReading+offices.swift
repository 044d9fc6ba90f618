// Offices as texts say them: "the Iranian foreign minister", "secretary of state", "IRGC chief".

extension NameReading {
  /// The office that words of the paragraph name; nil where none of them is an office.
  mutating func office(in range: Range<Int>) -> OfficePhrase? {
    var phrase = OfficePhrase()
    var isHeadOpen = true
    var hasOffice = false
    var index = range.lowerBound
    var count = 0
    while index < range.upperBound, count < 12 {
      count += 1
      if words[index].canBeginName, let hit = longestName(at: index), hit.last < range.upperBound {
        let (who, _, kind, isPerson) = self.who(hit, first: index)
        if isPerson {
          phrase.hasPerson = true
          index = hit.last + 1
          continue
        }
        if kind != .title {
          addBody(who, kind, words: index...hit.last, to: &phrase)
          index = hit.last + 1
          continue
        }
      }
      let hash = hash(index)
      let title = kind(index)
      if title.contains(.preposition) {
        isHeadOpen = isHeadOpen && !hasOffice
      } else if title.hasAny(.title) {
        if title.contains(.vague) { phrase.isVague = true }
        if title.contains(.former) { phrase.isFormer = true }
        if title.contains(.deputy), isHeadOpen { phrase.isDeputy = true }
        if title.contains(.male) { phrase.isMale = true }
        if title.contains(.female) { phrase.isFemale = true }
        if !title.isDisjoint(with: [.office, .rank]), isHeadOpen {
          phrase.head = OfficeKey.head(hash)
          hasOffice = true
          phrase.isCapitalised = words[index].shape.contains(.capital)
        }
        if title.isDisjoint(with: [.former, .honorific]) { add(hash, to: &phrase) }
      } else {
        add(hash, to: &phrase)
      }
      index += 1
    }
    guard hasOffice, phrase.key.words <= 8 else { return nil }
    phrase.key = phrase.key.canonical
    // "Leader" is the Supreme Leader only of a country.
    let bare = phrase.bareKey.canonical
    if phrase.organisation == PersonSegment.unknown || bare != OfficeKey.leader { phrase.bareKey = bare }
    return phrase
  }

  private mutating func add(_ hash: UInt64, to phrase: inout OfficePhrase) {
    phrase.key.add(hash)
    phrase.bareKey.add(hash)
  }

  private mutating func addBody(
    _ who: Int32, _ kind: NameKind, words range: ClosedRange<Int>, to phrase: inout OfficePhrase
  ) {
    var country = CountryCode.none
    var isState = false
    if who >= 0 {
      country = gazetteer.actors[Int(who)].country
      isState = gazetteer.actors[Int(who)].kind == .state
    } else {
      let actors = actors(who)
      guard let first = actors.first else { return }
      isState = actors.contains { gazetteer.actors[$0].kind == .state }
      if actors.allSatisfy({ gazetteer.actors[$0].country == gazetteer.actors[first].country }) {
        country = gazetteer.actors[first].country
      }
    }
    if phrase.country == .none { phrase.country = country }
    if !isState, kind != .metonym, kind != .demonym {
      if phrase.organisation == PersonSegment.unknown { phrase.organisation = who }
      for index in range { phrase.key.add(hash(index)) }
    }
  }

  /// The office that stands before a name: President, Iran's foreign minister, the IRGC commander.
  /// - Returns: also its first word.
  mutating func office(before first: Int, isAdjacent: Bool) -> (office: OfficePhrase?, first: Int) {
    guard isAdjacent, first > 0, !words[first - 1].isFunctionWord else { return (nil, first) }
    var index = first
    var hasOffice = false
    var start = first
    while index > 0, first - index < 12 {
      guard index == first ? isAdjacent : words[index].isAdjacent else { break }
      let before = index - 1
      let title = kind(before)
      if title.hasAny(.title) {
        guard !title.contains(.vague) else { break }
        hasOffice = true
        start = before
      } else if before + 1 < first, isOfOrThe(before), before > 0, words[before].isAdjacent,
        isOfficeBefore(before)
      {
        // Secretary of State, Minister of Foreign Affairs.
        start = before
      } else if hasOffice, words[before].shape.contains(.capital) {
        start = before
      } else {
        break
      }
      index = before
    }
    guard hasOffice else { return (nil, first) }
    return (office(in: start..<first), start)
  }

  /// Whether an office that is written with a capital stands before "of" or "of the".
  private mutating func isOfficeBefore(_ index: Int) -> Bool {
    var before = index - 1
    if isOfOrThe(before), before > 0, words[before].isAdjacent { before -= 1 }
    return kind(before).contains(.office) && words[before].shape.contains(.capital)
  }

  private mutating func isOfOrThe(_ index: Int) -> Bool {
    let hash = hash(index)
    return hash == Self.of || hash == Self.the
  }

  static let of = NameHash.of("of")
  static let the = NameHash.of("the")

  /// The office that follows a name between commas: Salami, the IRGC chief,
  mutating func office(after last: Int, in paragraph: Paragraph) -> OfficePhrase? {
    let token = Int(words[last].token)
    guard token + 2 < paragraph.tokens.count, paragraph.tokens[token + 1].is(.comma), last + 1 < words.count,
      Int(words[last + 1].token) == token + 2
    else { return nil }
    let first = paragraph.tokens[token + 2]
    guard
      first.has([.determiner, .possessivePronoun, .isPossessive, .isCapitalised, .adjective, .speakerNoun])
        || kind(last + 1).hasAny(.title)
    else { return nil }
    var end = last + 1
    while end < words.count, end - last < 12, end == last + 1 || words[end].isAdjacent {
      let token = paragraph.tokens[Int(words[end].token)]
      if token.has([.auxiliary, .relative, .plainVerb])
        || (token.has(.pastForm) && !token.has(.isCapitalised))
      {
        break
      }
      end += 1
    }
    // It must end at a sign, or it is no apposition.
    return office(in: last + 1..<end)
  }
}
