// A knowledge base that came from somebody else: opened for reading, and nothing in it is believed to be harmless.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import Storage

enum OtherFile {
  /// Opens another file and reads it at one moment. Its views, triggers and functions are never run.
  ///
  /// - Throws: ``Failure`` where it is no knowledge base, the same file as `own`, or has other tables than it should.
  static func reading<T>(_ path: String, besides own: String, _ body: (Connection) throws -> T) throws -> T {
    func place(_ path: String) -> (UInt64, UInt64)? {
      var status = stat()
      return unsafe stat(path, &status) == 0 ? (UInt64(status.st_dev), UInt64(status.st_ino)) : nil
    }
    if let there = place(path), let here = place(own), there == here {
      throw Failure(.invalid, "\(path) is the very file that it would be imported into; name another")
    }
    let file = try DatabaseFile.reading(path)
    return try reading(file, attemptsLeft: 30, body)
  }

  /// Another program's changeset lasts a second; what comes after it is in the next, and so waited for. Who writes all
  /// the time is not.
  private static func reading<T>(
    _ file: DatabaseFile, attemptsLeft: Int, _ body: (Connection) throws -> T
  ) throws -> T {
    let result: T? = try file.read { connection in
      try check(connection, file.path)
      return try attemptsLeft > 0 && isBeingWritten(connection) ? nil : body(connection)
    }
    if let result { return result }
    usleep(100_000)
    return try reading(file, attemptsLeft: attemptsLeft - 1, body)
  }

  private static func isBeingWritten(_ connection: Connection) throws -> Bool {
    guard
      try connection.first("SELECT 1 FROM sqlite_schema WHERE name = 'outside_changeset'", { _ in true })
        != nil
    else { return false }
    return try connection.first(
      """
      SELECT 1 FROM changeset WHERE id = (SELECT max(id) FROM changeset) AND id IN (SELECT changeset_id FROM outside_changeset)
        AND substr(at, 1, 19) = strftime('%Y-%m-%dT%H:%M:%S', 'now')
      """
    ) { _ in true } ?? false
  }

  /// The tables that are read are tables, and their columns are stored: nothing runs when they are read.
  private static func check(_ connection: Connection, _ path: String) throws {
    let books = [
      ("changeset", ["id", "key", "at", "author"]),
      ("changeset_rows", ["changeset_id", "record", "first_id", "last_id"]),
      ("history", ["id", "changeset_id", "record", "record_id", "action", "old"]),
      ("editing", ["changeset_id"]),
      ("outside_changeset", ["changeset_id"]), ("taken_in", ["changeset_id", "key", "is_last"]),
      ("taken_back", ["changeset_id", "until_id"]),
      ("unsettled", ["changeset_id", "record", "record_id", "field", "their_id", "is_open"]),
    ]
    let version = connection.schemaVersion
    for (table, columns) in books + Shape.all.map({ ($0.table, ["id"] + $0.columns) }) {
      let kind = try connection.first(
        "SELECT type || (sql LIKE 'CREATE VIRTUAL%') FROM sqlite_schema WHERE name = \(table)"
      ) { $0.text(0) ?? "" }
      let isMissing = kind == nil && (version < 3 || ["taken_in", "unsettled"].contains(table))
      if isMissing { continue }
      let stored = Set(
        try connection.all("SELECT name FROM pragma_table_xinfo(\(table)) WHERE hidden = 0") {
          $0.text(0) ?? ""
        })
      guard kind == "table0", stored.isSuperset(of: columns) else {
        throw Failure(
          .unusableFile,
          "\(path) does not have the table \(table) as kb makes it, so nothing is taken from it; ask for a new copy"
        )
      }
    }
  }
}
