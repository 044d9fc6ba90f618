// Running statements on an open file: rows by position, text as the bytes that stand there.
// Unsafe: a statement and its row are used only within the closure that gets them, while the connection is
// open; what SQLite is given it copies.
import GRDB
import GRDBSQLite

/// A file opened for the length of a `read` or `write` closure.
package struct Connection {
  let db: Database
  package let path: String

  /// Runs a query and hands over each row until `body` returns false.
  ///
  /// - Parameters:
  ///   - cached: keep the prepared statement for the next call with the same text.
  ///   - columns: gets the names of the columns first, also where there is no row.
  package func rows(
    _ sql: SQL, cached: Bool = false, columns: ([String]) throws -> Void = { _ in },
    _ body: (Row) throws -> Bool
  ) throws {
    let statement = try prepare(sql, cached: cached)
    let row = unsafe Row(statement: statement.sqliteStatement, columns: statement.columnNames)
    try columns(row.columns)
    defer { unsafe sqlite3_reset(statement.sqliteStatement) }
    while true {
      switch unsafe sqlite3_step(statement.sqliteStatement) {
      case SQLITE_ROW: if try !body(row) { return }
      case SQLITE_DONE: return
      case let code:
        throw unsafe Failure(
          code: code & 0xFF, message: String(cString: sqlite3_errmsg(db.sqliteConnection)), path: path)
      }
    }
  }

  /// The first row, read by `body`; nil where there is none.
  package func first<T>(_ sql: SQL, _ body: (Row) throws -> T) throws -> T? {
    var result: T?
    try rows(sql, cached: true) {
      result = try body($0)
      return false
    }
    return result
  }

  package func all<T>(_ sql: SQL, _ body: (Row) throws -> T) throws -> [T] {
    var result: [T] = []
    try rows(sql, cached: true) {
      result.append(try body($0))
      return true
    }
    return result
  }

  /// Runs a statement that gives no rows.
  package func execute(_ sql: SQL) throws { try rows(sql, cached: true) { _ in true } }

  /// Adds a row.
  ///
  /// - Returns: its id.
  package func insert(into table: String, _ columns: [(String, Value)]) throws -> Int64 {
    try execute(
      """
      INSERT INTO \(raw: table) (\(raw: columns.map { "\"\($0.0)\"" }.joined(separator: ", "))) \
      VALUES (\(columns.map { "\($0.1)" as SQL }, joined: ", "))
      """)
    // (The triggers' own inserts do not count: SQLite restores the id when they end.)
    return lastInsertedId
  }

  package var lastInsertedId: Int64 { db.lastInsertedRowID }

  /// The step of `Schema/` that the file stands at.
  package var schemaVersion: Int { (try? Int.fetchOne(db, sql: "PRAGMA user_version")) ?? 0 }

  /// The id that the next row of a table will have: ids only rise.
  package func nextId(in table: String) throws -> Int64 {
    (try first("SELECT seq FROM sqlite_sequence WHERE name = \(table)") { min($0.int64(0), .max - 1) } ?? 0)
      + 1
  }

  /// A statement for many rows.
  package func repeated(_ sql: String) throws -> RepeatedStatement {
    try Failure.translating(path: path) {
      RepeatedStatement(try db.makeStatement(sql: sql), db: db, path: path)
    }
  }

  private func prepare(_ sql: SQL, cached: Bool) throws -> Statement {
    try Failure.translating(path: path) {
      let statement = try cached ? db.cachedStatement(sql: sql.text) : db.makeStatement(sql: sql.text)
      let raw = unsafe statement.sqliteStatement
      unsafe sqlite3_reset(raw)
      unsafe sqlite3_clear_bindings(raw)
      for (offset, value) in sql.values.enumerated() {
        unsafe Self.bind(value, at: CInt(offset + 1), of: raw)
      }
      return statement
    }
  }

  /// SQLITE_TRANSIENT: SQLite makes its own copy.
  nonisolated(unsafe) static let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  static func bind(_ value: Value, at index: CInt, of statement: OpaquePointer) {
    switch value {
    case .null: unsafe sqlite3_bind_null(statement, index)
    case .integer(let integer): unsafe sqlite3_bind_int64(statement, index, integer)
    case .real(let real): unsafe sqlite3_bind_double(statement, index, real)
    case .text(let text):
      var text = text
      text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) {
          _ = unsafe sqlite3_bind_text(statement, index, $0.baseAddress, CInt($0.count), copies)
        }
        if bytes.isEmpty { unsafe sqlite3_bind_text(statement, index, "", 0, copies) }
      }
    }
  }
}

/// The row that a statement stands on. It is valid until the closure that got it returns.
@safe package struct Row {
  let statement: OpaquePointer
  package let columns: [String]

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL
  }
  package func text(_ column: Int) -> String? {
    unsafe bytes(column).map { unsafe String(decoding: $0, as: UTF8.self) }
  }
  package func integer(_ column: Int) -> Int? {
    unsafe isNull(column) ? nil : Int(sqlite3_column_int64(statement, CInt(column)))
  }
  package func int64(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(statement, CInt(column)) }
  package func real(_ column: Int) -> Double { unsafe sqlite3_column_double(statement, CInt(column)) }
  /// Whether the value is a number, which JSON writes without quotes.
  package func isNumber(_ column: Int) -> Bool {
    let type = unsafe sqlite3_column_type(statement, CInt(column))
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT
  }
  package func isBlob(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(statement, CInt(column)) == SQLITE_BLOB
  }

  /// The value's bytes, numbers as SQLite writes them; nil for NULL. Valid until the next step.
  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    let column = CInt(column)
    guard let start = unsafe sqlite3_column_text(statement, column) else { return nil }
    return unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  package func value(_ column: Int) -> Value {
    switch unsafe sqlite3_column_type(statement, CInt(column)) {
    case SQLITE_INTEGER: .integer(int64(column))
    case SQLITE_FLOAT: .real(real(column))
    case SQLITE_NULL: .null
    default: .text(text(column) ?? "")
    }
  }
}
