// The longest known name that begins at a word, and whether it is written as a name.
// Unsafe: `text` is read where words were found in it, up to the end of each.

/// A known name in the words of a paragraph.
struct NameHit {
  /// The last word.
  var last: Int
  /// Into the gazetteer's entries: the first of those with these words.
  var entry: Int32
  /// Bytes of the text.
  var start: Int32
  var end: Int32
}

extension NameReading {
  /// The longest name that begins at a word and is written as one.
  mutating func longestName(at first: Int) -> NameHit? {
    if words[first].shape.contains(.arabic) { return longestArabicName(at: first) }
    guard var (entry, goesOn) = names(beginningAt: first) else { return nil }
    var best: NameHit?
    var key = NameHash.sequence(0, hash(first))
    var capitals: UInt8 = 0
    var strict: UInt8 = 0
    var index = first
    while true {
      let shape = words[index].shape
      let bit = UInt8(1) << UInt8(min(index - first, 7))
      if shape.contains(.capital) { capitals |= bit }
      if !shape.isDisjoint(with: [.allCapitals, .dotted]) { strict |= bit }
      if entry >= 0, isWrittenSo(entry, capitals, strict) {
        best = NameHit(last: index, entry: entry, start: words[first].start, end: words[index].end)
      }
      index += 1
      guard goesOn, index < words.count, words[index].isAdjacent else { break }
      key = NameHash.sequence(key, hash(index))
      guard let next = gazetteer.lookUp(key) else { break }
      (entry, goesOn) = next
    }
    return best
  }

  /// What ``Gazetteer/lookUp(_:)`` says of a word alone.
  mutating func names(beginningAt index: Int) -> (entry: Int32, goesOn: Bool)? {
    let word = words[index]
    guard word.marks.contains(.isLookedUp) else {
      return gazetteer.lookUp(NameHash.sequence(0, hash(index)))
    }
    return word.marks.contains(.beginsNoName) ? nil : (word.name, word.marks.contains(.goesOn))
  }

  private mutating func isWrittenSo(_ entry: Int32, _ capitals: UInt8, _ strict: UInt8) -> Bool {
    var index = entry
    while index >= 0 {
      let name = gazetteer.entries[Int(index)]
      if name.capitals & ~capitals == 0, name.strict & ~strict == 0 { return true }
      index = name.next
    }
    return false
  }

  /// Who is called by a hit's name, as in ``Mention/who``; whether any of them is so for a time only; and whether
  /// it is a person's own name.
  mutating func who(_ hit: NameHit, first: Int) -> (who: Int32, isDated: Bool, kind: NameKind, isPerson: Bool)
  {
    var who = PersonSegment.unknown
    var several: [Int] = []
    var isDated = false
    var isPerson = false
    var kind = NameKind.alias
    var index = hit.entry
    while index >= 0 {
      let name = gazetteer.entries[Int(index)]
      index = name.next
      guard shapeFits(name, first: first, last: hit.last) else { continue }
      kind = name.kind
      if name.since != 0 || name.until != 9999_12_31 || name.kind == .title { isDated = true }
      if name.kind != .title, gazetteer.actors[Int(name.actor)].kind == .person { isPerson = true }
      if who == PersonSegment.unknown {
        who = name.actor
      } else if who != name.actor {
        if several.isEmpty { several = [Int(who)] }
        if !several.contains(Int(name.actor)) { several.append(Int(name.actor)) }
      }
    }
    if several.count > 1 { who = self.who(several.sorted()) }
    return (who, isDated, kind, isPerson)
  }

  /// The actors who are called by an entry's name on a day of the text, each once.
  mutating func actors(calledBy entry: Int32, on days: DayRange) -> [Int] {
    var actors: [Int] = []
    var index = entry
    while index >= 0 {
      let name = gazetteer.entries[Int(index)]
      if days.meets(since: name.since, until: name.until), !actors.contains(Int(name.actor)) {
        actors.append(Int(name.actor))
      }
      index = name.next
    }
    return actors.sorted()
  }

