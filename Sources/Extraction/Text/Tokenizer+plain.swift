// Words of a few ASCII letters, which nearly all words of an English text are: read sixteen bytes at once.

extension Tokenizer {
  /// The word that starts at `start`, if it has ASCII letters alone, at most fifteen, and ends where they do.
  @inline(__always)
  func plainWord(_ start: Int, origin: Int) -> Token? {
    guard start + 16 < text.count, let base = text.baseAddress else { return nil }
    let bytes = UnsafeRawPointer(base + start)
    var first = bytes.loadUnaligned(as: UInt64.self)
    var second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    // Without branches: how long a word is cannot be foreseen.
    let others = (Self.others(first), Self.others(second))
    first &= Self.before(others.0)
    second &= others.0 == 0 ? Self.before(others.1) : 0
    let length =
      (others.0 == 0 ? 64 + others.1.trailingZeroBitCount : others.0.trailingZeroBitCount) >> 3
    guard length < 16, endsPlainWord(start + length, isCapitalised: first & 0x20 == 0) else { return nil }
    let number = memory.find(first, second)
    if number == 0 { return remember(start, (first, second), origin: origin) }
    let known = memory.entries + Int(number)
    return Token(
      classes: known.pointee.classes, start: UInt16(truncatingIfNeeded: start - origin),
      length: UInt16(truncatingIfNeeded: length), lexeme: known.pointee.lexeme, word: number)
  }

  /// The highest bit of each byte that is no ASCII letter.
  @inline(__always) static func others(_ chunk: UInt64) -> UInt64 {
    let lower = (chunk | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let isFromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let isAfterZ = lower &+ 0x0505_0505_0505_0505
    return (~(isFromA ^ isAfterZ) | chunk) & 0x8080_8080_8080_8080
  }

  /// The bits of all bytes before the first of which the highest bit is set.
  @inline(__always) private static func before(_ marks: UInt64) -> UInt64 {
    ((marks & (0 &- marks)) >> 7) &- 1
  }

  /// Whether a word ends before this byte whatever comes behind it.
  @inline(__always) private func endsPlainWord(_ at: Int, isCapitalised: Bool) -> Bool {
    let kind = kinds[Int(text[at])]
    if Self.bit(kind) & Self.ends != 0 { return true }
    // A full stop: of an abbreviation perhaps, or within a word.
    return kind == .stop && !isCapitalised && kinds[Int(text[at + 1])].rawValue > CharacterKind.digit.rawValue
  }

  /// A bit for each kind of byte that is never part of a word of letters.
  @inline(__always) private static var ends: UInt32 {
    bit(.space) | bit(.newline) | bit(.sign) | bit(.doubleQuote) | bit(.backtick)
  }

  @inline(__always) private static func bit(_ kind: CharacterKind) -> UInt32 { 1 &<< UInt32(kind.rawValue) }

  /// Reads a word that is new letter by letter, and remembers it.
  private func remember(_ start: Int, _ letters: (UInt64, UInt64), origin: Int) -> Token {
    var token = word(start, origin: origin)
    var hash = NameHash.empty
    for byte in text[start..<start + Int(token.length)] { hash = NameHash.adding(UInt32(byte | 0x20), to: hash) }
    let shape: NameWord.Shape =
      token.has(.isAllCapitals) ? [.capital, .allCapitals] : token.has(.isCapitalised) ? .capital : []
    token.word = memory.add(
      WordMemory.Entry(
        letters: letters, classes: token.classes, hash: hash, kind: WordKinds.english[hash],
        lexeme: token.lexeme, shape: shape, length: UInt8(token.length)))
    return token
  }
}
