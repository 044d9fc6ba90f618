// A file made as small as what it holds.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import GRDB

extension DatabaseFile {
  /// How many bytes the file and its log take.
  package var size: Int {
    ["", "-wal"].reduce(0) { sum, ending in
      var status = stat()
      return unsafe stat(path + ending, &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }

  /// Merges each full-text index into one piece, writes the tables anew without the room that deleted rows left, and
  /// empties the log. Rows, ids and the history stay as they are. Other writers wait meanwhile.
  ///
  /// - Returns: false where another program reads, so that the log can be emptied only later.
  /// - Throws: ``Failure`` where the disk lacks room; nothing is changed then.
  package func compact() throws -> Bool {
    try Failure.translating(path: path) {
      try queue.writeWithoutTransaction { db in
        _ = try? db.checkpoint(.truncate)
        try checkRoom(db)
        for index in try Connection(db: db, path: path).schemaObjects() where index.isSearchIndex {
          try db.execute(sql: "INSERT INTO \(index.name) (\(index.name)) VALUES ('optimize')")
        }
        _ = try? db.checkpoint(.truncate)
        // (The tables that are being written would else fill the memory.)
        try db.execute(sql: "PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY")
        return (try? db.checkpoint(.truncate)) != nil
      }
    }
  }

  /// The tables are written once where SQLite keeps its temporary files, then once more to the log.
  private func checkRoom(_ db: Database) throws {
    func number(_ pragma: String) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA \(pragma)") ?? 0 }
    let needed = try (number("page_count") - number("freelist_count")) * number("page_size")
    let home = PathName.place(of: path)
    let variables = ProcessInfo.processInfo.environment
    let places = [variables["SQLITE_TMPDIR"], variables["TMPDIR"], "/var/tmp", "/usr/tmp", "/tmp", "."]
    let temporary = places.compactMap { $0 }.first { unsafe access($0, W_OK | X_OK) == 0 } ?? "."
    let isOneDisk = Self.disk(of: home)?.device == Self.disk(of: temporary)?.device
    for (place, share) in isOneDisk ? [(home, 2)] : [(home, 1), (temporary, 1)] {
      guard let disk = Self.disk(of: place), disk.free < needed * share else { continue }
      throw Failure(
        .storage,
        "compacting \(path) takes \(needed * share / 1_000_000 + 1) MB of room for a while, and \(place) has \(disk.free / 1_000_000); nothing was changed"
      )
    }
  }

  private static func disk(of place: String) -> (device: UInt, free: Int)? {
    var (space, status) = (statvfs(), stat())
    guard unsafe statvfs(place, &space) == 0, unsafe stat(place, &status) == 0 else { return nil }
    return (UInt(status.st_dev), Int(space.f_bavail) * Int(space.f_frsize))
  }
}
