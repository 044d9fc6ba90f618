// Markdown to a document: front matter, then the text without its marks.
// Unsafe: the writer lives within the closure that has the bytes; the front matter ends within them.

enum MarkdownReader {
  static func read(_ text: String) -> Document {
    var text = text
    var document = Document(text: "", format: .markdown, sha256: "", encoding: "")
    text.withUTF8 { bytes in
      let matter = unsafe FrontMatter(bytes)
      var writer = unsafe MarkdownText(UnsafeBufferPointer(rebasing: bytes[(matter?.end ?? 0)...]))
      writer.write()
      document.text = String(decoding: writer.output, as: UTF8.self)
      matter?.fill(&document)
      document.title = document.title ?? writer.firstHeading
    }
    PlainTextReader.say(&document)
    if document.language == "und" { document.language = LanguageGuess.language(of: document.text) }
    return document
  }
}
