// Reads the SQL of Schema/ and replaces its patterns (000-macros.sql) by their text.
import Schema

/// The migrations that are compiled into the binary: one step a folder of `Schema/`, in order.
package enum SchemaText {
  /// How many steps there are: the `user_version` of an up-to-date file.
  package static let version = 1

  /// The files of one step, patterns replaced, in the order in which they run.
  static func files(ofStep step: Int) -> [String] {
    let folder = "v\(step)/"
    let files = schemaFiles.filter { $0.path.hasPrefix(folder) }.sorted { $0.path < $1.path }
    var patterns = Patterns()
    return files.compactMap { file in
      if file.path.hasSuffix("000-macros.sql") {
        patterns.define(file.text)
        return nil
      }
      return file.text
    }
    .map { patterns.expand($0) }
  }
}

/// `-- define name($a, $b)` … `-- end`, and the places where `name(x, [y, z])` is used.
///
/// An argument in brackets may hold commas. `fold(x)` is left for ``Folding``, which knows its replacements
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

  func expand(_ sql: String) -> String {
    var sql = sql
    // A pattern may use others, so until nothing is left to replace.
    while let (range, text) = firstUse(in: sql) { sql.replaceSubrange(range, with: text) }
    return sql
  }

  private func firstUse(in sql: String) -> (Range<String.Index>, String)? {
    for definition in definitions {
      guard let use = Self.call(of: definition.name, in: sql) else { continue }
      var text = definition.body
      // Longer names first: $column must not eat the beginning of $columns.
      let pairs = zip(definition.parameters, use.arguments).sorted { $0.0.count > $1.0.count }
      for (parameter, argument) in pairs { text = text.replacing(parameter, with: argument) }
      return (use.range, text)
    }
    return nil
  }

  /// The first `name(…)` in the text, and its arguments.
  static func call(of name: String, in sql: String) -> (range: Range<String.Index>, arguments: [String])? {
    var from = sql.startIndex
    while let found = sql[from...].firstRange(of: name + "(") {
      from = found.upperBound
      if found.lowerBound > sql.startIndex {
        let before = sql[sql.index(before: found.lowerBound)]
        if before.isLetter || before == "_" || before == "." { continue }
      }
      var arguments: [String] = []
      var current = ""
      var depth = 0
      var at = found.upperBound
      while at < sql.endIndex {
        let character = sql[at]
        at = sql.index(after: at)
        switch character {
        case "(", "[":
          depth += 1
          if character == "(" || depth > 1 { current.append(character) }
        case ")" where depth == 0, "," where depth == 0:
          let trimmed = current.drop { $0.isWhitespace }
          if !trimmed.isEmpty { arguments.append(String(trimmed)) }
          current = ""
          if character == ")" { return (found.lowerBound..<at, arguments) }
        case ")", "]":
          depth -= 1
          if character == ")" || depth > 0 { current.append(character) }
        default: current.append(character)
        }
      }
    }
    return nil
  }
}
