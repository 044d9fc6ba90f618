// Sources, and their archived text.
import Storage

/// A document that can be cited: one row of the view `sources`.
public struct Source: Sendable, Hashable {
  public let key: String
  public let title: String?
  /// `article`, `speech`, `interview`, `book`, `report`, `statement`, `post`, `treaty` or `transcript`.
  public let kind: String
  public let publisher, publisherKey: String?
  /// Joined by `; `.
  public let authors: String?
  /// EDTF.
  public let publishedOn, accessedOn: String?
  public let url: String?
  /// BCP 47.
  public let language: String
  /// Whether its text is kept in the file.
  public let isArchived: Bool
  /// Of the archived text.
  public let words: Int?
  /// Of the file that the text came from, in hexadecimal.
  public let sha256: String?
  public let topics: [String]
  /// The key of the source of which this is a later text.
  public let versionOf: String?
  public let status: String

  package static let kinds = [
    "article", "speech", "interview", "book", "report", "statement", "post", "treaty", "transcript",
  ]
}

/// A question for sources. Newest first, then by key; those without a date last.
public struct SourceQuery: Sendable {
  /// Words of its title or text, folded, in any order; or its key.
  public var words: String?
  /// A name or key.
  public var publisher: String?
  public var kind: String?
  /// Published then or later (earlier): EDTF.
  public var since, until: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the source with this key.
  public var after: String?

  public init(
    _ words: String? = nil, publisher: String? = nil, kind: String? = nil, since: String? = nil,
    until: String? = nil,
    status: StatusFilter = .current, limit: Int = 0, after: String? = nil
  ) {
    (self.words, self.publisher, self.kind, self.since, self.until) = (words, publisher, kind, since, until)
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// The sources that a question asks for.
  public func sources(_ query: SourceQuery = SourceQuery()) throws -> [Source] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachSource(_ query: SourceQuery = SourceQuery(), _ body: (Source) throws -> Void) throws {
    try each(query, body)
  }

  /// The archived text of a source, or a stretch of it, byte for byte.
  ///
  /// - Parameters:
  ///   - source: a key or title.
  ///   - start: the first code point, from 0.
  ///   - end: the code point after the last; nil for the end of the text.
  /// - Throws: ``Failure`` where the source is not archived, or the stretch goes past its end.
  public func text(of source: String, start: Int = 0, end: Int? = nil) throws -> String {
    try read { lookup in
      let sql = try lookup.text(of: source, start: start, end: end)
      return try lookup.connection.first(sql) { $0.text(3) ?? "" } ?? ""
    }
  }
}

/// The question for a stretch of archived text: one row of source, start, end and text.
package struct TextQuery: Query {
  package let source: String
  package let start: Int
  package let end: Int?

  package init(_ source: String, start: Int = 0, end: Int? = nil) {
    (self.source, self.start, self.end) = (source, start, end)
  }

  package static let noun = "text"
  package func statement(_ lookup: Lookup) throws -> Statement {
    Statement(select: try lookup.text(of: source, start: start, end: end), order: "1", limit: 0)
  }
  package static func record(_ row: Row) -> String { row.text(3) ?? "" }
}

extension Lookup {
  fileprivate func text(of source: String, start: Int, end: Int?) throws -> SQL {
    let key = try self.source(source)
    let length =
      try connection.first("SELECT length(text) FROM source WHERE key = \(key)") { $0.integer(0) } ?? nil
    guard let length else {
      throw Failure(.notFound, "source \(key) is cited but not archived: its text is not in this file")
    }
    let end = end ?? length
    guard start >= 0, start <= end, end <= length else {
      throw Failure(
        .invalid,
        "\(start) to \(end) is not a stretch of \(key), which has \(length) code points, counted from 0")
    }
    let text: SQL =
      start == 0 && end == length ? "text" : "substr(text, \(start + 1), \(end - start)) AS text"
    return
      "SELECT key AS source_key, \(start) AS start, \(end) AS \"end\", \(text) FROM source WHERE key = \(key)"
  }
}

extension SourceQuery: Query {
  package static let noun = "source"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "sources", order: "latest DESC, key", limit: limit)
    if let words {
      let found = try lookup.wordsCondition(words, index: "source_search", table: "source")?.look ?? "FALSE"
      statement.conditions.append("(key = \(words) OR \(found))")
    }
    if let publisher { statement.conditions.append("publisher_key = \(try lookup.actor(publisher))") }
    if let kind = try checked(kind, "kind of a source", Source.kinds) {
      statement.conditions.append("kind = \(kind)")
    }
    if let condition = try status.condition(known: StatusFilter.ofRecords) {
      statement.conditions.append(condition)
    }
    try statement.restrict(since: since, until: until)
    try statement.goOn(after: after, in: "sources", lookup)
    return statement
  }

  package static func record(_ row: Row) -> Source {
    Source(
      key: row.text(0) ?? "", title: row.text(1), kind: row.text(2) ?? "", publisher: row.text(3),
      publisherKey: row.text(4),
      authors: row.text(5), publishedOn: row.text(6), accessedOn: row.text(7), url: row.text(8),
      language: row.text(9) ?? "",
      isArchived: row.integer(10) == 1, words: row.integer(11), sha256: row.text(12), topics: row.list(13),
      versionOf: row.text(14), status: row.text(15) ?? "")
  }
}
