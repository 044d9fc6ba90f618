// How far a migration has come: guessed from the rows of the tables that each of its statements goes through.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import GRDB
import GRDBSQLite

/// The statements of a migration, in their order, and how much of each is done.
final class MigrationProgress {
  private let weights: [Double]
  private let total: Double
  private let tell: (Double) -> Void
  private var current = 0
  private var done = 0.0
  private var steps = 0

  /// How many steps of SQLite's machine a row takes while an index over it is made: read, sorted, put in.
  private static let stepsARow = 12.0

  /// - Parameter sql: the texts that will be run, one after the other.
  init(_ sql: [String], _ db: Database, tell: @escaping (Double) -> Void) throws {
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT wr")
    var rows: [String: Double] = [:]
    for table in tables {
      // (The last id will do; counting would read the table.)
      rows[table] = try Double.fetchOne(db, sql: "SELECT max(rowid) FROM \(table.quotedDatabaseIdentifier)")
    }
    weights = sql.flatMap(Self.statements).map { statement in
      let words = statement.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }).map(
        String.init)
      // (Comments come first.)
      let command = words.first {
        ["CREATE", "INSERT", "UPDATE", "DELETE", "DROP", "PRAGMA", "ALTER"].contains($0)
      }
      let isQuick =
        ["DROP", "PRAGMA", "ALTER"].contains(command ?? "")
        || command == "CREATE" && !words.contains("INDEX")
      return 1 + (isQuick ? 0 : Set(words).reduce(0) { $0 + (rows[$1] ?? 0) })
    }
    total = max(1, weights.reduce(0, +))
    self.tell = tell
  }

  private static func statements(_ sql: String) -> [String] {
    var statements: [String] = []
    var text = ""
    for line in sql.split(separator: "\n") {
      text += line + "\n"
      guard line.hasSuffix(";"), unsafe sqlite3_complete(text) != 0 else { continue }
      statements.append(text)
      text = ""
    }
    return statements
  }

  /// A statement is running, and has made so many steps more.
  func tick(steps: Int) {
    self.steps += steps
    let weight = current < weights.count ? weights[current] : 0
    report(done + min(Double(self.steps) / Self.stepsARow, weight * 0.99))
  }

  /// A statement has ended.
  func next() {
    if current < weights.count { done += weights[current] }
    (current, steps) = (current + 1, 0)
    report(done)
  }

  private func report(_ done: Double) { tell(min(1, done / total)) }
}
