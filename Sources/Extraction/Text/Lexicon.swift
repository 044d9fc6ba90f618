// One table from words to their classes, built once from the word lists, with one look-up per word of a text.

/// The bytes of a word of at most 24 bytes in lower case, as three numbers.
struct WordKey: Equatable, Sendable {
  static let longest = 24

  var chunks: (UInt64, UInt64, UInt64) = (0, 0, 0)

  static func == (one: WordKey, other: WordKey) -> Bool {
    one.chunks.0 == other.chunks.0 && one.chunks.1 == other.chunks.1 && one.chunks.2 == other.chunks.2
  }

  @inline(__always) var hash: UInt64 {
    var hash = (chunks.0 ^ (chunks.1 &* 0x9E37_79B9_7F4A_7C15) ^ chunks.2) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    return hash
  }

  /// Puts a byte at a place below ``longest``.
  mutating func set(_ byte: UInt8, at index: Int) {
    let bits = UInt64(byte) << UInt64(index & 7 * 8)
    switch index >> 3 {
    case 0: chunks.0 |= bits
    case 1: chunks.1 |= bits
    default: chunks.2 |= bits
    }
  }

  /// The bits of the first bytes of eight.
  @inline(__always) static func mask(_ bytes: Int) -> UInt64 { UInt64.max >> UInt64(64 - bytes * 8) }

  /// Eight bytes with A-Z as a-z, all others as they are.
  @inline(__always) static func lowerCased(_ chunk: UInt64) -> UInt64 {
    let low = chunk & 0x7F7F_7F7F_7F7F_7F7F
    let isFromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let isAfterZ = low &+ 0x2525_2525_2525_2525
    return chunk | ((isFromA ^ isAfterZ) & ~chunk & 0x8080_8080_8080_8080) >> 2
  }
}

/// An open-addressed hash table in memory that lives as long as the process.
///
/// Unsafe memory, because every word of every text passes here: no reference counting, no bounds checks.
/// It is written once, before anybody can see it, and never freed.
@safe struct Lexicon: @unchecked Sendable {
  struct Entry {
    var key = WordKey()
    var classes: WordClasses = []
    var lexeme: UInt16 = 0
  }

  /// What English texts are read with.
  static let english = Lexicon(EnglishWords.entries())

  /// For each slot: nothing, or sixteen bits of a word's hash and the number of its entry from 1; small enough to stay
  /// in a cache, where the entries would not.
  private let slots: UnsafeMutablePointer<UInt32>
  private let entries: UnsafeMutablePointer<Entry>
  private let mask: UInt64

  /// - Parameter words: each in lower case, with `'` for every apostrophe, at most 24 bytes long; fewer than 65,535.
  init(_ words: [String: (classes: WordClasses, lexeme: Lexeme)]) {
    var size = 1024
    while size < words.count * 3 { size *= 2 }
    mask = UInt64(size - 1)
    unsafe slots = .allocate(capacity: size)
    unsafe slots.initialize(repeating: 0, count: size)
    unsafe entries = .allocate(capacity: words.count)
    precondition(words.count < Int(UInt16.max), "Too many words for the lexicon")
    for (number, (word, value)) in words.enumerated() {
      precondition(word.utf8.count <= WordKey.longest, "Too long for the lexicon: \(word)")
      var key = WordKey()
      for (index, byte) in word.utf8.enumerated() { key.set(byte, at: index) }
      var index = key.hash & mask
      while unsafe slots[Int(index)] != 0 { index = (index + 1) & mask }
      unsafe slots[Int(index)] = Lexicon.tag(key.hash) | UInt32(number + 1)
      unsafe (entries + number).initialize(
        to: Entry(key: key, classes: value.classes, lexeme: value.lexeme.rawValue))
    }
  }

  @inline(__always) private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & 0xFFFF_0000
  }

  /// The entry of a word.
  @inline(__always) func find(_ key: WordKey) -> UnsafePointer<Entry>? {
    let hash = key.hash
    let tag = Lexicon.tag(hash)
    var index = hash & mask
    while true {
      let slot = unsafe slots[Int(index)]
      if slot == 0 { return nil }
      if slot & 0xFFFF_0000 == tag {
        let entry = unsafe entries + Int(slot & 0xFFFF) - 1
        if unsafe entry.pointee.key == key { return unsafe UnsafePointer(entry) }
      }
      index = (index + 1) & mask
    }
  }
}
