// What every format of rows has in common.
// Unsafe: these cells own the memory of their values until `deinit`.
import KnowledgeBase
import Storage

/// A format in which rows can be written.
public enum RowFormat: String, CaseIterable, Sendable {
  case table, csv, tsv, json, ndjson, markdown
}

/// How rows are written.
public struct RowOptions: Sendable {
  /// CSV and TSV for Excel: a byte order mark, and warnings of cells that it would cut.
  public var forExcel = false
  /// CSV and TSV: an apostrophe before text that a spreadsheet would take for a formula. Alters verbatim text.
  public var guardsFormulas = false
  /// Table: the columns of the terminal; nil for as wide as it gets.
  public var width: Int?
  /// Table and text: for a terminal, so with right-to-left text set apart and control characters made visible.
  public var forTerminal = false
  /// Table and text: a ``TerminalFilter`` stands between the rows and the terminal.
  package var isFiltered = false
  /// Table: the columns to show, in their order; nil for all.
  public var columns: [String]?
  /// Gets what the reader should know: a cell that Excel cuts, columns that did not fit.
  public var warn: @Sendable (String) -> Void = { _ in }

  public init() {}
}

/// One row of values, whatever it came from.
package protocol Cells {
  /// The value's bytes in UTF-8; nil for none. Valid until the next row.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>?
  /// Whether the value is a number.
  func isNumber(_ column: Int) -> Bool
}

extension Row: Cells {}

/// Writes rows in one format: `begin` once, `write` for each row, `end` once.
package protocol RowWriter: AnyObject {
  func begin(_ columns: [String]) throws
  func write<C: Cells>(_ cells: C) throws
  func end() throws
}

extension RowFormat {
  package func writer(to output: Output, _ options: RowOptions = RowOptions()) -> any RowWriter {
    switch self {
    case .csv: SeparatedWriter(output, separator: UInt8(ascii: ","), lineEnd: "\r\n", options)
    case .tsv: SeparatedWriter(output, separator: UInt8(ascii: "\t"), lineEnd: "\n", options)
    case .json: JSONWriter(output, asLines: false)
    case .ndjson: JSONWriter(output, asLines: true)
    case .markdown: MarkdownWriter(output)
    case .table: TableWriter(output, options)
    }
  }
}

/// Values that did not come from a statement.
@safe package final class TextCells: Cells {
  private let values: [UnsafeMutableBufferPointer<UInt8>?]
  private let numbers: Set<Int>

  /// - Parameter numbers: which columns hold numbers.
  package init(_ values: [String?], numbers: Set<Int> = []) {
    unsafe self.values = values.map { value in
      guard let value else { return nil }
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: value.utf8.count)
      _ = unsafe bytes.initialize(from: value.utf8)
      return unsafe bytes
    }
    self.numbers = numbers
  }

  deinit { for index in unsafe values.indices { unsafe values[index]?.deallocate() } }

  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    unsafe values[column].map { UnsafeBufferPointer($0) }
  }
  package func isNumber(_ column: Int) -> Bool { unsafe numbers.contains(column) && values[column] != nil }
}
