// Text that means something to other programs, made for a field, and how to see what got through.
import Foundation
import Scratch

enum Payload {
  /// What steers a terminal, and what another program would run, on one line.
  static let line =
    InjectionTests.running + InjectionTests.steering
    + "\u{1B}[8m\u{1B}[31m\u{8}\u{7F}\u{2067} \u{2066} \u{2069} \u{2069} \u{2068} c"
  /// Behind it, lines that would begin another record in some format.
  static let lines =
    line
    + "\r\n=1+1,owned\nER  - \nTY  - BOOK\nTI  - owned\n}\n@book{owned, title = {x}}\n\n# owned\n\"]; owned; //\n---\nactors: {owned: {name: owned, kind: person}}\n```\n</script>\rowned"

  /// The line, with the name of the field at its end, so that it can be told from those of others.
  static func of(_ field: String, without signs: String = "", in text: String = line) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !signs.unicodeScalars.contains($0) }))
      + " of " + field
  }

  /// A text in JSON, with all but letters and digits escaped.
  static func json(_ text: String) -> String {
    let units = text.utf16.map { unit -> String in
      let isPlain = unit < 0x80 && Character(Unicode.Scalar(UInt8(unit))).isLetter
      return isPlain
        ? String(UnicodeScalar(UInt8(unit))) : "\\u" + String(0x10000 + UInt32(unit), radix: 16).dropFirst()
    }
    return "\"\(units.joined())\""
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { json($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }

  /// What is in these bytes that would steer a terminal: everything but line ends, and on a terminal our own colours
  /// and isolates.
  static func steering(in bytes: [UInt8], onTerminal: Bool) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return ["bytes that are no UTF-8"] }
    var scalars = Array(text.unicodeScalars)[...]
    var found: [String] = []
    var open = 0
    while let scalar = scalars.popFirst() {
      let value = scalar.value
      switch scalar {
      case "\n":
        if open != 0 { found.append("an isolate that does not end") }
        open = 0
      case "\t": break
      case "\r":
        // (The terminal puts one before each line feed.)
        if let next = scalars.first, next != "\n", next != "\r" { found.append("a lone CR") }
      case "\u{1B}" where onTerminal:
        let ours = ["[0m", "[1m", "[2m", "[1;33m", "[31m", "[33m"]
        if let own = ours.first(where: { scalars.starts(with: $0.unicodeScalars) }) {
          scalars = scalars.dropFirst(own.count)
        } else {
          found.append("ESC" + String(String.UnicodeScalarView(scalars.prefix(3))))
        }
      case "\u{2068}" where onTerminal: open += 1
      case "\u{2069}" where onTerminal: open -= 1
      default:
        if value < 0x20 || (0x7F..<0xA0).contains(value) || (0x202A...0x202E).contains(value)
          || (0x2066...0x2069).contains(value)
        {
          found.append("U+" + String(value, radix: 16))
        }
      }
    }
    return found
  }
}

extension Scratch {
  /// Runs `kb` with a terminal as its standard output and error.
  ///
  /// - Parameter keys: what is typed, ten times a second until kb is done.
  func terminal(_ arguments: [String], keys: String = "") -> Program.Result {
    let words = ([Scratch.kbBinary] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    let typing = "(i=0; while [ $i -lt 300 ]; do sleep 0.1; printf %s \"$KEYS\"; i=$((i + 1)); done) | "
    return Program.run(
      "/bin/sh", ["-c", (keys.isEmpty ? "" : typing) + "timeout 60 script -qec \"$CALL\" /dev/null"],
      in: folder,
      environment: [
        "HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "USER": "tester", "TERM": "xterm",
        "COLUMNS": "80",
        "SHELL": "/bin/sh", "EDITOR": "true", "TMPDIR": folder, "CALL": words.joined(separator: " "),
        "KEYS": keys,
      ])
  }

  /// All texts in all tables, in hexadecimal, and how many rows each table has.
  func everything(in file: String) -> (texts: Data, rows: [String: Int]) {
    let tables = sqlite3(
      file,
      """
      SELECT t.name, group_concat('SELECT hex("' || c.name || '") FROM "' || t.name || '" WHERE "' || c.name || '" IS NOT NULL', ' UNION ALL ')
      FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE 'sqlite%' AND c.type = 'TEXT' GROUP BY t.name;
      """
    ).lines.map { $0.split(separator: "|", maxSplits: 1).map(String.init) }
    let counts = tables.map { "SELECT '\($0[0]) ' || count(*) FROM \"\($0[0])\";" }.joined()
    let rows = sqlite3(file, counts).lines.map { $0.split(separator: " ") }
    return (
      Data(sqlite3(file, tables.map { $0[1] + ";" }.joined()).outputBytes),
      Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), Int($0[1]) ?? -1) })
    )
  }

  /// Files here and in the folder above that a payload asks for.
  var owned: [String] {
    let above = URL(fileURLWithPath: folder).deletingLastPathComponent().path
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let others = (try? FileManager.default.contentsOfDirectory(atPath: above)) ?? []
    return (names + others).filter { $0.contains("PWNED") }
  }
}

extension Data {
  /// Whether texts in hexadecimal hold this one.
  func holds(_ text: String) -> Bool {
    let digits = Array("0123456789ABCDEF".utf8)
    return range(of: Data(text.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })) != nil
  }
}
