// A database without a name, for what is made beside a file.
import GRDB

/// Pages that SQLite keeps in memory while they are few, and else in a file that it has taken out of its folder
/// already: nothing is left of it, whatever happens.
struct NamelessDatabase {
  private let queue: DatabaseQueue
  private let path: String

  /// - Parameter path: the file that failures speak of.
  init(beside path: String) throws {
    self.path = path
    queue = try Failure.translating(path: path) {
      var configuration = Configuration()
      configuration.prepareDatabase {
        try $0.execute(
          sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000")
      }
      return try DatabaseQueue(path: "", configuration: configuration)
    }
  }

  /// Runs `body` outside of a transaction, unless it begins one itself.
  func use<T>(_ body: (Connection) throws -> T) throws -> T {
    try Failure.translating(path: path) {
      try queue.writeWithoutTransaction { try body(Connection(db: $0, path: path)) }
    }
  }
}
