// What bytes are to the tokenizer: a table for ASCII, and the rules for the start of longer sequences.
// Unsafe: the table is made once, has 256 places, is asked by a byte and never freed; a sequence is read no
// farther than the text's count.

/// What a character is to the tokenizer.
enum CharacterKind: UInt8, Sendable {
  case letter, capital, digit, space, newline, sign, apostrophe, doubleQuote, backtick, stop, hyphen
  /// A sign that joins two letters to one word: & / @ and the like.
  case joiner
  /// Starts a sequence of several bytes.
  case lead
  /// Belongs to a word that it stands in, and is nothing elsewhere: zero-width joiners, soft hyphens, direction marks.
  case ignorable
  case ellipsis, dash, openSingle, closeSingle, lowSingle, openDouble, closeDouble, lowDouble
  case openGuillemet, closeGuillemet, openSingleGuillemet, closeSingleGuillemet
  /// ، ؛ and ؟
  case comma, semicolon, question
}

enum CharacterTable {
  /// Kinds of all 256 bytes. Not an array, for the same reasons as the lexicon's.
  nonisolated(unsafe) static let kinds: UnsafePointer<CharacterKind> = {
    let table = UnsafeMutablePointer<CharacterKind>.allocate(capacity: 256)
    unsafe table.initialize(repeating: .sign, count: 256)
    for byte in 0..<256 {
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): unsafe table[byte] = .letter
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): unsafe table[byte] = .capital
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unsafe table[byte] = .digit
      case 0x0A: unsafe table[byte] = .newline
      case 0...0x20, 0x7F: unsafe table[byte] = .space
      case 0x80...: unsafe table[byte] = .lead
      case UInt8(ascii: "'"): unsafe table[byte] = .apostrophe
      case UInt8(ascii: "\""): unsafe table[byte] = .doubleQuote
      case UInt8(ascii: "`"): unsafe table[byte] = .backtick
      case UInt8(ascii: "."): unsafe table[byte] = .stop
      case UInt8(ascii: "-"): unsafe table[byte] = .hyphen
      case UInt8(ascii: "&"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "#"):
        unsafe table[byte] = .joiner
      default: break
      }
    }
    return unsafe UnsafePointer(table)
  }()

  /// The kind and the length in bytes of the character that starts at `text[at]`, which is not ASCII.
  ///
  /// Bytes that are no UTF-8 are letters, one by one, so that any bytes can be read.
  static func decode(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (kind: CharacterKind, length: Int) {
    let lead = unsafe text[at]
    let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
    guard length > 1, at + length <= text.count else { return (.letter, 1) }
    let second = unsafe text[at + 1]
    guard second & 0xC0 == 0x80 else { return (.letter, 1) }
    if length == 2 {
      return (twoBytes(lead, second), 2)
    }
    guard unsafe text[at + 2] & 0xC0 == 0x80 else { return (.letter, 1) }
    if length == 3 {
      return unsafe (threeBytes(lead, second, text[at + 2]), 3)
    }
    // Emoji and other pictures are signs; the scripts beyond them are letters.
    return (lead == 0xF0 && second == 0x9F ? .sign : .letter, 4)
  }

  private static func twoBytes(_ lead: UInt8, _ second: UInt8) -> CharacterKind {
    switch (lead, second) {
    case (0xC2, 0xA0): .space
    case (0xC2, 0xAD): .ignorable
    case (0xC2, 0xAB): .openGuillemet
    case (0xC2, 0xBB): .closeGuillemet
    case (0xC3, 0x80...0x96), (0xC3, 0x98...0x9E): .capital
    case (0xCE, 0x86...0xAB), (0xD0, 0x80...0xAF): .capital
    case (0xD8, 0x8C): .comma
    case (0xD8, 0x9B): .semicolon
    case (0xD8, 0x9F): .question
    case (0xDB, 0x94): .question
    case (0xD8, 0x9C): .ignorable
    default: .letter
    }
  }

  private static func threeBytes(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> CharacterKind {
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): .space
    case (0xE2, 0x80, 0x8C...0x8F), (0xE2, 0x80, 0xAA...0xAE): .ignorable
    case (0xE2, 0x80, 0x90...0x91): .hyphen
    case (0xE2, 0x80, 0x92...0x95): .dash
    case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x9B): .openSingle
    case (0xE2, 0x80, 0x9A): .lowSingle
    case (0xE2, 0x80, 0x99): .closeSingle
    case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9F): .openDouble
    case (0xE2, 0x80, 0x9E): .lowDouble
    case (0xE2, 0x80, 0x9D): .closeDouble
    case (0xE2, 0x80, 0xA5...0xA6): .ellipsis
    case (0xE2, 0x80, 0xB9): .openSingleGuillemet
    case (0xE2, 0x80, 0xBA): .closeSingleGuillemet
    case (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): .space
    case (0xE2, 0x81, 0xA0...0xAF): .ignorable
    case (0xE2, 0x80...0xAF, _), (0xE3, 0x80, _): .sign
    case (0xEF, 0xBB, 0xBF), (0xEF, 0xB8, 0x80...0x8F): .ignorable
    default: .letter
    }
  }
}
