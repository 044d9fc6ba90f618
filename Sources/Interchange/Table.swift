// Tables for people: aligned columns that fit the terminal.
// Unsafe: a value is copied before the next row is asked for.
import Storage

/// Writes rows as a table. The first thousand rows decide how wide the columns are, the rest stream past.
final class TableWriter: RowWriter {
  private let output: Output
  private let options: RowOptions
  private var names: [String] = []
  /// Which columns of a row are shown.
  private var shown: [Int] = []
  private var waiting: [[String]] = []
  private var widths: [Int]?
  private var isNumeric: [Bool] = []

  /// What a column of words keeps; a column of running text keeps four times as much.
  private static let leastWidth = 8
  private static let sample = 1000

  init(_ output: Output, _ options: RowOptions) {
    self.output = output
    self.options = options
  }

  func begin(_ columns: [String]) throws {
    shown =
      options.columns.map { wanted in wanted.compactMap { columns.firstIndex(of: $0) } }
      ?? Array(columns.indices)
    names = shown.map { columns[$0] }
    isNumeric = names.map { _ in true }
  }

  func write<C: Cells>(_ cells: C) throws {
    let row = shown.indices.map { index -> String in
      guard let bytes = unsafe cells.bytes(shown[index]) else { return "" }
      if !cells.isNumber(shown[index]) { isNumeric[index] = false }
      // One line a row: a line break is shown as a return sign.
      let text = unsafe String(
        String.UnicodeScalarView(
          String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
            $0 == "\n" ? "⏎" : $0 == "\t" ? " " : $0
          }))
      return DisplayWidth.visible(text, keepsLines: false)
    }
    if widths != nil { return try write(row) }
    waiting.append(row)
    if waiting.count == Self.sample { try settle() }
  }

  func end() throws {
    if widths == nil { try settle() }
  }

  /// Fixes the widths and writes what waits.
  private func settle() throws {
    var widths = names.indices.map { column in
      max(DisplayWidth.of(names[column]), waiting.map { DisplayWidth.of($0[column]) }.max() ?? 0)
    }
    if let width = options.width {
      // The widest gives way first; where even the least widths do not fit, the last columns go, and are named.
      func total() -> Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }
      var least = widths.indices.map { column in
        widths[column] > 40
          ? 32 : min(widths[column], max(Self.leastWidth, min(DisplayWidth.of(names[column]), 12)))
      }
      while least.reduce(0, +) + 2 * (least.count - 1) > width, least.count > 1 {
        least.removeLast()
        widths.removeLast()
      }
      if widths.count < names.count {
        options.warn(
          "too narrow for \(names[widths.count...].joined(separator: ", ")); --format csv has all columns")
      }
      while total() > width,
        let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
      {
        let next = widths.indices.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? 0
        widths[widest] = max(
          least[widest], min(widths[widest] - 1, max(next, widths[widest] - (total() - width))))
      }
    }
    self.widths = widths
    isNumeric = isNumeric.indices.map { column in
      isNumeric[column] && waiting.contains { !$0[column].isEmpty }
    }
    try write(Array(names.prefix(widths.count)))
    try output.write(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n")
    for row in waiting { try write(row) }
    waiting = []
  }

  private func write(_ row: [String]) throws {
    guard let widths else { return }
    var line = ""
    for column in widths.indices {
      let text = DisplayWidth.fitted(row[column], to: widths[column])
      let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
      let cell = options.forTerminal ? DisplayWidth.isolated(text, filtered: options.isFiltered) : text
      if column > 0 { line += "  " }
      if isNumeric[column] {
        line += padding + cell
      } else {
        line += column == widths.count - 1 ? cell : cell + padding
      }
    }
    try output.write(line + "\n")
  }
}
