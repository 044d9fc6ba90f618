// Words that came before: what the tokenizer makes of them, answered by one comparison.
// Unsafe: the entries are this object's until `deinit`, all initialised; a place is a hash that is masked to their
// number.

/// What words of ASCII letters were last found to be: as many as stay in a cache, the newer in the place of an older.
///
/// Most words of a text came before, in it or in another. To look one up in the lexicon and to guess at its ending where
/// it is not there takes branches that cannot be foreseen; to meet it again takes one that can. Unsafe memory, because
/// every word passes here; it belongs to this object, and this to one reader at a time.
@safe final class WordMemory {
  struct Entry {
    /// As written; zeros where no word is yet.
    var letters: (UInt64, UInt64) = (0, 0)
    /// Of the word wherever it stands.
    var classes: WordClasses = []
    var lexeme: UInt16 = 0
  }

  private static let size: UInt64 = 8192
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    unsafe entries = .allocate(capacity: Int(Self.size))
    unsafe entries.initialize(repeating: Entry(), count: Int(Self.size))
  }

  deinit { unsafe entries.deallocate() }

  /// Where a word is, or has to be put.
  @inline(__always)
  func place(of word: PlainWord) -> UnsafeMutablePointer<Entry> {
    unsafe entries + Int(truncatingIfNeeded: word.hash & (Self.size &- 1))
  }
}
