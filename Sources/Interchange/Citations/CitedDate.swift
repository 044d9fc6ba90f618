// Dates of sources as citations have them: what a form cannot say is left out, and nothing is made up.
import KnowledgeBase

/// A date in EDTF, taken apart.
struct CitedDate {
  /// One side of an interval, or the date itself.
  struct Side {
    /// nil: not known, or not to the digit.
    var year, month, day: Int?
    /// 1 for spring to 4 for winter.
    var season: Int?
    var isUncertain = false
    var isApproximate = false
    /// `..`, or nothing.
    var isOpen = false
    /// As level 1 of EDTF has it; nil where it takes level 2.
    var levelOne: String?
  }

  /// As it stands in the file.
  let text: String
  let sides: [Side]

  /// - Returns: nil where the text is no date.
  init?(_ text: String?) {
    guard let text, (try? EDTF(text)) != nil else { return nil }
    self.text = text
    sides = text.split(separator: "/", omittingEmptySubsequences: false).map(Self.side)
  }

  var isCirca: Bool { sides.contains { $0.isApproximate || $0.isUncertain } }
  var isInterval: Bool { sides.count == 2 }
  /// The date as EDTF of level 0 or 1; nil where it takes level 2.
  var levelOne: String? {
    let texts = sides.compactMap(\.levelOne)
    return texts.count == sides.count ? texts.joined(separator: "/") : nil
  }

  private static func side(_ text: Substring) -> Side {
    var side = Side()
    guard !text.isEmpty, text != ".." else {
      side.isOpen = true
      side.levelOne = String(text)
      return side
    }
    var rest = text
    let mark = rest.last
    if let mark, "?~%".contains(mark) {
      side.isUncertain = mark != "~"
      side.isApproximate = mark != "?"
      rest.removeLast()
    }
    guard rest.first != "Y" else { return side }
    // The time of day is not cited.
    rest = rest.prefix { $0 != "T" }
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    let parts = rest.split(separator: "-").map(String.init)
    side.year = Int(parts[0]).map { isNegative ? -$0 : $0 }
    if parts.count > 1, let month = Int(parts[1]), side.year != nil || parts.count > 2 {
      if month > 20 { side.season = month - 20 } else { side.month = month }
    }
    // (A day without its month says nothing.)
    if parts.count > 2, side.month != nil { side.day = Int(parts[2]) }
    side.levelOne = levelOne(parts, isNegative, mark.flatMap { "?~%".contains($0) ? $0 : nil })
    return side
  }

  /// A date whose unknown digits stand where level 1 lets them: at the end of a year, or for a whole month or day.
  private static func levelOne(_ parts: [String], _ isNegative: Bool, _ mark: Character?) -> String? {
    var parts = parts
    let hasUnknownYear = parts[0].contains("X")
    guard parts[0].prefix(2).allSatisfy(\.isNumber), !parts[0].hasSuffix("X") || parts.count == 1,
      !hasUnknownYear || parts[0].hasSuffix("X")
    else { return nil }
    // Part of a month or day that is known is more than level 1 can say: the whole of it is left out.
    if parts.count > 1, parts[1].contains("X") { parts[1] = "XX" }
    if parts.count > 2, parts[2].contains("X") || parts[1] == "XX" { parts[2] = "XX" }
    return (isNegative ? "-" : "") + parts.joined(separator: "-") + (mark.map(String.init) ?? "")
  }
}

extension CitedDate {
  /// In English, from January.
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
  private static let seasons = ["spring", "summer", "autumn", "winter"]

  /// As English prose has it: `January 31, 2026`, `ca. May 2019`, `1979 to 1989`; what cannot be said so, in EDTF.
  var inWords: String {
    let words = sides.map(Self.words)
    guard words.allSatisfy({ $0 != nil }) else { return text }
    guard isInterval else { return words[0] ?? text }
    if sides[0].isOpen { return "until \(words[1] ?? "")" }
    return sides[1].isOpen ? "from \(words[0] ?? "")" : "\(words[0] ?? "") to \(words[1] ?? "")"
  }

  /// As APA has it: `2019, May 14`; what has no full date, as in ``inWords``.
  var yearFirst: String {
    guard !isInterval, !isCirca, let year = sides[0].year, year > 0, let month = sides[0].month else {
      return inWords
    }
    return "\(year), \(Self.months[month - 1])" + (sides[0].day.map { " \($0)" } ?? "")
  }

  /// As MLA has it: `14 May 2019`; what has no full date, as in ``inWords``.
  var dayFirst: String {
    guard !isInterval, !isCirca, let year = sides[0].year, year > 0, let month = sides[0].month,
      let day = sides[0].day
    else { return inWords }
    return "\(day) \(Self.months[month - 1]) \(year)"
  }

  private static func words(_ side: Side) -> String? {
    if side.isOpen { return "" }
    let month = side.month.map { months[$0 - 1] }
    let year = side.year.map { $0 > 0 ? String($0) : "\(1 - $0) BC" }
    let date: String
    switch (year, month, side.day, side.season) {
    case (let year?, let month?, let day?, _): date = "\(month) \(day), \(year)"
    case (let year?, let month?, nil, _): date = "\(month) \(year)"
    case (let year?, nil, _, let season?): date = "\(seasons[season - 1]) \(year)"
    case (let year?, nil, _, nil): date = year
    case (nil, let month?, let day?, _): date = "\(month) \(day) (year not known)"
    default: return nil
    }
    return (side.isApproximate ? "ca. " : "") + date + (side.isUncertain ? "?" : "")
  }
}
