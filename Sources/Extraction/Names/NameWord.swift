// Words as names are compared by them: folded and hashed, without possessives, abbreviations without dots.
// Unsafe: the bytes are the caller's until the call returns, and none is read at or behind `end`, which lies
// within them.

/// One word of a name or of a text.
struct NameWord {
  struct Shape: OptionSet {
    let rawValue: UInt8

    /// It begins with a capital letter.
    static let capital = Shape(rawValue: 1)
    /// It has two letters or more, all of them capitals.
    static let allCapitals = Shape(rawValue: 2)
    /// It is written in Arabic letters.
    static let arabic = Shape(rawValue: 4)
    /// An `'s` followed, which is not part of the word.
    static let possessive = Shape(rawValue: 8)
    /// Its letters had dots between them: `U.S.`
    static let dotted = Shape(rawValue: 16)
    /// It begins with a digit.
    static let number = Shape(rawValue: 32)
  }

  /// Bytes of the text, end excluded, without a possessive `'s`.
  var start = 0
  var end = 0
  /// Of the folded scalars; see ``NameHash``.
  var hash = NameHash.empty
  /// The hash of the first three folded scalars, where it has them.
  var head: UInt64 = 0
  /// Of folded scalars.
  var length = 0
  var shape: Shape = []
}

/// Hashes of words that can be continued, and of sequences of words.
enum NameHash {
  static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func adding(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
  }

  /// The key of a sequence of words: that of the words before (0 at first), and the next word.
  @inline(__always)
  static func sequence(_ before: UInt64, _ word: UInt64) -> UInt64 {
    var mixed = (before ^ word) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 32)
  }

  /// The hash of a word of lower-case ASCII letters.
  static func of(_ word: StaticString) -> UInt64 {
    var hash = empty
    for index in 0..<word.utf8CodeUnitCount { hash = unsafe adding(UInt32(word.utf8Start[index]), to: hash) }
    return hash
  }

  static func of(_ word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(empty) { adding(UInt32($1), to: $0) }
  }
}

extension NameFolding {
  /// The next word at or after `position`, which moves behind it; nil where none follows before `end`.
  func nextWord(_ bytes: UnsafeBufferPointer<UInt8>, from position: inout Int, to end: Int) -> NameWord? {
    while position < end {
      let (value, next) = unsafe Self.scalar(bytes, at: position, end: end)
      let folded = self(value)
      if folded != Self.separates && folded != Self.vanishes {
        return unsafe word(bytes, from: &position, to: end)
      }
      position = next
    }
    return nil
  }

  /// The word that begins at `position`.
  func word(_ bytes: UnsafeBufferPointer<UInt8>, from position: inout Int, to end: Int) -> NameWord {
    var word = NameWord()
    word.start = position
    var capitals = 0
    var sinceDot = 0
    var at = position
    loop: while at < end {
      // Most letters are ASCII ones.
      let byte = unsafe bytes[at]
      if Self.isLetter(byte) {
        if byte & 0x20 == 0 {
          if word.length == 0 { word.shape.insert(.capital) }
          capitals += 1
        }
        word.hash = NameHash.adding(UInt32(byte | 0x20), to: word.hash)
        word.length += 1
        if word.length == 3 { word.head = word.hash }
        sinceDot += 1
        at += 1
        continue
      }
      let (value, next) = unsafe Self.scalar(bytes, at: at, end: end)
      let folded = self(value)
      if folded == Self.separates {
        switch value {
        case 0x27, 0x2019, 0x60, 0x2018:
          // An apostrophe joins, unless it closes the word or only an s follows.
          guard next < end else { break loop }
          let (following, after) = unsafe Self.scalar(bytes, at: next, end: end)
          let letter = self(following)
          if letter == Self.separates || letter == Self.vanishes { break loop }
          if letter == 0x73, unsafe !continues(bytes, at: after, end: end) {
            word.shape.insert(.possessive)
            word.end = at
            position = after
            finish(&word, capitals: capitals)
            return word
          }
          at = next
          continue loop
        case 0x2E:
          // A dot joins single letters: U.S.
          guard sinceDot == 1, next < end, unsafe Self.isLetter(bytes[next]),
            unsafe !continues(bytes, at: next + 1, end: end)
          else { break loop }
          word.shape.insert(.dotted)
          sinceDot = 0
          at = next
          continue loop
        default: break loop
        }
      }
      if folded != Self.vanishes {
        if word.length == 0 {
          if (0x600...0x6FF).contains(folded) { word.shape.insert(.arabic) }
          if (0x30...0x39).contains(folded) { word.shape.insert(.number) }
        }
        if value != folded, Self.isCapital(value) {
          if word.length == 0 { word.shape.insert(.capital) }
          capitals += 1
        }
        word.hash = NameHash.adding(folded, to: word.hash)
        word.length += 1
        if word.length == 3 { word.head = word.hash }
        sinceDot += 1
      }
      at = next
    }
    // The last dot of an abbreviation is part of it.
    if word.shape.contains(.dotted), sinceDot == 1, at < end, unsafe bytes[at] == 0x2E { at += 1 }
    word.end = at
    position = at
    finish(&word, capitals: capitals)
    return word
  }

  /// The hash of a word as the continuation of another, for words that run together.
  func hash(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, continuing hash: UInt64
  ) -> UInt64 {
    var hash = hash
    var at = range.lowerBound
    while at < range.upperBound {
      let (value, next) = unsafe Self.scalar(bytes, at: at, end: range.upperBound)
      let folded = self(value)
      if folded != Self.separates && folded != Self.vanishes { hash = NameHash.adding(folded, to: hash) }
      at = next
    }
    return hash
  }

  /// The folded letters of a word, as far as they are ASCII.
  func appendLetters(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to letters: inout [UInt8]) {
    var at = range.lowerBound
    while at < range.upperBound, unsafe Self.isLetter(bytes[at]) { at += 1 }
    unsafe letters.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<at]))
    unsafe letters.withUnsafeMutableBufferPointer { letters in
      for index in letters.count - (at - range.lowerBound)..<letters.count { unsafe letters[index] |= 0x20 }
    }
    while at < range.upperBound {
      let (value, next) = unsafe Self.scalar(bytes, at: at, end: range.upperBound)
      let folded = self(value)
      if folded < 0x80, folded != Self.vanishes { letters.append(UInt8(folded)) }
      at = next
    }
  }

  private func finish(_ word: inout NameWord, capitals: Int) {
    if word.length > 1, capitals == word.length { word.shape.insert(.allCapitals) }
  }

  /// Whether a letter stands there, so that a word goes on.
  @inline(__always)
  private func continues(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int, end: Int) -> Bool {
    guard position < end else { return false }
    let folded = unsafe self(Self.scalar(bytes, at: position, end: end).value)
    return folded != Self.separates
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isCapital(_ value: UInt32) -> Bool {
    if value < 0x80 { return (0x41...0x5A).contains(value) }
    return Unicode.Scalar(value)?.properties.isUppercase ?? false
  }

  /// The scalar at a position and where the next one begins. Bytes that are no UTF-8 count one each, as U+FFFD.
  @inline(__always)
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int, end: Int
  ) -> (value: UInt32, next: Int) {
    let first = unsafe bytes[position]
    if first < 0x80 { return (UInt32(first), position + 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, position + length <= end else { return (0xFFFD, position + 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length { value = unsafe value << 6 | UInt32(bytes[position + index] & 0x3F) }
    return (value, position + length)
  }
}
