// From the folded words of a language to what they are to the rules.
// Unsafe: the table is made once, never changed and never freed, hence Sendable; a hash is masked to its
// size.

/// An open-addressed table by the hashes of folded words, written once.
@safe struct ScriptLexicon: @unchecked Sendable {
  struct Entry {
    var hash: UInt64 = 0
    var classes: ScriptClasses = []
    var lexeme = ScriptLexeme.none
  }

  static let persian = ScriptLexicon(PersianWords.lists, PersianWords.lexemes)
  static let arabic = ScriptLexicon(ArabicWords.lists, ArabicWords.lexemes)

  private let slots: UnsafeMutablePointer<Entry>
  private let mask: Int

  /// - Parameters:
  ///   - lists: words between white space, in any spelling that folding takes for the same.
  ///   - lexemes: those of them that rules call by name.
  init(_ lists: [(ScriptClasses, String)], _ lexemes: [(ScriptLexeme, String)]) {
    var entries: [UInt64: Entry] = [:]
    func forEach(_ words: String, _ body: (inout Entry) -> Void) {
      for word in words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        let hash = unsafe Array(word).withUnsafeBufferPointer {
          unsafe ScriptFolding.hash($0, 0..<$0.count).hash
        }
        body(&entries[hash, default: Entry(hash: hash)])
      }
    }
    for (classes, words) in lists { forEach(words) { $0.classes.formUnion(classes) } }
    for (lexeme, words) in lexemes { forEach(words) { $0.lexeme = lexeme } }
    var size = 512
    while size < entries.count * 3 { size *= 2 }
    mask = size - 1
    unsafe slots = .allocate(capacity: size)
    unsafe slots.initialize(repeating: Entry(), count: size)
    for entry in entries.values {
      var index = Self.slot(entry.hash) & mask
      while unsafe slots[index].hash != 0 { index = (index + 1) & mask }
      unsafe slots[index] = entry
    }
  }

  @inline(__always) private static func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
  }

  /// The entry of a word by the hash of its folded letters.
  @inline(__always) func find(_ hash: UInt64) -> Entry? {
    var index = Self.slot(hash) & mask
    while unsafe slots[index].hash != 0 {
      if unsafe slots[index].hash == hash { return unsafe slots[index] }
      index = (index + 1) & mask
    }
    return nil
  }
}
