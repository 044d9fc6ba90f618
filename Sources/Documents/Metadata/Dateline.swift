// The line in which agencies say where, when and who, before an article's first words.

/// What a dateline says: "TEHRAN, Jan. 31, 2024 (Xinhua) -- ", "WANA (Jan 31) – ", "تهران - ایرنا - ".
struct Dateline: Equatable {
  var publisher: String?
  /// EDTF.
  var date: String?

  /// Reads the dateline that a paragraph begins with; nil where it begins with none.
  init?(_ paragraph: some StringProtocol) {
    let head = Array(paragraph.unicodeScalars.prefix(120))
    guard let end = Self.end(of: head) else { return nil }
    let line = Self.string(head[..<end])
    if let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close {
      let before = Self.trimmed(line[..<open])
      let inside = Self.trimmed(line[line.index(after: open)..<close])
      guard Self.trimmed(line[line.index(after: close)...]).isEmpty else { return nil }
      guard before.utf8.count <= 80, !inside.isEmpty, Self.startsWithName(before) else { return nil }
      date = WrittenDate.edtf(before) ?? WrittenDate.edtf(inside)
      if WrittenDate.edtf(inside) == nil {
        guard Self.startsWithName(inside), inside.split(separator: " ").count <= 4 else { return nil }
        publisher = inside
      } else {
        // The day stands in the brackets: the name before them is an agency's, or a place.
        publisher =
          Self.agency(in: [before]) ?? Self.agency(in: inside.split(separator: ",").map(Self.trimmed))
        if publisher == nil, before.isEmpty { return nil }
      }
    } else {
      // "Tehran, Jan 31, IRNA –", "MOSCOW, January 31. /TASS/.", "تهران - ایرنا -".
      let pieces = line.unicodeScalars.split { ",،-–—/ـ".unicodeScalars.contains($0) }.map {
        Self.trimmed(String($0))
      }.filter { !$0.isEmpty }
      guard (1...5).contains(pieces.count), let found = Self.agency(in: pieces) else { return nil }
      publisher = found
      date = WrittenDate.edtf(line)
    }
    if publisher == nil && date == nil { return nil }
  }

  /// Where the dateline ends: at the dash, or at the second slash of `/TASS/`, after the last bracket.
  private static func end(of head: [Unicode.Scalar]) -> Int? {
    var depth = 0
    var slashes = 0
    var last: Int?
    for (index, scalar) in head.enumerated() {
      switch scalar {
      case "\n", "\r", "\"", "“", "«", "?", "!": return last
      case "(": depth += 1
      case ")":
        depth -= 1
        // What follows the bracket must be the dash, or a colon.
        let next = head[(index + 1)...].first { !$0.properties.isWhitespace }
        guard depth == 0 else { return nil }
        guard let next, isDash(next) || next == ":" else { return nil }
        return index + 1
      case "/":
        slashes += 1
        if slashes == 2 { return index }
      case "–", "—", "ـ":
        if depth == 0 { last = index }
      case "-":
        // A hyphen inside a word is no dash.
        let before = index > 0 ? head[index - 1] : " "
        let after = index + 1 < head.count ? head[index + 1] : " "
        if depth == 0, before.properties.isWhitespace || after == "-" || after.properties.isWhitespace {
          last = index
        }
      case ":":
        if depth == 0, last != nil { return index }
      default: break
      }
      // Two dashes with an agency between them are over by now.
      if index > 70, depth == 0 { return last }
    }
    return last
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool { "-–—−ـ".unicodeScalars.contains(scalar) }

  /// Whether a name begins as names do: a capital, or a letter of a script without capitals.
  private static func startsWithName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return true }
    return first.properties.isAlphabetic && !first.properties.isLowercase
  }

  private static func agency(in pieces: [String]) -> String? {
    pieces.first { agencies.contains($0.lowercased()) }
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !isEdge($0) }),
      let last = scalars.lastIndex(where: { !isEdge($0) })
    else { return "" }
    return string(scalars[first...last])
  }

  private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ",.،:".unicodeScalars.contains(scalar) || isDash(scalar)
  }

  /// News agencies by the names that stand in datelines, in lower case.
  private static let agencies: Set<String> = [
    "aa", "afp", "ana", "anadolu", "anadolu agency", "ani", "ansa", "ap", "apa", "apna", "associated press",
    "bernama",
    "bna", "dpa", "efe", "fars", "fars news", "fna", "iana", "ians", "ilna", "ina", "interfax", "iqna",
    "irib", "irna",
    "isna", "itar-tass", "jiji", "kcna", "kuna", "kyodo", "maan", "map", "mehr", "mehr news", "mena", "mna",
    "nna",
    "ntb", "pap", "petra", "press tv", "presstv", "pti", "qna", "reuters", "ria", "ria novosti", "sana",
    "shana", "spa",
    "sputnik", "tasnim", "tass", "tt", "ukrinform", "una", "upi", "wafa", "wam", "wana", "xinhua", "yjc",
    "yonhap",
    "ایرنا", "ایسنا", "ایلنا", "تسنیم", "فارس", "مهر", "ایکنا", "شانا", "رویترز", "خبرگزاری مهر",
    "خبرگزاری فارس",
    "خبرگزاری تسنیم", "فرانس پرس", "رويترز", "وكالات", "سانا", "وام", "واس", "وفا", "أ ف ب", "ا ف ب",
    "فرانس برس",
    "د ب أ", "إرنا", "الأناضول", "قنا", "كونا", "بترا", "سبوتنيك",
  ]
}
