// Whether a full-text index holds what its rows say, asked without leaving a trace.
// Unsafe: what these C functions are given, strings and structs, lives until they return. The connection is
// closed on every way out.
import GRDBSQLite

extension DatabaseFile {
  /// Compares a full-text index with its rows, word by word.
  ///
  /// FTS5 takes the question as a write. It is asked on a connection of its own, in a transaction that changes no
  /// page and is rolled back; other writers wait meanwhile, readers do not. This file's own connection stays open
  /// beside it, so that closing the other folds no log into the file.
  ///
  /// - Returns: nil where the file may not be written, so that nothing can be said.
  /// - Throws: ``Failure`` of kind `busy` where another program writes for longer than ``patience``.
  package func holdsItsRows(searchIndex: String) throws -> Bool? {
    var opened: OpaquePointer?
    defer { unsafe sqlite3_close_v2(opened) }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    guard unsafe sqlite3_open_v2(address, &opened, flags, nil) == SQLITE_OK, let db = unsafe opened,
      unsafe sqlite3_db_readonly(db, "main") == 0
    else { return nil }
    unsafe sqlite3_busy_timeout(db, CInt(Self.patience * 1000))
    let name = "\"" + searchIndex.replacing("\"", with: "\"\"") + "\""
    let code = unsafe sqlite3_exec(
      db, "BEGIN IMMEDIATE; INSERT INTO \(name) (\(name), rank) VALUES ('integrity-check', 1)", nil, nil, nil)
    unsafe sqlite3_exec(db, "ROLLBACK", nil, nil, nil)
    switch code & 0xFF {
    case SQLITE_OK: return true
    case SQLITE_CORRUPT, SQLITE_ERROR: return false
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: return nil
    default: throw Failure(code: code & 0xFF, message: "", path: path)
    }
  }
}
