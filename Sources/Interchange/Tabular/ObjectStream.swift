// JSON that is many objects: those of an array, or one behind the other (NDJSON), cut apart as they go by.
// Unsafe: bytes of the buffer are read between its `at` and its `end`; an object stands until the buffer is
// filled for the next.
import KnowledgeBase

/// Gives the bytes of objects one by one, in memory for one object (at most 64 MiB).
final class ObjectStream {
  private let stream: TextStream
  private var buffer = RowBuffer()
  /// The line on which the object begins, from 1.
  private(set) var line = 0
  private var objects = 0
  private var nextLine = 1
  /// Whether the objects are in one array.
  private var isArray = false
  private var isClosed = false
  /// Whether each object stands on one line, as the first does: then a broken one ends with its line.
  private var isLines = false

  init(_ stream: TextStream) throws {
    self.stream = stream
    if try skipSpace(), unsafe buffer.bytes[buffer.at] == UInt8(ascii: "[") {
      isArray = true
      buffer.at += 1
    }
  }

  deinit { buffer.deallocate() }

  /// The next object, from { to }; nil at the end. What it gives is valid until the next.
  ///
  /// - Throws: ``Failure`` where the end of an object, or what stands between two, cannot be told.
  func next() throws -> UnsafeBufferPointer<UInt8>? {
    guard try skipSpace() else {
      if isArray, !isClosed { throw failure("the array does not end") }
      return nil
    }
    if isArray {
      if unsafe buffer.bytes[buffer.at] == UInt8(ascii: "]") {
        isClosed = true
        buffer.at += 1
        if try skipSpace() { throw failure("something follows the array") }
        return nil
      }
      if objects > 0 {
        guard unsafe buffer.bytes[buffer.at] == UInt8(ascii: ",") else {
          throw failure("a comma or ] is expected")
        }
        buffer.at += 1
        guard try skipSpace() else { throw failure("the array does not end") }
      }
    }
    line = nextLine
    objects += 1
    let length = try length()
    guard length <= RowBuffer.longest else {
      throw failure("the object is longer than \(RowBuffer.longest >> 20) MiB")
    }
    let object = unsafe UnsafeBufferPointer(start: buffer.bytes + buffer.at, count: length)
    buffer.at += length
    unsafe nextLine += object.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    if objects == 1 { isLines = !isArray && nextLine == line }
    return unsafe object
  }

  /// Reads over white space; false at the end.
  private func skipSpace() throws -> Bool {
    while true {
      while buffer.at < buffer.end {
        switch unsafe buffer.bytes[buffer.at] {
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
    guard unsafe buffer.bytes[buffer.at] == UInt8(ascii: "{") else {
      if isArray { throw failure("an object is expected, which begins with {") }
      return try lineLength()
    }
    var (at, depth) = (0, 0)
    var isText = false
    while true {
      let bytes = unsafe buffer.bytes + buffer.at
      let end = buffer.end - buffer.at
      while at < end {
        let byte = unsafe bytes[at]
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
        throw failure(
          buffer.isEnd
            ? "the object does not end"
            : "the object is longer than \(RowBuffer.longest >> 20) MiB, or does not end")
      }
    }
  }

  private func lineLength() throws -> Int {
    var at = 0
    while true {
      while buffer.at + at < buffer.end {
        if unsafe buffer.bytes[buffer.at + at] == 0x0A { return at }
        at += 1
      }
      guard try buffer.fill(from: stream) else { return buffer.end - buffer.at }
    }
  }

  private func failure(_ what: String) -> Failure {
    Failure(.invalid, "\(stream.name), line \(nextLine): \(what)")
  }
}

extension JSONMistake {
  /// The same as what is wrong with a row.
  func inRow(_ object: UnsafeBufferPointer<UInt8>) -> RowMistake {
    RowMistake("JSON, \(min(at, object.count) + 1) bytes into the object: \(what)")
  }
}
