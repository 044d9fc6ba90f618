// What an entry of a bibliography says, as fields of a source.
import KnowledgeBase

/// Gathers the fields of one source; what has no place is counted.
struct CitedFields {
  private(set) var fields: [String: String] = [:]
  private let leftOut: LeftOut
  private var authors: [String] = []
  private var topics: [String] = []
  private var other: String?
  /// The columns that such entries fill.
  static let columns = [
    "citation_key", "title", "kind", "authors", "publisher", "published_on", "accessed_on", "url", "language",
    "topics",
  ]

  init(_ leftOut: LeftOut) { self.leftOut = leftOut }

  /// Fills a field; where it is filled already, what the file calls it is counted as left out.
  mutating func set(_ field: String, _ value: String?, as name: String) {
    guard let value, !value.isEmpty else { return }
    if let old = fields[field] {
      if !old.utf8.elementsEqual(value.utf8) { leftOut.add("fields", name) }
    } else {
      fields[field] = value
    }
  }

  mutating func leave(_ name: String) { leftOut.add("fields", name) }

  mutating func addAuthor(_ name: String) {
    // (Authors are joined by semicolons.)
    let name = name.trimmingSpace.replacing(";", with: ",")
    if !name.isEmpty { authors.append(name) }
  }

  mutating func addTopics(_ text: String, by separators: Set<Character>) {
    for topic in text.split(whereSeparator: separators.contains) {
      let topic = topic.trimmingSpace
      if !topic.isEmpty, !topics.contains(topic) { topics.append(topic) }
    }
  }

  mutating func setDate(_ field: String, _ text: String?, as name: String) {
    guard let text, !text.trimmingSpace.isEmpty else { return }
    guard let date = ForeignDate.edtf(text) else {
      return leftOut.add("dates that are none", "\(name) '\(text.trimmingSpace.prefix(40))'")
    }
    set(field, date, as: name)
  }

  mutating func setLanguage(_ text: String?, as name: String) {
    guard let text, !text.trimmingSpace.isEmpty else { return }
    guard let tag = ForeignLanguage.tag(text) else {
      return leftOut.add("languages that are not known", "'\(text.trimmingSpace.prefix(40))'")
    }
    set("language", tag, as: name)
  }

  /// - Parameters:
  ///   - type: as the file has it.
  ///   - kinds: the kinds of sources that types are; another is an article, and is counted.
  mutating func setKind(_ type: String, _ kinds: [String: String]) {
    if let kind = kinds[type.lowercased()] { return set("kind", kind, as: type) }
    fields["kind"] = fields["kind"] ?? "article"
    leftOut.add("types that are taken for articles", type)
  }

  /// Our own name of a kind, which a file that kb wrote may carry.
  mutating func setOwnKind(_ text: String?) -> Bool {
    guard let text, Source.kinds.contains(text) else { return false }
    fields["kind"] = text
    return true
  }

  /// What kb writes into notes; another note is left out.
  mutating func takeNote(_ text: String, as name: String) {
    for part in text.split(separator: ";").map(\.trimmingSpace) {
      if part.hasPrefix(Self.datePrefix),
        let date = ForeignDate.own(String(part.dropFirst(Self.datePrefix.count)))
      {
        fields["published_on"] = date
      } else if part.hasPrefix("SHA-256 of the archived file") {
        leftOut.add("fields", "SHA-256 of the archived file")
      } else {
        return leave(name)
      }
    }
  }

  private static let datePrefix = "Date (EDTF): "

  /// An identifier of the work is its address where it has no other.
  mutating func setDOI(_ text: String?, as name: String) {
    guard let doi = text?.trimmingSpace, !doi.isEmpty else { return }
    other =
      doi.hasPrefix("http")
      ? doi : "https://doi.org/" + (doi.hasPrefix("doi:") ? String(doi.dropFirst(4)) : doi)
    if let url = fields["url"], !url.lowercased().contains(doi.lowercased()) { leave(name) }
  }

  /// The fields, with lists joined.
  mutating func finish() throws -> [String: String] {
    if fields["url"] == nil, let other { fields["url"] = other }
    if !authors.isEmpty { fields["authors"] = authors.joined(separator: "; ") }
    if !topics.isEmpty { fields["topics"] = topics.joined(separator: "; ") }
    guard fields["title"] != nil || fields["url"] != nil || fields["citation_key"] != nil else {
      throw RowMistake("the entry has neither a title nor an address nor a key")
    }
    return fields
  }
}
