// JSON beside jq: what is JSON to it is JSON to us and says the same; and it reads what we write.
// Unsafe: the bytes are used within the closure that has them.
import Foundation
import Scratch
import Testing

@testable import Interchange

enum Jq {
  static let isThere = Program.run("/usr/bin/env", ["jq", "--version"]).status == 0
}

@Suite(.enabled(if: Jq.isThere, "jq is not installed")) struct JSONJqTests {
  let scratch = Scratch()

  /// What we refuse, and jq takes, in one of its versions or in all.
  private static let apart: [(why: String, texts: [String])] = [
    (
      "jq keeps the last of two members of one name; we refuse both",
      ["{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[{\"k\":{},\"k\":null}]"]
    ),
    ("jq reads words of other languages as numbers or null", ["nan", "[nan]", "{\"a\":nan}"]),
    (
      "jq puts U+FFFD where half a surrogate stands; no text of ours holds one",
      ["\"\\ud800\"", "\"\\ude00\\ud83d\"", "\"\\ud83d\\u0041\""]
    ),
    ("a NUL is no part of a text of ours", ["\"\\u0000\"", "{\"\\u0000\":\"\\u0000\"}"]),
    ("jq reads numbers as C does", ["+1", "[+1]", "\u{B}1", "01", "[1.]", ".5", "-.5", "[00]", "1.e3"]),
    (
      "we nest 200 deep, jq 256 or more",
      [String(repeating: "[", count: 201) + String(repeating: "]", count: 201)]
    ),
  ]

  /// What both take, and what both refuse.
  private static let together: [String] =
    [
      "0", "-0", "1e5", "1E+2", "1.5e-3", "1e308", "123456789012345", "0.1", "-12.75", "true", "false",
      "null",
      "\"\"", "\"a\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"e\u{301} é\"",
      "\"\u{2028}\u{7F}\"",
      "[]", "{}", "[[],{}]", "{\"\":[]}", " [ 1 , 2 ]\r\n\t", "{\"a\":{\"b\":[1,\"2\",null]}}",
      String(repeating: "[", count: 150) + String(repeating: "]", count: 150),
    ] + [
      "", "{", "[", "\"", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "'a'", "tru", "nul",
      "-",
      "1e", "0x1", "\"\\x\"", "\"\\u00G0\"", "\"\\u12\"", "[1}", "{1:2}", "]", "//", "\u{A0}1", "1,2",
    ]

  /// What jq makes of each text: the value in ASCII and with sorted members, or nil where it refuses it.
  private func jq(_ texts: [String]) throws -> [String?] {
    let input = texts.map { String(decoding: (try? JSONEncoder().encode($0)) ?? Data(), as: UTF8.self) }
    let result = Program.run(
      "/usr/bin/env", ["jq", "-acS", "try [fromjson] catch null"],
      input: Array(input.joined(separator: "\n").utf8))
    try #require(
      result.status == 0 && result.lines.count == texts.count, "\(result.errors) \(result.lines.count)")
    return result.lines.map { $0 == "null" ? nil : $0 }
  }

  /// What we make of each: written anew, for jq to put in the same form.
  private func ours(_ texts: [String]) throws -> [String?] {
    let written = texts.map { text -> String? in
      let tree = try? unsafe Array(text.utf8).withUnsafeBufferPointer { try unsafe JSONTree($0) }
      return tree.map { JSONDifferentialTests.written($0) }
    }
    let read = try jq(written.compactMap { $0 })
    var rest = read[...]
    return written.map { $0 == nil ? nil : rest.removeFirst() }
  }

  @Test func listed() throws {
    let (theirs, ours) = (try jq(Self.together), try ours(Self.together))
    for (text, pair) in zip(Self.together, zip(theirs, ours)) {
      #expect(pair.0 == pair.1, "\(text.prefix(60))")
    }
    for (why, texts) in Self.apart {
      for (text, pair) in zip(texts, zip(try jq(texts), try self.ours(texts))) {
        #expect(pair.1 == nil, "\(why): \(text.prefix(60)): \(pair)")
      }
    }
  }

  /// Texts made of pieces of JSON: most broken, many not.
  @Test func generated() throws {
    var chance = Chance(23)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\\"", "\"",
      "\\", "0",
      "-0", "1.5e-3", "-", "1E+2", "true", "false", "null", "nul", " ", "\n", "\t", "\r", "\u{B}", "\u{A0}",
      "\"\u{2028}\"", "\"\\/\\b\\f\\n\\r\\t\"", "\"\\x\"", "{\"a\":1}", "[1,2]", "{\"a\":", "/**/",
      "\"\\u00G0\"",
      "\"e\u{301}\"", "12345678901234567", "1e-400", "0.30000000000000004",
    ]
    func value(_ depth: Int) -> String {
      switch chance.below(depth > 4 ? 4 : 6) {
      case 4: "[" + (0..<chance.below(4)).map { _ in value(depth + 1) }.joined(separator: ", ") + "]"
      case 5:
        "{" + (0..<chance.below(4)).map { "\"k\($0)\":" + value(depth + 1) }.joined(separator: ",\n") + "}"
      default: chance.one(of: pieces)
      }
    }
    let texts = (0..<20_000).map { number in
      number.isMultiple(of: 3)
        ? (0..<(1 + chance.below(5))).map { _ in chance.one(of: pieces) }.joined() : value(0)
    }
    let (theirs, ours) = (try jq(texts), try ours(texts))
    let read = ours.count { $0 != nil }
    #expect(read > 5000 && read < 15_000)
    // (A zero before digits, and a space that only C knows, are of numbers as C has them.)
    let ofC = /\u{B}|(?:^|[^0-9.])-?0[0-9]/
    let different = zip(texts, zip(theirs, ours)).filter { text, pair in
      pair.0 != pair.1 && !(pair.1 == nil && text.firstMatch(of: ofC) != nil)
    }
    #expect(different.isEmpty, "\(different.prefix(5))")
  }

  /// Rows as each of our formats writes them: jq finds the very texts, numbers and gaps in them.
  @Test func whatIsWritten() throws {
    var chance = Chance(29)
    let scalars: [Unicode.Scalar] = [
      "\"", "\\", "/", "\u{1}", "\u{1F}", "\n", "\r", "\t", "\u{8}", "\u{C}", "\u{7F}", "\u{85}", "\u{2028}",
      "e", "\u{301}", "é", "خ", "\u{200C}", "😀", "\u{202E}", "\u{FFFF}", "\u{FEFF}", "{", "}", ",", "a",
    ]
    let rows: [[String?]] = (0..<2000).map { number in
      let text = String(String.UnicodeScalarView((0..<chance.below(20)).map { _ in chance.one(of: scalars) }))
      let digits = ["0", "-1", "2.5", "1e-07", "-9.26829268292683e-07", "Inf", "-Inf"]
      return [text, number.isMultiple(of: 5) ? nil : chance.one(of: digits)]
    }
    for format in [RowFormat.json, .ndjson] {
      var bytes: [UInt8] = []
      let output = unsafe Output { unsafe bytes += $0 }
      let writer = format.writer(to: output)
      try writer.begin(["text", "a \"number\""])
      for row in rows { try writer.write(TextCells(row, numbers: [1])) }
      try writer.end()
      try output.flush()
      let program = (format == .json ? ".[] | " : "") + "[.text, (.[\"a \\\"number\\\"\"] | tojson)]"
      let read = Program.run("/usr/bin/env", ["jq", "-c", program], input: bytes)
      try #require(read.status == 0 && read.lines.count == rows.count, "\(read.errors) \(read.lines.count)")
      for (line, row) in zip(read.lines, rows) {
        let cells = try JSONDecoder().decode([String].self, from: Data(line.utf8))
        #expect(cells[0].utf8.elementsEqual((row[0] ?? "").utf8), "\(line)")
        let number = row[1].map { $0.hasSuffix("Inf") ? "\"\($0)\"" : $0 } ?? "null"
        #expect(cells[1] == number || Double(cells[1]) == Double(number), "\(line): \(number)")
      }
    }
  }
}
