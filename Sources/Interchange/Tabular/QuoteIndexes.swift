// What finds quotes: indexes that cost less made at once than row by row.
// Unsafe: keys and texts are the caller's until the call returns, and a row's until the next.
import KnowledgeBase
import Storage

/// Takes the indexes and idle triggers of quotes away when very many rows come, and makes them anew at the end, inside one transaction.
/// The search index is built by a second thread meanwhile.
final class QuoteIndexes {
  private let connection: Connection
  private var statements: [String] = []
  private var search: SearchIndexBuilder?
  private var keys: KeyRuns?
  private var keyOfRow: RepeatedStatement?
  private let findKey: RepeatedStatement
  /// How many new quotes make it worth it; nil where it is decided.
  private var many: Int64?
  /// From how many rows on it is worth it.
  private static let fewest: Int64 = 4_000

  /// - Parameter before: how many quotes there were; nil leaves indexes and triggers where they are.
  init(_ connection: Connection, before: Int?) throws {
    self.connection = connection
    findKey = try connection.repeated("SELECT id FROM quote WHERE key = ?")
    // (All of the old ones are read once more.)
    many = before.map { max(Self.fewest, Int64($0)) }
  }

  /// - Parameter count: how many quotes are new so far.
  /// - Returns: whether to step aside now.
  func areInTheWay(after count: Int64) -> Bool { many.map { count >= $0 } ?? false }

  /// Drops indexes and triggers, and starts the search index with all quotes that are there.
  func stepAside() throws {
    many = nil
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
        AND (sql LIKE 'CREATE INDEX %' OR name = 'quote_key') ORDER BY rowid
      """
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    for (name, sql) in indexes where try !holdsFew(sql) {
      try connection.execute("DROP INDEX \"\(raw: name)\"")
      statements.append(sql)
    }
    let search = try SearchIndexBuilder(connection, index: "quote_search", of: "quote", column: "text")
    self.search = search
    let keys = try KeyRuns(beside: connection.path)
    self.keys = keys
    keyOfRow = try connection.repeated("SELECT key FROM quote WHERE id = ?")
    try connection.rows("SELECT id, key, text FROM quote") {
      if let key = unsafe $0.bytes(1), let text = unsafe $0.bytes(2) {
        try unsafe keys.insert(KeyFilter.hash(key), $0.int64(0))
        unsafe search.add($0.int64(0), text)
      }
      return true
    }
  }

  /// Whether an index is partial and holds less than one of ten rows so far: made anew, it would take a look at all.
  private func holdsFew(_ index: String) throws -> Bool {
    guard let condition = index.firstRange(of: " WHERE "), let table = index.firstRange(of: " ON ") else {
      return false
    }
    let name = String(index[table.upperBound...].prefix { $0 != " " })
    let held = String(index[condition.lowerBound...])
    let few = try connection.first(
      "SELECT 10 * count(*) < (SELECT count(*) FROM \(raw: name)) FROM \(raw: name + held)"
    ) { $0.int64(0) == 1 }
    return few ?? false
  }

  /// The id of the quote with a key, also while the file has no index of keys.
  ///
  /// - Parameter hash: ``KeyFilter/hash(_:)`` of the key.
  func quote(_ hash: UInt64, _ key: UnsafeBufferPointer<UInt8>) throws -> Int64? {
    guard let keys, let keyOfRow else {
      unsafe findKey.bind(1, key)
      return try findKey.first { $0.int64(0) }
    }
    guard let row = try keys.row(hash) else { return nil }
    keyOfRow.bind(1, row)
    return try keyOfRow.first { unsafe $0.bytes(0)?.elementsEqual(key) ?? false } == true ? row : nil
  }

  /// Which kind of record has a key; nil where it is free.
  func record(_ key: String) throws -> String? {
    var bytes = key
    if try bytes.withUTF8({ try unsafe quote(KeyFilter.hash($0), $0) }) != nil { return "quote" }
    return try connection.first("SELECT record FROM keyed WHERE key = \(key) AND record <> 'quote'") {
      $0.text(0) ?? ""
    }
  }

  /// Is told of each new quote.
  func add(_ id: Int64, _ key: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>) throws {
    try unsafe keys?.insert(KeyFilter.hash(key), id)
    unsafe search?.add(id, text)
  }

  /// Ends what runs beside.
  func stop() { search?.stop() }

  /// Makes the indexes, and tells the search index of the quotes from an id on.
  func finish(from first: Int64) throws {
    guard let search else {
      return try connection.indexingMuch("quote_search") {
        try connection.execute(
          "INSERT INTO quote_search (rowid, text) SELECT id, text FROM quote_folded WHERE id >= \(first)")
      }
    }
    (keys, keyOfRow) = (nil, nil)
    // (What is sorted goes to disk where it is more than the pages in memory.)
    try connection.execute("PRAGMA temp_store = FILE")
    for sql in statements { try connection.execute("\(raw: sql)") }
    try search.finish(connection)
  }
}
