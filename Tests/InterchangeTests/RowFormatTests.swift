// Rows in every format, with values that break careless ones.
// Unsafe: the bytes are copied before the sink returns; warnings come while the rows are written, by one thread.
import Foundation
import Scratch
import Testing

@testable import Interchange

@Suite struct RowFormatTests {
  private func written(
    _ format: RowFormat, _ columns: [String], _ rows: [[String?]],
    _ change: (inout RowOptions) -> Void = { _ in }
  ) throws -> String {
    var bytes: [UInt8] = []
    let output = unsafe Output { unsafe bytes += Array($0) }
    var options = RowOptions()
    change(&options)
    let writer = format.writer(to: output, options)
    try writer.begin(columns)
    for row in rows { try writer.write(TextCells(row, numbers: [9])) }
    try writer.end()
    try output.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func csvQuotesOnlyWhereNeeded() throws {
    let text = try written(
      .csv, ["a", "b,c"],
      [
        ["plain", " spaces "], ["comma,", "quote\""], ["line\nbreak", "cr\r"], [nil, ""],
        ["eight8ch,", "exactly16bytes,,"], ["خامنه‌ای", "=1+1"],
      ])
    #expect(
      text
        == "a,\"b,c\"\r\nplain, spaces \r\n\"comma,\",\"quote\"\"\"\r\n\"line\nbreak\",\"cr\r\"\r\n,\r\n\"eight8ch,\",\"exactly16bytes,,\"\r\nخامنه‌ای,=1+1\r\n"
    )
    #expect(
      try written(.csv, ["a"], [[""], [nil], ["x"]]) == "a\r\n\"\"\r\n\"\"\r\nx\r\n",
      "an empty line would be no row")
  }

  /// Every byte at every place of a value: what is found eight at a time is what is found one by one.
  @Test func csvFindsTheByteWhereverItStands() throws {
    for length in 1..<20 {
      for position in 0..<length {
        for special in ["\"", ",", "\n", "\r", "!", "-", "\u{0B}", "é"] {
          let value =
            String(repeating: "a", count: position) + special
            + String(repeating: "b", count: length - position - 1)
          let needsQuotes = ["\"", ",", "\n", "\r"].contains(special)
          let expected = needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
          #expect(try written(.csv, ["x", "y"], [[value, "z"]]) == "x,y\r\n\(expected),z\r\n")
        }
      }
    }
  }

  @Test func excelAndFormulas() throws {
    #expect(try written(.csv, ["a"], [["x"]]) { $0.forExcel = true }.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
    let guarded = try written(.csv, ["a", "b"], [["=1", "-2"], ["@x", "+\"3"], ["\tx", "a=b"]]) {
      $0.guardsFormulas = true
    }
    #expect(guarded == "a,b\r\n'=1,'-2\r\n'@x,\"'+\"\"3\"\r\n'\tx,a=b\r\n")
    nonisolated(unsafe) var warnings: [String] = []
    let long = String(repeating: "x", count: 32_768)
    _ = try written(.csv, ["a"], [[long], [String(repeating: "x", count: 32_767)]]) {
      $0.forExcel = true
      $0.warn = { unsafe warnings.append($0) }
    }
    unsafe #expect(warnings.count == 1 && warnings[0].contains("row 1, column a"))
  }

  @Test func tsv() throws {
    #expect(try written(.tsv, ["a", "b"], [["x\ty", "a,b"]]) == "a\tb\n\"x\ty\"\ta,b\n")
  }

  @Test func jsonIsJSON() throws {
    let nasty = "\"\\\u{01}\u{1F}\n\t\r\u{7F}\u{2028}é\u{301}🇮🇷خامنه‌ای"
    for format in [RowFormat.json, .ndjson] {
      let text = try written(format, ["a", "b\"c"], [[nasty, nil], ["", "x"]])
      let data =
        format == .json
        ? Data(text.utf8) : Data("[\(text.split(separator: "\n").joined(separator: ","))]".utf8)
      let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
      #expect((rows[0]["a"] as? String).map { Array($0.utf8) } == Array(nasty.utf8))
      #expect(rows[0]["b\"c"] is NSNull && rows[1]["a"] as? String == "")
    }
    #expect(try written(.json, ["a"], []) == "[]\n")
    #expect(try written(.ndjson, ["a"], []) == "")
  }

  @Test func markdown() throws {
    #expect(try written(.markdown, ["a"], [["x|y\nz"]]) == "| a |\n| --- |\n| x\\|y<br>z |\n")
  }

  @Test func tablesFit() throws {
    let rows: [[String?]] = [
      ["k", "a very long text that will not fit the narrow place it has", "خامنه‌ای و دیگران"],
      ["k2", "東京の大使館", nil],
    ]
    for width in [30, 40, 80] {
      let text = try written(.table, ["key", "text", "name"], rows) {
        $0.width = width
        $0.forTerminal = true
      }
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
        // Right-to-left text is set apart, so that it cannot move the columns beside it.
        if DisplayWidth.isRightToLeft(String(line)) {
          #expect(line.contains("\u{2068}") && line.contains("\u{2069}"))
        }
      }
    }
    nonisolated(unsafe) var warnings: [String] = []
    _ = try written(.table, (0..<20).map { "column\($0)" }, [(0..<20).map { "value \($0) of some length" }]) {
      $0.width = 60
      $0.warn = { unsafe warnings.append($0) }
    }
    unsafe #expect(warnings.count == 1 && warnings[0].contains("column19"))
  }

  @Test func aTerminalIsNotSteered() {
    #expect(DisplayWidth.visible("a\u{1B}[31mb\u{202E}c") == "a␛[31mb\u{FFFD}c")
    #expect(
      DisplayWidth.of("e\u{301}") == 1 && DisplayWidth.of("東京") == 4 && DisplayWidth.of("a\u{200C}b") == 2)
  }

  @Test func aFileIsWholeOrNotThere() throws {
    let scratch = Scratch()
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Output.file(scratch.path("out.csv")) {
        try $0.write("half")
        throw Stop()
      }
    }
    #expect(scratch.files.isEmpty)
    try Output.file(scratch.path("out.csv")) { try $0.write("whole") }
    #expect(scratch.files == ["out.csv"] && scratch.bytes("out.csv") == Array("whole".utf8))
  }
}
