// What was found out about words that were met last, for those that come again.
// Unsafe: the entries are this object's until `deinit`, all initialised; a place is a hash that is masked to their
// number.

/// An entry for each word of ASCII letters: as many as stay in a processor's cache, the newer in the place of an older.
///
/// Unsafe memory, because every word passes here; it belongs to this object, and this to one reader at a time.
@safe final class WordCache<Entry: BitwiseCopyable> {
  private let entries: UnsafeMutablePointer<Entry>
  private let mask: UInt64

  /// - Parameters:
  ///   - none: what stands where no word is yet.
  ///   - size: of how many entries; a power of 2.
  init(_ none: Entry, size: Int) {
    unsafe entries = .allocate(capacity: size)
    unsafe entries.initialize(repeating: none, count: size)
    mask = UInt64(size - 1)
  }

  deinit { unsafe entries.deallocate() }

  /// Where a word is, or has to be put.
  @inline(__always)
  func place(of word: PlainWord) -> UnsafeMutablePointer<Entry> {
    unsafe entries + Int(truncatingIfNeeded: word.hash & mask)
  }
}
