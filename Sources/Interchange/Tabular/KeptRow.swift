// A row that was read and waits for others.
// Unsafe: the kept row owns the memory of its cells until `deinit`.

/// The cells of one row, kept when its reader has gone on.
@safe final class KeptRow: TableReader {
  let columns: [String]
  let line: Int
  let rows: Int
  private let cells: [UnsafeMutableBufferPointer<UInt8>?]

  init(_ reader: any TableReader) {
    (columns, line, rows) = (reader.columns, reader.line, reader.rows)
    unsafe cells = (0..<reader.count).map { column in
      unsafe reader.cell(column).map { cell in
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: cell.count)
        _ = unsafe copy.initialize(from: cell)
        return unsafe copy
      }
    }
  }

  deinit { for index in unsafe cells.indices { unsafe cells[index]?.deallocate() } }

  func next() -> Bool { false }

  var count: Int { unsafe cells.count }

  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    unsafe column < cells.count ? cells[column].map { UnsafeBufferPointer($0) } : nil
  }
}
