// The tokens of words of ASCII letters alone, most of which came before.
// Unsafe: a plain word has text behind its sixteen bytes, so the byte that ends it and the next are there; its place
// in the memory is one of those that were made.

extension Tokenizer {
  /// The word that starts at `start`, if it has ASCII letters alone, at most fifteen, and ends where they do.
  @inline(__always)
  func plainWord(_ start: Int, origin: Int) -> Token? {
    guard let word = unsafe PlainWord(text, at: start), endsPlainWord(start &+ word.length, word) else {
      return nil
    }
    let known = unsafe memory.place(of: word)
    if unsafe (known.pointee.letters.0 ^ word.letters.0) | (known.pointee.letters.1 ^ word.letters.1) != 0 {
      var shape: WordClasses = word.isCapitalised ? [.word, .isCapitalised] : .word
      if word.isAllCapitals { shape.insert(.isAllCapitals) }
      let token = token(start, start + word.length, shape, isPlain: true, origin: origin)
      unsafe known.pointee = WordMemory.Entry(
        letters: word.letters, classes: token.classes, lexeme: token.lexeme)
    }
    return unsafe Token(
      classes: known.pointee.classes, start: UInt32(truncatingIfNeeded: start &- origin),
      length: UInt16(truncatingIfNeeded: word.length), lexeme: known.pointee.lexeme)
  }

  /// Whether a word ends before this byte whatever comes behind it.
  @inline(__always) private func endsPlainWord(_ at: Int, _ word: PlainWord) -> Bool {
    let kind = unsafe kinds[Int(text[at])]
    if Self.bit(kind) & Self.ends != 0 { return true }
    // A full stop: of an abbreviation perhaps, or within a word.
    return unsafe kind == .stop && (!word.isCapitalised || word.length >= lexicon.longestAbbreviation)
      && kinds[Int(text[at &+ 1])].rawValue > CharacterKind.digit.rawValue
  }

  /// A bit for each kind of byte that is never part of a word of letters.
  @inline(__always) private static var ends: UInt32 {
    bit(.space) | bit(.newline) | bit(.sign) | bit(.doubleQuote) | bit(.backtick)
  }

  @inline(__always) private static func bit(_ kind: CharacterKind) -> UInt32 { 1 &<< UInt32(kind.rawValue) }
}
