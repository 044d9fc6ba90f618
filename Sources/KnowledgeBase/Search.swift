// Ranked full-text search over quotes, claims, sources, events and actors.
import Storage

/// One record that search found.
public struct SearchHit: Sendable, Hashable {
  /// `quote`, `claim`, `source`, `event` or `actor`.
  public let kind: String
  public let key: String
  /// What stands over the text: the speaker, the source's title, the actor's name.
  public let title: String?
  /// The verbatim text in which the words were found; for a source all of it.
  public let text: String
  /// BM25 as FTS5 gives it: the lower, the better.
  public let rank: Double
  public let status: String
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
  /// Go on after the record with this key, which the same words find.
  public var after: String?

  public init(
    _ words: String, in kinds: [String] = [], status: StatusFilter = .current, limit: Int = 20,
    after: String? = nil
  ) {
    (self.words, self.kinds, self.status, self.limit, self.after) = (words, kinds, status, limit, after)
  }
}

extension KnowledgeBase {
  /// What is found, best first.
  public func search(_ query: SearchQuery) throws -> [SearchHit] { try records(query) }

  /// A stretch of a text around the words that were searched for, marked.
  ///
  /// - Parameter length: about how many code points the stretch may have.
  public func snippet(of text: String, for words: String, length: Int = 240) throws -> Snippet {
    try read { Snippet(of: text, Set($0.words(words).words), $0.folding, length: length) }
  }
}

extension SearchQuery: Query {
  package static let noun = "record"

  package func statement(_ lookup: Lookup) throws -> Statement {
    let unknown = kinds.first { !Self.kinds.contains($0) }
    if let unknown {
      throw Failure(.invalid, "--in: no '\(unknown)'; name some of \(Self.kinds.joined(separator: ","))")
    }
    let words = lookup.words(words)
    // Each index gives its best, in its own order; only those are looked up and then ranked together.
    let chosen = Self.kinds.filter { kinds.isEmpty || kinds.contains($0) }
    let best: SQL = limit > 0 && after == nil ? " LIMIT \(limit)" : ""
    let match: SQL = "\(words.isEmpty ? "\"\"" : words.match)"
    if case .only = status { _ = try status.condition() }
    let parts = chosen.map { kind -> SQL in
      let status: SQL
      switch self.status {
      case .current: status = " AND \(raw: Self.table[kind]!).status NOT IN ('rejected', 'retracted')"
      case .all: status = ""
      case .only(let only): status = " AND \(raw: Self.table[kind]!).status = \(only)"
      }
      return
        "SELECT * FROM (\(Self.select[kind]!)\(match)\(status)\(raw: kind == "actors" ? " GROUP BY actor.id" : "") ORDER BY rank\(best))"
    }
    let found: SQL = "SELECT * FROM (\n  \(parts, joined: "\n  UNION ALL "))"
    var statement = Statement(select: found, order: "rank, kind, key", limit: limit)
    if let after {
      let place = try lookup.connection.first("SELECT rank, kind FROM (\(found)) WHERE key = \(after)") {
        ($0.real(0), $0.text(1) ?? "")
      }
      guard let place else {
        throw Failure(.notFound, "--after: these words do not find '\(lookup.shown(after))'")
      }
      statement.position = "(rank, kind, key) > (\(Value.real(place.0)), \(place.1), \(after))"
    }
    // Counting needs neither ranks nor records, but for what is set aside, which is little.
    if status == .current, after == nil {
      statement.counted =
        "SELECT sum(n) FROM (\n  \(chosen.map { "SELECT count(*) AS n FROM (\(Self.count[$0]!)\(match))" as SQL }, joined: "\n  UNION ALL "))"
    }
    return statement
  }

  private static let table = [
    "quotes": "quote", "claims": "claim", "sources": "source", "events": "event", "actors": "actor",
  ]
  private static let select: [String: SQL] = [
    "quotes": """
    SELECT 'quote' AS kind, quote.key, speaker.name AS title, quote.text, rank, quote.status
      FROM quote_search JOIN quote ON quote.id = quote_search.rowid LEFT JOIN actor AS speaker ON speaker.id = quote.speaker_id
      WHERE quote_search MATCH
    """ + " ",
    "claims": """
    SELECT 'claim' AS kind, claim.key, claim.kind AS title, claim.text, rank, claim.status
      FROM claim_search JOIN claim ON claim.id = claim_search.rowid
      WHERE claim_search MATCH
    """ + " ",
    "sources": """
    SELECT 'source' AS kind, source.key, ifnull(source.title, source.key) AS title, ifnull(source.text, ifnull(source.title, '')) AS text, rank, source.status
      FROM source_search JOIN source ON source.id = source_search.rowid
      WHERE source_search MATCH
    """ + " ",
    "events": """
    SELECT 'event' AS kind, event.key, event.began_on AS title, event.title || ifnull('. ' || event.description, '') AS text, rank, event.status
      FROM event_search JOIN event ON event.id = event_search.rowid
      WHERE event_search MATCH
    """ + " ",
    "actors": """
    SELECT 'actor' AS kind, actor.key, actor.name AS title, name.text, min(rank) AS rank, actor.status
      FROM name_search JOIN name ON name.id = name_search.rowid JOIN actor ON actor.id = name.actor_id
      WHERE name_search MATCH
    """ + " ",
  ]
  private static let count: [String: SQL] = [
    "quotes": "SELECT 1 FROM quote_search WHERE quote_search MATCH ",
    "claims": "SELECT 1 FROM claim_search WHERE claim_search MATCH ",
    "sources": "SELECT 1 FROM source_search WHERE source_search MATCH ",
    "events": "SELECT 1 FROM event_search WHERE event_search MATCH ",
    "actors":
      "SELECT DISTINCT name.actor_id FROM name_search JOIN name ON name.id = name_search.rowid WHERE name_search MATCH ",
  ]

  package static func record(_ row: Row) -> SearchHit {
    SearchHit(
      kind: row.text(0) ?? "", key: row.text(1) ?? "", title: row.text(2), text: row.text(3) ?? "",
      rank: row.real(4),
      status: row.text(5) ?? "")
  }
}
