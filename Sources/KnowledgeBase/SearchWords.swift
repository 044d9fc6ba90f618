// What people type to search, as an FTS5 query that cannot fail.
import Storage
import TextFolding

/// Words to search for, folded like the index.
///
/// Every word must be there, in any order and any form that folding makes equal; what stands between two
/// `"` must stand there in a row. All else that FTS5 would read as an operator (`-`, `.`, `NEAR(`, `*`, a single
/// `"`) only separates words.
package struct SearchWords: Sendable {
  /// The folded words, as the index has them.
  package let words: [String]
  /// The words outside of quotation marks, then each row of words inside.
  private let loose: [String]
  private let rows: [[String]]

  package init(_ text: String, folding: Folding) {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    // Marks come in pairs; a last one without its other only separates words.
    var loose: [String] = []
    var rows: [[String]] = []
    for (index, part) in parts.enumerated() {
      let words = folding.words(part)
      if index % 2 == 1, index < parts.count - 1, words.count > 1 {
        rows.append(words)
      } else {
        loose += words
      }
    }
    self.loose = loose
    self.rows = rows
    words = folding.words(text)
  }

  package var isEmpty: Bool { words.isEmpty }

  /// The query for FTS5's MATCH: each word or row of words quoted.
  ///
  /// A Persian or Arabic word may be written joined or in two: a word alone also matches where it stands as
  /// two, and two neighbours also match where they stand as one.
  package var match: String {
    isEmpty
      ? Self.nothing
      : (looseTerms + rows.map { quoted($0.joined(separator: " ")) }).joined(separator: " AND ")
  }

  /// A query that FTS5 takes, and that nothing matches.
  static let nothing = "\"\""

  private var looseTerms: [String] {
    let words = loose
    return words.indices.map { index in
      let word = words[index]
      var forms = [quoted(word)]
      if isArabic(word) {
        if index > 0, isArabic(words[index - 1]) { forms.append(quoted(words[index - 1] + word)) }
        if index + 1 < words.count, isArabic(words[index + 1]) {
          forms.append(quoted(word + words[index + 1]))
        }
        let scalars = Array(word.unicodeScalars)
        if scalars.count >= 4, scalars.count <= 24 {
          for cut in 2...(scalars.count - 2) {
            forms.append(
              quoted(
                "\(String(String.UnicodeScalarView(scalars[..<cut]))) \(String(String.UnicodeScalarView(scalars[cut...])))"
              ))
          }
        }
      }
      return forms.count == 1 ? forms[0] : "(\(forms.joined(separator: " OR ")))"
    }
  }

  /// The query for these words one after the other.
  package var phrase: String { quoted(words.joined(separator: " ")) }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func isArabic(_ word: String) -> Bool {
    word.unicodeScalars.first.map { (0x0600...0x06FF).contains($0.value) } ?? false
  }
}
