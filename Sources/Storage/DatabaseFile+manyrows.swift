// Memory for the length of one large act of writing.
import GRDB

extension DatabaseFile {
  /// Runs `body` with 9 MiB of pages in memory in place of 16: as much again is sorted for each index that
  /// it makes, by another thread.
  /// What `body` sets of where SQLite sorts is set back.
  package func forManyRows<T>(_ body: () throws -> T) throws -> T {
    func set(_ pragmas: String) throws {
      try Failure.translating(path: path) {
        try queue.writeWithoutTransaction { try $0.execute(sql: pragmas) }
      }
    }
    try set("PRAGMA cache_size = -9000; PRAGMA threads = 1")
    defer { try? set("PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA threads = 0") }
    return try body()
  }
}
