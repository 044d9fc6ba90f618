// Many rows into one table, some hundred a statement.
// Unsafe: the batch owns the memory of its texts until `deinit`; they stand still until the statement has run
// and is cleared.
import GRDB
import GRDBSQLite

/// Gathers rows of one table and inserts them a hundred at a time.
///
/// For each statement that can fail in the middle, SQLite keeps the pages as they were before; where a table has
/// triggers, a statement a row spends most of its time on that. Values are bound by position, from 1, and copied.
/// The first column must not be NULL: rows that are not filled are told by it.
@safe package final class RowBatch {
  private let statement: RepeatedStatement
  private let columns: Int
  private let capacity: Int
  private var count = 0
  /// The texts that are bound and not written yet, one behind the other.
  private let texts: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// What these rows refer to, which is written before them.
  package var others: [RowBatch] = []

  /// - Parameter columns: names, the first of one that is never NULL.
  package init(_ connection: Connection, into table: String, _ columns: [String], capacity: Int = 128) throws
  {
    self.columns = columns.count
    self.capacity = capacity
    unsafe texts = .allocate(byteCount: 256 << 10, alignment: 1)
    let row = "(" + repeatElement("?", count: columns.count).joined(separator: ", ") + ")"
    statement = try connection.repeated(
      """
      INSERT INTO \(table) (\(columns.map { "\"\($0)\"" }.joined(separator: ", ")))
      SELECT * FROM (VALUES \(repeatElement(row, count: capacity).joined(separator: ", "))) WHERE column1 IS NOT NULL
      """)
  }

  deinit {
    statement.clear()
    unsafe texts.deallocate()
  }

  package func bind(_ column: Int, _ integer: Int64?) { statement.bind(position(column), integer) }
  package func bind(_ column: Int, _ integer: Int) { statement.bind(position(column), integer) }
  package func bind(_ column: Int, _ real: Double) { statement.bind(position(column), real) }
  package func bind(_ column: Int, _ text: String?) { statement.bind(position(column), text) }
  package func bind(_ column: Int, _ text: UnsafeBufferPointer<UInt8>) {
    guard unsafe filled + text.count <= texts.count else {
      return unsafe statement.bind(position(column), copying: text)
    }
    let place = unsafe UnsafeMutableRawBufferPointer(rebasing: texts[filled..<filled + text.count])
    unsafe place.copyMemory(from: UnsafeRawBufferPointer(text))
    filled += text.count
    unsafe statement.bind(position(column), UnsafeBufferPointer(place.bindMemory(to: UInt8.self)))
  }

  private func position(_ column: Int) -> Int32 { Int32(count * columns + column) }

  /// Ends a row.
  package func add() throws {
    count += 1
    if count == capacity { try flush() }
  }

  /// Inserts what is gathered.
  package func flush() throws {
    guard count > 0 else { return }
    for batch in others { try batch.flush() }
    count = 0
    defer {
      statement.clear()
      filled = 0
    }
    try statement.run()
  }
}
