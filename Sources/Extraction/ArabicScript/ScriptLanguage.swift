// Which language a paragraph in Arabic letters is in.
// Unsafe: the paragraph's text is read where its tokens are.

/// The languages whose words the rules know.
enum ScriptLanguage: String, Sendable {
  case persian, arabic
}

extension ScriptLanguage {
  /// The language of the first words of a paragraph, by its function words and letters; nil where they do not tell.
  static func of(_ paragraph: Paragraph) -> ScriptLanguage? {
    let text = unsafe paragraph.text
    var persian = 0
    var arabic = 0
    var words = 0
    for token in paragraph.tokens where token.has(.word) {
      let range = paragraph.range(of: token)
      guard unsafe ScriptFolding.isLead(text[range.lowerBound]) else { continue }
      let (hash, letters) = unsafe ScriptFolding.hash(text, range)
      persian += weight(ScriptLexicon.persian.find(hash))
      arabic += weight(ScriptLexicon.arabic.find(hash))
      if letters > 3, range.count > 4, unsafe text[range.lowerBound] == 0xD8,
        unsafe text[range.lowerBound + 1] == 0xA7,
        unsafe text[range.lowerBound + 2] == 0xD9, unsafe text[range.lowerBound + 3] == 0x84
      {
        arabic += 1
      }
      for at in stride(from: range.lowerBound, to: range.upperBound - 1, by: 1) {
        switch unsafe (text[at], text[at + 1]) {
        case (0xD9, 0xBE), (0xDA, 0x86), (0xDA, 0x98), (0xDA, 0xAF), (0xDA, 0xA9), (0xDB, 0x8C): persian += 1
        case (0xD8, 0xA9), (0xD8, 0xA5), (0xD8, 0xA3), (0xD9, 0x89): arabic += 1
        default: break
        }
      }
      words += 1
      if words == 60 { break }
    }
    return persian == arabic ? nil : persian > arabic ? .persian : .arabic
  }

  private static func weight(_ entry: ScriptLexicon.Entry?) -> Int {
    guard let entry else { return 0 }
    return entry.classes.hasAny([.languageMark, .verb]) ? 2 : 1
  }
}
