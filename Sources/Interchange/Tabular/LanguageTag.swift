// Tags of languages, by the rule that the schema has for them.

enum LanguageTag {
  /// Whether it is a BCP 47 tag as the file takes it: en, fa, fa-Latn.
  static func isTag(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 35, bytes.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return false }
    let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    return parts.allSatisfy { !$0.isEmpty }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 }
}
