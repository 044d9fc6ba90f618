// JSON (RFC 8259): an array of objects, or one object a line (NDJSON).
// Unsafe: what a row gives is written before the next row is asked for.
import Storage

/// Writes rows as objects, columns in their order. What is not there is null; numbers stay numbers.
final class JSONWriter: RowWriter {
  private let output: Output
  private let asLines: Bool
  private var names: [ContiguousArray<UInt8>] = []
  private var isFirst = true

  init(_ output: Output, asLines: Bool) {
    self.output = output
    self.asLines = asLines
  }

  func begin(_ columns: [String]) throws {
    names = try columns.enumerated().map { index, column in
      var bytes = ContiguousArray<UInt8>()
      let gathered = unsafe Output { unsafe bytes.append(contentsOf: $0) }
      try gathered.write(index == 0 ? "{" : (asLines ? "," : ", "))
      try Self.write(string: column, to: gathered)
      try gathered.write(asLines ? ":" : ": ")
      try gathered.flush()
      return bytes
    }
    if !asLines { try output.write("[" as StaticString) }
  }

  func write<C: Cells>(_ cells: C) throws {
    if !asLines { try output.write(isFirst ? "\n  " : ",\n  ") }
    isFirst = false
    for column in names.indices {
      try unsafe names[column].withUnsafeBufferPointer { try unsafe output.write($0) }
      guard let bytes = unsafe cells.bytes(column) else {
        try output.write("null" as StaticString)
        continue
      }
      // SQLite prints the infinite as Inf, which JSON does not know.
      if cells.isNumber(column), unsafe bytes.last.map({ $0 >= 0x30 && $0 <= 0x39 }) ?? false {
        try unsafe output.write(bytes)
      } else {
        try unsafe Self.write(string: bytes, to: output)
      }
    }
    try output.write(asLines ? "}\n" : "}")
  }

  func end() throws {
    if !asLines { try output.write(isFirst ? "]\n" : "\n]\n") }
  }

  static func write(string text: String, to output: Output) throws {
    var text = text
    try text.withUTF8 { try unsafe write(string: $0, to: output) }
  }

  /// A string in quotes. Bytes that are no UTF-8, which only a foreign writer can have stored, become U+FFFD.
  static func write(string bytes: UnsafeBufferPointer<UInt8>, to output: Output) throws {
    guard unsafe bytes.isUTF8 else {
      return try unsafe write(string: String(decoding: bytes, as: UTF8.self), to: output)
    }
    try output.write(UInt8(ascii: "\""))
    var start = 0
    while true {
      let end = unsafe bytes.endOfPlain(from: start)
      try unsafe output.write(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      guard end < bytes.count else { break }
      start = end + 1
      let byte = unsafe bytes[end]
      switch byte {
      case UInt8(ascii: "\""): try output.write("\\\"" as StaticString)
      case UInt8(ascii: "\\"): try output.write("\\\\" as StaticString)
      case UInt8(ascii: "\n"): try output.write("\\n" as StaticString)
      case UInt8(ascii: "\r"): try output.write("\\r" as StaticString)
      case UInt8(ascii: "\t"): try output.write("\\t" as StaticString)
      default:
        let hex = String(byte, radix: 16)
        try output.write("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
      }
    }
    try output.write(UInt8(ascii: "\""))
  }
}
