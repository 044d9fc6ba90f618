// The folding of search, in Swift: for queries and for names. Its table is Schema's 020-folding.sql.
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
}
