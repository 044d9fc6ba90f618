// How much of everything there is.
import Storage

/// How many records of one kind there are.
public struct Count: Sendable, Hashable {
  /// The view: `quotes`, `actors`.
  public let records: String
  public let total: Int
  /// Of these: what people stand behind, what waits for them, and what is set aside (rejected, retracted,
  /// denied, misattributed). Nil for rows that have no status of their own.
  public let accepted, proposed, setAside: Int?
}

/// The question how much there is of everything.
public struct StatsQuery: Sendable {
  public init() {}
}

extension KnowledgeBase {
  /// How many records of each kind there are.
  public func stats() throws -> [Count] { try records(StatsQuery()) }
}

extension StatsQuery: Query {
  package static let noun = "count"

  private static let kept = ["actor", "claim", "event", "mention", "quote", "relation", "source", "stance"]
  private static let plain = ["appearance", "changeset", "name", "passage", "role", "topic"]

  package func statement(_ lookup: Lookup) throws -> Statement {
    let kept = Self.kept.map { table -> SQL in
      """
      SELECT '\(raw: table)s' AS records, total, total - aside AS accepted, proposed, aside - proposed AS set_aside
      FROM (SELECT (SELECT count(*) FROM \(raw: table)) AS total, count(*) AS aside, ifnull(sum(status = 'proposed'), 0) AS proposed
        FROM \(raw: table) WHERE status <> 'accepted')
      """
    }
    let plain = Self.plain.map { table -> SQL in
      "SELECT '\(raw: table)s', count(*), NULL, NULL, NULL FROM \(raw: table)"
    }
    return Statement(
      select: "SELECT * FROM (\n\(kept + plain, joined: "\nUNION ALL\n"))", order: "records", limit: 0)
  }

  package static func record(_ row: Row) -> Count {
    Count(
      records: row.text(0) ?? "", total: row.integer(1) ?? 0, accepted: row.integer(2),
      proposed: row.integer(3),
      setAside: row.integer(4))
  }
}
