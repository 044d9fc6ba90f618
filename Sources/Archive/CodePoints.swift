// From bytes to code points: what extraction counts in, and what the database counts in.
// Unsafe: the text outlives these views of it, as their makers promise; a byte is read only below its count.

/// Turns rising byte offsets of one text into code points, in one pass over it.
@safe package struct CodePoints {
  private let text: UnsafeBufferPointer<UInt8>
  private var byte = 0
  private var codePoint = 0

  package init(_ text: UnsafeBufferPointer<UInt8>) { unsafe self.text = text }

  /// The code points before a byte that starts one.
  ///
  /// An offset before the last one that was asked for is counted anew from there: near ones cost little.
  package mutating func before(_ offset: Int) -> Int {
    while byte &+ 8 <= offset {
      let eight = unsafe UnsafeRawPointer(text.baseAddress! + byte).loadUnaligned(as: UInt64.self)
      codePoint &+= Self.starts(eight)
      byte &+= 8
    }
    while byte < offset {
      // A byte that does not go on a sequence starts a code point.
      unsafe codePoint += text[byte] & 0xC0 != 0x80 ? 1 : 0
      byte += 1
    }
    while byte > offset {
      byte -= 1
      unsafe codePoint -= text[byte] & 0xC0 != 0x80 ? 1 : 0
    }
    return codePoint
  }

  /// How many of eight bytes start a code point: all but those whose two highest bits are 1 and 0.
  @inline(__always) private static func starts(_ bytes: UInt64) -> Int {
    8 &- (bytes & ~(bytes &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
  }

  package mutating func range(_ bytes: Range<Int>) -> Range<Int> {
    let start = before(bytes.lowerBound)
    return start..<before(bytes.upperBound)
  }
}

/// Turns rising code points of one text into bytes, in one pass over it.
@safe struct BytePlaces {
  private let text: UnsafeBufferPointer<UInt8>
  private var byte = 0
  private var codePoint = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { unsafe self.text = text }

  /// The byte that starts a code point, no earlier than the one that was asked for last; nil behind the end.
  mutating func byte(of wanted: Int) -> Int? {
    while codePoint < wanted, unsafe byte < text.count {
      byte += 1
      while unsafe byte < text.count, unsafe text[byte] & 0xC0 == 0x80 { byte += 1 }
      codePoint += 1
    }
    return codePoint == wanted ? byte : nil
  }

  /// The bytes of a pinned stretch; nil where other words stand there.
  mutating func range(of pinned: UnsafeBufferPointer<UInt8>, at codePoints: (start: Int, end: Int)) -> Range<
    Int
  >? {
    guard let from = byte(of: codePoints.start), unsafe from + pinned.count <= text.count,
      unsafe text[from..<from + pinned.count].elementsEqual(pinned),
      unsafe pinned.reduce(0, { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }) == codePoints.end &- codePoints.start
    else { return nil }
    return from..<from + pinned.count
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The byte range of at most so many code points before a byte.
  func before(_ byte: Int, codePoints: Int) -> Range<Int> {
    var start = byte
    for _ in 0..<codePoints where start > 0 {
      start -= 1
      while start > 0, unsafe self[start] & 0xC0 == 0x80 { start -= 1 }
    }
    return start..<byte
  }

  /// The byte range of at most so many code points from a byte on.
  func after(_ byte: Int, codePoints: Int) -> Range<Int> {
    var end = byte
    for _ in 0..<codePoints where end < count {
      end += 1
      while end < count, unsafe self[end] & 0xC0 == 0x80 { end += 1 }
    }
    return byte..<end
  }

  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: self[range])
  }

  func string(_ range: Range<Int>) -> String { unsafe String(decoding: self[range], as: UTF8.self) }

  /// How many stretches of text there are between white space: line ends, tabs, spaces and no-break spaces, which
  /// is what the schema's view `source_words` counts.
  var words: Int {
    var words = 0
    var wasSpace = true
    var index = 0
    while index < count {
      let byte = unsafe self[index]
      let isNoBreak = unsafe byte == 0xC2 && index + 1 < count && self[index + 1] == 0xA0
      let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || isNoBreak
      if wasSpace, !isSpace { words += 1 }
      wasSpace = isSpace
      index += isNoBreak ? 2 : 1
    }
    return words
  }
}
