// The words of a paragraph as names are looked up in them: hyphened words apart, hashed where it matters.

/// A word of a text, or a part of one that has a hyphen.
struct TextWord {
  /// In bytes of the whole text, end excluded, without a possessive `'s`.
  var start: Int32
  var end: Int32
  /// Of its paragraph.
  var token: Int32
  /// 0 for a word in lower case that begins no name: see ``NameReading/hash(_:)``.
  var hash: UInt64
  /// Of folded scalars; 0 where the hash is.
  var length: UInt16
  var shape: NameWord.Shape
  /// See ``NameReading/kind(_:)``; `unknownKind` until it is asked for.
  var kind = unknownKind
  /// Only space, or a hyphen, stands between the word before and this.
  var isAdjacent: Bool
  /// A name in lower case can begin here.
  var canBeginName: Bool

  static let unknownKind = WordKind(rawValue: 1 << 31)
}

extension Gazetteer {
  /// The hash and the shape of a capitalised word, if it has ASCII letters alone.
  @inline(__always)
  private static func plainWord(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (hash: UInt64, shape: NameWord.Shape)? {
    guard text[start] &- 0x41 < 26 else { return nil }
    var hash = NameHash.empty
    var small: UInt8 = 0
    for index in start..<end {
      let byte = text[index]
      guard NameFolding.isLetter(byte) else { return nil }
      hash = NameHash.adding(UInt32(byte | 0x20), to: hash)
      small |= byte & 0x20
      if index > start { small |= 0x80 }
    }
    return (hash, small == 0x80 ? [.capital, .allCapitals] : .capital)
  }

  /// The, he, in: a word that begins no name, unless it is written in capitals.
  @inline(__always)
  private static func isFunctionWord(_ token: Token) -> Bool {
    token.lexeme >= Lexeme.according.rawValue && token.lexeme <= Lexeme.since.rawValue
      && !token.has([.isAllCapitals, .isPossessive, .hasHyphen])
  }

  /// Puts the words of a paragraph into `words`.
  func read(_ paragraph: Paragraph, into words: inout [TextWord]) {
    words.removeAll(keepingCapacity: true)
    let text = paragraph.text
    var previous = -2
    for index in paragraph.tokens.indices {
      let token = paragraph.tokens[index]
      guard token.has(.word) else { continue }
      let isAdjacent = previous == index - 1 && token.has(.hasSpaceBefore)
      previous = index
      let start = paragraph.range.lowerBound + Int(token.start)
      let end = start + Int(token.length)
      let first = text[start]
      if Self.isFunctionWord(token) {
        words.append(
          TextWord(
            start: Int32(start), end: Int32(end), token: Int32(index), hash: 0, length: 0,
            shape: token.has(.isCapitalised) ? .capital : [], isAdjacent: isAdjacent, canBeginName: false))
        continue
      }
      if (0x61...0x7A).contains(first), !token.has(.hasHyphen) {
        let second = start + 1 < end ? text[start + 1] : 0
        let canBegin = lowerCaseStarts[Self.lowerCaseSlot(first, second, Int(token.length))]
        words.append(
          TextWord(
            start: Int32(start), end: Int32(end), token: Int32(index), hash: 0, length: 0, shape: [],
            isAdjacent: isAdjacent, canBeginName: canBegin))
        continue
      }
      if let word = Self.plainWord(text, start, end) {
        words.append(
          TextWord(
            start: Int32(start), end: Int32(end), token: Int32(index), hash: word.hash,
            length: UInt16(end - start), shape: word.shape, isAdjacent: isAdjacent, canBeginName: true))
        continue
      }
      var position = start
      var adjacent = isAdjacent
      while let word = folding.nextWord(text, from: &position, to: end) {
        let second = word.start + 1 < end ? text[word.start + 1] : 0
        words.append(
          TextWord(
            start: Int32(word.start), end: Int32(word.end), token: Int32(index),
            hash: word.hash, length: UInt16(clamping: word.length), shape: word.shape, isAdjacent: adjacent,
            canBeginName: !word.shape.isDisjoint(with: [.capital, .arabic])
              || lowerCaseStarts[Self.lowerCaseSlot(text[word.start], second, word.end - word.start)]))
        adjacent = true
      }
    }
  }
}
