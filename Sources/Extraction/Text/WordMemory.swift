// Words that came before: what the tokenizer makes of them, answered by one comparison.
// Unsafe: a place of the cache is read and written at once.

/// What words of ASCII letters were last found to be.
///
/// Most words of a text came before, in it or in another. To look one up in the lexicon and to guess at its ending where
/// it is not there takes branches that cannot be foreseen; to meet it again takes one that can.
struct WordMemory {
  struct Entry: BitwiseCopyable {
    /// As written; zeros where no word is yet.
    var letters: (UInt64, UInt64) = (0, 0)
    /// Of the word wherever it stands.
    var classes: WordClasses = []
    var lexeme: UInt16 = 0
  }

  private let cache = WordCache(Entry(), size: 8192)

  @inline(__always)
  func place(of word: PlainWord) -> UnsafeMutablePointer<Entry> { unsafe cache.place(of: word) }
}
