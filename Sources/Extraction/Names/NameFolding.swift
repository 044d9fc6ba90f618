// The folding of search, scalar by scalar and without strings, for names and for the texts that hold them.
import TextFolding

/// What a scalar of a name is compared as: lower case, without diacritics, Arabic and Persian letters as one.
///
/// The letters come from ``Folding``; where most names' letters lie they are looked up in a table.
struct NameFolding: Sendable {
  /// The scalar parts two words.
  static let separates: UInt32 = 0xFFFF_FFFF
  /// The scalar stands in a word and counts for nothing: a mark, a joiner, a half ring.
  static let vanishes: UInt32 = 0

  private static let tabled: [Range<UInt32>] = [0..<0x180, 0x2B0..<0x370, 0x600..<0x700, 0x2000..<0x2070]

  /// For the scalars below U+2070: their folded scalar, or one of the two above. Others: `notTabled`.
  private let table: [UInt32]
  private static let notTabled: UInt32 = 0xFFFF_FFFE
  /// For all other scalars, which are rare.
  private let folding: Folding

  package init(_ folding: Folding) {
    var table = [UInt32](repeating: Self.notTabled, count: 0x2070)
    for range in Self.tabled {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if !folding.isInWord(scalar) {
          table[Int(value)] = Self.separates
        } else if value < 0x80 {
          table[Int(value)] = value | (scalar.properties.isUppercase ? 0x20 : 0)
        } else if scalar.properties.generalCategory == .nonspacingMark {
          table[Int(value)] = Self.vanishes
        } else {
          table[Int(value)] = folding.word(String(scalar)).unicodeScalars.first?.value ?? Self.vanishes
        }
      }
    }
    self.table = table
    self.folding = folding
  }

  /// The folded scalar, ``separates`` or ``vanishes``.
  @inline(__always)
  func callAsFunction(_ value: UInt32) -> UInt32 {
    if value < 0x2070 {
      let folded = table[Int(value)]
      if folded != Self.notTabled { return folded }
    }
    return foldUntabled(value)
  }

  /// Latin letters lose their marks; of other scripts only the case is folded, which is enough to meet themselves.
  private func foldUntabled(_ value: UInt32) -> UInt32 {
    guard value != 0xFFFD, let scalar = Unicode.Scalar(value) else { return Self.separates }
    if value < 0x370 || (0x1E00..<0x1F00).contains(value) {
      return folding.word(String(scalar)).unicodeScalars.first?.value ?? Self.vanishes
    }
    if scalar.properties.generalCategory == .nonspacingMark { return Self.vanishes }
    guard folding.isInWord(scalar) else { return Self.separates }
    return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
  }
}
