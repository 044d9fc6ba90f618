// BibLaTeX (3.20, read by biber): entries in UTF-8, with braces that balance whatever the text holds.
import KnowledgeBase

enum BibLaTeX {
  /// A source as an entry that ends in a line end.
  static func entry(_ source: Source) -> String {
    let date = CitedDate(source.publishedOn)
    var notes: [String] = []
    if let date, date.levelOne == nil { notes.append("Date (EDTF): \(date.text)") }
    if let sha256 = source.sha256 { notes.append("SHA-256 of the archived file: \(sha256)") }
    let authors = CitedName.all(source.authors).map(name).joined(separator: " and ")
    let type = type(source)
    let publisher =
      switch type {
      case "article": "journaltitle"
      case "book": "publisher"
      case "report": "institution"
      default: "organization"
      }
    let fields: [(String, String?)] = [
      ("author", authors.isEmpty ? nil : authors),
      // A second pair of braces keeps the case of the letters.
      ("title", source.title.map { "{\(escaped($0))}" }),
      (publisher, source.publisher.map { "{\(escaped($0))}" }),
      ("type", type == "report" ? "report" : ["online", "misc"].contains(type) ? source.kind : nil),
      ("date", date?.levelOne),
      ("url", source.url.map(address)),
      ("urldate", CitedDate(source.accessedOn)?.levelOne),
      ("langid", languages[String(source.language.prefix { $0 != "-" })]),
      ("note", notes.isEmpty ? nil : escaped(notes.joined(separator: "; "))),
    ]
    let lines = fields.compactMap { name, value in value.map { "  \(name) = {\($0)}" } }
    return "@\(type){\(source.key),\n\(lines.joined(separator: ",\n"))\n}\n"
  }

  private static func type(_ source: Source) -> String {
    switch source.kind {
    case "book": return "book"
    case "report" where source.publisher != nil: return "report"
    // @article wants a journal; what has an address and none is a page.
    case "article" where source.publisher != nil: return "article"
    default: return source.url == nil ? "misc" : "online"
    }
  }

  private static func name(_ name: CitedName) -> String {
    switch name {
    // Braces keep an "and" in a name from parting it, and a name of several words in its order.
    case .parted(let family, let given): "{\(escaped(family))}, {\(escaped(given))}"
    case .literal(let name): "{\(escaped(name))}"
    }
  }

  /// Text as LaTeX prints it. Braces are named, because readers of BibLaTeX count even those behind a backslash.
  static func escaped(_ text: String) -> String {
    var result = ""
    var hasSpace = false
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      // Two of these in a row would be printed as one other sign.
      if scalar == last, ["-", "'", "`"].contains(scalar) { result += "{}" }
      last = scalar
      if scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\u{2028}" || scalar == "\u{2029}" {
        if !hasSpace { result += " " }
        hasSpace = true
        continue
      }
      hasSpace = scalar == " "
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "%", "&", "#", "$", "_": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An address, which BibLaTeX reads as it stands: what would unbalance the braces is percent-encoded.
  static func address(_ url: String) -> String {
    var result = ""
    for scalar in url.unicodeScalars {
      if scalar.value <= 0x20 || scalar.value == 0x7F || "{}\\".unicodeScalars.contains(scalar) {
        result += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The names that babel and polyglossia have for languages.
  static let languages = [
    "en": "english", "fa": "persian", "ar": "arabic", "he": "hebrew", "fr": "french", "de": "german",
    "ru": "russian", "tr": "turkish", "es": "spanish", "it": "italian", "pt": "portuguese", "pl": "polish",
    "nl": "dutch", "uk": "ukrainian", "ja": "japanese", "el": "greek", "sv": "swedish", "da": "danish",
  ]
}
