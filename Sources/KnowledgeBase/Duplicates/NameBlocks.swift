// Which names are worth comparing: each name goes under a few keys, and names under one key are compared.
import TextFolding

/// The keys of names. Two names that ``NameMatch`` takes for one share at least one.
struct NameBlocks {
  private enum Way: UInt32 {
    case letters, sorted, skeletons, family, lastTwo, firstTwo, edits, script, acronym
  }

  /// Keys of the names that are one word, which stand for family names.
  private var single: Set<UInt64> = []
  private var entries: [UInt64] = []
  /// How many bits of an entry are the name's number; the others are of its key.
  private let bits: UInt64

  /// Beyond so many names under one key, each is compared with the next ones only; where very many have it, with few.
  private static func window(_ names: Int) -> Int { names > 1000 ? 4 : 60 }

  init(_ names: [ComparedName]) {
    bits = UInt64(max(20, Int.bitWidth - names.count.leadingZeroBitCount))
    for name in names where name.isPerson && name.words.count == 1 { single.insert(Self.key(name.words[0])) }
    for (number, name) in names.enumerated() { addKeys(of: name, UInt64(number)) }
    entries.sort()
  }

  /// Calls `body` with the numbers of each two names under one key.
  func forEachPair(_ body: (Int, Int) -> Void) {
    let mask = (UInt64(1) << bits) - 1
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end] >> bits == entries[start] >> bits { end += 1 }
      for one in start..<end {
        for other in (one + 1)..<max(one + 1, min(end, one + 1 + Self.window(end - start))) {
          body(Int(entries[one] & mask), Int(entries[other] & mask))
        }
      }
      start = end
    }
  }

  private mutating func add(_ way: Way, _ hash: UInt64, _ number: UInt64) {
    let key = NameHash.mixed(NameHash.adding(way.rawValue + 1, to: hash))
    entries.append(key << bits | number)
  }

  /// The key of a word in whatever way it is romanised.
  private static func key(_ word: [UInt32]) -> UInt64 { WordMatch.skeleton(word) ?? NameHash.of(word) }

  private static func key(_ words: some Sequence<[UInt32]>) -> UInt64 {
    words.reduce(NameHash.empty) { NameHash.mixed($0 ^ key($1)) }
  }

  private mutating func addKeys(of name: ComparedName, _ number: UInt64) {
    let words = name.words
    let telling = name.tellingWords
    add(.letters, NameHash.of(words.joined()), number)
    if telling.count > 1 {
      add(.sorted, NameHash.of(words: telling.sorted { $0.lexicographicallyPrecedes($1) }), number)
    }
    if name.script == .latin { add(.skeletons, Self.key(telling), number) }
    if name.isPerson {
      let family = Self.key(words.last!)
      if single.contains(family) { add(.family, family, number) }
      if words.count > 1 {
        add(.family, NameHash.adding(words[0][0], to: family), number)
        add(.lastTwo, Self.key(words.suffix(2)), number)
        add(.firstTwo, Self.key(words.prefix(2)), number)
      }
    }
    addEdits(of: telling, number)
    addScript(of: name, number)
    if let acronym = name.acronym {
      add(.acronym, NameHash.of(acronym), number)
    } else if !name.isPerson, words.count == 1, (3...7).contains(words[0].count) {
      add(.acronym, NameHash.of(words[0]), number)
    }
  }

  /// For each word the name without a letter or two of it: names that differ there meet.
  private mutating func addEdits(of words: [[UInt32]], _ number: UInt64) {
    guard words.count > 1 || words[0].count >= 6 else { return }
    for (place, word) in words.enumerated() {
      let edits = WordMatch.allowedEdits(word.count)
      // (A word of seven letters may be one of eight that lost a letter.)
      guard edits > 0, word.count <= 24 else { continue }
      var others = NameHash.adding(UInt32(place) << 8, to: NameHash.empty)
      for (index, other) in words.enumerated() where index != place {
        others = NameHash.adding(0x20, to: NameHash.of(other, others))
      }
      add(.edits, NameHash.of(word, others), number)
      for first in word.indices {
        add(.edits, Self.hash(word, without: first, -1, others), number)
        guard edits > 1 else { continue }
        for second in word.indices.dropFirst(first + 1) {
          add(.edits, Self.hash(word, without: first, second, others), number)
        }
      }
    }
  }

  @inline(__always)
  private static func hash(_ word: [UInt32], without first: Int, _ second: Int, _ start: UInt64) -> UInt64 {
    var hash = start
    for index in word.indices where index != first && index != second {
      hash = NameHash.adding(word[index], to: hash)
    }
    return hash
  }

  private mutating func addScript(of name: ComparedName, _ number: UInt64) {
    guard name.script != .other else { return }
    let forms =
      name.script == .arabic
      ? [ConsonantForm(arabic: name.words)]
      : [true, false].map { ConsonantForm(latin: name.words, readsLispedLetters: $0) }
    var last: UInt64?
    for form in forms where form.consonants.count >= 3 {
      let hash = NameHash.of(form.consonants.lazy.map { UInt32($0) })
      if hash != last { add(.script, hash, number) }
      last = hash
    }
  }
}
