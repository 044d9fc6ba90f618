// CSV as RFC 4180 has it, and TSV with the same quoting: every byte of a value comes out as it is.
// Unsafe: a value is written before the next row is asked for; eight bytes are read where so many are left.
import Storage

/// Writes values with a separator between them. A value is quoted only where it has to be: where it holds
/// the separator, a quote, CR or LF, or is the only one of its row and empty.
final class SeparatedWriter: RowWriter {
  private let output: Output
  private let separator: UInt8
  private let lineEnd: StaticString
  private let options: RowOptions
  private var columns: [String] = []
  private var row = 0
  private var cut = 0
  private let newline = UInt8(ascii: "\n"), carriageReturn = UInt8(ascii: "\r"), quote = UInt8(ascii: "\"")

  /// What Excel keeps of a cell, in UTF-16 code units.
  static let excelCellLimit = 32_767

  init(_ output: Output, separator: UInt8, lineEnd: StaticString, _ options: RowOptions) {
    self.output = output
    self.separator = separator
    self.lineEnd = lineEnd
    self.options = options
  }

  func begin(_ columns: [String]) throws {
    self.columns = columns
    if options.forExcel { try output.write("\u{FEFF}" as StaticString) }
    for (index, column) in columns.enumerated() {
      if index > 0 { try output.write(separator) }
      var column = column
      try column.withUTF8 { try unsafe write(text: $0) }
    }
    try output.write(lineEnd)
  }

  func write<C: Cells>(_ cells: C) throws {
    row += 1
    for column in columns.indices {
      if column > 0 { try output.write(separator) }
      guard let bytes = unsafe cells.bytes(column), !bytes.isEmpty else {
        if columns.count == 1 { try output.write("\"\"" as StaticString) }
        continue
      }
      if options.forExcel { unsafe checkLength(bytes, column) }
      if cells.isNumber(column) { try unsafe write(value: bytes) } else { try unsafe write(text: bytes) }
    }
    try output.write(lineEnd)
  }

  func end() throws {
    if cut > 10 { options.warn("\(cut) cells are longer than Excel's 32,767 characters; it will cut them") }
  }

  /// Writes a text, guarded where that is asked for and a spreadsheet would take it for a formula.
  @inline(__always) private func write(text: UnsafeBufferPointer<UInt8>) throws {
    guard options.guardsFormulas, unsafe Self.beginsFormula(text) else {
      return try unsafe write(value: text)
    }
    guard unsafe !needsQuotes(text) else { return try unsafe writeQuoted(UInt8(ascii: "'"), text) }
    try output.write(UInt8(ascii: "'"))
    try unsafe output.write(text)
  }

  /// Whether the first character begins a formula, or is white space that spreadsheets skip before one: `=`, `+`, `-`,
  /// `@`, in full width too, tab, CR and LF.
  private static func beginsFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = unsafe text.first else { return false }
    // (＋ － ＝ ＠ are EF BC 8B, 8D, 9D and A0.)
    return unsafe "=+-@\t\r\n".utf8.contains(first)
      || first == 0xEF && text.count > 2 && text[1] == 0xBC && [0x8B, 0x8D, 0x9D, 0xA0].contains(text[2])
  }

  @inline(__always) private func write(value: UnsafeBufferPointer<UInt8>) throws {
    guard unsafe needsQuotes(value) else { return try unsafe output.write(value) }
    try unsafe writeQuoted(nil, value)
  }

  private func writeQuoted(_ prefix: UInt8?, _ value: UnsafeBufferPointer<UInt8>) throws {
    try output.write(quote)
    if let prefix { try output.write(prefix) }
    var start = 0
    for index in value.indices where unsafe value[index] == quote {
      try unsafe output.write(UnsafeBufferPointer(rebasing: value[start...index]))
      start = index
    }
    try unsafe output.write(UnsafeBufferPointer(rebasing: value[start...]))
    try output.write(quote)
  }

  /// Whether any byte is the separator, a quote, CR or LF; eight at a time.
  ///
  /// A byte of `x` is zero where `(x - 01…) & ~x & 80…` has its high bit set, so `word ^ pattern` finds the
  /// pattern's byte (after Mycroft; a borrow can only add hits above a true one, so "any" is exact).
  @inline(__always) private func needsQuotes(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = ones &* UInt64(quote)
    let separators = ones &* UInt64(separator)
    let newlines = ones &* UInt64(newline)
    let returns = ones &* UInt64(carriageReturn)
    let count = value.count
    let start = unsafe UnsafeRawPointer(value.baseAddress!)
    var index = 0
    while index + 8 <= count {
      let word = unsafe (start + index).loadUnaligned(as: UInt64.self)
      let a = word ^ quotes
      let b = word ^ separators
      let c = word ^ newlines
      let d = word ^ returns
      let zeros = ((a &- ones) & ~a) | ((b &- ones) & ~b) | ((c &- ones) & ~c) | ((d &- ones) & ~d)
      if zeros & highs != 0 { return true }
      index += 8
    }
    while index < count {
      let byte = unsafe value[index]
      if byte == quote || byte == separator || byte == newline || byte == carriageReturn { return true }
      index += 1
    }
    return false
  }

  private func checkLength(_ bytes: UnsafeBufferPointer<UInt8>, _ column: Int) {
    guard bytes.count > Self.excelCellLimit else { return }
    let length = unsafe String(decoding: bytes, as: UTF8.self).utf16.count
    guard length > Self.excelCellLimit else { return }
    cut += 1
    if cut <= 10 {
      options.warn(
        "row \(row), column \(columns[column]) has \(length) characters; Excel keeps 32,767 of them")
    }
  }
}
