// Markdown tables (GitHub Flavored Markdown).
// Unsafe: what a row gives is written before the next row is asked for.
import Storage

/// Writes rows as a table; what Markdown would read as its own is escaped, a line break becomes `<br>`.
final class MarkdownWriter: RowWriter {
  private let output: Output
  private var count = 0

  init(_ output: Output) { self.output = output }

  func begin(_ columns: [String]) throws {
    count = columns.count
    try output.write("| " + columns.map(Self.escaped).joined(separator: " | ") + " |\n")
    try output.write("|" + String(repeating: " --- |", count: count) + "\n")
  }

  func write<C: Cells>(_ cells: C) throws {
    try output.write("|" as StaticString)
    for column in 0..<count {
      try output.write(" " as StaticString)
      if let bytes = unsafe cells.bytes(column) {
        try unsafe output.write(Self.escaped(String(decoding: bytes, as: UTF8.self)))
      }
      try output.write(" |" as StaticString)
    }
    try output.write("\n" as StaticString)
  }

  func end() {}

  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "<", "[", "]": result.append(contentsOf: ["\\", scalar])
      case "_" where previous == " ": result.append(contentsOf: ["\\", scalar])
      case "\n" where previous == "\r": break
      case "\n", "\r": result.append(contentsOf: "<br>".unicodeScalars)
      default: result.append(scalar)
      }
      previous = scalar
    }
    return String(result)
  }
}
