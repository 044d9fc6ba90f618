// Rows of one view of a package into one table.
// Unsafe: what a row gives is copied before the next row is asked for.
import KnowledgeBase
import Storage

extension PackageFill {
  /// In which order rows come that hang on one record.
  struct Joined {
    /// The record's key.
    let owner: String
    /// A row as the record's own row joins it.
    let part: String
    /// What the record's own row joins.
    let text: String
    /// What stands before these parts there.
    var first: String?
    /// Whether the same part stands there once.
    var isDistinct = false
  }

  /// A row that waits for others of its record.
  private struct Waiting {
    let line: Int64
    let values: [Value]
    let part: [UInt8]
  }

  /// Adds a row to a table for each row of a view's file.
  ///
  /// - Parameters:
  ///   - pins: whether a start in the view means a passage, which must be there.
  ///   - joined: nil for the order of the file.
  /// - Throws: ``Failure`` with file and line for the first row that breaks a rule.
  func fill(
    _ table: String, from view: String, _ columns: [(name: String, source: Source)],
    where condition: String = "TRUE",
    pins: Bool = false, joined: Joined? = nil, order: String = "p.rowid"
  ) throws {
    var selected = ["p.line", pins ? "p.start" : "NULL"]
    let defaults = Dictionary(
      uniqueKeysWithValues: try connection.all(
        "SELECT name, dflt_value FROM pragma_table_info(\(table)) WHERE \"notnull\" AND dflt_value IS NOT NULL"
      ) { ($0.text(0) ?? "", $0.text(1) ?? "") })
    func said(_ column: String, by viewColumn: String) -> String {
      defaults[column].map { "ifnull(p.\"\(viewColumn)\", \($0))" } ?? "p.\"\(viewColumn)\""
    }
    var named: [(index: Int, column: String, record: String)] = []
    for (name, source) in columns {
      switch source {
      case .same: selected.append(said(name, by: name))
      case .column(let column): selected.append(said(name, by: column))
      case .sql(let sql): selected.append(sql)
      case .key(let column, let record):
        named.append((selected.count - 2, column, record))
        selected.append("(SELECT id FROM \(record) WHERE \(record).key = p.\"\(column)\")")
      }
    }
    let keys = selected.count
    selected += named.map { "p.\"\($0.column)\"" }
    let tail = selected.count
    if let joined { selected += [joined.owner, joined.part, joined.text, joined.first ?? "NULL"] }
    let insert = try connection.repeated(
      "INSERT INTO \(table) (\(columns.map { "\"\($0.name)\"" }.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    )
    let isSelf = Set(named.filter { $0.record == table }.map(\.index))
    var (owner, text, first) = ([UInt8]?.none, [UInt8](), [UInt8]?.none)
    var group: [Waiting] = []
    func write(_ line: Int64, _ values: [Value]) throws {
      try blame(view, line) {
        for (index, value) in values.enumerated() { insert.bind(index + 1, value) }
        try insert.run()
      }
    }
    func writeGroup() throws {
      for row in Self.ordered(group, in: text, after: first, joined?.isDistinct ?? false) {
        try write(row.line, row.values)
      }
      group = []
    }
    let byOwner = joined.map { "\($0.owner), " } ?? ""
    try connection.rows(
      "SELECT \(raw: selected.joined(separator: ", ")) FROM package_\(raw: view) AS p WHERE \(raw: condition) ORDER BY \(raw: byOwner)\(raw: order)"
    ) { row in
      let line = row.int64(0)
      for (offset, name) in named.enumerated() where row.isNull(name.index + 2) && !row.isNull(keys + offset)
      {
        // (One of the same table may come further down; see ``point(_:_:from:_:)``.)
        guard !isSelf.contains(name.index) else { continue }
        throw failure(
          view, line,
          "column \(name.column): the package has no \(name.record) with the key '\((row.text(keys + offset) ?? "").prefix(100))'"
        )
      }
      let values = columns.indices.map { row.value($0 + 2) }
      if pins, !row.isNull(1), let place = columns.firstIndex(where: { $0.name == "passage_id" }),
        row.isNull(place + 2)
      {
        throw failure(view, line, "column start: no passage of the package stands there")
      }
      guard joined != nil else {
        try write(line, values)
        return true
      }
      let key = unsafe row.bytes(tail).map(Array.init)
      if key != owner {
        try writeGroup()
        (owner, text) = unsafe (key, row.bytes(tail + 2).map(Array.init) ?? [])
        first = unsafe row.bytes(tail + 3).map(Array.init)
      }
      unsafe group.append(
        Waiting(line: line, values: values, part: row.bytes(tail + 1).map(Array.init) ?? []))
      return true
    }
    try writeGroup()
  }

  private static func ordered(_ rows: [Waiting], in text: [UInt8], after first: [UInt8]?, _ isDistinct: Bool)
    -> [Waiting]
  {
    guard rows.count > 1 else { return rows }
    var parts = (first.map { [$0] } ?? []) + rows.map(\.part)
    if isDistinct {
      var seen: Set<[UInt8]> = []
      parts = parts.filter { seen.insert($0).inserted }
    }
    guard let places = JoinedOrder.places(of: parts, in: text) else { return rows }
    guard isDistinct else {
      let skipped = first == nil ? 0 : 1
      return rows.indices.sorted { places[$0 + skipped] < places[$1 + skipped] }.map { rows[$0] }
    }
    let byPart = Dictionary(uniqueKeysWithValues: zip(parts, places))
    return rows.enumerated().sorted { a, b in
      (byPart[a.element.part] ?? 0, a.offset) < (byPart[b.element.part] ?? 0, b.offset)
    }.map(\.element)
  }

  /// Sets a reference to a record of the same table that came further down in the file.
  func point(_ table: String, _ column: String, from view: String, _ key: String) throws {
    try connection.rows(
      """
      SELECT p.line, p.\(raw: key), r.id, (SELECT id FROM \(raw: table) WHERE key = p.\(raw: key))
      FROM package_\(raw: view) AS p JOIN \(raw: table) AS r ON r.key = p.key
      WHERE p.\(raw: key) IS NOT NULL AND r.\(raw: column) IS NULL ORDER BY p.rowid
      """
    ) { row in
      guard !row.isNull(3) else {
        throw failure(
          view, row.int64(0),
          "column \(key): the package has no \(table) with the key '\((row.text(1) ?? "").prefix(100))'")
      }
      try blame(view, row.int64(0)) {
        try connection.execute(
          "UPDATE \(raw: table) SET \(raw: column) = \(row.int64(3)) WHERE id = \(row.int64(2))")
      }
      return true
    }
  }

  /// Says of what breaks a rule of the schema in which file and line it stands.
  @discardableResult func blame<T>(_ view: String, _ line: Int64, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let failure as Failure where failure.kind == .invalid {
      throw self.failure(view, line, failure.description)
    }
  }

  func failure(_ view: String, _ line: Int64, _ what: String) -> Failure {
    Failure(.invalid, "\(stage.name(of: view)), line \(line): \(what)")
  }
}