  private mutating func shapeFits(_ name: Gazetteer.Entry, first: Int, last: Int) -> Bool {
    if name.needsArticle {
      // The West, but not the West Bank.
      guard first > 0, words[first].isAdjacent, hash(first - 1) == Self.the else { return false }
      if last + 1 < words.count, words[last + 1].isAdjacent, words[last + 1].shape.contains(.capital) {
        return false
      }
    }
    guard name.capitals != 0 || name.strict != 0 else { return true }
    for index in first...min(last, first + 7) {
      let bit = UInt8(1) << UInt8(index - first)
      let shape = words[index].shape
      if name.capitals & bit != 0, !shape.contains(.capital) { return false }
      if name.strict & bit != 0, shape.isDisjoint(with: [.allCapitals, .dotted]) { return false }
    }
    return true
  }

  // MARK: Arabic letters

  /// Words in Arabic letters are looked up run together, with the letters before and after them that are words
  /// of their own: and, by, to, for, the; the endings of plurals and of the feminine.
  private mutating func longestArabicName(at first: Int) -> NameHit? {
    if let hit = arabicName(at: first, from: words[first].start) { return hit }
    let word = words[first]
    var position = Int(word.start)
    var letters = Int(word.length)
    // One of و ف ب ل ک, then ال or, after ل, ل.
    var (letter, next) = unsafe NameFolding.scalar(text, at: position, end: Int(word.end))
    if letters >= 5, Self.proclitics.contains(gazetteer.folding(letter)) {
      letters -= 1
      position = next
      if let hit = arabicName(at: first, from: Int32(position)) { return hit }
      (letter, next) = unsafe NameFolding.scalar(text, at: position, end: Int(word.end))
    }
    guard letters >= 5, gazetteer.folding(letter) == Self.alef else { return nil }
    (letter, next) = unsafe NameFolding.scalar(text, at: next, end: Int(word.end))
    guard letter == Self.lam, next < Int(word.end) else { return nil }
    return arabicName(at: first, from: Int32(next))
  }

  private static let alef: UInt32 = 0x627
  private static let lam: UInt32 = 0x644
  private static let proclitics: Set<UInt32> = [0x648, 0x641, 0x628, 0x644, 0x6A9]

  /// A name that begins at a byte of a word and ends where a word ends, or before an ending.
  private mutating func arabicName(at first: Int, from start: Int32) -> NameHit? {
    var best: NameHit?
    var run = NameHash.empty
    var length = 0
    var checked = false
    var index = first
    while index < words.count, index == first || words[index].isAdjacent, index - first < 6 {
      let word = words[index]
      guard word.shape.contains(.arabic) else { break }
      var at = index == first ? Int(start) : Int(word.start)
      while at < Int(word.end) {
        let (value, next) = unsafe NameFolding.scalar(text, at: at, end: Int(word.end))
        let folded = gazetteer.folding(value)
        if folded != NameFolding.separates, folded != NameFolding.vanishes {
          run = NameHash.adding(folded, to: run)
          length += 1
          if length == 3, !checked {
            checked = true
            if gazetteer.arabicHeads.find(run) == nil { return nil }
          }
          // An ending may follow a name of four letters or more.
          if length >= 4, next < Int(word.end),
            let (entry, _) = gazetteer.lookUp(NameHash.sequence(0, run)), entry >= 0,
            isEnding(next, Int(word.end))
          {
            best = NameHit(last: index, entry: entry, start: start, end: Int32(next))
          }
        }
        at = next
      }
      if length > gazetteer.longestArabicName { break }
      if let (entry, _) = gazetteer.lookUp(NameHash.sequence(0, run)), entry >= 0 {
        best = NameHit(last: index, entry: entry, start: start, end: word.end)
      }
      index += 1
    }
    return best
  }

  /// ه of the feminine, ها های هایی of plurals, ون ین ات.
  private mutating func isEnding(_ start: Int, _ end: Int) -> Bool {
    var letters: [UInt32] = []
    var at = start
    while at < end {
      let (value, next) = unsafe NameFolding.scalar(text, at: at, end: end)
      let folded = gazetteer.folding(value)
      if folded != NameFolding.separates, folded != NameFolding.vanishes { letters.append(folded) }
      if letters.count > 4 { return false }
      at = next
    }
    return Self.endings.contains(letters)
  }

  private static let endings: Set<[UInt32]> = [
    [0x647], [0x647, 0x627], [0x647, 0x627, 0x6CC], [0x647, 0x627, 0x6CC, 0x6CC], [0x648, 0x646],
    [0x6CC, 0x646],
    [0x627, 0x62A], [0x627, 0x646],
  ]
}
