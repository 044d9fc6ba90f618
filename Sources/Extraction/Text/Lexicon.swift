// One table from words to their classes, built once from the word lists, with one look-up per word of a text.
// Unsafe: an entry is one of those that live as long as the process.

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
/// Unsafe memory, because words of every text pass here: no reference counting, no bounds checks.
/// It is written once, before anybody can see it, and never freed.
@safe struct Lexicon: @unchecked Sendable {
  struct Entry {
    var key = WordKey()
    var classes: WordClasses = []
    var lexeme: UInt16 = 0
  }

  /// What English texts are read with.
  static let english = Lexicon(EnglishWords.add)

  private let words: LexiconWords
  /// In bytes, with its full stop.
  var longestAbbreviation: Int { words.longestAbbreviation }

  /// - Parameter fill: adds the words.
  init(_ fill: (inout LexiconWords) -> Void) {
    var words = LexiconWords()
    fill(&words)
    self.words = words
  }

  /// The entry of a word.
  @inline(__always) func find(_ key: WordKey) -> UnsafePointer<Entry>? {
    unsafe words.find(key).map { unsafe UnsafePointer(words.entries + $0) }
  }
}
