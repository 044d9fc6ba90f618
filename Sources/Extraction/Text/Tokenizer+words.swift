// Where a word ends, and what it is.
// Unsafe: what is read is a token's, hence within the text, or below `text.count` as the guards before it
// say; eight bytes at a time only where so many are left.

extension Tokenizer {
  /// The word that starts at `start`, whatever its first character is.
  func word(_ start: Int, origin: Int) -> Token {
    let end = unsafe min(text.count, start + Int(UInt16.max))
    var classes: WordClasses = .word
    var at = start
    /// Where the last run of letters began: after the start, a hyphen or a stop.
    var run = start
    var hasSmallLetters = false
    var isDotted = false
    var isPlain = true
    scan: while at < end {
      let byte = unsafe text[at]
      switch unsafe kinds[Int(byte)] {
      case .letter:
        hasSmallLetters = true
        at = endOfLetters(at + 1)
      case .capital, .digit:
        at += 1
      case .apostrophe:
        guard at > start, isWordCharacter(at + 1) else { break scan }
        at += 1
      case .hyphen:
        guard at > start, isWordCharacter(at + 1) else { break scan }
        classes.insert(.hasHyphen)
        at += 1
        run = at
      case .stop:
        guard at > start, joinsStop(at, run: run) else { break scan }
        isDotted = isDotted || at - run == 1
        at += 1
        run = at
      case .joiner:
        guard at == start || isWordCharacter(at + 1) else { break scan }
        at += 1
        run = at
      case .sign:
        guard joinsSign(byte, at, start) else { break scan }
        at += 1
      case .lead:
        let (kind, length) = unsafe CharacterTable.decode(text, at)
        isPlain = false
        switch kind {
        case .letter:
          hasSmallLetters = true
        case .capital:
          if at == start { classes.insert(.isCapitalised) }
        case .closeSingle:
          guard at > start, isWordCharacter(at + length) else { break scan }
        case .hyphen:
          guard at > start, isWordCharacter(at + length) else { break scan }
          classes.insert(.hasHyphen)
          run = at + length
        case .ignorable: break
        default: break scan
        }
        at += length
      default: break scan
      }
    }
    at = min(max(at, start + 1), end)
    switch unsafe kinds[Int(text[start])] {
    case .capital: classes.insert(.isCapitalised)
    case .digit: classes.insert(.startsWithDigit)
    default: break
    }
    if !hasSmallLetters, classes.contains(.isCapitalised), at - start > 1 { classes.insert(.isAllCapitals) }
    let stopped = endWithStop(start, at, classes, isDotted: isDotted, isPlain: isPlain)
    if stopped > at {
      at = stopped
      classes.insert(.endsWithStop)
    }
    return token(start, at, classes, isPlain: isPlain, origin: origin)
  }

  /// The token of a word whose ends are known, with what the lexicon says of it.
  func token(_ start: Int, _ at: Int, _ shape: WordClasses, isPlain: Bool, origin: Int) -> Token {
    var classes = shape
    var lexeme: UInt16 = 0
    if let entry = unsafe find(start, at, isPlain: isPlain) {
      unsafe classes.formUnion(entry.pointee.classes)
      lexeme = unsafe entry.pointee.lexeme
    } else {
      classes.formUnion(guess(start, at, isCapitalised: classes.contains(.isCapitalised), isPlain: isPlain))
    }
    if unsafe text[at - 1] == UInt8(ascii: "s"), !classes.contains(.isPossessive), at - start > 2 {
      // Not press, campus, crisis.
      let before = unsafe text[at - 2]
      let isPlural = before != UInt8(ascii: "s") && before != UInt8(ascii: "u") && before != UInt8(ascii: "i")
      if isPlural { classes.insert(.endsInS) }
    }
    return Token(
      classes: classes, start: UInt32(start - origin), length: UInt16(at - start), lexeme: lexeme)
  }

  /// Skips ASCII letters, eight at a time where there is room to read on.
  @inline(__always) private func endOfLetters(_ start: Int) -> Int {
    var at = start
    guard let base = unsafe text.baseAddress else { return at }
    while unsafe at + 8 <= text.count {
      let chunk = unsafe UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
      let others = PlainWord.others(chunk)
      if others != 0 { return at + others.trailingZeroBitCount / 8 }
      at += 8
    }
    while unsafe at < text.count, unsafe kinds[Int(text[at])].rawValue <= CharacterKind.capital.rawValue {
      at += 1
    }
    return at
  }

  /// $5, 1,000 and 50%.
  private func joinsSign(_ byte: UInt8, _ at: Int, _ start: Int) -> Bool {
    if byte == UInt8(ascii: "$") { return at == start }
    guard byte == UInt8(ascii: "%") || byte == UInt8(ascii: ","), at > start else { return false }
    return unsafe kinds[Int(text[at - 1])] == .digit && (byte == UInt8(ascii: "%") || isDigit(at + 1))
  }

