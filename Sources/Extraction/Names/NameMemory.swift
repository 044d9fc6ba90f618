// Words that may begin names, as they were met last: hashed and looked up once, not each time they come again.
// Unsafe: the entries are this object's until `deinit`, all initialised; a place is a hash that is masked to their
// number.

/// What the words of one text after the other are to names: as many as stay in a cache, the newer in the place of an
/// older.
///
/// Unsafe memory, because every capitalised word passes here; it belongs to this object, and this to one reading.
@safe final class NameMemory {
  struct Entry {
    /// As written; zeros where no word is yet.
    var letters: (UInt64, UInt64) = (0, 0)
    var hash: UInt64 = 0
    var kind: WordKind = []
    var shape: NameWord.Shape = []
    /// With what the gazetteer has under it.
    var marks: TextWord.Marks = []
    var name: Int32 = -1
  }

  private static let size: UInt64 = 4096
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    unsafe entries = .allocate(capacity: Int(Self.size))
    unsafe entries.initialize(repeating: Entry(), count: Int(Self.size))
  }

  deinit { unsafe entries.deallocate() }

  @inline(__always)
  func find(_ word: PlainWord, in gazetteer: Gazetteer) -> UnsafePointer<Entry> {
    let entry = unsafe entries + Int(truncatingIfNeeded: word.hash & (Self.size &- 1))
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
