// JSON in: the objects of an array, or one a line (NDJSON), each a row.
// Unsafe: an object is the stream's, and stands until the next is asked for; the JSON reader stays within it.
import KnowledgeBase

/// Reads objects one by one. Columns are the names of members, in the order in which they come up.
///
/// A text, a number, true and false are cells, null and "" are empty ones; an array of texts is what `; ` joins.
final class ObjectReader: TableReader {
  private let objects: ObjectStream
  private(set) var columns: [String] = []
  private var places: [String: Int] = [:]
  private var cells: [Range<Int>] = []
  private let bytes = CellBytes()
  private(set) var rows = 0
  var line: Int { objects.line }

  /// Reads the first object ahead, for its columns.
  ///
  /// - Throws: ``Failure`` where it cannot be read: there are no columns then.
  init(_ stream: TextStream) throws {
    objects = try ObjectStream(stream)
    do { isAhead = try advance() } catch let mistake as RowMistake {
      let column = mistake.column.map { ", column '\($0.prefix(80))'" } ?? ""
      throw Failure(.invalid, "\(stream.name), line \(line)\(column): \(mistake.what)")
    }
    rows = 0
  }

  private var isAhead = false

  var count: Int { columns.count }

  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard column < cells.count, !cells[column].isEmpty else { return nil }
    return unsafe bytes[cells[column]]
  }

  func next() throws -> Bool {
    if isAhead {
      isAhead = false
      rows = 1
      return true
    }
    return try advance()
  }

  private func advance() throws -> Bool {
    guard let object = try unsafe objects.next() else { return false }
    rows += 1
    do { try unsafe read(object) } catch let mistake as JSONMistake { throw unsafe mistake.inRow(object) }
    return true
  }

  private func read(_ object: UnsafeBufferPointer<UInt8>) throws {
    bytes.clear()
    cells = Array(repeating: 0..<0, count: columns.count)
    var given: Set<Int> = []
    var text: [UInt8] = []
    var reader = unsafe JSONReader(object)
    try reader.object { name, reader in
      let column = column(name)
      guard given.insert(column).inserted else {
        throw RowMistake("the member is given twice", column: name)
      }
      let start = bytes.count
      let at = reader.at
      switch reader.peek {
      case UInt8(ascii: "\""):
        try reader.string(into: &text)
        bytes.append(text)
      case UInt8(ascii: "{"):
        throw RowMistake("the value is an object; a cell is a text or a number", column: name)
      case UInt8(ascii: "["): try unsafe list(&reader, name, object)
      case UInt8(ascii: "n"): try reader.skip()
      default:
        try reader.skip()
        unsafe bytes.append(object[at..<reader.at])
      }
      if unsafe bytes[start..<bytes.count].contains(0) {
        throw RowMistake("the cell holds a NUL, which no text has", column: name)
      }
      cells[column] = start..<bytes.count
    }
    try reader.end()
  }

  private func list(_ reader: inout JSONReader, _ name: String, _ object: UnsafeBufferPointer<UInt8>) throws {
    let texts = try reader.strings {
      RowMistake("the value is a list of something else than texts", column: name)
    }
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append("; ".utf8) }
      bytes.append(text)
    }
  }

  private func column(_ name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = columns.count
    columns.append(name)
    cells.append(0..<0)
    return columns.count - 1
  }
}
