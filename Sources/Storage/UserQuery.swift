// SQL that a user wrote: read-only by construction, with a time limit and errors that say where.
// Unsafe: connection and statement are this object's, from `init` to `deinit`, and so is what their callbacks
// get, which are gone with them.
import Foundation
import GRDBSQLite

/// One statement of a user's, on a connection of its own that can do nothing but read this one file.
///
/// Three walls: SQLite's own read-only flag, `query_only`, and an authorizer that lets nothing pass but
/// reading, functions, and pragmas that only tell.
@safe package final class UserQuery: @unchecked Sendable {
  // sqlite3_interrupt may be called from any thread; all else happens on one.
  private let file: DatabaseFile
  private let db: OpaquePointer
  private let sql: String
  private var statement: OpaquePointer!
  private var deadline = Double.infinity
  private var isLate = false
  private var refusal: String?

  /// Prepares a statement.
  ///
  /// - Parameters:
  ///   - file: an open file; it stays open as long as this.
  ///   - parameters: what `:name`, `@name` and `$name` stand for, as text.
  /// - Throws: ``Failure`` of kind `invalid` with line, column and the line of SQL; of kind `notPermitted`
  ///   where the statement does more than read.
  package init(_ sql: String, parameters: [(name: String, value: String)], file: DatabaseFile) throws {
    self.file = file
    self.sql = sql
    unsafe db = try unsafe file.openForUser()
    unsafe sqlite3_busy_timeout(db, CInt(DatabaseFile.patience * 1000))
    // (The schema is read now: a statement that meets it for the first time can fail as if it had changed.)
    unsafe sqlite3_exec(
      db, "PRAGMA query_only = 1; PRAGMA trusted_schema = 0; SELECT 1 FROM sqlite_schema LIMIT 1", nil, nil,
      nil)
    unsafe Distrust.limit(db)
    unsafe sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0)
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe sqlite3_set_authorizer(
      db,
      { this, action, first, second, _, _ in
        let query = unsafe Unmanaged<UserQuery>.fromOpaque(this!).takeUnretainedValue()
        return unsafe query.allows(
          action, first.map { unsafe String(cString: $0) }, unsafe second.map { unsafe String(cString: $0) })
          ? SQLITE_OK : SQLITE_DENY
      }, unsafe this)
    unsafe sqlite3_progress_handler(
      db, 1000,
      { this in
        let query = unsafe Unmanaged<UserQuery>.fromOpaque(this!).takeUnretainedValue()
        query.isLate = UserQuery.now() > query.deadline
        return query.isLate ? 1 : 0
      }, unsafe this)
    try prepare()
    try bind(parameters)
  }

  deinit {
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close_v2(db)
  }

  package var columns: [String] {
    unsafe (0..<sqlite3_column_count(statement)).map {
      unsafe String(cString: sqlite3_column_name(statement, $0))
    }
  }

  /// Runs the statement and hands over each row until `body` returns false.
  ///
  /// - Parameter timeout: seconds that SQLite may work; the time that `body` takes does not count. 0: no limit.
  package func rows(timeout: Double, _ body: (Row) throws -> Bool) throws {
    deadline = timeout > 0 ? Self.now() + timeout : .infinity
    let row = unsafe Row(statement: statement, columns: columns)
    while true {
      switch unsafe sqlite3_step(statement) {
      case SQLITE_ROW:
        let before = Self.now()
        guard try body(row) else { return }
        deadline += Self.now() - before
      case SQLITE_DONE: return
      case let code where code & 0xFF == SQLITE_INTERRUPT:
        throw Failure(
          .interrupted,
          isLate ? "stopped after \(timeout.formatted()) seconds; --timeout gives it longer" : "stopped")
      case let code: throw failure(code)
      }
    }
  }

  /// Stops the statement, from any thread.
  package func interrupt() { unsafe sqlite3_interrupt(db) }

  /// Seconds on a clock that only goes on.
  static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func prepare() throws {
    guard !sql.utf8.contains(0) else { throw Failure(.invalid, "the SQL holds a NUL byte") }
    try unsafe sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v2(db, start, -1, &statement, &tail)
      guard code == SQLITE_OK else { throw failure(code) }
      guard unsafe statement != nil else {
        throw Failure(.invalid, "there is no SQL statement in this; write one, such as: select * from quotes")
      }
      var next: OpaquePointer?
      defer { unsafe sqlite3_finalize(next) }
      guard unsafe sqlite3_prepare_v2(db, tail, -1, &next, nil) == SQLITE_OK, unsafe next == nil else {
        throw Failure(.invalid, "one statement at a time: there is more SQL after the first ';'")
      }
    }
    // What no authorizer sees, such as VACUUM INTO.
    guard unsafe sqlite3_stmt_readonly(statement) != 0 else { throw Failure(.notPermitted, Self.readsOnly) }
  }

  private static let readsOnly = "kb sql only reads, and this would do more"

  private func bind(_ parameters: [(name: String, value: String)]) throws {
    var open: [String] = []
    for index in unsafe 1..<(1 + sqlite3_bind_parameter_count(statement)) {
      guard
        let name = unsafe sqlite3_bind_parameter_name(statement, index).map({ unsafe String(cString: $0) }),
        !name.hasPrefix("?")
      else {
        throw Failure(
          .invalid, "give parameters names, such as :speaker, and their values with -p speaker VALUE")
      }
      guard let value = parameters.last(where: { $0.name == name.dropFirst() || $0.name == name })?.value
      else {
        open.append(name)
        continue
      }
      unsafe Connection.bind(.text(value), at: index, of: statement)
    }
    guard open.isEmpty else {
      throw Failure(
        .invalid, "\(open.joined(separator: ", ")) has no value; add: -p \(open[0].dropFirst()) VALUE")
    }
    let unused = parameters.first { parameter in
      ["", ":", "@", "$"].allSatisfy {
        unsafe sqlite3_bind_parameter_index(statement, $0 + parameter.name) == 0
      }
    }
    if let unused { throw Failure(.invalid, "the SQL has no parameter :\(unused.name)") }
  }

  /// Pragmas that only tell, whatever their argument.
  private static let tellingPragmas: Set = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "foreign_key_check", "integrity_check", "quick_check", "database_list", "collation_list", "function_list",
    "module_list", "pragma_list", "compile_options", "data_version", "page_count", "freelist_count",
  ]
  /// Pragmas that tell without an argument and change something with one.
  private static let tellingAlone: Set = [
    "application_id", "user_version", "schema_version", "encoding", "page_size",
  ]

  private func allows(_ action: CInt, _ first: String?, _ second: String?) -> Bool {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return true
    case SQLITE_FUNCTION where !["load_extension", "fts3_tokenizer"].contains(second?.lowercased()):
      return true
    case SQLITE_PRAGMA:
      let name = first?.lowercased() ?? ""
      if Self.tellingPragmas.contains(name) || (second == nil && Self.tellingAlone.contains(name)) {
        return true
      }
      refusal = "PRAGMA \(name)\(second == nil ? "" : " with a value")"
    case SQLITE_ATTACH: refusal = "ATTACH reaches another file"
    case SQLITE_DETACH: refusal = "DETACH"
    case SQLITE_FUNCTION: refusal = "the function \(second ?? "")"
    // A virtual table such as pragma_table_info declares itself so; statements that say it fail for other reasons.
    case SQLITE_INSERT where first == "sqlite_master", SQLITE_UPDATE where first == "sqlite_master":
      return true
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
      refusal = refusal ?? "this would change \(first ?? "the file")"
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: refusal = "a transaction is not needed to read one statement"
    default: refusal = refusal ?? "this would change the file"
    }
    return false
  }

  private func failure(_ code: CInt) -> Failure {
    let primary = code & 0xFF
    // A refusal can come back under other codes: as an unknown function, or as a schema that has changed.
    if primary == SQLITE_AUTH || refusal != nil {
      return Failure(.notPermitted, "kb sql only reads: \(refusal ?? "this would do more")")
    }
    if primary == SQLITE_READONLY { return Failure(.notPermitted, Self.readsOnly) }
    guard
      primary == SQLITE_ERROR || primary == SQLITE_RANGE || primary == SQLITE_MISMATCH
        || primary == SQLITE_TOOBIG
    else {
      return unsafe Failure(code: primary, message: String(cString: sqlite3_errmsg(db)), path: file.path)
    }
    let message = unsafe String(cString: sqlite3_errmsg(db))
    let offset = unsafe Int(sqlite3_error_offset(db))
    let bytes = Array(sql.utf8)
    guard offset >= 0, offset <= bytes.count else { return Failure(.invalid, "SQL: \(message)") }
    let lineStart = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let lineEnd = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let line = bytes[..<lineStart].count { $0 == UInt8(ascii: "\n") } + 1
    let before = String(decoding: bytes[lineStart..<offset], as: UTF8.self)
    let column = before.unicodeScalars.count + 1
    // A window of a long line, so that the mark stays under its place.
    let shownBefore = String(String.UnicodeScalarView(before.unicodeScalars.suffix(70)))
    let shownAfter = String(decoding: bytes[offset..<lineEnd], as: UTF8.self).unicodeScalars.prefix(40)
    let indent = String(String.UnicodeScalarView(shownBefore.unicodeScalars.map { $0 == "\t" ? "\t" : " " }))
    return Failure(
      .invalid,
      "SQL, line \(line), column \(column): \(message)\n  \(shownBefore)\(String(shownAfter))\n  \(indent)^")
  }
}
