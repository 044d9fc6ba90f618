// BibTeX and BibLaTeX in, and kb export sources --format biblatex.
import KnowledgeBase

/// Reads entries as sources.
final class BibTeXReader: FieldReader {
  private var scanner: BibTeXScanner

  override var line: Int { scanner.entryLine }
  override var original: String { scanner.original }

  init(_ stream: TextStream) throws {
    scanner = BibTeXScanner(try stream.wholeText())
    super.init(CitedFields.columns)
  }

  override func record() throws -> [String: String]? {
    guard let entry = try scanner.next() else { return nil }
    var given: [String: String] = [:]
    for (name, value) in entry.fields where given.updateValue(value.trimmingSpace, forKey: name) != nil {
      leftOut.add("fields", "\(name) given twice")
    }
    var fields = CitedFields(leftOut)
    fields.set("citation_key", entry.key, as: "key")
    if !fields.setOwnKind(given["type"]) { fields.setKind(entry.type, Self.kinds) }
    for name in BibTeXNames.all(given["author"] ?? "") {
      if let name { fields.addAuthor(plain(name)) } else { fields.leave("and others") }
    }
    let title = [given["title"], given["subtitle"]].compactMap { $0 }.map { plain($0) }
    fields.set("title", title.isEmpty ? nil : title.joined(separator: ": "), as: "title")
    let url = given["url"].map(Self.address)
    fields.set("url", url, as: "url")
    fields.setDOI(given["doi"], as: "doi")
    for name in publishers(entry.type) {
      fields.set("publisher", given[name].map { plain($0) }, as: name)
    }
    fields.setDate("published_on", given["date"].map(Self.day), as: "date")
    if fields.fields["published_on"] == nil { fields.setDate("published_on", day(given), as: "year") }
    if let note = given["note"] { fields.takeNote(plain(note), as: "note") }
    fields.setDate("accessed_on", given["urldate"].map(Self.day), as: "urldate")
    fields.setLanguage(given["langid"] ?? given["language"].map { plain($0) }, as: "langid")
    fields.addTopics(plain(given["keywords"] ?? ""), by: [",", ";"])
    let publishers = publishers(entry.type)
    for (name, _) in entry.fields where !Self.known.contains(name) && !publishers.contains(name) {
      if name != "type" || !Source.kinds.contains(given["type"] ?? "") { fields.leave(name) }
    }
    return try fields.finish()
  }

  private func plain(_ text: String) -> String {
    TeXText.decode(text) { leftOut.add("TeX commands", $0) }
  }

  /// An address stands as it is; what older files wrap it in is taken away.
  private static func address(_ text: String) -> String {
    var url = text
    for wrap in ["\\url{", "{"] where url.hasPrefix(wrap) && url.hasSuffix("}") {
      url = String(url.dropFirst(wrap.count).dropLast())
    }
    return url.replacing("\\_", with: "_").replacing("\\%", with: "%").replacing("\\&", with: "&")
      .replacing("\\#", with: "#").replacing("\\~", with: "~")
  }

  /// A date in EDTF stands as it is: its ~ is no space.
  private static func day(_ text: String) -> String { text.filter { $0 != "{" && $0 != "}" } }

  /// The day that year, month and day of older files give, as far as they do.
  private func day(_ given: [String: String]) -> String? {
    guard let text = given["year"].map({ plain($0) }) else { return nil }
    guard let year = Int(text), let month = given["month"].map({ plain($0).trimmingSpace }) else {
      return text
    }
    let day = given["day"].flatMap { Int($0) }
    if let number = Self.month(month) {
      return ForeignDate.edtf(year: year, month: number, day: day) ?? "\(text)-\(month)"
    }
    // (July-August; June 12; 12 June.)
    let sides = month.split { "/-–—".contains($0) }.map { Self.month($0.trimmingSpace) }
    if sides.count == 2, let first = sides[0], let last = sides[1], first < last {
      return "\(ForeignDate.edtf(year: year, month: first)!)/\(ForeignDate.edtf(year: year, month: last)!)"
    }
    let words = month.split { " ,.".contains($0) }.map(String.init)
    if words.count == 2, let name = words.first(where: { Int($0) == nil }), let number = Self.month(name),
      let day = words.lazy.compactMap({ Int($0) }).first,
      let date = ForeignDate.edtf(year: year, month: number, day: day)
    {
      return date
    }
    if sides.count < 2, let date = ForeignDate.edtf("\(month) \(year)") { return date }
    leftOut.add("dates that are none", "month '\(month.prefix(40))'")
    return text
  }

