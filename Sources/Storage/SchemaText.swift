// Reads the SQL of Schema/ and replaces its patterns (000-macros.sql) by their text.
import Schema

/// The migrations that are compiled into the binary: one step a folder of `Schema/`, in order.
package enum SchemaText {
  /// How many steps there are: the `user_version` of an up-to-date file.
  package static let version = 5
  /// From which step on a file answers every lookup as it stands: those that followed only made answers faster.
  static let answering = 3

  /// The files of one step, patterns replaced, in the order in which they run.
  static func files(ofStep step: Int) -> [String] {
    // The patterns of the steps before hold in those that follow.
    var patterns = Patterns()
    for earlier in 1...step {
      for file in schemaFiles where file.path == "v\(earlier)/000-macros.sql" { patterns.define(file.text) }
    }
    return schemaFiles.filter { $0.path.hasPrefix("v\(step)/") && !$0.path.hasSuffix("/000-macros.sql") }
      .sorted { $0.path < $1.path }.map { patterns.expand($0.text) }
  }
}

/// `-- define name($a, $b)` … `-- end`, and the places where `name(x, [y, z])` is used.
///
/// An argument in brackets may hold commas. `listed([a, b], form)` is there without a definition. `fold(x)` is left for ``Folding``, which knows its replacements
/// only when the folding table is there.
struct Patterns {
  private var definitions: [(name: String, parameters: [String], body: String)] = []

  mutating func define(_ text: String) {
    var current: (name: String, parameters: [String], body: [Substring])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- define "), let open = line.firstIndex(of: "("),
        let close = line.lastIndex(of: ")")
      {
        let name = line[line.index(line.startIndex, offsetBy: 10)..<open]
        let parameters = line[line.index(after: open)..<close].split(separator: ",").map {
          String($0.drop { $0 == " " })
        }
        current = (String(name), parameters, [])
      } else if line == "-- end", let finished = current {
        definitions.append((finished.name, finished.parameters, finished.body.joined(separator: "\n")))
        current = nil
      } else {
        current?.body.append(line)
      }
    }
  }

  /// The text with every use of a pattern replaced; a pattern may use others.
  func expand(_ sql: String) -> String {
    Self.replaceCalls(in: sql, of: Set(definitions.map(\.name) + ["listed"])) { name, arguments in
      if name == "listed" { return Self.listed(arguments[0], as: arguments[1]) }
      let definition = definitions.first { $0.name == name }!
      var text = definition.body
      // Longer names first: $column must not eat the beginning of $columns.
      let pairs = zip(definition.parameters, arguments).sorted { $0.0.count > $1.0.count }
      for (parameter, argument) in pairs { text = text.replacing(parameter, with: argument) }
      return expand(text)
    }
  }

  /// A list of columns with each in its place in a form: `@` the column as SQL has it, `#` its bare name.
  private static func listed(_ columns: String, as form: String) -> String {
    columns.replacing("\n", with: " ").split(separator: ",").map { column in
      let column = column.filter { $0 != " " }
      return form.replacing("#", with: column.filter { $0 != "\"" }).replacing("@", with: column)
    }.joined(separator: ", ")
  }

  /// Replaces each `name(…)`, for names that are not part of a longer one.
  static func replaceCalls(
    in sql: String, of names: Set<String>, by replacement: (String, [String]) -> String
  ) -> String {
    let bytes = Array(sql.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    func isInName(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
        || byte == 0x5F
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$")
    }
    while at < bytes.count {
      guard isInName(bytes[at]) else {
        result.append(bytes[at])
        at += 1
        continue
      }
      let end = bytes[at...].firstIndex { !isInName($0) } ?? bytes.count
      let name = String(decoding: bytes[at..<end], as: UTF8.self)
      if end < bytes.count, bytes[end] == UInt8(ascii: "("), names.contains(name),
        let (arguments, after) = arguments(in: bytes, from: end + 1)
      {
        result += replacement(name, arguments).utf8
        at = after
      } else {
        result += bytes[at..<end]
        at = end
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The arguments behind an opening parenthesis, and where the text goes on.
  private static func arguments(in bytes: [UInt8], from start: Int) -> (arguments: [String], after: Int)? {
    var arguments: [String] = []
    var current: [UInt8] = []
    var depth = 0
    for at in start..<bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["):
        depth += 1
        if byte == UInt8(ascii: "(") || depth > 1 { current.append(byte) }
      case UInt8(ascii: ")") where depth == 0, UInt8(ascii: ",") where depth == 0:
        let trimmed = current.drop { $0 == 0x20 || $0 == 0x0A }
        if !trimmed.isEmpty { arguments.append(String(decoding: trimmed, as: UTF8.self)) }
        current = []
        if byte == UInt8(ascii: ")") { return (arguments, at + 1) }
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        depth -= 1
        if byte == UInt8(ascii: ")") || depth > 0 { current.append(byte) }
      default: current.append(byte)
      }
    }
    return nil
  }
}
