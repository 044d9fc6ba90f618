// CSV in, as RFC 4180 has it and as spreadsheets write it: bytes, one row at a time.
// Unsafe: bytes of the buffer are read between its `at` and its `end`; cells are ranges there and stand until
// it is filled for the next row.
import Foundation
import KnowledgeBase

/// Reads rows with a separator between cells. Of a quoted cell the quotation marks go, and of two in it one; all
/// else is what the cell says, line ends too. A row ends with LF, CR or both; lines without anything are passed by.
///
/// Where a quoted cell goes on behind its closing mark, the rest belongs to it, as Python's `csv` has it.
final class SeparatedReader: TableReader {
  private let stream: TextStream
  private let separator: UInt8
  private var buffer = RowBuffer()
  private var cells: [Cell] = []
  private(set) var columns: [String] = []
  /// The cells of the first row, also those without a name at its end.
  private(set) var headerAsItStands: [String] = []
  private(set) var line = 0
  private(set) var rows = 0
  private var nextLine = 1
  /// Whether the row is UTF-8 without NUL.
  private var isClean = true

  fileprivate struct Cell {
    var start, end: Int
    /// Whether quotation marks are left in it.
    var isRaw = false
  }

  /// Reads the header too.
  init(_ stream: TextStream, separator: UInt8) throws {
    (self.stream, self.separator) = (stream, separator)
    guard try readRow() else {
      throw Failure(.invalid, "\(stream.name) is empty; a table begins with the names of its columns")
    }
    // What Excel writes above the header to say what separates cells.
    if cells.count <= 2, text(0).hasPrefix("sep="), try !readRow() { return }
    columns = cells.indices.map(text)
    headerAsItStands = columns
    while columns.count > 1, columns.last == "" { columns.removeLast() }
    for (index, name) in columns.enumerated()
    where unsafe !cells[index].isEmpty
      && !UnsafeBufferPointer(start: buffer.bytes + cells[index].start, count: cells[index].count).isUTF8
    {
      throw Failure(
        .invalid,
        "\(stream.name), line \(line): the name of column \(index + 1), '\(name)', is not UTF-8; name the encoding with --encoding"
      )
    }
  }

  deinit { buffer.deallocate() }

