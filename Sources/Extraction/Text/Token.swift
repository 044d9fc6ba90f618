// Words and signs of a paragraph, in order.
//
// How to walk them:
//
//     var reader = TokenReader(text)          // text: UnsafeBufferPointer<UInt8>, UTF-8
//     var paragraph = Paragraph()             // reused: nothing is allocated for the next one
//     while reader.next(&paragraph) {
//       for token in paragraph.tokens where token.has(.word) {
//         paragraph.range(of: token)          // bytes of the whole text
//         paragraph.bytes(of: token)          // the word's bytes, without copying
//       }
//     }
//
// A word in any script is one token: Latin with diacritics, Persian with its zero-width non-joiner, Hebrew, Cyrillic;
// so are U.S., O’Neil, al-Quds, Khatami’s (which ``WordClasses/isPossessive`` marks) and @name. White space is no token.
// Words within quotation marks are in the same array, with ``WordClasses/isInQuote``.
// Unsafe: a paragraph is a view of its text, which outlives the reading; tokens are ranges that the tokenizer
// found in it.

/// A word or a sign.
struct Token: Sendable {
  var classes: WordClasses
  /// In bytes, from the start of its paragraph.
  var start: UInt32
  /// In bytes; a longer word is cut into several tokens.
  var length: UInt16
  /// Raw value of a ``Lexeme``.
  var lexeme: UInt16

  @inline(__always) var end: UInt32 { start &+ UInt32(length) }
  @inline(__always) func has(_ any: WordClasses) -> Bool { classes.hasAny(any) }
  @inline(__always) func hasAll(_ all: WordClasses) -> Bool { classes.isSuperset(of: all) }
  @inline(__always) func `is`(_ lexeme: Lexeme) -> Bool { self.lexeme == lexeme.rawValue }
}

/// A paragraph, or a part of a long one, with its tokens and its stretches in quotation marks.
@safe struct Paragraph {
  /// The whole text; valid as long as the caller's buffer is.
  private(set) var text = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Its bytes in the text.
  var range = 0..<0
  var tokens: [Token] = []
  /// In order, none within another.
  var regions: [QuotedRegion] = []
  /// Whether it goes on where the one before was cut for its length.
  var continues = false
  /// Indices of the tokens that are quotation marks or could be.
  var marks: [Int] = []
  /// Classes that any of its words has.
  var classes: WordClasses = []

  init() {}

  /// Has no text and no tokens any more.
  mutating func clear() { unsafe begin(UnsafeBufferPointer(start: nil, count: 0), at: 0, continues: false) }

  mutating func begin(_ text: UnsafeBufferPointer<UInt8>, at start: Int, continues: Bool) {
    unsafe self.text = text
    range = start..<start
    tokens.removeAll(keepingCapacity: true)
    regions.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    self.continues = continues
    classes = []
  }

  /// Bytes of the whole text.
  @inline(__always) func range(of token: Token) -> Range<Int> {
    range.lowerBound + Int(token.start)..<range.lowerBound + Int(token.end)
  }

  /// The token's own bytes.
  func bytes(of token: Token) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: text[range(of: token)])
  }

  /// Where the word ends without its 's, or a pronoun without its verb: he'd.
  func endWithoutContraction(of token: Token) -> Int {
    guard token.hasAll([.subjectPronoun, .auxiliary]) else { return endWithoutPossessive(of: token) }
    let range = range(of: token)
    for index in range where unsafe text[index] == UInt8(ascii: "'") || text[index] == 0xE2 { return index }
    return range.upperBound
  }

  /// Where the word ends without its 's or its last apostrophe, in bytes of the whole text.
  func endWithoutPossessive(of token: Token) -> Int {
    var end = range(of: token).upperBound
    guard token.has(.isPossessive) else { return end }
    if unsafe text[end - 1] | 0x20 == UInt8(ascii: "s") { end -= 1 }
    if unsafe text[end - 1] == UInt8(ascii: "'") { return end - 1 }
    return end - 3
  }
}
