// The folding of search as SQL, for the indexes. Its table is Schema's 020-folding.sql.
import Foundation
import TextFolding

extension Folding {
  /// The SQL expression for which `fold(column)` stands.
  ///
  /// A text of ASCII alone passes by its byte count, one without any character of the table by a GLOB. A text
  /// with a zero-width non-joiner gets a second line in which a space stands for it. SQLite's parser takes no
  /// deeper nesting than some fifteen calls at once, so the replacements go in steps.
  static func sql(column: String, pairs: [(source: String, target: String)]) -> String {
    // A letter stands for itself, which SQLite reads faster; marks and what is invisible by its number.
    func quoted(_ text: String) -> String {
      let isPlain = text.unicodeScalars.allSatisfy {
        [.otherLetter, .decimalNumber, .modifierLetter].contains($0.properties.generalCategory)
      }
      return isPlain
        ? "'\(text)'" : "char(\(text.unicodeScalars.map { String($0.value) }.joined(separator: ", ")))"
    }
    let nonJoiner = "char(8204)"
    var parts = [
      "s0 (t) AS (SELECT CASE WHEN instr(\(column), \(nonJoiner)) THEN \(column) || char(10) || replace(\(column), \(nonJoiner), ' ') ELSE \(column) END)"
    ]
    var rest = pairs[...]
    while !rest.isEmpty {
      var expression = "t"
      for pair in rest.prefix(15) {
        let target =
          pair.target.isEmpty
          ? "''" : pair.target.utf8.allSatisfy { $0 < 0x80 } ? "'\(pair.target)'" : quoted(pair.target)
        expression = "replace(\(expression), \(quoted(pair.source)), \(target))"
      }
      parts.append("s\(parts.count) (t) AS (SELECT \(expression) FROM s\(parts.count - 1))")
      rest = rest.dropFirst(15)
    }
    let steps = "(WITH \(parts.joined(separator: ", ")) SELECT t FROM s\(parts.count - 1))"
    let anyOf =
      "'*[' || char(\(pairs.compactMap { $0.source.unicodeScalars.first.map { String($0.value) } }.joined(separator: ", "))) || ']*'"
    return """
      CASE WHEN length(\(column)) = length(CAST(\(column) AS BLOB)) THEN \(column)
        WHEN \(column) NOT GLOB \(anyOf) THEN \(column)
        ELSE \(steps) END
      """
  }

  /// Replaces each `fold(column)` in the text of a migration.
  static func expand(_ sql: String, pairs: [(source: String, target: String)]) -> String {
    Patterns.replaceCalls(in: sql, of: ["fold"]) { _, arguments in
      arguments.first.map { Self.sql(column: $0, pairs: pairs) } ?? "fold()"
    }
  }
}
