// A row that was read and waits for others.

/// The cells of one row, kept when its reader has gone on.
final class KeptRow: TableReader {
  let columns: [String]
  let line: Int
  let rows: Int
  private let cells: [UnsafeMutableBufferPointer<UInt8>?]

  init(_ reader: any TableReader) {
    (columns, line, rows) = (reader.columns, reader.line, reader.rows)
    cells = (0..<reader.count).map { column in
      reader.cell(column).map { cell in
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: cell.count)
        _ = copy.initialize(from: cell)
        return copy
      }
    }
  }

  deinit { for cell in cells { cell?.deallocate() } }

  func next() -> Bool { false }

  var count: Int { cells.count }

  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    column < cells.count ? cells[column].map { UnsafeBufferPointer($0) } : nil
  }
}
