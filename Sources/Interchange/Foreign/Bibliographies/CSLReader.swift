// CSL-JSON in: what Zotero, Pandoc and citeproc write, and kb export sources --format csl-json.
import KnowledgeBase

/// Reads items as sources.
final class CSLReader: TreeReader {
  init(_ stream: TextStream) throws { try super.init(stream, CitedFields.columns) }

  override func record() throws -> [String: String]? {
    guard let item = try tree() else { return nil }
    var fields = CitedFields(leftOut)
    let type = item["type"]?.text ?? ""
    let custom = item["custom"]
    fields.set("citation_key", item["id"]?.text ?? item["citation-key"]?.text, as: "id")
    if !fields.setOwnKind(custom?["kind"]?.text) { fields.setKind(type, Self.kinds) }
    for name in item["author"]?.items ?? [] {
      guard let text = Self.name(name) else { throw RowMistake("a name is an object", column: "author") }
      fields.addAuthor(text)
    }
    fields.set("title", item["title"]?.text, as: "title")
    fields.set("url", item["URL"]?.text, as: "URL")
    fields.setDOI(item["DOI"]?.text, as: "DOI")
    let isPeriodical = type.hasPrefix("article") || type.hasPrefix("post") || ["webpage", ""].contains(type)
    for name in isPeriodical ? ["container-title", "publisher"] : ["publisher"] {
      fields.set("publisher", item[name]?.text, as: name)
    }
    fields.set(
      "published_on", custom?["published_on"]?.text.flatMap { ForeignDate.own($0) }, as: "published_on")
    for (field, name) in [("published_on", "issued"), ("accessed_on", "accessed")] {
      guard let date = item[name], fields.fields[field] == nil else { continue }
      try fields.setDate(field, Self.date(date, name), as: name)
    }
    fields.setLanguage(item["language"]?.text, as: "language")
    if let words = item["keyword"]?.texts {
      for text in words { fields.addTopics(text, by: text.contains(";") ? [";"] : [","]) }
    }
    for name in item.names where !Self.known.contains(name) {
      if name != "container-title" || !isPeriodical { fields.leave(name) }
    }
    if custom?["sha256"] != nil { fields.leave("SHA-256 of the archived file") }
    return try fields.finish()
  }

  static let known: Set<String> = [
    "id", "citation-key", "type", "custom", "author", "title", "URL", "DOI", "publisher", "issued",
    "accessed", "language", "keyword",
  ]

  /// `Family, Given`, or the name as a whole.
  private static func name(_ name: JSONTree) -> String? {
    if let literal = name["literal"]?.text { return literal }
    let family = [name["non-dropping-particle"], name["family"]].compactMap { $0?.text }.joined(
      separator: " ")
    let given = [name["given"], name["dropping-particle"]].compactMap { $0?.text }.joined(separator: " ")
    let parts = [family, given, name["suffix"]?.text ?? ""].filter { !$0.isEmpty }
    return parts.isEmpty ? name.text : parts.joined(separator: ", ")
  }

  /// A date in EDTF of its parts; else its words, as they are.
  private static func date(_ date: JSONTree, _ name: String) throws -> String? {
    guard let parts = date["date-parts"]?.items, !parts.isEmpty else {
      return date["raw"]?.text ?? date["literal"]?.text ?? date.text
    }
    let isCirca: Bool
    switch date["circa"] {
    case .boolean(let value): isCirca = value
    case let value: isCirca = value?.text.map { $0 != "0" } ?? false
    }
    let sides = try parts.map { side in
      var numbers = side.items.map(\.integer)
      // (Some programs write a month and a day that are not known as empty.)
      while let last = side.items[..<numbers.count].last, numbers.count > 1, last.isEmpty {
        numbers.removeLast()
      }
      guard let year = numbers.first ?? nil, numbers.allSatisfy({ $0 != nil }),
        let text = ForeignDate.edtf(
          year: year,
          month: numbers.count > 1
            ? numbers[1] : date["season"]?.integer.map { 20 + ($0 > 20 ? $0 - 20 : $0) },
          day: numbers.count > 2 ? numbers[2] : nil)
      else { throw RowMistake("date-parts are numbers of a day that there is", column: name) }
      return text + (isCirca ? "~" : "")
    }
    return sides.prefix(2).joined(separator: "/")
  }

  private static let kinds = [
    "article": "article", "article-newspaper": "article", "article-journal": "article",
    "article-magazine": "article", "webpage": "article", "paper-conference": "article",
    "entry-encyclopedia": "article", "review": "article", "post": "post", "post-weblog": "post",
    "speech": "speech", "interview": "interview", "book": "book", "chapter": "book", "report": "report",
    "thesis": "report", "treaty": "treaty", "broadcast": "transcript", "hearing": "transcript",
    "personal_communication": "statement",
  ]
}
