// One table from words to their classes, built once from the word lists, with one look-up per word of a text.

/// An open-addressed hash table in memory that lives as long as the process.
///
/// Unsafe memory, because every word of every text passes here: no reference counting, no bounds checks.
/// It is written once, before anybody can see it, and never freed.
struct Lexicon: @unchecked Sendable {
  struct Entry {
    var classes: WordClasses = []
    var hash: UInt32 = 0
    var keyStart: UInt32 = 0
    var keyLength: UInt16 = 0
    var lexeme: UInt16 = 0
  }

  /// What English texts are read with.
  static let english = Lexicon(EnglishWords.entries())

  private let slots: UnsafeMutablePointer<Entry>
  private let keys: UnsafeMutablePointer<UInt8>
  private let mask: UInt32

  /// - Parameter words: each word in lower case, with `'` for every apostrophe.
  init(_ words: [String: (classes: WordClasses, lexeme: Lexeme)]) {
    var size = 1024
    while size < words.count * 3 { size *= 2 }
    mask = UInt32(size - 1)
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Entry(), count: size)
    keys = .allocate(capacity: words.keys.reduce(1) { $0 + $1.utf8.count })
    var used = 0
    for (word, value) in words {
      let start = used
      var hash = Lexicon.startHash
      for byte in word.utf8 {
        keys[used] = byte
        used += 1
        hash = Lexicon.hash(hash, byte)
      }
      var index = hash & mask
      while slots[Int(index)].keyLength != 0 { index = (index + 1) & mask }
      slots[Int(index)] = Entry(
        classes: value.classes, hash: hash, keyStart: UInt32(start), keyLength: UInt16(used - start),
        lexeme: value.lexeme.rawValue)
    }
  }

  static let startHash: UInt32 = 2_166_136_261

  /// The hash of a word and one more byte of it, in lower case.
  @inline(__always) static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }

  /// The entry of a word whose hash is known; `matches` compares its bytes with the key's.
  @inline(__always) func find(
    hash: UInt32, length: Int, matches: (UnsafePointer<UInt8>) -> Bool
  ) -> UnsafePointer<Entry>? {
    var index = hash & mask
    while true {
      let entry = slots + Int(index)
      if entry.pointee.keyLength == 0 { return nil }
      if entry.pointee.hash == hash, Int(entry.pointee.keyLength) == length,
        matches(keys + Int(entry.pointee.keyStart))
      {
        return UnsafePointer(entry)
      }
      index = (index + 1) & mask
    }
  }
}
