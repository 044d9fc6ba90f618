// A full-text index that a second thread builds while the rows are written: its words cost more than all else.
// Unsafe: the text is copied; a statement runs within the closure that has the bytes.
import Foundation
import GRDB

/// Builds the full-text index of a table with one text anew, beside the file, and puts it in place at the end.
///
/// SQLite lets one connection write to a file. So the index grows in a database of its own that has no name and is
/// gone with its connection, by the definitions of the file; what FTS5 keeps of it (the shadow tables `_data`,
/// `_idx` and `_docsize`) is then copied, as a dump and its reading would do. Until then the file's index stays.
package final class SearchIndexBuilder: @unchecked Sendable {
  // Everything below is read and written under `state`'s lock, but for `pending`, which is the caller's alone.
  private let state = NSCondition()
  private var waiting: [Texts] = []
  private var waitingSize = 0
  private var isClosed = false
  private var hasEnded = false
  private var failure: Failure?

  private var pending = Texts()
  private let index, table, column: String
  private let definition: String
  private let beside: NamelessDatabase

  /// How many bytes of text may wait for the second thread.
  private static let mostWaiting = 2_000_000
  private static let batch = 128_000

  /// Rows one after the other: their ids, where each text ends, and the texts.
  private struct Texts {
    var ids: [Int64] = []
    var ends: [Int] = []
    var bytes: [UInt8] = []
  }

  /// - Parameters:
  ///   - index: an index over the view `TABLE_folded`, in step 1 of the schema.
  ///   - column: the one column of the table that it covers.
  /// - Throws: ``Failure`` where the file has no such index.
  package init(_ connection: Connection, index: String, of table: String, column: String) throws {
    func sql(_ name: String) throws -> String {
      let sql = try connection.first("SELECT sql FROM sqlite_schema WHERE name = \(name)") { $0.text(0) }
      guard let sql, let sql else {
        throw Failure(.unusableFile, "\(connection.path) has no \(name); mend it with: kb check --fix")
      }
      return sql
    }
    (self.index, self.table, self.column) = (index, table, column)
    definition = try sql(index)
    beside = try NamelessDatabase(beside: connection.path)
    let definitions = [
      "CREATE TABLE \(table) (id INTEGER PRIMARY KEY, \(column) TEXT)", try sql("\(table)_folded"),
      definition,
    ]
    try beside.use { connection in
      for sql in definitions { try connection.execute("\(raw: sql)") }
      try connection.gatherMuch(index)
    }
    let thread = Thread { [self] in work() }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Gives the index one row more. Waits where the second thread is far behind.
  package func add(_ id: Int64, _ text: UnsafeBufferPointer<UInt8>) {
    pending.ids.append(id)
    unsafe pending.bytes.append(contentsOf: text)
    pending.ends.append(pending.bytes.count)
    if pending.bytes.count >= Self.batch { handOver() }
  }

  private func handOver() {
    state.lock()
    defer { state.unlock() }
    while waitingSize >= Self.mostWaiting, !hasEnded { state.wait() }
    waitingSize += pending.bytes.count
    waiting.append(pending)
    pending = Texts()
    state.broadcast()
  }

  /// Ends the second thread and drops what it has made.
  package func stop() {
    state.lock()
    waiting.removeAll()
    isClosed = true
    state.broadcast()
    while !hasEnded { state.wait() }
    state.unlock()
  }

  /// Waits for the index and puts it in the place of the file's.
  ///
  /// - Throws: ``Failure`` where it could not be built: no room for it, above all.
  package func finish(_ connection: Connection) throws {
    handOver()
    state.lock()
    isClosed = true
    state.broadcast()
    while !hasEnded { state.wait() }
    state.unlock()
    if let failure { throw failure }
    try Distrust.suspended(connection.db) { try place(into: connection) }
  }

  private func place(into connection: Connection) throws {
    // (Made anew, so that nothing is left of what FTS5 remembers of the old one.)
    try connection.execute("DROP TABLE \(raw: index)")
    try connection.execute("\(raw: definition)")
    for (table, columns) in [("data", 2), ("idx", 3), ("docsize", 2)] {
      let table = "\(index)_\(table)"
      try connection.execute("DELETE FROM \(raw: table)")
      let places = repeatElement("?", count: columns).joined(separator: ", ")
      let insert = try connection.repeated("INSERT INTO \(table) VALUES (\(places))")
      try beside.use {
        try $0.rows("SELECT * FROM \(raw: table)") { row in
          insert.bind(row)
          try insert.run()
          return true
        }
      }
    }
  }

  private func work() {
    var failure: Failure?
    do { try beside.use { try index($0) } } catch {
      failure = error as? Failure ?? Failure(.storage, "the search index could not be built")
    }
    state.lock()
    self.failure = failure
    hasEnded = true
    waiting.removeAll()
    state.broadcast()
    state.unlock()
  }

  /// Runs on the second thread.
  private func index(_ connection: Connection) throws {
    let add = try connection.repeated("INSERT INTO \(table) (id, \(column)) VALUES (?, ?)")
    // (A row a statement: before one that writes several, FTS5 empties its memory.)
    let take = try connection.repeated("INSERT INTO \(index) (rowid, \(column)) VALUES (?, ?)")
    let clear = try connection.repeated("DELETE FROM \(table)")
    try connection.execute("BEGIN")
    while let texts = next() {
      try unsafe texts.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for (id, end) in zip(texts.ids, texts.ends) {
          add.bind(1, id)
          unsafe add.bind(2, UnsafeBufferPointer(rebasing: bytes[start..<end]))
          try add.run()
          start = end
        }
      }
      try connection.rows("SELECT id, \(raw: column) FROM \(raw: table)_folded", cached: true) {
        take.bind($0)
        try take.run()
        return true
      }
      try clear.run()
    }
    // (What FTS5 has gathered in memory goes into its tables.)
    try connection.execute("COMMIT")
  }

  private func next() -> Texts? {
    state.lock()
    defer { state.unlock() }
    while waiting.isEmpty, !isClosed { state.wait() }
    guard !waiting.isEmpty else { return nil }
    let texts = waiting.removeFirst()
    waitingSize -= texts.bytes.count
    state.broadcast()
    return texts
  }
}
