// What changed between two moments, record by record, in words.
import Storage

/// One thing that differs between two moments: a record that came or went, a field with another value, a name or a
/// place that was added to a record or taken from it.
public struct Difference: Sendable, Hashable {
  public enum Change: String, Sendable { case added, changed, deleted }

  /// `actor`, `quote` …: what the record is.
  public let kind: String
  /// Its key.
  public let key: String
  public let change: Change
  /// The column, or what hangs on the record (`name`, `role`, `appearance`, `tag` …); nil for the record itself.
  public let field: String?
  /// What was there, and what is there now; of a record, its words, name or title.
  public let old, new: String?
}

extension KnowledgeBase {
  /// Hands over what differs between two moments, by kind and key.
  ///
  /// Mentions, passages and what was extracted are not gone through one by one: `counted` says how many rows of
  /// them came and went.
  ///
  /// - Parameters:
  ///   - from: the earlier moment; nil: before the last changeset.
  ///   - to: the later one; nil: now.
  /// - Returns: how many rows were added to, and deleted from, the tables that are only counted.
  /// - Throws: ``Failure`` where there is no such changeset, or `to` lies before `from`.
  public func differences(
    from: PointInHistory?, to: PointInHistory? = nil, _ body: (Difference) throws -> Void
  ) throws -> [(table: String, added: Int, deleted: Int)] {
    try read { lookup in
      let connection = lookup.connection
      let last = try connection.first("SELECT max(id) FROM changeset") { $0.int64(0) } ?? 0
      let first = try from.map(connection.lastChangeset) ?? last - 1
      let end = try to.map(connection.lastChangeset) ?? last
      guard first <= end else {
        throw Failure(
          .invalid, "the second moment lies before the first: kb diff takes the earlier one first")
      }
      return try DifferenceReader(connection, first, end).run(body)
    }
  }
}

/// Goes through all that was touched between two changesets.
private final class DifferenceReader {
  let connection: Connection
  let history: RowHistory
  let first: Int64
  let last: Int64
  private let targets: [String: [String: String]]

  /// Tables whose rows are only counted.
  private static let counted = ["mention", "passage", "extraction", "proposal", "document"]
  init(_ connection: Connection, _ first: Int64, _ last: Int64) throws {
    (self.connection, self.first, self.last) = (connection, first, last)
    history = try RowHistory(connection)
    var targets: [String: [String: String]] = [:]
    for reference in try connection.references() {
      targets[reference.table, default: [:]][reference.column] = reference.target
    }
    self.targets = targets
  }

  func run(_ body: (Difference) throws -> Void) throws -> [(table: String, added: Int, deleted: Int)] {
    var counts: [(table: String, added: Int, deleted: Int)] = []
    // Together what belongs together: each record, then what hangs on it.
    var touched: [(owner: RowID, row: RowID)] = []
    for table in KnowledgeBase.tables where !Self.counted.contains(table) {
      for id in try self.touched(table) {
        let row = RowID(table: table, id: id)
        let values =
          RecordTable.owners[table] == nil
          ? nil : try history.state(row, after: last) ?? history.state(row, after: first)
        if let owner = try owner(of: row, values) { touched.append((owner, row)) }
      }
    }
    touched.sort { ($0.owner, $0.row) < ($1.owner, $1.row) }
    for (owner, row) in touched { try compare(row, of: owner, body) }
    for table in Self.counted {
      let added = try connection.first(
        """
        SELECT ifnull(sum(last_id - first_id + 1), 0) FROM changeset_rows
        WHERE record = \(table) AND changeset_id > \(first) AND changeset_id <= \(last)
        """
      ) { $0.integer(0) ?? 0 }
      let deleted = try connection.first(
        """
        SELECT count(*) FROM history
        WHERE record = \(table) AND changeset_id > \(first) AND changeset_id <= \(last) AND action = 'delete'
        """
      ) { $0.integer(0) ?? 0 }
      if added ?? 0 > 0 || deleted ?? 0 > 0 { counts.append((table, added ?? 0, deleted ?? 0)) }
    }
    return counts
  }

  /// The ids of a table's rows that were added or changed in between.
  private func touched(_ table: String) throws -> [Int64] {
    let span: SQL = "changeset_id > \(first) AND changeset_id <= \(last) AND record = \(table)"
    return try connection.all(
      """
      SELECT record_id FROM history WHERE \(span)
      UNION SELECT \(raw: table).id FROM changeset_rows JOIN \(raw: table) ON \(raw: table).id BETWEEN first_id AND last_id WHERE \(span)
      UNION SELECT gone.record_id FROM changeset_rows JOIN history AS gone
        ON gone.record = \(table) AND gone.record_id BETWEEN first_id AND last_id AND gone.action = 'delete'
        WHERE changeset_rows.changeset_id > \(first) AND changeset_rows.changeset_id <= \(last) AND changeset_rows.record = \(table)
      ORDER BY 1
      """
    ) { $0.int64(0) }
  }

