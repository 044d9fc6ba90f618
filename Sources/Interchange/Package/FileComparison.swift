// A file of an export beside the same file made anew: which rows differ.
// Unsafe: the bytes are compared before the call returns.
import KnowledgeBase

/// Compares a file with bytes that come one block after the other. Rows that are the same in the same order need no
/// memory; of the others, up to 100,000 are kept, and it ends where 10,000 differences were found.
final class FileComparison {
  private let name: String
  private let old: FileRecords?
  private var splitter: RecordSplitter
  private let format: RowFormat?
  private let cells: RecordCells?
  private let shape: ViewShape?
  private var line = 0
  /// By address: rows of one side that the other side has not had yet.
  private var waitingOld: [[UInt8]: [[UInt8]]] = [:]
  private var waitingNew: [[UInt8]: [[UInt8]]] = [:]
  private var kept = 0
  private var differs = false
  private var isGivenUp = false
  private(set) var findings: [ExportCheck.Finding] = []

  private static let mostKept = 100_000
  private static let mostFound = 10_000

  /// - Parameter shape: the view, where the file holds rows.
  init(_ folder: String, _ name: String, _ shape: ViewShape?, _ format: RowFormat) {
    (self.name, self.shape) = (name, shape)
    self.format = shape == nil ? nil : format
    old = FileRecords("\(folder)/\(name)", self.format)
    splitter = RecordSplitter(self.format)
    cells = RecordCells(self.format, columns: shape?.view.columns.map(\.name) ?? [])
    if old == nil { giveUp("the file is missing") }
  }

  /// Takes the next bytes of the new file.
  func take(_ bytes: UnsafeRawBufferPointer) throws { try unsafe splitter.feed(bytes, compare) }

  /// Ends the comparison, and says what is left over.
  func end() throws {
    try splitter.end(compare)
    while !isGivenUp, let record = try old?.record() { differ(record, nil) }
    guard !isGivenUp else { return }
    for (rows, what) in [
      (waitingNew, "the row is missing"), (waitingOld, "the row is not in the knowledge base"),
    ] {
      for (address, rows) in rows.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        for _ in rows { find(address, what) }
      }
    }
    if findings.isEmpty, differs {
      giveUp("the rows are the same, but stand in another order or are written in another way")
    }
  }

  private func compare(_ new: [UInt8]) throws {
    guard !isGivenUp else { return }
    line += 1
    let record = try old?.record()
    if record != new { differ(record, new) }
  }

  private func differ(_ old: [UInt8]?, _ new: [UInt8]?) {
    differs = true
    guard let cells, let shape else { return giveUp("differs from line \(line) on") }
    if line == 1, format == .csv || format == .tsv {
      return giveUp("the first line, with the names of the columns, differs")
    }
    if let old { settle(trimmed(old), &waitingOld, &waitingNew, cells, shape) }
    if let new { settle(trimmed(new), &waitingNew, &waitingOld, cells, shape) }
    if kept > Self.mostKept || findings.count >= Self.mostFound {
      giveUp("so much differs up to line \(line) that the rest was not compared")
    }
  }

  /// Finds a row's counterpart among those that wait on the other side, or lets it wait.
  private func settle(
    _ record: [UInt8], _ mine: inout [[UInt8]: [[UInt8]]], _ others: inout [[UInt8]: [[UInt8]]],
    _ cells: RecordCells, _ shape: ViewShape
  ) {
    // The brackets around a JSON array.
    if format == .json, record == [UInt8(ascii: "[")] || record == [UInt8(ascii: "]")] { return }
    guard let values = cells.cells(record) else {
      return find(Array("line \(line)".utf8), "what stands there is not a row of this table")
    }
    let address = Array(
      shape.address.map { values[$0] ?? [] }.filter { !$0.isEmpty }.joined(separator: Array(", ".utf8)))
    guard var rows = others[address] else {
      mine[address, default: []].append(record)
      kept += 1
      return
    }
    let other = rows.remove(at: rows.firstIndex(of: record) ?? rows.count - 1)
    others[address] = rows.isEmpty ? nil : rows
    kept -= 1
    guard other != record else { return }
    let otherValues = cells.cells(other) ?? [:]
    let columns = shape.view.columns.map(\.name).filter { values[$0] != otherValues[$0] }
    if !columns.isEmpty { find(address, "differs in \(columns.joined(separator: ", "))") }
  }

  /// In JSON, a comma behind a row says only that it is not the last.
  private func trimmed(_ record: [UInt8]) -> [UInt8] {
    guard format == .json else { return record }
    var record = record
    while let last = record.last, ",\n".utf8.contains(last) { record.removeLast() }
    return record
  }

  private func find(_ address: [UInt8], _ what: String) {
    findings.append(
      ExportCheck.Finding(file: name, row: String(decoding: address, as: UTF8.self), what: what))
  }

  private func giveUp(_ what: String) {
    isGivenUp = true
    findings.append(ExportCheck.Finding(file: name, row: nil, what: what))
  }
}
