// RIS (Research Information Systems, 2001; types of 2011): a line for each field, in CR LF.
import KnowledgeBase

enum RIS {
  /// A source as a reference, from `TY` to `ER`.
  static func reference(_ source: Source) -> String {
    let date = CitedDate(source.publishedOn)
    var lines = [("TY", type(source)), ("ID", source.key)]
    lines += CitedName.all(source.authors).map { name in
      switch name {
      case .parted(let family, let given): ("AU", "\(family), \(given)")
      case .literal(let name): ("AU", name)
      }
    }
    // What the types do not tell apart.
    if !["article", "book", "report", "post"].contains(source.kind) { lines.append(("M3", source.kind)) }
    if let title = source.title { lines.append(("TI", title)) }
    if let publisher = source.publisher { lines.append((type(source) == "NEWS" ? "T2" : "PB", publisher)) }
    if let year = date?.year { lines.append(("PY", year)) }
    if let day = date?.day { lines.append(("DA", day)) }
    if let url = source.url { lines.append(("UR", url)) }
    if let day = CitedDate(source.accessedOn)?.day { lines.append(("Y2", day)) }
    if source.language != "und" { lines.append(("LA", source.language)) }
    // What a year, a month and a day cannot say.
    if let date, date.day.flatMap({ ForeignDate.edtf($0) }) != date.text {
      lines.append(("N1", "Date (EDTF): \(date.text)"))
    }
    if let sha256 = source.sha256 { lines.append(("N1", "SHA-256 of the archived file: \(sha256)")) }
    lines.append(("ER", ""))
    return lines.map { "\($0)  - \(line($1))\r\n" }.joined()
  }

  private static func type(_ source: Source) -> String {
    switch source.kind {
    case "article": "NEWS"
    case "book": "BOOK"
    case "report": "RPRT"
    case "post": "BLOG"
    case "treaty": "GEN"
    default: source.url == nil ? "GEN" : "ELEC"
    }
  }

  /// A value on one line: line ends and other controls become a space.
  static func line(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}"
        || scalar == "\u{2029}"
      if !isControl {
        result.append(scalar)
      } else if result.last != " " {
        result.append(" ")
      }
    }
    return String(result)
  }
}

extension CitedDate {
  /// Four digits of the year in which it began; nil where not known.
  fileprivate var year: String? {
    sides[0].year.flatMap { (0...9999).contains($0) ? Self.digits($0, 4) : nil }
  }

  /// `2026/01/31/`, with nothing where a month or day is not known.
  fileprivate var day: String? {
    year.map {
      "\($0)/\(sides[0].month.map { Self.digits($0, 2) } ?? "")/\(sides[0].day.map { Self.digits($0, 2) } ?? "")/"
    }
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
