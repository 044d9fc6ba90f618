// Dates as other formats write them, in EDTF; what cannot be read is no date, and nothing is made up.
import Documents
import KnowledgeBase

enum ForeignDate {
  /// The date that a text gives: EDTF, ISO 8601 with a time (which is left out), `2019/05/14/`, `May 14, 2019`.
  static func edtf(_ text: String) -> String? {
    let trimmed = text.trimmingSpace
    guard !trimmed.isEmpty else { return nil }
    let day = withoutTime(trimmed)
    if (try? EDTF(day)) != nil { return day }
    return slashed(day) ?? WrittenDate.edtf(trimmed).flatMap { (try? EDTF($0)) == nil ? nil : $0 }
  }

  /// A date that kb itself wrote: EDTF as it stands.
  static func own(_ text: String) -> String? { (try? EDTF(text)) == nil ? edtf(text) : text }

  /// Year, month and day, of which the later ones may be missing; nil where there is no such day.
  static func edtf(year: Int, month: Int? = nil, day: Int? = nil) -> String? {
    guard (-9999...9999).contains(year) else { return nil }
    var text = (year < 0 ? "-" : "") + digits(abs(year), 4)
    if let month { text += "-" + digits(month, 2) }
    if let day, month != nil { text += "-" + digits(day, 2) }
    return (try? EDTF(text)) == nil ? nil : text
  }

  /// `2019/05/14`, with nothing where a month or day is not known; what follows the day is left out.
  private static func slashed(_ text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1 || text.utf8.count == 4, parts[0].utf8.count == 4, let year = Int(parts[0]) else {
      return nil
    }
    let month = parts.count > 1 && !parts[1].isEmpty ? Int(parts[1]) ?? -1 : nil
    let day = parts.count > 2 && !parts[2].isEmpty ? Int(parts[2]) ?? -1 : nil
    guard month != -1, day != -1 else { return nil }
    return edtf(year: year, month: month, day: day)
  }

  /// `2019-05-14` of `2019-05-14T10:00:00.000Z` and of `2019-05-14 10:00:00`.
  private static func withoutTime(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count > 11, bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20, bytes[4] == 0x2D,
      bytes[7] == 0x2D,
      (0x30...0x39).contains(bytes[11])
    else { return text }
    return String(decoding: bytes[..<10], as: UTF8.self)
  }

  static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingSpace: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = unicodeScalars.drop(while: isSpace)
    guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(String.UnicodeScalarView(scalars[...last]))
  }
}
