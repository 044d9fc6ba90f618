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
    // Each index gives its best, in its own order (where ranks are equal, that of ids); only those are looked
    // up and then ranked together.
    let chosen = Self.kinds.filter { kinds.isEmpty || kinds.contains($0) }
    let best: SQL = limit > 0 && after == nil ? " LIMIT \(limit)" : ""
    let match: SQL = "\(words.match)"
    let parts = try chosen.map { kind -> SQL in
      let grouped: SQL = kind == "actors" ? " GROUP BY actor.id" : ""
      return
        "SELECT * FROM (\(Self.select[kind]!)\(match)\(try status(of: kind))\(grouped) ORDER BY rank\(best))"
    }
    let found: SQL = "(\n  \(parts, joined: "\n  UNION ALL "))"
    var statement = Statement(
      select: "SELECT kind, key, title, text, rank, status FROM \(found)", order: "rank, kind, id",
      limit: limit)
    if let after {
      let place = try lookup.connection.first("SELECT rank, kind, id FROM \(found) WHERE key = \(after)") {
        ($0.real(0), $0.text(1) ?? "", $0.int64(2))
      }
      guard let place else {
        throw Failure(.notFound, "--after: these words do not find '\(lookup.shown(after))'")
      }
      statement.position = "(rank, kind, id) > (\(Value.real(place.0)), \(place.1), \(place.2))"
    }
    let counts = try chosen.map { kind -> SQL in
      if kind == "quotes", status == .current { return QuoteQuery.count(matching: words.match) }
      return
        "SELECT count(DISTINCT key) AS n FROM (\(Self.select[kind]!)\(match)\(try status(of: kind))\(kind == "actors" ? " GROUP BY actor.id" : "" as SQL))"
    }
    statement.counted = "SELECT sum(n) FROM (\n  \(counts, joined: "\n  UNION ALL "))"
    return statement
  }

  /// The condition on a record's status.
  private func status(of kind: String) throws -> SQL {
    guard let condition = try status.condition(of: "\(raw: Self.table[kind]!).status") else { return "" }
    return " AND \(condition)"
  }

  private static let table = [
    "quotes": "quote", "claims": "claim", "sources": "source", "events": "event", "actors": "actor",
  ]
  private static let select: [String: SQL] = [
    "quotes": """
    SELECT 'quote' AS kind, quote.key, speaker.name AS title, quote.text, rank, quote.status, quote.id
      FROM quote_search JOIN quote ON quote.id = quote_search.rowid LEFT JOIN actor AS speaker ON speaker.id = quote.speaker_id
      WHERE quote_search MATCH
    """ + " ",
    "claims": """
    SELECT 'claim' AS kind, claim.key, claim.kind AS title, claim.text, rank, claim.status, claim.id
      FROM claim_search JOIN claim ON claim.id = claim_search.rowid
      WHERE claim_search MATCH
    """ + " ",
    "sources": """
    SELECT 'source' AS kind, source.key, ifnull(source.title, source.key) AS title, ifnull(source.text, ifnull(source.title, '')) AS text, rank, source.status, source.id
      FROM source_search JOIN source ON source.id = source_search.rowid
      WHERE source_search MATCH
    """ + " ",
    "events": """
    SELECT 'event' AS kind, event.key, event.began_on AS title, event.title || ifnull('. ' || event.description, '') AS text, rank, event.status, event.id
      FROM event_search JOIN event ON event.id = event_search.rowid
      WHERE event_search MATCH
    """ + " ",
    "actors": """
    SELECT 'actor' AS kind, actor.key, actor.name AS title, name.text, min(rank) AS rank, actor.status, actor.id
      FROM name_search JOIN name ON name.id = name_search.rowid JOIN actor ON actor.id = name.actor_id
      WHERE name_search MATCH
    """ + " ",
  ]
  package static func record(_ row: Row) -> SearchHit {
    SearchHit(
      kind: row.text(0) ?? "", key: row.text(1) ?? "", title: row.text(2), text: row.text(3) ?? "",
      rank: row.real(4),
      status: row.text(5) ?? "")
  }
}
