// Plain text to a document: the text is the text; a dateline, a byline and a heading say what it is.
// Unsafe: the bytes are copied within the closure.

enum PlainTextReader {
  static func read(_ text: String) -> Document {
    var document = Document(text: text, format: .text, sha256: "", encoding: "")
    say(&document)
    document.language = LanguageGuess.language(of: text)
    return document
  }

  /// Fills in what the first lines of a text say and nothing else has said.
  static func say(_ document: inout Document) {
    let lines = firstLines(document.text)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if let dateline = Dateline(line) {
        document.publisher = document.publisher ?? dateline.publisher
        document.publishedOn = document.publishedOn ?? dateline.date
        break
      }
      if document.authors.isEmpty, isByline(line) { document.authors = Names.authors(line) }
      if document.title == nil, document.format == .text, index == lines.firstIndex(where: { !$0.isEmpty }),
        isHeading(line, before: lines.dropFirst(index + 1))
      {
        document.title = line
      }
      // Prose has begun: what follows is no heading any more.
      if line.utf8.count > 200 { break }
    }
  }

  /// Up to twelve lines from the start, without white space at their ends, each at most 400 bytes long.
  private static func firstLines(_ text: String) -> [String] {
    var text = text
    let head = text.withUTF8 { unsafe Array($0.prefix(4_000)) }
    return head.split(maxSplits: 12, omittingEmptySubsequences: false) { $0 == 0x0A }.prefix(12).map {
      let line = $0.drop(while: isHTMLSpace)
      let end = line.lastIndex { !isHTMLSpace($0) }.map { $0 + 1 } ?? line.startIndex
      return String(decoding: line[line.startIndex..<end].prefix(400), as: UTF8.self)
    }
  }

  private static func isByline(_ line: String) -> Bool {
    guard line.utf8.count <= 100, let last = line.utf8.last, last != UInt8(ascii: "."),
      last != UInt8(ascii: ":")
    else {
      return false
    }
    let words = line.split(separator: " ")
    guard (2...12).contains(words.count) else { return false }
    if words[0] == "By" || words[0] == "BY" {
      return words[1].unicodeScalars.first?.properties.isUppercase == true
        && words.dropFirst().filter { $0.unicodeScalars.first?.properties.isUppercase == true }.count * 3
          >= words.count
    }
    return line.hasPrefix("نویسنده:") || line.hasPrefix("بقلم")
  }

  /// A short first line that is no sentence, with an empty line or a byline after it.
  private static func isHeading(_ line: String, before rest: ArraySlice<String>) -> Bool {
    let signs = "”’\"'»)".unicodeScalars
    let last = line.unicodeScalars.last { !$0.properties.isWhitespace && !signs.contains($0) }
    guard line.utf8.count <= 200, let last, !".:;,–—-".unicodeScalars.contains(last), !isByline(line),
      let next = rest.first, rest.contains(where: { !$0.isEmpty })
    else { return false }
    return next.isEmpty || isByline(next)
  }
}
