// What people type to search, as an FTS5 query that cannot fail.
import Storage

/// Words to search for, folded like the index.
///
/// Every word must be there, in any order and any form that folding makes equal. What FTS5 would read as an
/// operator (`-`, `.`, `"`, `NEAR(`, `*`) only separates words.
package struct SearchWords: Sendable {
  /// The folded words, as the index has them.
  package let words: [String]

  package init(_ text: String, folding: Folding) { words = folding.words(text) }

  package var isEmpty: Bool { words.isEmpty }

  /// The query for FTS5's MATCH: each word quoted.
  ///
  /// A Persian or Arabic word may be written joined or in two: a word alone also matches where it stands as
  /// two, and two neighbours also match where they stand as one.
  package var match: String {
    words.indices.map { index in
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
    .joined(separator: " AND ")
  }

  /// The query for these words one after the other.
  package var phrase: String { quoted(words.joined(separator: " ")) }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func isArabic(_ word: String) -> Bool {
    word.unicodeScalars.first.map { (0x0600...0x06FF).contains($0.value) } ?? false
  }
}
