// One of the two files of an exchange: its rows, as they stand.
import Storage

/// One of two files that are compared: what it holds now, and what it held when the other knew all of it.
final class Copy {
  let connection: Connection
  /// The last changeset that the other file knows; 0 where it knows none.
  var since: Int64 = 0
  /// The last changeset that is in both files themselves, where one began as a copy of the other; 0 for none.
  var parting: Int64 = 0
  /// Changesets after `since` that took in what the other file knows: what they wrote is no news to it.
  var exchanged: Set<Int64> = []
  /// Entries of the history, of other programs and older than schema 3, that both files have.
  var sharedEntries: Set<Int64> = []
  /// Stands for the changeset of those.
  static let shared: Int64 = -2
  /// Rows that the history tells something of after `since`, by table.
  var touched: [String: Set<Int64>] = [:]
  /// Ranges of rows that were added after `since`, by table and in order.
  var ranges: [String: [AddedRange]] = [:]
  /// Files of the first two schemas do not say what other programs added: there, all rows after the last known one.
  var lastKnown: [String: Int64]?
  let tables: Set<String>
  private var statements: [String: RepeatedStatement] = [:]

  struct AddedRange {
    let first, last, changeset: Int64
  }

  init(_ connection: Connection) throws {
    self.connection = connection
    tables = Set(
      try connection.all("SELECT name FROM sqlite_schema WHERE type = 'table'") { $0.text(0) ?? "" })
  }

  func statement(_ sql: String) throws -> RepeatedStatement {
    if let statement = statements[sql] { return statement }
    let statement = try connection.repeated(sql)
    statements[sql] = statement
    return statement
  }

  static func list(_ shape: Shape) -> String { shape.columns.map { "\"\($0)\"" }.joined(separator: ", ") }

  /// A row as it stands; nil where there is none.
  func row(_ shape: Shape, _ id: Int64) throws -> [Cell]? {
    guard tables.contains(shape.table) else { return nil }
    let statement = try statement("SELECT \(Self.list(shape)) FROM \(shape.table) WHERE id = ?")
    statement.bind(1, id)
    return try statement.first { row in shape.columns.indices.map { Cell(row, $0) } }
  }

  /// The row that a row's identity names, all values of which are this file's own; nil where there is none.
  func find(_ shape: Shape, _ cells: [Cell]) throws -> Int64? {
    try find(shape, by: shape.identity, cells)
  }

  func find(_ shape: Shape, by columns: [Int], _ cells: [Cell]) throws -> Int64? {
    guard tables.contains(shape.table) else { return nil }
    let conditions = columns.map {
      "\"\(shape.columns[$0])\" \(cells[$0].isNull ? "IS NULL" : "= ?")"
    }
    let statement = try statement(
      "SELECT id FROM \(shape.table) WHERE \(conditions.joined(separator: " AND "))")
    for (position, cell) in columns.map({ cells[$0] }).filter({ !$0.isNull }).enumerated() {
      statement.bind(position + 1, cell)
    }
    return try statement.first { $0.int64(0) }
  }

  /// Hands over the rows of a table that were added after `since`, as far as the history says nothing more of them.
  ///
  /// - Parameter all: with those that came from the other file.
  func addedRows(_ shape: Shape, all: Bool = false, _ body: (Int64, [Cell]) throws -> Void) throws {
    guard tables.contains(shape.table) else { return }
    var conditions: [SQL] = []
    if since == 0 {
      conditions = ["TRUE"]
    } else if let lastKnown {
      conditions = ["id > \(lastKnown[shape.table] ?? 0)"]
    } else {
      conditions = (ranges[shape.table] ?? []).filter { all || !exchanged.contains($0.changeset) }.map {
        "id BETWEEN \($0.first) AND \($0.last)"
      }
    }
    let touched = touched[shape.table] ?? []
    for condition in conditions {
      try connection.rows(
        "SELECT \(raw: Self.list(shape)), id FROM \(raw: shape.table) WHERE \(condition) ORDER BY id"
      ) { row in
        let id = row.int64(shape.columns.count)
        if !touched.contains(id) { try body(id, shape.columns.indices.map { Cell(row, $0) }) }
        return true
      }
    }
  }

  /// The changeset that added a row after `since`: its id, or 0 where nothing says; nil for a row that was there.
  func adder(_ table: String, _ id: Int64) -> Int64? {
    let ranges = ranges[table] ?? []
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < id { low = middle + 1 } else { high = middle }
    }
    if low < ranges.count, ranges[low].first <= id { return ranges[low].changeset }
    if since == 0 { return 0 }
    return lastKnown.map { id > $0[table] ?? 0 } == true ? 0 : nil
  }
}
