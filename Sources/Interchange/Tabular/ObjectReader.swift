// JSON in: the objects of an array, or one a line (NDJSON), each a row.
import KnowledgeBase

/// Reads objects one by one. Columns are the names of members, in the order in which they come up.
///
/// A text, a number, true and false are cells, null and "" are empty ones; an array of texts is what `; ` joins.
final class ObjectReader: TableReader {
  private let stream: TextStream
  private var buffer = RowBuffer()
  private(set) var columns: [String] = []
  private var places: [String: Int] = [:]
  private var cells: [Range<Int>] = []
  /// What the cells hold, one behind the other.
  private var arena: [UInt8] = []
  private(set) var line = 0
  private(set) var rows = 0
  private var nextLine = 1
  /// Whether the objects are in one array.
  private var isArray = false
  private var isClosed = false
  /// Whether each object stands on one line, as the first does: then a broken one ends with its line.
  private var isLines = false

  /// Reads the first object ahead, for its columns.
  init(_ stream: TextStream) throws {
    self.stream = stream
    if try skipSpace(), buffer.bytes[buffer.at] == UInt8(ascii: "[") {
      isArray = true
      buffer.at += 1
    }
    isAhead = try advance()
    rows = 0
  }

  private var isAhead = false

  deinit { buffer.deallocate() }

  var count: Int { columns.count }

  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard column < cells.count, !cells[column].isEmpty else { return nil }
    return arena.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[cells[column]]) }
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
    guard try skipSpace() else {
      if isArray, !isClosed { throw failure("the array does not end") }
      return false
    }
    if isArray {
      if buffer.bytes[buffer.at] == UInt8(ascii: "]") {
        isClosed = true
        buffer.at += 1
        if try skipSpace() { throw failure("something follows the array") }
        return false
      }
      if rows > 0 {
        guard buffer.bytes[buffer.at] == UInt8(ascii: ",") else { throw failure("a comma or ] is expected") }
        buffer.at += 1
        guard try skipSpace() else { throw failure("the array does not end") }
      }
    }
    line = nextLine
    rows += 1
    let length = try length()
    let object = UnsafeBufferPointer(start: buffer.bytes + buffer.at, count: length)
    buffer.at += length
    nextLine += object.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    if rows == 1 { isLines = !isArray && nextLine == line }
    do { try read(object) } catch let mistake as JSONMistake {
      let before = object[..<min(mistake.at, object.count)]
      throw RowMistake("JSON, \(before.count + 1) bytes into the object: \(mistake.what)")
    }
    return true
  }

  /// Reads over white space; false at the end.
  private func skipSpace() throws -> Bool {
    while true {
      while buffer.at < buffer.end {
        switch buffer.bytes[buffer.at] {
        case 0x0A: nextLine += 1
        case 0x20, 0x0D, 0x09: break
        default: return true
        }
        buffer.at += 1
      }
      guard try buffer.fill(from: stream) else { return false }
    }
  }

  /// The bytes of the object that begins here; of a broken one in NDJSON, those of its line.
  private func length() throws -> Int {
    guard buffer.bytes[buffer.at] == UInt8(ascii: "{") else {
      if isArray { throw failure("an object is expected, which begins with {") }
      return try lineLength()
    }
    var (at, depth) = (0, 0)
    var isText = false
    while true {
      let bytes = buffer.bytes + buffer.at
      let end = buffer.end - buffer.at
      while at < end {
        let byte = bytes[at]
        if isText {
          if byte == UInt8(ascii: "\\") {
            at += 1
          } else if byte == UInt8(ascii: "\"") {
            isText = false
          } else if byte == 0x0A, !isArray {
            return at
          }
        } else if byte == 0x0A, isLines {
          return at
        } else if byte == UInt8(ascii: "\"") {
          isText = true
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          depth += 1
        } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
          depth -= 1
          if depth == 0 { return at + 1 }
        }
        at += 1
      }
      guard try buffer.fill(from: stream) else {
        if buffer.isEnd, !isArray { return buffer.end - buffer.at }
        throw failure(buffer.isEnd ? "the object does not end" : "the object is too long, or does not end")
      }
    }
  }

  private func lineLength() throws -> Int {
    var at = 0
    while true {
      while buffer.at + at < buffer.end {
        if buffer.bytes[buffer.at + at] == 0x0A { return at }
        at += 1
      }
      guard try buffer.fill(from: stream) else { return buffer.end - buffer.at }
    }
  }

  private func read(_ object: UnsafeBufferPointer<UInt8>) throws {
    arena.removeAll(keepingCapacity: true)
    cells = Array(repeating: 0..<0, count: columns.count)
    var given: Set<Int> = []
    var text: [UInt8] = []
    var reader = JSONReader(object)
    try reader.object { name, reader in
      let column = column(name)
      guard given.insert(column).inserted else {
        throw RowMistake("the member is given twice", column: name)
      }
      let start = arena.count
      let at = reader.at
      switch object[at] {
      case UInt8(ascii: "\""):
        try reader.string(into: &text)
        arena += text
      case UInt8(ascii: "{"):
        throw RowMistake("the value is an object; a cell is a text or a number", column: name)
      case UInt8(ascii: "["): try list(&reader, name, object)
      case UInt8(ascii: "n"): try reader.skip()
      default:
        try reader.skip()
        arena += object[at..<reader.at]
      }
      if arena[start...].contains(0) {
        throw RowMistake("the cell holds a NUL, which no text has", column: name)
      }
      cells[column] = start..<arena.count
    }
    try reader.end()
  }

  private func list(_ reader: inout JSONReader, _ name: String, _ object: UnsafeBufferPointer<UInt8>) throws {
    let texts = try reader.strings {
      RowMistake("the value is a list of something else than texts", column: name)
    }
    for (index, text) in texts.enumerated() {
      if index > 0 { arena += "; ".utf8 }
      arena += text
    }
  }

  private func column(_ name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = columns.count
    columns.append(name)
    cells.append(0..<0)
    return columns.count - 1
  }

  private func failure(_ what: String) -> Failure {
    Failure(.invalid, "\(stream.name), line \(nextLine): \(what)")
  }
}