  private static func month(_ text: String) -> Int? {
    if let number = Int(text) { return (1...12).contains(number) ? number : nil }
    let name = text.lowercased().filter { $0 != "." }
    return name.utf8.count < 3
      ? nil : CitedDate.months.firstIndex { $0.lowercased().hasPrefix(name) }.map { $0 + 1 }
  }

  /// The fields that name who published it, the likeliest first.
  private func publishers(_ type: String) -> [String] {
    switch type {
    case "article", "periodical", "suppperiodical": ["journaltitle", "journal", "publisher", "organization"]
    case "report", "techreport", "thesis", "phdthesis", "mastersthesis":
      ["institution", "school", "publisher", "organization"]
    case "online", "electronic", "www", "misc":
      ["organization", "publisher", "institution", "howpublished", "journaltitle"]
    default: ["publisher", "organization", "institution", "school"]
    }
  }

  /// Fields that have a place, beside those that name who published it.
  static let known: Set<String> = [
    "author", "title", "subtitle", "url", "doi", "date", "year", "month", "day", "urldate", "langid",
    "language", "keywords", "note",
  ]

  /// Whether entries, or what stands between them, have this type.
  static func isType(_ type: String) -> Bool {
    kinds[type] != nil
      || ["string", "comment", "preamble", "suppperiodical", "patent", "software", "dataset"].contains(type)
  }

  private static let kinds = [
    "article": "article", "inproceedings": "article", "conference": "article", "online": "article",
    "electronic": "article", "www": "article", "misc": "article", "unpublished": "article",
    "periodical": "article", "inreference": "article", "book": "book", "mvbook": "book",
    "inbook": "book", "bookinbook": "book", "incollection": "book", "collection": "book",
    "booklet": "book", "proceedings": "book", "reference": "book", "report": "report",
    "techreport": "report", "thesis": "report", "phdthesis": "report", "mastersthesis": "report",
    "manual": "report", "letter": "statement", "video": "transcript", "audio": "transcript",
  ]
}

/// Names of authors as BibTeX joins and parts them.
enum BibTeXNames {
  /// Each name as `Family, Given` or as a whole, TeX not decoded yet; nil for `others`.
  static func all(_ text: String) -> [String?] {
    split(text) { $0.elementsEqual("and".utf8) }.filter { !$0.isEmpty }.map { words in
      let name = words.joined(separator: " ")
      return name == "others" ? nil : parted(name, words)
    }
  }

  /// "von Last, First" stays; of "First von Last", the last word and the small ones before it are the family's.
  private static func parted(_ name: String, _ words: [String]) -> String {
    let parts = sides(name)
    if parts.count > 1 {
      // (Last, Jr, First)
      return parts.count == 3
        ? [parts[0], parts[2], parts[1]].joined(separator: ", ") : parts.joined(separator: ", ")
    }
    guard words.count > 1 else { return name }
    var family = words.count - 1
    if let von = words.indices.dropLast().first(where: { $0 > 0 && isSmall(words[$0]) }) { family = von }
    return words[family...].joined(separator: " ") + ", " + words[..<family].joined(separator: " ")
  }

  private static func isSmall(_ word: String) -> Bool {
    word.utf8.first.map { (0x61...0x7A).contains($0) } ?? false
  }

  /// The words outside of braces between separators.
  private static func split(_ text: String, _ isSeparator: (Substring.UTF8View) -> Bool) -> [[String]] {
    var names: [[String]] = [[]]
    for word in pieces(text, at: { $0 == 0x20 || (0x09...0x0D).contains($0) }) where !word.isEmpty {
      if isSeparator(word.utf8) { names.append([]) } else { names[names.count - 1].append(String(word)) }
    }
    return names
  }

  private static func sides(_ name: String) -> [String] {
    pieces(name, at: { $0 == UInt8(ascii: ",") }).map(\.trimmingSpace).filter { !$0.isEmpty }
  }

  /// The pieces of a text between bytes that stand outside of braces.
  private static func pieces(_ text: String, at isCut: (UInt8) -> Bool) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      guard depth <= 0, isCut(byte) else { continue }
      pieces.append(text[start..<index])
      start = text.utf8.index(after: index)
    }
    return pieces + [text[start...]]
  }
}
