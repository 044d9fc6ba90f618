// Letters of the Arabic script as rules compare them: hamza, vowel signs, joiners and keyboards make no difference.
// Unsafe: the table is made once, has 256 places and is asked by eight bits; of the text, what is read is
// below its count.

/// Folds words byte by byte to hashes, without strings.
enum ScriptFolding {
  static let empty: UInt64 = 0xCBF2_9CE4_8422_2325

  /// For U+0600 to U+06FF: the letter that stands for it, or 0 where it counts for nothing. Constant once made.
  nonisolated(unsafe) private static let letters: UnsafePointer<UInt16> = {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
    for index in 0..<256 { unsafe table[index] = UInt16(0x600 + index) }
    for range in [0x10...0x1A, 0x40...0x40, 0x4B...0x5F, 0x70...0x70, 0xD6...0xDC, 0xDF...0xE8, 0xEA...0xED] {
      for index in range { unsafe table[index] = 0 }
    }
    let same: [(UInt16, [Int])] = [
      (0x627, [0x22, 0x23, 0x25, 0x71]), (0x648, [0x24]), (0x6CC, [0x26, 0x49, 0x4A, 0xD2]),
      (0x6A9, [0x43]), (0x647, [0x29, 0xC0, 0xC1, 0xD5]),
    ]
    for (letter, variants) in same {
      for variant in variants { unsafe table[variant] = letter }
    }
    return unsafe UnsafePointer(table)
  }()

  @inline(__always) static func adding(_ letter: UInt32, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
  }

  /// The folded letter that starts at `at`, 0 for what counts for nothing, and the length in bytes.
  @inline(__always)
  static func letter(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (letter: UInt32, length: Int) {
    let byte = unsafe text[at]
    if byte & 0xFC == 0xD8, at + 1 < text.count {
      return unsafe (UInt32(letters[Int(byte & 3) << 6 | Int(text[at + 1] & 0x3F)]), 2)
    }
    // Joiners and direction marks, byte order marks, soft hyphens.
    if byte == 0xE2, at + 2 < text.count, unsafe text[at + 1] == 0x80 || text[at + 1] == 0x81 {
      return (0, 3)
    }
    if byte == 0xEF, at + 2 < text.count, unsafe text[at + 1] == 0xBB, unsafe text[at + 2] == 0xBF {
      return (0, 3)
    }
    if byte == 0xC2, at + 1 < text.count, unsafe text[at + 1] == 0xAD { return (0, 2) }
    return (UInt32(byte), 1)
  }

  /// The hash of a word, and how many letters it has.
  static func hash(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (hash: UInt64, letters: Int) {
    var hash = empty
    var count = 0
    var at = range.lowerBound
    while at < range.upperBound {
      let (letter, length) = unsafe letter(text, at)
      at += length
      if letter == 0 { continue }
      hash = adding(letter, to: hash)
      count += 1
    }
    return (hash, count)
  }

  /// Whether a letter of the Arabic script starts with this byte.
  @inline(__always) static func isLead(_ byte: UInt8) -> Bool { byte & 0xFC == 0xD8 }
}
