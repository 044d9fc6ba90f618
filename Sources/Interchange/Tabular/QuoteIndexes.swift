// What finds quotes: indexes that cost less made at once than row by row.
import KnowledgeBase
import Storage

/// Takes the indexes and idle triggers of quotes away when very many rows come, and makes them anew at the end, inside one transaction.
final class QuoteIndexes {
  private let connection: Connection
  private var statements: [String] = []
  private var isDecided = false
  /// From how many rows on it is worth it.
  private static let many: Int64 = 20_000

  init(_ connection: Connection) { self.connection = connection }

  /// Leaves the indexes where they are.
  func keep() { isDecided = true }

  /// - Parameter count: how many quotes are new so far.
  /// - Returns: whether indexes and triggers were taken away just now.
  func stepAside(after count: Int64) throws -> Bool {
    guard !isDecided, count >= Self.many else { return false }
    isDecided = true
    // (The triggers are those that leave it to kb what they do, and would be asked for each row.)
    let triggers = try connection.all(
      """
      SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('quote', 'appearance')
        AND sql LIKE '% INSERT ON %WHEN NOT EXISTS (SELECT 1 FROM editing WHERE is_bulk%' ORDER BY rowid
      """
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    for (name, sql) in triggers {
      try connection.execute("DROP TRIGGER \"\(raw: name)\"")
      statements.append(sql)
    }
    let indexes = try connection.all(
      """
      SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('quote', 'appearance')
        AND sql LIKE 'CREATE INDEX %' ORDER BY rowid
      """
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    for (name, sql) in indexes {
      try connection.execute("DROP INDEX \"\(raw: name)\"")
      statements.append(sql)
    }
    return true
  }

  /// Makes the indexes, and tells the search index of the quotes from an id on.
  func finish(from first: Int64) throws {
    // (Words gather in memory until they are this many bytes: fewer pieces to merge. It is the file's own setting.)
    try connection.execute("INSERT INTO quote_search (quote_search, rank) VALUES ('hashsize', 8388608)")
    try connection.execute(
      "INSERT INTO quote_search (rowid, text) SELECT id, text FROM quote_folded WHERE id >= \(first)")
    try connection.execute("INSERT INTO quote_search (quote_search, rank) VALUES ('hashsize', 1048576)")
    guard !statements.isEmpty else { return }
    // (What is sorted goes to disk where it is more than the pages in memory.)
    try connection.execute("PRAGMA temp_store = FILE")
    for sql in statements { try connection.execute("\(raw: sql)") }
  }
}
