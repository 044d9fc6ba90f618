// Who changed what, when and why.
import Storage

/// One act of editing: one row of the view `changesets`.
public struct Changeset: Sendable, Hashable {
  public let key: String
  /// When, in UTC: `2026-03-14T10:00:00.000Z`.
  public let at: String
  /// Who; `unknown` for another program than kb.
  public let author: String
  public let command: String
  public let note: String?
  /// How many rows it added, changed and deleted.
  public let added, changed, deleted: Int
  /// Whether another program than kb wrote.
  public let isOutside: Bool
  /// The changeset that took it back.
  public let takenBackBy: String?
}

/// A question for changesets. Newest first.
public struct ChangesetQuery: Sendable {
  /// The key of a record, or an actor's name: those that touched it or what hangs on it. (Or of a changeset: that one.)
  public var record: String?
  /// Who made them.
  public var author: String?
  /// Made then or later (earlier): `2026-03-14`, `2026-03-14T10:00`, or the key of a changeset, inclusive.
  public var since, until: String?
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the changeset with this key.
  public var after: String?

  public init(
    record: String? = nil, author: String? = nil, since: String? = nil, until: String? = nil, limit: Int = 0,
    after: String? = nil
  ) {
    (self.record, self.author, self.since, self.until) = (record, author, since, until)
    (self.limit, self.after) = (limit, after)
  }
}

extension KnowledgeBase {
  /// The changesets that a question asks for.
  public func changesets(_ query: ChangesetQuery = ChangesetQuery()) throws -> [Changeset] {
    try records(query)
  }
}

extension ChangesetQuery: Query {
  package static let noun = "changeset"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "changesets", order: "number DESC", limit: limit)
    if let record {
      let (kind, key) = try lookup.record(record)
      statement.conditions.append("number IN (\(try Self.touching(kind, key, lookup)))")
    }
    if let author { statement.conditions.append("author = \(author)") }
    if let since {
      let first = try PointInHistory(since).beginning(lookup.connection)
      statement.conditions.append("number >= \(first)")
    }
    if let until {
      statement.conditions.append(
        "number <= \(try lookup.connection.lastChangeset(at: PointInHistory(until)))")
    }
    if let after {
      let number = try lookup.connection.lastChangeset(at: .changeset(after))
      statement.position = "number < \(number)"
    }
    return statement
  }

  /// The ids of the changesets that touched a record, or what hangs on it now or hung on it before.
  private static func touching(_ kind: String, _ key: String, _ lookup: Lookup) throws -> SQL {
    if kind == "changeset" { return "SELECT id FROM changeset WHERE key = \(key)" }
    guard KnowledgeBase.tables.contains(kind), kind != "passage" else {
      throw Failure(.invalid, "\(lookup.shown(key)) (\(kind)) has no history of its own")
    }
    let id: SQL = "(SELECT id FROM \(raw: kind) WHERE key = \(key))"
    var parts: [SQL] = [
      "SELECT changeset_id FROM history WHERE record = '\(raw: kind)' AND record_id = \(id)",
      "SELECT changeset_id FROM changeset_rows WHERE record = '\(raw: kind)' AND \(id) BETWEEN first_id AND last_id",
      """
      SELECT changeset_id FROM changeset_rows JOIN merged ON merged.id BETWEEN first_id AND last_id
      WHERE record = 'merged' AND \(key) IN (merged.key, merged.into_key)
      """,
      "SELECT changeset_id FROM history WHERE record = 'merged' AND \(key) IN (old ->> 'key', old ->> 'into_key')",
    ]
    // (A claim's relations are records, and stand on its page.)
    let relations = [Reference(table: "relation", column: "from_id", target: "claim")]
    let ties = try lookup.connection.references().filter {
      RecordTable.owners[$0.table]?.contains($0.column) == true
    }
    for tie in ties + relations where tie.target == kind {
      let (table, column) = (tie.table, tie.column)
      let mine: SQL = "SELECT id FROM \(raw: table) WHERE \(raw: column) = \(id)"
      parts += [
        "SELECT changeset_id FROM history WHERE record = '\(raw: table)' AND record_id IN (\(mine))",
        "SELECT changeset_id FROM history WHERE record = '\(raw: table)' AND old ->> '\(raw: column)' = \(id)",
        """
        SELECT changeset_id FROM (\(mine)) AS mine JOIN changeset_rows ON record = '\(raw: table)' AND mine.id BETWEEN first_id AND last_id
        """,
      ]
    }
    return "\(parts, joined: "\n  UNION ")"
  }

  package static func record(_ row: Row) -> Changeset {
    Changeset(
      key: row.text(0) ?? "", at: row.text(1) ?? "", author: row.text(2) ?? "", command: row.text(3) ?? "",
      note: row.text(4), added: row.integer(5) ?? 0, changed: row.integer(6) ?? 0,
      deleted: row.integer(7) ?? 0,
      isOutside: row.integer(8) == 1, takenBackBy: row.text(9))
  }
}

extension PointInHistory {
  /// The id of the first changeset from here on: a day begins at midnight, a changeset with itself.
  fileprivate func beginning(_ connection: Connection) throws -> Int64 {
    guard case .time(let time) = self else { return try connection.lastChangeset(at: self) }
    let start = time.hasSuffix("T23:59:59.999Z") ? time.prefix(10) + "T00:00:00.000Z" : time[...]
    return try connection.first("SELECT min(id) FROM changeset WHERE at >= \(String(start))") {
      $0.isNull(0) ? Int64.max : $0.int64(0)
    } ?? .max
  }
}
