// The folding of search, as SQL for the index and in Swift for the query. Its table is Schema's 020-folding.sql.
import Foundation

/// What search takes for the same: Arabic and Persian letter variants, marks, digits, joiners, half rings.
///
/// Latin diacritics and case are the tokenizer's part in an index; ``key(_:)`` folds them too.
package struct Folding: Sendable {
  /// What each source scalar is read as.
  private let targets: [Unicode.Scalar: String.UnicodeScalarView]

  /// - Parameter pairs: the rows of the table `folding`; each source is one scalar.
  package init(pairs: [(source: String, target: String)]) {
    var targets: [Unicode.Scalar: String.UnicodeScalarView] = [:]
    for pair in pairs {
      if let scalar = pair.source.unicodeScalars.first { targets[scalar] = pair.target.unicodeScalars }
    }
    self.targets = targets
  }

  /// The form that an index holds, before the tokenizer: with a zero-width non-joiner joined.
  package func fold(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let target = targets[scalar] {
        folded.append(contentsOf: target)
      } else {
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  /// Whether the scalar stands within a word, and not between two.
  package func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    if targets[scalar] != nil { return true }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
      || scalar.properties.generalCategory == .privateUse
  }

  /// The words of a text as the index has them: folded, without case and Latin diacritics.
  package func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var current = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isInWord(scalar) {
        current.append(scalar)
      } else if !current.isEmpty {
        words.append(word(String(current)))
        current.removeAll()
      }
    }
    if !current.isEmpty { words.append(word(String(current))) }
    return words.filter { !$0.isEmpty }
  }

  /// One word, folded, without case and Latin diacritics.
  package func word(_ text: String) -> String {
    let folded = fold(text)
    if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded.lowercased() }
    // U+0345 and the like are dropped with the rest: what unicode61 calls a diacritic is a mark after decomposition.
    let decomposed = folded.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(decomposed)).lowercased()
  }

  /// Two names with the same key are the same name: words folded; Arabic-script words run together,
  /// because a name is written joined, spaced or with a zero-width non-joiner.
  package func key(_ name: String) -> String {
    var key = ""
    var wasArabic = true
    for word in words(name) {
      let isArabic = word.unicodeScalars.first.map { (0x0600...0x06FF).contains($0.value) } ?? false
      if !key.isEmpty, !(isArabic && wasArabic) { key += " " }
      key += word
      wasArabic = isArabic
    }
    return key
  }

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
