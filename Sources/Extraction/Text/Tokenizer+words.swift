// Where a word ends, and what it is.

extension Tokenizer {
  /// The word that starts at `start`, whatever its first character is.
  func word(_ start: Int, origin: Int) -> Token {
    let kinds = CharacterTable.kinds
    let end = min(text.count, start + Int(UInt16.max))
    var classes: WordClasses = .word
    var hash = Lexicon.startHash
    var at = start
    var capitals = 0
    var lowers = 0
    var hashed = 0
    /// Where the last run of letters began: after the start, a hyphen or a stop.
    var run = start
    var isDotted = false
    var hasOtherScript = false
    scan: while at < end {
      let byte = text[at]
      switch kinds[Int(byte)] {
      case .letter:
        hash = Lexicon.hash(hash, byte)
        lowers += 1
        at += 1
        hashed += 1
      case .capital:
        if at == start { classes.insert(.isCapitalised) }
        hash = Lexicon.hash(hash, byte | 0x20)
        capitals += 1
        at += 1
        hashed += 1
      case .digit:
        if at == start { classes.insert(.startsWithDigit) }
        hash = Lexicon.hash(hash, byte)
        at += 1
        hashed += 1
      case .apostrophe:
        guard at > start, isWordCharacter(at + 1), text[at + 1] != byte else { break scan }
        hash = Lexicon.hash(hash, UInt8(ascii: "'"))
        at += 1
        hashed += 1
      case .hyphen:
        guard at > start, isWordCharacter(at + 1) else { break scan }
        classes.insert(.hasHyphen)
        hash = Lexicon.hash(hash, byte)
        at += 1
        run = at
        hashed += 1
      case .stop:
        guard at > start, joinsStop(at, run: run) else { break scan }
        isDotted = isDotted || at - run == 1
        hash = Lexicon.hash(hash, byte)
        at += 1
        run = at
        hashed += 1
      case .joiner:
        guard at == start || isWordCharacter(at + 1) else { break scan }
        hash = Lexicon.hash(hash, byte)
        at += 1
        run = at
        hashed += 1
      case .sign:
        // $5, 1,000 and 50%
        let isAmount =
          byte == UInt8(ascii: "$") && at == start
          || at > start && kinds[Int(text[at - 1])] == .digit
            && (byte == UInt8(ascii: "%") || byte == UInt8(ascii: ",") && isDigit(at + 1))
        guard isAmount else { break scan }
        hash = Lexicon.hash(hash, byte)
        at += 1
        hashed += 1
      case .lead:
        let (kind, length) = CharacterTable.decode(text, at)
        switch kind {
        case .letter, .capital:
          if at == start, kind == .capital { classes.insert(.isCapitalised) }
          for index in at..<at + length { hash = Lexicon.hash(hash, text[index]) }
          hashed += length
          hasOtherScript = true
          if kind == .capital { capitals += 1 } else { lowers += 1 }
        case .closeSingle:
          guard at > start, isWordCharacter(at + length) else { break scan }
          hash = Lexicon.hash(hash, UInt8(ascii: "'"))
          hashed += 1
        case .hyphen:
          guard at > start, isWordCharacter(at + length) else { break scan }
          classes.insert(.hasHyphen)
          hash = Lexicon.hash(hash, UInt8(ascii: "-"))
          hashed += 1
          run = at + length
        case .ignorable: break
        default: break scan
        }
        at += length
      default: break scan
      }
    }
    if at == start { at += 1 }
    at = min(at, end)
    var lexeme: UInt16 = 0
    let plain = at
    if at < text.count, text[at] == UInt8(ascii: "."), at + 1 - start <= Int(UInt16.max) {
      if isDotted {
        at += 1
        classes.insert(.endsWithStop)
        hash = Lexicon.hash(hash, UInt8(ascii: "."))
        hashed += 1
      } else if classes.contains(.isCapitalised) {
        let longer = Lexicon.hash(hash, UInt8(ascii: "."))
        if let entry = find(longer, hashed + 1, start, plain + 1) {
          at += 1
          classes.insert(.endsWithStop)
          classes.formUnion(entry.pointee.classes)
          lexeme = entry.pointee.lexeme
        } else if isInitial(start, plain) {
          at += 1
          classes.insert(.endsWithStop)
        }
      }
    }
    if at == plain || isDotted {
      if let entry = find(hash, hashed, start, at) {
        classes.formUnion(entry.pointee.classes)
        lexeme = entry.pointee.lexeme
      } else {
        classes.formUnion(guess(start, at, isCapitalised: classes.contains(.isCapitalised), hasOtherScript))
      }
    }
    if capitals > 1, lowers == 0 { classes.insert(.isAllCapitals) }
    return Token(
      classes: classes, start: UInt32(start - origin), length: UInt16(at - start), lexeme: lexeme)
  }

