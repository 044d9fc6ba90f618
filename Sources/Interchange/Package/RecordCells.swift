// The cells of one record of CSV, TSV or JSON: to say by key which row differs, and in which columns.
import Foundation
import KnowledgeBase

/// Takes records apart into cells by the names of their columns.
struct RecordCells {
  private let format: RowFormat
  private let columns: [String]

  /// - Returns: nil for formats whose records cannot be taken apart.
  init?(_ format: RowFormat?, columns: [String]) {
    guard let format, [.csv, .tsv, .json, .ndjson].contains(format) else { return nil }
    (self.format, self.columns) = (format, columns)
  }

  /// What each column holds, as text; nil where the record does not have as many cells as there are columns.
  func cells(_ record: [UInt8]) -> [String: [UInt8]]? {
    if format == .csv || format == .tsv {
      let cells = separated(record)
      guard cells.count == columns.count else { return nil }
      return Dictionary(uniqueKeysWithValues: zip(columns, cells))
    }
    var record = record[...]
    while let last = record.last, ",\r\n ".utf8.contains(last) { record.removeLast() }
    guard let object = try? JSONSerialization.jsonObject(with: Data(record)) as? [String: Any] else {
      return nil
    }
    return object.mapValues { $0 is NSNull ? [] : Array("\($0)".utf8) }
  }

  private func separated(_ record: [UInt8]) -> [[UInt8]] {
    let separator = UInt8(ascii: format == .csv ? "," : "\t")
    let quote = UInt8(ascii: "\"")
    var cells: [[UInt8]] = [[]]
    var inQuotes = false
    var at = record.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var end = record.count
    while end > at, "\r\n".utf8.contains(record[end - 1]) { end -= 1 }
    while at < end {
      let byte = record[at]
      at += 1
      if byte == quote {
        // Two quotes inside quotes stand for one.
        if inQuotes, at < end, record[at] == quote {
          cells[cells.count - 1].append(quote)
          at += 1
        } else {
          inQuotes.toggle()
        }
      } else if byte == separator, !inQuotes {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
    }
    return cells
  }
}
