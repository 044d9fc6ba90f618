// More memory for the length of one large act of writing.
import GRDB

extension DatabaseFile {
  /// Runs `body` with 20 MiB of pages in memory in place of 16.
  package func withRoom<T>(_ body: () throws -> T) throws -> T {
    func set(_ pragmas: String) throws {
      try Failure.translating(path: path) {
        try queue.writeWithoutTransaction { try $0.execute(sql: pragmas) }
      }
    }
    try set("PRAGMA cache_size = -20000")
    defer { try? set("PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY") }
    return try body()
  }
}
