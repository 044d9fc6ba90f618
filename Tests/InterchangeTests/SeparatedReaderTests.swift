// CSV in: what cells say, whatever wrote the file; beside Python's own reader where there is one.
// Unsafe: cells are copied before the next row is asked for.
import Foundation
import KnowledgeBase
import Scratch
import Testing

@testable import Interchange

@Suite struct SeparatedReaderTests {
  /// All rows, the header first.
  private func rows(_ text: String, separator: Character = ",") throws -> [[String]] {
    try rows(Array(text.utf8), separator: separator)
  }

  private func rows(_ bytes: [UInt8], separator: Character = ",", encoding: String? = nil) throws
    -> [[String]]
  {
    let stream = TextStream(bytes, name: "t.csv")
    try stream.decode(as: encoding)
    let reader = try SeparatedReader(stream, separator: separator.asciiValue!)
    var all = [reader.columns]
    while try reader.next() {
      all.append(
        (0..<reader.count).map {
          unsafe reader.cell($0).map { unsafe String(decoding: $0, as: UTF8.self) } ?? ""
        })
    }
    return all
  }

  @Test func cellsAreWhatTheySay() throws {
    #expect(
      try rows("a,b\r\n\"x, y\",\"he said \"\"no\"\"\"\r\n") == [["a", "b"], ["x, y", "he said \"no\""]])
    #expect(try rows("a;b\n 1 ;\t2") == [["a;b"], [" 1 ;\t2"]])
    #expect(try rows("a;b\n 1 ;\t2", separator: ";") == [["a", "b"], [" 1 ", "\t2"]])
    #expect(
      try rows("a,b\rx,\"1\r2\n3\r\n4\u{2028}5\"\r")
        == [["a", "b"], ["x", "1\r2\n3\r\n4\u{2028}5"]].map { $0 })
    #expect(try rows("\u{FEFF}a,b\n\n\n1,\u{FEFF}2\n\n") == [["a", "b"], ["1", "\u{FEFF}2"]])
    #expect(try rows("sep=;\r\na;b\r\n1;2\r\n", separator: ";") == [["a", "b"], ["1", "2"]])
    // Excel pads rows with empty cells.
    #expect(try rows("a,b,,\n1,2,,\n3,4,,,,\n") == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test func aCellOfOneMegabyteAndItsNeighbours() throws {
    let long = String(repeating: "سخن \"تازه\",\n", count: 60_000)
    let text = "a,b,c\n1,\"\(long.replacing("\"", with: "\"\""))\",3\n4,5,6\n"
    let all = try rows(text)
    #expect(all.count == 3 && all[2] == ["4", "5", "6"])
    #expect(all[1][1].utf8.elementsEqual(long.utf8))
  }

  @Test func linesAreCountedThroughCells() throws {
    let reader = try SeparatedReader(
      TextStream(Array("a,b\r\n\"1\n2\r\n3\",x\r\n4,5\r\n6\r\n".utf8), name: "t"), separator: 0x2C)
    #expect(try reader.next() && reader.line == 2)
    #expect(try reader.next() && reader.line == 5)
    let mistake = #expect(throws: RowMistake.self) { try reader.next() }
    #expect(reader.line == 6 && mistake?.column == "b")
    #expect(mistake?.what == "the row has 1 cell, and the header 2")
    #expect(try !reader.next())
  }

  @Test func whatIsNoTextIsRefusedByName() throws {
    let nul = #expect(throws: RowMistake.self) { try rows("a,b\nx,1\u{0}2\n") }
    #expect(nul?.column == "b" && nul?.what.contains("NUL") == true)
    let bytes = Array("a,b\nx,1".utf8) + [0xFF, 0x0A]
    let reader = try SeparatedReader(TextStream(bytes, name: "t"), separator: 0x2C)
    let broken = #expect(throws: RowMistake.self) { try reader.next() }
    #expect(broken?.column == "b" && broken?.what.contains("UTF-8") == true)
    let open = #expect(throws: Failure.self) { try rows("a,b\n1,2\n3,\"4\n5,6\n") }
    #expect(open?.description.contains("t.csv, line 3, cell 2: this quoted cell does not end") == true)
    let empty = #expect(throws: Failure.self) { try rows("") }
    #expect(empty?.description.contains("is empty") == true)
  }

  @Test func encodingsOfSpreadsheets() throws {
    let text = "speaker,text\nRené,«Où ça?» dit-il – déjà été\n"
    let latin = text.data(using: .windowsCP1252)!
    #expect(try rows(Array(latin)) == [["speaker", "text"], ["René", "«Où ça?» dit-il – déjà été"]])
    let persian = "speaker,text\nعلی,سلام بر شما\n"
    let little = [0xFF, 0xFE] + Array(persian.data(using: .utf16LittleEndian)!)
    #expect(try rows(little)[1] == ["علی", "سلام بر شما"])
    #expect(
      try rows([0xFE, 0xFF] + Array(persian.data(using: .utf16BigEndian)!))[1] == ["علی", "سلام بر شما"])
    #expect(try rows(Array(text.data(using: .utf16LittleEndian)!))[1][0] == "René")
    #expect(try rows(Array(latin), encoding: "windows-1252")[1][0] == "René")
    let wrong = #expect(throws: Failure.self) { try rows(Array(latin), encoding: "klingon-1") }
    #expect(wrong?.description.contains("no encoding is called") == true)
    #expect(throws: Failure.self) { try rows([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) }
  }

  /// A byte above ASCII that comes after all that is read ahead still tells the encoding of a file.
  @Test func anEncodingIsToldByWhatComesLate() throws {
    let scratch = Scratch()
    var bytes = Array("speaker,text\n".utf8)
    for number in 0..<60_000 { bytes += "Ada,plain words number \(number)\n".utf8 }
    bytes += Array("Ren".utf8) + [0xE9] + Array(",d".utf8) + [0xE9] + "j".utf8 + [0xE0] + Array(" vu\n".utf8)
    let stream = try TextStream(path: scratch.write(bytes, to: "late.csv"))
    try stream.decode(as: nil)
    #expect(stream.encoding == "Windows-1252")
    let reader = try SeparatedReader(stream, separator: 0x2C)
    var last = ""
    while try reader.next() {
      last = unsafe reader.cell(1).map { unsafe String(decoding: $0, as: UTF8.self) } ?? ""
    }
    #expect(last == "déjà vu" && reader.rows == 60_001)
  }

  /// Rows of every mixture of what is hard, read by Python's csv and here.
  @Test func theSameAsPython() throws {
    guard Program.run("/usr/bin/env", ["python3", "-c", "import csv"]).status == 0 else { return }
    let pieces = ["a", "\"", "\"\"", ",", "\r", "\n", "\r\n", " ", "\u{2028}", "ب", "\"x\"", "é", ";", "\t"]
    var state: UInt64 = 7
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let script = """
      import csv, json, sys
      for text in json.load(sys.stdin):
        print(json.dumps(list(r for r in csv.reader(__import__('io').StringIO(text, newline='')) if r)))
      """
    // (Each ends its quotation marks, which Python does not ask for.)
    let texts = (0..<3000).map { _ in
      (0..<(1 + random(14))).map { _ in pieces[random(pieces.count)] }.joined()
    }
    let json = try JSONSerialization.data(withJSONObject: texts)
    let python = Program.run("/usr/bin/env", ["python3", "-c", script], input: Array(json))
    try #require(python.status == 0, "\(python.errors)")
    var compared = 0
    for (text, line) in zip(texts, python.lines) {
      let theirs = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [[String]])
      let stream = TextStream(Array(text.utf8), name: "t")
      guard let ours = try? allRows(stream) else { continue }
      compared += 1
      // (Compared by scalars: a Character may take two of them for one.)
      #expect(ours.map(scalars) == theirs.map(scalars), "\(text.debugDescription)")
    }
    #expect(compared > 1500)
  }

  /// The cells of a row, without the empty ones at its end, which are no cells to the reader.
  private func scalars(_ row: [String]) -> [[Unicode.Scalar]] {
    var row = row
    while row.last == "" { row.removeLast() }
    return row.map { Array($0.unicodeScalars) }
  }

  /// All rows of whatever length, the first too.
  private func allRows(_ stream: TextStream) throws -> [[String]] {
    guard let reader = try? SeparatedReader(stream, separator: 0x2C) else { throw RowMistake("none") }
    var all = [reader.headerAsItStands]
    while true {
      do { guard try reader.next() else { return all } } catch is RowMistake {}
      all.append(
        (0..<reader.count).map {
          unsafe reader.cell($0).map { unsafe String(decoding: $0, as: UTF8.self) } ?? ""
        })
    }
  }
}