  /// A full stop within a word: U.S, 3.5, example.com; not the end of a sentence with no space after it.
  private func joinsStop(_ at: Int, run: Int) -> Bool {
    guard at + 1 < text.count else { return false }
    let kinds = CharacterTable.kinds
    let next = kinds[Int(text[at + 1])]
    if at - run == 1, kinds[Int(text[run])] != .digit {
      return next == .letter || next == .capital
    }
    if next == .digit { return kinds[Int(text[at - 1])] == .digit }
    return next == .letter && kinds[Int(text[at - 1])] != .digit
  }

  /// A single capital letter that is no word: the J of J. Doe.
  private func isInitial(_ start: Int, _ end: Int) -> Bool {
    end - start == 1 && text[start] != UInt8(ascii: "I")
      || end - start == 2 && text[start] >= 0x80
  }

  private func isDigit(_ at: Int) -> Bool {
    at < text.count && CharacterTable.kinds[Int(text[at])] == .digit
  }

  /// Whether a letter or a digit starts at `at`.
  private func isWordCharacter(_ at: Int) -> Bool {
    guard at < text.count else { return false }
    switch CharacterTable.kinds[Int(text[at])] {
    case .letter, .capital, .digit: return true
    case .lead:
      let kind = CharacterTable.decode(text, at).kind
      return kind == .letter || kind == .capital
    default: return false
    }
  }

  /// The lexicon's entry for the bytes, with A-Z read as a-z and ’ as '.
  private func find(_ hash: UInt32, _ length: Int, _ start: Int, _ end: Int) -> UnsafePointer<Lexicon.Entry>? {
    lexicon.find(hash: hash, length: length) { key in
      var at = start
      var index = 0
      while at < end, index < length {
        var byte = text[at]
        if byte &- UInt8(ascii: "A") < 26 { byte |= 0x20 }
        if byte != key[index] {
          guard byte == 0xE2, at + 2 < text.count else { return false }
          guard key[index] == UInt8(ascii: "'") || key[index] == UInt8(ascii: "-") else { return false }
          at += 2
        }
        at += 1
        index += 1
      }
      return index == length
    }
  }

  /// Classes by the ending, for a word that the lexicon lacks.
  private func guess(_ start: Int, _ end: Int, isCapitalised: Bool, _ hasOtherScript: Bool) -> WordClasses {
    let length = end - start
    guard length > 3, !hasOtherScript || length > 6 else { return [] }
    let last = text[end - 1]
    if last == UInt8(ascii: "s") {
      let mark = text[end - 2]
      if mark == UInt8(ascii: "'") || mark == 0x99 && text[end - 3] == 0x80 && text[end - 4] == 0xE2 {
        return .isPossessive
      }
      return []
    }
    guard !isCapitalised else { return [] }
    if last == UInt8(ascii: "d"), text[end - 2] == UInt8(ascii: "e"), length > 4 { return .edWord }
    if last == UInt8(ascii: "g"), text[end - 2] == UInt8(ascii: "n"), text[end - 3] == UInt8(ascii: "i"), length > 5 {
      return .ingWord
    }
    if last == UInt8(ascii: "y"), text[end - 2] == UInt8(ascii: "l"), length > 4 { return .adverb }
    return []
  }
}
