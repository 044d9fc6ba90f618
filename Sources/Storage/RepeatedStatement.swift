// A statement that is prepared once and run for many rows.
// Unsafe: the statement lives as long as this object, which holds it; text that is bound uncopied is the
// caller's until the statement has run.
import GRDB
import GRDBSQLite

/// Rows by the thousand: values are bound by position, from 1, and text as the bytes that are there, uncopied.
@safe package final class RepeatedStatement {
  private let statement: Statement
  private let raw: OpaquePointer
  private let db: Database
  private let path: String

  init(_ statement: Statement, db: Database, path: String) {
    unsafe (self.statement, raw, self.db, self.path) = (statement, statement.sqliteStatement, db, path)
  }

  package func bind(_ position: Int32, _ integer: Int64?) {
    if let integer {
      unsafe sqlite3_bind_int64(raw, position, integer)
    } else {
      unsafe sqlite3_bind_null(raw, position)
    }
  }

  package func bind(_ position: Int32, _ integer: Int) {
    unsafe sqlite3_bind_int64(raw, position, Int64(integer))
  }

  package func bind(_ position: Int32, _ real: Double) { unsafe sqlite3_bind_double(raw, position, real) }

  package func bind(_ position: Int32, _ text: String?) {
    unsafe Connection.bind(text.map(Value.text) ?? .null, at: position, of: raw)
  }

  package func bind(_ position: Int, _ value: Value) {
    unsafe Connection.bind(value, at: Int32(position), of: raw)
  }

  /// Binds UTF-8 that stays where it is until the statement has run.
  package func bind(_ position: Int32, _ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress, !text.isEmpty else {
      unsafe Connection.bind(.text(""), at: position, of: raw)
      return
    }
    // (No destructor: SQLITE_STATIC.)
    unsafe start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = unsafe sqlite3_bind_text(raw, position, $0, CInt(text.count), nil)
    }
  }

  /// Binds UTF-8 that may go before the statement runs.
  package func bind(_ position: Int32, copying text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress, !text.isEmpty else {
      unsafe Connection.bind(.text(""), at: position, of: raw)
      return
    }
    unsafe start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      _ = unsafe sqlite3_bind_text(raw, position, $0, CInt(text.count), Connection.copies)
    }
  }

  /// Binds the values of a row, whatever they are.
  func bind(_ row: Row) {
    for column in unsafe 0..<sqlite3_column_count(row.statement) {
      unsafe sqlite3_bind_value(raw, column + 1, sqlite3_column_value(row.statement, column))
    }
  }

  /// Binds NULL to all.
  package func clear() { unsafe sqlite3_clear_bindings(raw) }

  /// Runs the statement with what is bound.
  ///
  /// - Returns: the id of the row that it inserted last.
  @discardableResult package func run() throws -> Int64 {
    let code = unsafe sqlite3_step(raw)
    unsafe sqlite3_reset(raw)
    guard code == SQLITE_DONE || code == SQLITE_ROW else {
      throw unsafe Failure(
        code: code & 0xFF, message: String(cString: sqlite3_errmsg(db.sqliteConnection)), path: path)
    }
    return unsafe sqlite3_last_insert_rowid(db.sqliteConnection)
  }

  /// Whether there is a row for what is bound.
  package func finds() throws -> Bool { try first { _ in true } ?? false }

  /// The first row for what is bound, read by `body`; nil where there is none.
  package func first<T>(_ body: (Row) -> T) throws -> T? {
    defer { unsafe sqlite3_reset(raw) }
    switch unsafe sqlite3_step(raw) {
    case SQLITE_ROW: return unsafe body(Row(statement: raw, columns: []))
    case SQLITE_DONE: return nil
    case let code:
      throw unsafe Failure(
        code: code & 0xFF, message: String(cString: sqlite3_errmsg(db.sqliteConnection)), path: path)
    }
  }
}