  private func compare(_ row: RowID, of owner: RowID, _ body: (Difference) throws -> Void) throws {
    let (old, new) = (try history.state(row, after: first), try history.state(row, after: last))
    let isTied = RecordTable.owners[row.table] != nil
    // What hangs on a record that came or went goes without saying.
    if isTied, try history.state(owner, after: first) == nil || history.state(owner, after: last) == nil {
      return
    }
    let key = try self.key(of: owner)
    func report(_ change: Difference.Change, _ field: String?, _ old: String?, _ new: String?) throws {
      let kind = ["merged": "merge", "distinct_pair": "distinction"][owner.table] ?? owner.table
      try body(Difference(kind: kind, key: key, change: change, field: field, old: old, new: new))
    }
    switch (old, new) {
    case (nil, nil): return
    case (nil, let new?): try report(.added, isTied ? row.table : nil, nil, try words(of: row, new))
    case (let old?, nil): try report(.deleted, isTied ? row.table : nil, try words(of: row, old), nil)
    case (let old?, let new?):
      if isTied {
        let (before, after) = (try words(of: row, old), try words(of: row, new))
        if !before.utf8.elementsEqual(after.utf8) { try report(.changed, row.table, before, after) }
        return
      }
      for column in history.tables[row.table]?.columns ?? [] {
        guard let before = old[column], let after = new[column], !before.isIdentical(to: after) else {
          continue
        }
        let name = column.hasSuffix("_id") ? String(column.dropLast(3)) : column
        try report(.changed, name, try text(before, row.table, column), try text(after, row.table, column))
      }
    }
  }

  /// The record on which a row hangs; the row itself where it is one.
  private func owner(of row: RowID, _ values: RowValues?) throws -> RowID? {
    guard let columns = RecordTable.owners[row.table] else { return row }
    for column in columns {
      if case .integer(let id)? = values?[column], let target = targets[row.table]?[column] {
        return RowID(table: target, id: id)
      }
    }
    return nil
  }

  /// The key of a record, also of one that is gone.
  private func key(of row: RowID) throws -> String {
    let values =
      try history.present(row) ?? history.state(row, after: last) ?? history.state(row, after: first) ?? [:]
    if case .text(let key)? = values["key"] { return key }
    if case .text(let one)? = values["first_key"], case .text(let two)? = values["second_key"] {
      return "\(one), \(two)"
    }
    if case .integer(let source)? = values["source_id"], let start = values["start"], let end = values["end"]
    {
      return try "\(key(of: RowID(table: "source", id: source)))@\(plain(start))-\(plain(end))"
    }
    return "\(row.table) \(row.id)"
  }

  /// What a row says, in one line.
  private func words(of row: RowID, _ values: RowValues) throws -> String {
    for column in ["text", "name", "title", "label"] where RecordTable.owners[row.table] == nil {
      if case .text(let text)? = values[column], row.table != "source" || column == "title" { return text }
    }
    if row.table == "source" { return plain(values["url"] ?? .null) }
    if row.table == "merged" { return "is found as \(plain(values["into_key"] ?? .null))" }
    if row.table == "distinct_pair" { return "are not the same" }
    let owner = RecordTable.owners[row.table] ?? []
    let parts = try (history.tables[row.table]?.columns ?? []).compactMap { column -> String? in
      guard !owner.contains(column), column != "key", let value = values[column], value != .null else {
        return nil
      }
      if ["language", "status", "at", "is_blind"].contains(column) { return nil }
      let text = try text(value, row.table, column) ?? ""
      return ["text", "title", "kind"].contains(column)
        ? text : "\(column.hasSuffix("_id") ? String(column.dropLast(3)) : column) \(text)"
    }
    return parts.joined(separator: ", ")
  }

  /// A value as people read it: a reference as the key of what it names.
  private func text(_ value: Value, _ table: String, _ column: String) throws -> String? {
    if case .null = value { return nil }
    if case .integer(let id) = value, let target = targets[table]?[column] {
      return try key(of: RowID(table: target, id: id))
    }
    return plain(value)
  }

  private func plain(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .integer(let integer): String(integer)
    case .real(let real): String(real)
    case .text(let text): text
    }
  }
}
