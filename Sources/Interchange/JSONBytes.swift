// Long looks at bytes, eight at a time: most of JSON is plain text.
// Unsafe: an index is below `count`; eight bytes are read where so many are left.

extension UnsafeBufferPointer<UInt8> {
  /// Where the next byte stands, from `index` on, that a JSON string cannot hold as it is: a quotation mark, a
  /// backslash, a control character; `count` if there is none.
  @inline(__always) func endOfPlain(from index: Int) -> Int {
    var at = index
    // The lowest byte that a mask marks is exact, and the lowest is what is asked for.
    while let bytes = unsafe eight(at) {
      let isControl = (bytes &- 0x2020_2020_2020_2020) & ~bytes
      let quote = bytes ^ 0x2222_2222_2222_2222
      let isQuote = (quote &- 0x0101_0101_0101_0101) & ~quote
      let backslash = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
      let isBackslash = (backslash &- 0x0101_0101_0101_0101) & ~backslash
      let found = (isControl | isQuote | isBackslash) & 0x8080_8080_8080_8080
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < count {
      let byte = unsafe self[at]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      at += 1
    }
    return at
  }

  /// Whether the bytes are UTF-8, without making a string of them.
  var isUTF8: Bool {
    var at = 0
    while at < count {
      if let bytes = unsafe eight(at), bytes & 0x8080_8080_8080_8080 == 0 {
        at += 8
        continue
      }
      // The range of the second byte keeps out long forms, surrogates and what is beyond U+10FFFF.
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch unsafe self[at] {
      case 0..<0x80:
        at += 1
        continue
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return false
      }
      guard at + length <= count, unsafe second.contains(self[at + 1]) else { return false }
      for next in at + 2..<at + length where unsafe self[next] & 0xC0 != 0x80 { return false }
      at += length
    }
    return true
  }

  /// Eight bytes as one number, the first lowest; nil where fewer are left.
  @inline(__always) private func eight(_ at: Int) -> UInt64? {
    guard at + 8 <= count, let start = baseAddress else { return nil }
    return unsafe UInt64(littleEndian: UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self))
  }
}