  /// Where the word ends with the full stop that belongs to it: U.S., Sen., J.
  private func endWithStop(
    _ start: Int, _ end: Int, _ classes: WordClasses, isDotted: Bool, isPlain: Bool
  ) -> Int {
    guard unsafe end < text.count, unsafe text[end] == UInt8(ascii: "."), end + 1 - start <= Int(UInt16.max)
    else {
      return end
    }
    if isDotted { return end + 1 }
    guard classes.contains(.isCapitalised) else { return end }
    if isInitial(start, end) { return end + 1 }
    return unsafe isPlain && find(start, end + 1, isPlain: true) != nil ? end + 1 : end
  }

  /// A full stop within a word: U.S, 3.5, example.com; not the end of a sentence with no space after it.
  private func joinsStop(_ at: Int, run: Int) -> Bool {
    guard unsafe at + 1 < text.count else { return false }
    let next = unsafe kinds[Int(text[at + 1])]
    if at - run == 1, unsafe kinds[Int(text[run])] != .digit {
      return next == .letter || next == .capital
    }
    if next == .digit { return unsafe kinds[Int(text[at - 1])] == .digit }
    return unsafe next == .letter && kinds[Int(text[at - 1])] != .digit
  }

  /// A single capital letter that is no word: the J of J. Doe.
  private func isInitial(_ start: Int, _ end: Int) -> Bool {
    unsafe end - start == 1 && text[start] != UInt8(ascii: "I")
      || end - start == 2 && text[start] >= 0x80
  }

  private func isDigit(_ at: Int) -> Bool {
    unsafe at < text.count && kinds[Int(text[at])] == .digit
  }

  /// Whether a letter or a digit starts at `at`.
  private func isWordCharacter(_ at: Int) -> Bool {
    guard unsafe at < text.count else { return false }
    switch unsafe kinds[Int(text[at])] {
    case .letter, .capital, .digit: return true
    case .lead:
      let kind = unsafe CharacterTable.decode(text, at).kind
      return kind == .letter || kind == .capital
    default: return false
    }
  }

  /// The lexicon's entry for the bytes, with A-Z read as a-z and ’ as '.
  @inline(__always) private func find(_ start: Int, _ end: Int, isPlain: Bool) -> UnsafePointer<
    Lexicon.Entry
  >? {
    let length = end - start
    guard length <= WordKey.longest + 2 else { return nil }
    var key = WordKey()
    if isPlain, unsafe start + 24 <= text.count, length <= WordKey.longest, let base = unsafe text.baseAddress
    {
      let bytes = unsafe UnsafeRawPointer(base + start)
      // Without branches as far as most words go: how long one is cannot be foreseen.
      let first = min(length, 8)
      let second = min(length - first, 8)
      key.chunks.0 =
        unsafe WordKey.lowerCased(bytes.loadUnaligned(as: UInt64.self)) & WordKey.mask(first)
      key.chunks.1 =
        unsafe WordKey.lowerCased(bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        & WordKey.mask(second)
      if length > 16 {
        key.chunks.2 =
          unsafe WordKey.lowerCased(bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
          & WordKey.mask(length - 16)
      }
      return unsafe lexicon.find(key)
    }
    var at = start
    var index = 0
    while at < end {
      var byte = unsafe text[at]
      if byte == 0xE2, at + 2 < end, unsafe text[at + 1] == 0x80, unsafe text[at + 2] == 0x99 {
        byte = UInt8(ascii: "'")
        at += 2
      } else if byte &- UInt8(ascii: "A") < 26 {
        byte |= 0x20
      }
      guard index < WordKey.longest else { return nil }
      key.set(byte, at: index)
      at += 1
      index += 1
    }
    return unsafe lexicon.find(key)
  }

  /// Classes by the ending, for a word that the lexicon lacks.
  private func guess(_ start: Int, _ end: Int, isCapitalised: Bool, isPlain: Bool) -> WordClasses {
    let length = end - start
    guard length > 3, isPlain || length > 5 else { return [] }
    let last = unsafe text[end - 1]
    if last == UInt8(ascii: "s") {
      let mark = unsafe text[end - 2]
      if unsafe mark == UInt8(ascii: "'") || mark == 0x99 && text[end - 3] == 0x80 && text[end - 4] == 0xE2 {
        return .isPossessive
      }
      return []
    }
    if isCapitalised {
      let isParticiple =
        unsafe last == UInt8(ascii: "d") && text[end - 2] == UInt8(ascii: "e")
        || last == UInt8(ascii: "g") && text[end - 2] == UInt8(ascii: "n")
          && text[end - 3] == UInt8(ascii: "i")
      let isAdverb = unsafe last == UInt8(ascii: "y") && text[end - 2] == UInt8(ascii: "l") && length > 5
      return isParticiple || isAdverb ? .mayBeParticiple : []
    }
    if last == UInt8(ascii: "d"), unsafe text[end - 2] == UInt8(ascii: "e"), length > 4 { return .edWord }
    if last == UInt8(ascii: "g"), unsafe text[end - 2] == UInt8(ascii: "n"),
      unsafe text[end - 3] == UInt8(ascii: "i"),
      length > 5
    {
      return .ingWord
    }
    if last == UInt8(ascii: "y"), unsafe text[end - 2] == UInt8(ascii: "l"), length > 4 { return .adverb }
    return []
  }
}
