// What a folder holds, as a text that two states can be told apart by.
// Unsafe: the connection and its statements are closed on every way out; what a row gives is copied.
import Foundation
import GRDBSQLite

enum Content {
  /// One line for each file that counts: a database by its rows, any other file by its bytes.
  ///
  /// What differs each time by its nature is left out: the moment of a change, the random keys of changesets, and,
  /// with `isStepwise`, how the rows were divided among changesets.
  static func state(of folder: String, _ names: [String], isStepwise: Bool) -> String {
    names.map { name in
      let path = folder + "/" + name
      var status = stat()
      guard unsafe stat(path, &status) == 0 else { return "\(name): not there" }
      if status.st_mode & S_IFMT == S_IFDIR {
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return state(of: path, inside.sorted(), isStepwise: isStepwise)
      }
      let digest = rows(path, isStepwise: isStepwise) ?? "bytes \(hash(bytes(path)))"
      return "\(name): \(digest)"
    }.joined(separator: "\n")
  }

  static func bytes(_ path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }

  /// FNV-1a.
  static func hash(_ bytes: [UInt8]) -> String {
    String(bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
  }

  /// The number of rows and a digest of each table; nil where the file is no database.
  private static func rows(_ path: String, isStepwise: Bool) -> String? {
    guard bytes(path).starts(with: Array("SQLite format 3\0".utf8)) else { return nil }
    var opened: OpaquePointer?
    guard unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
      let opened = unsafe opened
    else {
      return "cannot be opened"
    }
    defer { unsafe sqlite3_close_v2(opened) }
    unsafe sqlite3_busy_timeout(opened, 10_000)
    var parts: [String] = []
    let tables = unsafe query(
      opened,
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '*_search*'
      ORDER BY name
      """)
    let (changesets, moments) = (["changeset", "changeset_rows", "history"], ["at", "read_at"])
    for table in tables.map({ $0[0] }) where !(isStepwise && changesets.contains(table)) {
      // (Where a document lies is another place in each folder.)
      let columns = unsafe query(opened, "SELECT name FROM pragma_table_info('\(table)')").map { $0[0] }
        .filter {
          !moments.contains($0) && !(table == "document" && $0 == "address")
            && !(table == "changeset" && $0 == "key")
            && !(isStepwise && $0 == "changeset_id")
        }
      let list = columns.map { "quote(\"\($0)\")" }.joined(separator: ", ")
      let rows = unsafe query(opened, "SELECT \(list) FROM \"\(table)\" ORDER BY \(list)")
      parts.append(
        "\(table) \(rows.count) \(hash(Array(rows.map { $0.joined(separator: "|") }.joined(separator: "\n").utf8)))"
      )
    }
    return parts.joined(separator: ", ")
  }

  private static func query(_ db: OpaquePointer, _ sql: String) -> [[String]] {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(db, sql, -1, &statement, nil) == SQLITE_OK else {
      return unsafe [["error: " + String(cString: sqlite3_errmsg(db))]]
    }
    defer { unsafe sqlite3_finalize(statement) }
    var rows: [[String]] = []
    while unsafe sqlite3_step(statement) == SQLITE_ROW {
      unsafe rows.append(
        (0..<sqlite3_column_count(statement)).map { column in
          unsafe sqlite3_column_text(statement, column).map { unsafe String(cString: $0) } ?? ""
        })
    }
    return rows
  }
}
