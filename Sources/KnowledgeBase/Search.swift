// Ranked full-text search over quotes, claims, sources, events and actors.
import Storage

/// One record that search found.
public struct SearchHit: Sendable, Hashable {
  /// `quote`, `claim`, `source`, `event` or `actor`.
  public let kind: String
  public let key: String
  /// What stands over the text: the speaker, the source's title, the actor's name.
  public let title: String?
  /// A stretch of the verbatim text around the words that were found.
  public let snippet: Snippet
  /// BM25 as FTS5 gives it: the lower, the better.
  public let rank: Double
}

/// A question in words: every word must be there, folded, in any order.
public struct SearchQuery: Sendable {
  /// The kinds of records that can be searched.
  public static let kinds = ["quotes", "claims", "sources", "events", "actors"]

  public var words: String
  /// Some of ``kinds``; empty for all.
  public var kinds: [String]
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int

  public init(_ words: String, in kinds: [String] = [], status: StatusFilter = .current, limit: Int = 20) {
    (self.words, self.kinds, self.status, self.limit) = (words, kinds, status, limit)
  }
}

extension KnowledgeBase {
  /// What is found, best first.
  public func search(_ query: SearchQuery) throws -> [SearchHit] {
    try read { lookup in
      let wanted = Set(lookup.words(query.words).words)
      return try lookup.connection.all(try query.statement(lookup).sql) { SearchQuery.hit($0, wanted, lookup.folding) }
    }
  }
}

extension SearchQuery: Query {
  package static let noun = "record"

  package func statement(_ lookup: Lookup) throws -> Statement {
    let unknown = kinds.first { !Self.kinds.contains($0) }
    if let unknown { throw Failure(.invalid, "--in: no '\(unknown)'; name some of \(Self.kinds.joined(separator: ","))") }
    let words = lookup.words(words)
    // Each index gives its best, in its own order; only those are looked up and then ranked together.
    let best: SQL = limit > 0 ? " LIMIT \(limit)" : ""
    let match: SQL = "\(words.isEmpty ? "\"\"" : words.match)"
    let parts = Self.kinds.filter { kinds.isEmpty || kinds.contains($0) }.map { kind -> SQL in
      let status: SQL
      switch self.status {
      case .current: status = " AND \(raw: Self.table[kind]!).status NOT IN ('rejected', 'retracted')"
      case .all: status = ""
      case .only(let only): status = " AND \(raw: Self.table[kind]!).status = \(only)"
      }
      return "SELECT * FROM (\(Self.select[kind]!)\(match)\(status) ORDER BY rank\(best))"
    }
    if case .only = status { _ = try status.condition() }
    var statement = Statement(
      select: "SELECT * FROM (\n  \(parts, joined: "\n  UNION ALL "))", order: "rank, kind, key", limit: limit)
    // Counting needs neither the ranks nor the records, unless something is set aside.
    statement.counted = "SELECT sum(n) FROM (\n  \(Self.kinds.filter { kinds.isEmpty || kinds.contains($0) }.map { "SELECT count(*) AS n FROM (\(Self.count[$0]!)\(match))" as SQL }, joined: "\n  UNION ALL "))"
    return statement
  }

  private static let table = ["quotes": "quote", "claims": "claim", "sources": "source", "events": "event", "actors": "actor"]
  private static let select: [String: SQL] = [
    "quotes": """
      SELECT 'quote' AS kind, quote.key, speaker.name AS title, quote.text, rank
        FROM quote_search JOIN quote ON quote.id = quote_search.rowid LEFT JOIN actor AS speaker ON speaker.id = quote.speaker_id
        WHERE quote_search MATCH
      """ + " ",
    "claims": """
      SELECT 'claim' AS kind, claim.key, claim.kind AS title, claim.text, rank
        FROM claim_search JOIN claim ON claim.id = claim_search.rowid
        WHERE claim_search MATCH
      """ + " ",
    "sources": """
      SELECT 'source' AS kind, source.key, ifnull(source.title, source.key) AS title, ifnull(source.text, ifnull(source.title, '')) AS text, rank
        FROM source_search JOIN source ON source.id = source_search.rowid
        WHERE source_search MATCH
      """ + " ",
    "events": """
      SELECT 'event' AS kind, event.key, event.began_on AS title, event.title || ifnull('. ' || event.description, '') AS text, rank
        FROM event_search JOIN event ON event.id = event_search.rowid
        WHERE event_search MATCH
      """ + " ",
    "actors": """
      SELECT 'actor' AS kind, actor.key, actor.name AS title, name.text, rank
        FROM name_search JOIN name ON name.id = name_search.rowid JOIN actor ON actor.id = name.actor_id
        WHERE name_search MATCH
      """ + " ",
  ]
  private static let count: [String: SQL] = [
    "quotes": "SELECT 1 FROM quote_search WHERE quote_search MATCH ",
    "claims": "SELECT 1 FROM claim_search WHERE claim_search MATCH ",
    "sources": "SELECT 1 FROM source_search WHERE source_search MATCH ",
    "events": "SELECT 1 FROM event_search WHERE event_search MATCH ",
    "actors": "SELECT 1 FROM name_search WHERE name_search MATCH ",
  ]

  package static func record(_ row: Row) -> SearchHit { hit(row, [], Folding(pairs: [])) }

  package static func hit(_ row: Row, _ wanted: Set<String>, _ folding: Folding) -> SearchHit {
    SearchHit(
      kind: row.text(0) ?? "", key: row.text(1) ?? "", title: row.text(2),
      snippet: Snippet(of: row.text(3) ?? "", wanted, folding), rank: row.real(4))
  }
}
