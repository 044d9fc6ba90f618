// JSON in, beside Python's own reader: the same texts are JSON to both, and say the same.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Foundation
import Scratch
import Testing

@testable import Interchange

@Suite struct JSONDifferentialTests {
  static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"",
    "\"\\\"", "\"",
    "\\", "0", "-0", "01", "1.5e-3", "1.", ".5", "-", "1E+2", "true", "false", "null", "nul", "NaN",
    "Infinity", " ", "\n",
    "\t", "\r", "\u{B}", "\u{A0}", "\u{FEFF}", "\"\u{2028}\"", "\"\\u0000\"", "\"\n\"",
    "\"\\/\\b\\f\\n\\r\\t\"", "\"\\x\"",
    "{\"a\":1}", "[1,2]", "{\"a\":", "\"k\":", "/**/", "'a'", "\"\\u00G0\"", "\"\\u٠٠٠٠\"", "\"e\u{301}\"",
  ]

  @Test func theSameAsPython() throws {
    guard Program.run("/usr/bin/env", ["python3", "-c", "import json"]).status == 0 else { return }
    var state: UInt64 = 11
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    func value(_ depth: Int) -> String {
      switch random(depth > 4 ? 4 : 6) {
      case 4: "[" + (0..<random(4)).map { _ in value(depth + 1) }.joined(separator: ", ") + "]"
      case 5:
        "{" + (0..<random(4)).map { "\"k\($0)\":" + value(depth + 1) }.joined(separator: ",\n") + "}"
      default: Self.pieces[random(Self.pieces.count)]
      }
    }
    let texts = (0..<6000).map { number in
      number.isMultiple(of: 3)
        ? (0..<(1 + random(5))).map { _ in Self.pieces[random(Self.pieces.count)] }.joined() : value(0)
    }
    let pairs: [[String]] = texts.map { text in
      let tree = unsafe try? Array(text.utf8).withUnsafeBufferPointer { try unsafe JSONTree($0) }
      return [text] + (tree.map { [Self.written($0)] } ?? [])
    }
    let read = pairs.count { $0.count == 2 }
    #expect(read > 1000 && read < 5000)
    let python = Program.run(
      "/usr/bin/env", ["python3", "-c", Self.script],
      input: Array(try JSONSerialization.data(withJSONObject: pairs)))
    #expect(python.status == 0 && python.output == "\(pairs.count)\n", "\(python.output)\(python.errors)")
  }

  /// Says each text that only one of the two reads, or that they read differently; then how many there were.
  private static let script = #"""
    import json, sys
    class Refused(Exception): pass
    def refuse(_): raise Refused
    def members(pairs):
      # (A member that is given twice, a NUL and half a surrogate are no text of ours.)
      if len({k for k, _ in pairs}) < len(pairs): raise Refused
      return {'members': pairs}
    def texts(value):
      if isinstance(value, str):
        value.encode()
        if '\0' in value: raise Refused
      for inner in value if isinstance(value, (list, tuple)) else value.values() if isinstance(value, dict) else []:
        texts(inner)
    def read(text):
      # (Numbers as they are written.)
      value = json.loads(text, parse_float=lambda n: ('n', n), parse_int=lambda n: ('n', n), parse_constant=refuse, object_pairs_hook=members)
      texts(value)
      return value
    pairs = json.load(sys.stdin)
    for text, *ours in pairs:
      try: theirs = [read(text)]
      except (Refused, ValueError): theirs = []
      if theirs != [read(o) for o in ours]: print(ascii(text), theirs, ours)
    print(len(pairs))
    """#

  /// A tree as text, with the strings in ASCII: for another reader.
  static func written(_ tree: JSONTree) -> String {
    switch tree {
    case .text(let text): quoted(text)
    case .number(let number): number
    case .boolean(let flag): flag ? "true" : "false"
    case .null: "null"
    case .list(let values): "[" + values.map(written).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.name) + ":" + written($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.utf16.map { "\\u" + String(0x10000 + UInt32($0), radix: 16).dropFirst() }.joined() + "\""
  }
}
