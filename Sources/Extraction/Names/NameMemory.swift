// Words that may begin names, as they were met last: hashed and looked up once, not each time they come again.
// Unsafe: a place of the cache is read and written at once.

/// What the words of one text after the other are to names.
struct NameMemory {
  struct Entry: BitwiseCopyable {
    /// As written; zeros where no word is yet.
    var letters: (UInt64, UInt64) = (0, 0)
    var hash: UInt64 = 0
    var kind: WordKind = []
    var shape: NameWord.Shape = []
    /// With what the gazetteer has under it.
    var marks: TextWord.Marks = []
    var name: Int32 = -1
  }

  private let cache = WordCache(Entry(), size: 4096)

  @inline(__always)
  func find(_ word: PlainWord, in gazetteer: Gazetteer) -> UnsafePointer<Entry> {
    let entry = unsafe cache.place(of: word)
    if unsafe (entry.pointee.letters.0 ^ word.letters.0) | (entry.pointee.letters.1 ^ word.letters.1) != 0 {
      unsafe entry.pointee = Self.entry(word, gazetteer)
    }
    return unsafe UnsafePointer(entry)
  }

  private static func entry(_ word: PlainWord, _ gazetteer: Gazetteer) -> Entry {
    var hash = NameHash.empty
    var (letters, next) = word.letters
    for _ in 0..<word.length {
      if letters == 0 { (letters, next) = (next, 0) }
      hash = NameHash.adding(UInt32(letters & 0xFF) | 0x20, to: hash)
      letters >>= 8
    }
    let found = gazetteer.lookUp(NameHash.sequence(0, hash))
    var marks: TextWord.Marks = [.canBeginName, .isLookedUp]
    marks.insert(.beginsNoName, if: found == nil)
    marks.insert(.goesOn, if: found?.goesOn == true)
    return Entry(
      letters: word.letters, hash: hash, kind: WordKinds.english[hash],
      shape: word.isAllCapitals ? [.capital, .allCapitals] : word.isCapitalised ? .capital : [], marks: marks,
      name: found?.entry ?? -1)
  }
}
