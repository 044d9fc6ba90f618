// Signs: quotation marks and punctuation.
// Unsafe: what is read is below `text.count`, as the guards before it say.

extension Tokenizer {
  /// The sign that starts at `at`, with the repetitions that belong to it: --, ..., ''.
  func sign(_ kind: CharacterKind, _ at: Int, _ length: Int, origin: Int) -> Token {
    var length = length
    var classes: WordClasses = .punctuation
    let lexeme: Lexeme
    switch kind {
    case .apostrophe:
      classes = .mark
      lexeme = repeats(at) ? .twoApostrophes : .straightSingle
      if lexeme == .twoApostrophes { length = 2 }
    case .backtick:
      classes = .mark
      lexeme = repeats(at) ? .backticks : .openSingle
      if lexeme == .backticks { length = 2 }
    case .doubleQuote: (classes, lexeme) = (.mark, .straightDouble)
    case .openSingle: (classes, lexeme) = (.mark, .openSingle)
    case .lowSingle: (classes, lexeme) = (.mark, .lowSingle)
    case .closeSingle: (classes, lexeme) = (.mark, .closeSingle)
    case .openDouble: (classes, lexeme) = (.mark, .openDouble)
    case .lowDouble: (classes, lexeme) = (.mark, .lowDouble)
    case .closeDouble: (classes, lexeme) = (.mark, .closeDouble)
    case .openGuillemet: (classes, lexeme) = (.mark, .openGuillemet)
    case .closeGuillemet: (classes, lexeme) = (.mark, .closeGuillemet)
    case .openSingleGuillemet: (classes, lexeme) = (.mark, .openSingleGuillemet)
    case .closeSingleGuillemet: (classes, lexeme) = (.mark, .closeSingleGuillemet)
    case .stop:
      // Dots in a row, with or without spaces, are one ellipsis.
      var end = at + 1
      while unsafe end < text.count, end - at < 16, unsafe text[end] == UInt8(ascii: ".") || isSpacedStop(end)
      { end += 1 }
      length = end - at
      lexeme = length > 1 ? .ellipsis : .stop
      classes.insert(.endsSentence)
    case .hyphen:
      var end = at + length
      while unsafe end < text.count, end - at < 8, unsafe text[end] == UInt8(ascii: "-") { end += 1 }
      let isAlone = unsafe end == text.count || kinds[Int(text[end])] == .space
      lexeme = end - at > 1 || isAlone ? .dash : .hyphen
      length = end - at
    case .dash: lexeme = .dash
    case .ellipsis:
      lexeme = .ellipsis
      classes.insert(.endsSentence)
    case .comma: lexeme = .comma
    case .semicolon: lexeme = .semicolon
    case .question:
      lexeme = .question
      classes.insert(.endsSentence)
    default:
      lexeme = unsafe ascii(text[at])
      if lexeme == .question || lexeme == .exclamation { classes.insert(.endsSentence) }
    }
    return Token(
      classes: classes, start: UInt32(at - origin), length: UInt16(length), lexeme: lexeme.rawValue)
  }

  private func repeats(_ at: Int) -> Bool { unsafe at + 1 < text.count && text[at + 1] == text[at] }

  /// A space between two stops: . . .
  private func isSpacedStop(_ at: Int) -> Bool {
    unsafe text[at] == 0x20 && at + 1 < text.count && text[at + 1] == UInt8(ascii: ".")
      && text[at - 1] == text[at + 1]
  }

  private func ascii(_ byte: UInt8) -> Lexeme {
    switch byte {
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "?"): .question
    case UInt8(ascii: "!"): .exclamation
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .openBracket
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .closeBracket
    case UInt8(ascii: "/"): .slash
    default: .otherSign
    }
  }
}
