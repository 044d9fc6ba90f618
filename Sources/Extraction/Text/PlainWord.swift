// Words of ASCII letters alone, which nearly all words of an English text are: read sixteen bytes at once.
// Unsafe: sixteen bytes are read only where more are left.

/// A word of one to fifteen ASCII letters.
///
/// It is made without branches, because how long a word is cannot be foreseen.
struct PlainWord {
  /// As written; zeros behind the last.
  let letters: (UInt64, UInt64)
  let length: Int

  /// The letters at `start`, of which the first is one; nil where there are sixteen or more, or less text behind.
  @inline(__always)
  init?(_ text: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard start &+ 16 < text.count else { return nil }
    let bytes = unsafe UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + start)
    let first = unsafe bytes.loadUnaligned(as: UInt64.self)
    let second = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    let others = (Self.others(first), Self.others(second))
    letters = (first & Self.before(others.0), others.0 == 0 ? second & Self.before(others.1) : 0)
    length = (others.0 == 0 ? 64 &+ others.1.trailingZeroBitCount : others.0.trailingZeroBitCount) &>> 3
    guard length < 16 else { return nil }
  }

  @inline(__always) var isCapitalised: Bool { letters.0 & 0x20 == 0 }

  /// Two letters or more, all of them capitals.
  @inline(__always) var isAllCapitals: Bool {
    (letters.0 | letters.1) & 0x2020_2020_2020_2020 == 0 && length > 1
  }

  @inline(__always) var hash: UInt64 {
    let hash = (letters.0 ^ (letters.1 &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ hash &>> 32
  }

  /// The highest bit of each byte that is no ASCII letter.
  @inline(__always) static func others(_ chunk: UInt64) -> UInt64 {
    let lower = (chunk | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let isFromA = lower &+ 0x1F1F_1F1F_1F1F_1F1F
    let isAfterZ = lower &+ 0x0505_0505_0505_0505
    return (~(isFromA ^ isAfterZ) | chunk) & 0x8080_8080_8080_8080
  }

  /// The bits of all bytes before the first of which the highest bit is set.
  @inline(__always) private static func before(_ marks: UInt64) -> UInt64 {
    ((marks & (0 &- marks)) &>> 7) &- 1
  }
}
