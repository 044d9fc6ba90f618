// The words of a text as numbers: folded as search folds them, read from bytes and without strings.
// Unsafe: text and table live until the call returns; every index is below its count, and a scalar beyond the
// table is folded without it.

/// Reads the words of UTF-8 texts as hashes of their folded letters: two words are one where search takes them for one.
///
/// The lowest bit of a hash says whether the word has a digit. Signs and white
/// space only part words.
package struct FoldedWords: Sendable {
  private static let separates: UInt32 = 0xFFFF_FFFF
  private static let vanishes: UInt32 = 0
  private static let size = 0x2070

  /// What each scalar below U+2070 is read as.
  private let table: [UInt32]
  private let folding: Folding

  package init(_ folding: Folding) {
    self.folding = folding
    table = (0..<UInt32(Self.size)).map { Self.folded($0, folding) }
  }

  private static func folded(_ value: UInt32, _ folding: Folding) -> UInt32 {
    guard let scalar = Unicode.Scalar(value), value != 0xFFFD, folding.isInWord(scalar) else {
      return separates
    }
    if value < 0x80 { return value | (scalar.properties.isUppercase ? 0x20 : 0) }
    if scalar.properties.generalCategory == .nonspacingMark { return vanishes }
    return folding.word(String(scalar)).unicodeScalars.first?.value ?? vanishes
  }

  /// Appends the hash of each word of a text.
  ///
  /// - Parameter text: valid UTF-8.
  package func appendHashes(of text: UnsafeBufferPointer<UInt8>, to hashes: inout [UInt32]) {
    unsafe table.withUnsafeBufferPointer { table in
      var hash: UInt64 = 0
      var hasDigit = false
      var index = 0
      while index < text.count {
        let byte = unsafe text[index]
        let value: UInt32
        if byte < 0x80 {
          value = unsafe table[Int(byte)]
          index += 1
        } else {
          let (scalar, length) = unsafe Self.scalar(text, index)
          value = unsafe scalar < Self.size ? table[Int(scalar)] : Self.folded(scalar, folding)
          index += length
        }
        if value == Self.separates {
          if hash != 0 { hashes.append(Self.finished(hash, hasDigit)) }
          (hash, hasDigit) = (0, false)
        } else if value != Self.vanishes {
          if value &- 0x30 < 10 { hasDigit = true }
          hash = ((hash == 0 ? 0xcbf2_9ce4_8422_2325 : hash) ^ UInt64(value)) &* 0x0000_0100_0000_01B3
        }
      }
      if hash != 0 { hashes.append(Self.finished(hash, hasDigit)) }
    }
  }

  /// The hashes of the words of a text.
  package func hashes(of text: String) -> [UInt32] {
    var text = text
    var hashes: [UInt32] = []
    text.withUTF8 { unsafe appendHashes(of: $0, to: &hashes) }
    return hashes
  }

  private static func finished(_ hash: UInt64, _ hasDigit: Bool) -> UInt32 {
    let mixed = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed >> 32) & ~1 | (hasDigit ? 1 : 0)
  }

  /// The scalar that starts at a byte above ASCII, and its length in bytes.
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt32, Int) {
    let first = unsafe UInt32(text[index])
    let length = max(1, min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.count - index))
    var value = first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07
    for offset in 1..<max(length, 1) { value = unsafe value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (value, length)
  }
}
