// Rows that could not be taken, set aside to be mended and imported again.
// Unsafe: the cells are copied.
import KnowledgeBase

/// Writes rows as CSV: the line on which each stands, why it was not taken, then its cells as they are.
final class BadRows {
  private let output: Output
  private let writer: any RowWriter
  private var columns = 0

  init(_ output: Output) {
    self.output = output
    writer = RowFormat.csv.writer(to: output)
  }

  func write(_ reader: any TableReader, _ reason: String) throws {
    let names = ["line", "reason"]
    if columns == 0 {
      try writer.begin(names + reader.columns)
      columns = names.count + reader.columns.count
    }
    // (A row may have fewer cells than the header, or more; all that is there is kept.)
    let cells = (0..<max(reader.count, reader.columns.count)).map { column in
      unsafe reader.cell(column).map { unsafe String(decoding: $0, as: UTF8.self) }
    }
    let row = [String(reader.line), reason] + cells
    try writer.write(TextCells(Array(row.prefix(columns))))
    for extra in row.dropFirst(columns) where extra != nil {
      try writer.write(
        TextCells(
          [String(reader.line), "the row goes on: " + (extra ?? "")]
            + Array(repeating: nil, count: columns - 2)))
    }
  }
}
