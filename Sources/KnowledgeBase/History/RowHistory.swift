// What a row held at any moment, read from the history.
import Storage

/// A row of a table of records. What can be named comes before what names it.
struct RowID: Hashable, Comparable, Sendable {
  let table: String
  let id: Int64

  private static let places = Dictionary(
    uniqueKeysWithValues: KnowledgeBase.tables.enumerated().map { ($1, $0) })

  static func < (one: RowID, two: RowID) -> Bool {
    one.table == two.table
      ? one.id < two.id : places[one.table, default: 0] < places[two.table, default: 0]
  }
}

/// The values of a row, by column; those that are filled from others left out.
typealias RowValues = [String: Value]

/// Reads the states of rows out of the history.
final class RowHistory {
  let connection: Connection
  let tables: [String: RecordTable]

  init(_ connection: Connection) throws {
    self.connection = connection
    tables = Dictionary(uniqueKeysWithValues: try RecordTable.all(connection).map { ($0.name, $0) })
  }

  /// What a row holds now; nil where it is not there.
  func present(_ row: RowID) throws -> RowValues? {
    guard let table = tables[row.table] else { return nil }
    return try connection.first(
      "SELECT \(raw: RecordTable.list(table.columns)) FROM \(raw: table.name) WHERE id = \(row.id)"
    ) { found in
      Dictionary(uniqueKeysWithValues: table.columns.indices.map { (table.columns[$0], found.value($0)) })
    }
  }

  /// What a row held once a changeset was done; nil where it was not there.
  func state(_ row: RowID, after changeset: Int64) throws -> RowValues? {
    let isLater = try connection.first(
      """
      SELECT 1 FROM changeset_rows WHERE changeset_id > \(changeset) AND record = \(row.table)
      AND \(row.id) BETWEEN first_id AND last_id LIMIT 1
      """
    ) { _ in true }
    guard isLater == nil else { return nil }
    // The first entry that tells of a column is the one that counts; one of a source's text tells of that alone.
    var values: RowValues = [:]
    var wasThere = true
    var isWhole = false
    try connection.rows(
      """
      SELECT action, old FROM history
      WHERE record = \(row.table) AND record_id = \(row.id) AND changeset_id > \(changeset) ORDER BY id
      """
    ) { entry in
      if entry.text(0) == "insert" {
        wasThere = !values.isEmpty
        isWhole = true
        return false
      }
      let old = try self.values(entry.text(1) ?? "{}")
      values.merge(old) { first, _ in first }
      isWhole = entry.text(0) == "delete"
      return !isWhole
    }
    guard wasThere else { return nil }
    if !isWhole, let present = try present(row) { values.merge(present) { first, _ in first } }
    return values.isEmpty ? nil : values
  }

  /// The columns of an old row, from the history's JSON.
  func values(_ json: String) throws -> RowValues {
    var values: RowValues = [:]
    try connection.rows("SELECT key, value FROM json_each(\(json))", cached: true) {
      values[$0.text(0) ?? ""] = $0.value(1)
      return true
    }
    return values
  }

  /// The changesets after one that touched a row and hold, oldest first: without those that were taken back since,
  /// those that took them back, and the one under way.
  func changesets(touching row: RowID, after changeset: Int64) throws -> [Int64] {
    try connection.all(
      """
      WITH touching (id) AS (
        SELECT changeset_id FROM history
        WHERE record = \(row.table) AND record_id = \(row.id) AND changeset_id > \(changeset)
        UNION SELECT changeset_id FROM changeset_rows
        WHERE record = \(row.table) AND \(row.id) BETWEEN first_id AND last_id AND changeset_id > \(changeset))
      SELECT id FROM touching WHERE id NOT IN (SELECT changeset_id FROM editing)
        AND NOT EXISTS (SELECT 1 FROM taken_back WHERE taken_back.changeset_id = id AND until_id IS NULL)
        AND NOT EXISTS (SELECT 1 FROM taken_back WHERE by_id = id AND taken_back.changeset_id > \(changeset))
      ORDER BY 1
      """
    ) { $0.int64(0) }
  }
}