  var count: Int { cells.count }

  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard column < cells.count, !cells[column].isEmpty else { return nil }
    return unsafe UnsafeBufferPointer(start: buffer.bytes + cells[column].start, count: cells[column].count)
  }

  private func text(_ column: Int) -> String {
    unsafe cell(column).map { unsafe String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func next() throws -> Bool {
    guard try readRow() else { return false }
    rows += 1
    if cells.count > columns.count, cells[columns.count...].allSatisfy(\.isEmpty) {
      cells.removeLast(cells.count - columns.count)
    }
    guard cells.count == columns.count else {
      throw RowMistake(
        "the row has \(cells.count) cell\(cells.count == 1 ? "" : "s"), and the header \(columns.count)",
        column: cells.count < columns.count ? columns[cells.count] : nil)
    }
    if isClean { return true }
    if let column = unsafe name({ unsafe $0.contains(0) }) {
      throw RowMistake("the cell holds a NUL, which no text has", column: column)
    }
    throw unsafe RowMistake(
      "the cell is not UTF-8; name the encoding with --encoding", column: name { unsafe !$0.isUTF8 })
  }

  /// The name of the first column whose cell is such.
  private func name(_ isSuch: (UnsafeBufferPointer<UInt8>) -> Bool) -> String? {
    columns.indices.first { unsafe cell($0).map(isSuch) ?? false }.map { columns[$0] }
  }

  private func readRow() throws -> Bool {
    while true {
      while buffer.at < buffer.end, unsafe isLineEnd(buffer.bytes[buffer.at]) {
        let isPair = unsafe buffer.bytes[buffer.at] == 0x0D
        if isPair, buffer.at + 1 == buffer.end, try buffer.fill(from: stream) { continue }
        unsafe buffer.at +=
          isPair && buffer.at + 1 < buffer.end && buffer.bytes[buffer.at + 1] == 0x0A ? 2 : 1
        nextLine += 1
      }
      line = nextLine
      if buffer.at < buffer.end, let end = try scan() {
        guard end - buffer.at <= RowBuffer.longest else { throw tooLong }
        let row = unsafe UnsafeBufferPointer(start: buffer.bytes + buffer.at, count: end - buffer.at)
        isClean = unsafe memchr(row.baseAddress!, 0, row.count) == nil && row.isUTF8
        unquote()
        buffer.at = end
        return true
      }
      // The row is not whole yet, or there is none.
      guard try buffer.fill(from: stream) else {
        if buffer.at == buffer.end { return false }
        guard buffer.isEnd else { throw tooLong }
        continue
      }
    }
  }

  @inline(__always) private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private var tooLong: Failure {
    Failure(
      .invalid,
      "\(stream.name), line \(line): this row is longer than \(RowBuffer.longest >> 20) MiB; a quotation mark may be missing"
    )
  }

  /// Finds the cells of the row that begins here.
  ///
  /// - Returns: where the next row begins; nil where this one is not whole yet.
  private func scan() throws -> Int? {
    cells.removeAll(keepingCapacity: true)
    let (bytes, end, separator) = unsafe (buffer.bytes, buffer.end, separator)
    var at = buffer.at
    var lines = nextLine
    while true {
      var cell = Cell(start: at, end: at)
      if at < end, unsafe bytes[at] == 0x22 {
        (cell.start, at) = (at + 1, at + 1)
        while true {
          guard let found = unsafe memchr(bytes + at, 0x22, end - at) else {
            guard buffer.isEnd else { return nil }
            throw Failure(
              .invalid,
              "\(stream.name), line \(lines), cell \(cells.count + 1): this quoted cell does not end; a quotation mark is missing"
            )
          }
          let mark = unsafe found.assumingMemoryBound(to: UInt8.self) - bytes
          at = mark + 1
          if at == end, !buffer.isEnd { return nil }
          guard at < end, unsafe bytes[at] == 0x22 else { break }
          cell.isRaw = true
          at += 1
        }
        cell.end = at - 1
        lines += countLines(cell.start, cell.end)
        if at < end, unsafe bytes[at] != separator, unsafe !isLineEnd(bytes[at]) {
          cell.isRaw = true
          while at < end, unsafe bytes[at] != separator, unsafe !isLineEnd(bytes[at]) { at += 1 }
          cell.end = at
        }
      } else {
        while at < end, unsafe bytes[at] != separator, unsafe !isLineEnd(bytes[at]) { at += 1 }
        cell.end = at
      }
      cells.append(cell)
      if at == end {
        guard buffer.isEnd else { return nil }
        nextLine = lines + 1
        return at
      }
      if unsafe bytes[at] == separator {
        at += 1
        continue
      }
      if unsafe bytes[at] == 0x0D, at + 1 == end, !buffer.isEnd { return nil }
      nextLine = lines + 1
      return unsafe at + (bytes[at] == 0x0D && at + 1 < end && bytes[at + 1] == 0x0A ? 2 : 1)
    }
  }

  /// How many lines end within a cell.
  private func countLines(_ start: Int, _ end: Int) -> Int {
    guard end - start > 0 else { return 0 }
    var count = 0
    for index in start..<end {
      let byte = unsafe buffer.bytes[index]
      if unsafe byte == 0x0A || byte == 0x0D && (index + 1 == end || buffer.bytes[index + 1] != 0x0A) {
        count += 1
      }
    }
    return count
  }

  /// Takes the quotation marks out of cells, in place.
  private func unquote() {
    let bytes = unsafe buffer.bytes
    for index in cells.indices where cells[index].isRaw {
      var (from, to) = (cells[index].start, cells[index].start)
      var isQuoted = true
      while from < cells[index].end {
        let byte = unsafe bytes[from]
        if isQuoted, byte == 0x22 {
          from += 1
          if from < cells[index].end, unsafe bytes[from] == 0x22 {
            unsafe bytes[to] = byte
            to += 1
            from += 1
          } else {
            isQuoted = false
          }
          continue
        }
        unsafe bytes[to] = byte
        to += 1
        from += 1
      }
      cells[index].end = to
    }
  }
}

extension SeparatedReader.Cell {
  fileprivate var isEmpty: Bool { end == start }
  fileprivate var count: Int { end - start }
}
