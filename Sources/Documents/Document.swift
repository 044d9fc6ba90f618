// A document: the text that a reader sees, and what it says of itself.

/// What sort of file a document came from.
public enum DocumentFormat: String, Sendable, CaseIterable {
  case text, markdown, html, pdf
}

/// The text that a reader sees, and what the document says of itself. What it does not say is nil or empty:
/// nothing is made up.
public struct Document: Sendable, Equatable {
  /// What a reader sees. Verbatim from here on: passages are pinned to it.
  ///
  /// - Plain text: everything, white space and line ends as in the file; only a byte order mark is gone.
  /// - Markdown: ``MarkdownText`` tells what is taken away.
  /// - HTML: the body as a browser lays it out, a blank line between paragraphs.
  /// - PDF: what `pdftotext` writes, a form feed between pages.
  public var text: String
  public var format: DocumentFormat
  public var title: String?
  public var authors: [String] = []
  /// The name of the newspaper, agency or site, as written.
  public var publisher: String?
  /// When it was published, in EDTF: `2024-01-31`, `XXXX-01-31` where no year is given.
  public var publishedOn: String?
  public var url: String?
  /// BCP 47; `und` where it is neither said nor plain from the words.
  public var language = "und"
  /// What kind of source it says it is: `article`, `report`, `book`, `speech`, `interview`, `statement`.
  public var kind: String?
  /// SHA-256 of the file's bytes, 64 digits in lower case.
  public var sha256: String
  /// How the file's bytes were read: `UTF-8`, `UTF-16LE`, `Windows-1256` …; `PDF` where that says it.
  public var encoding: String
  /// What a user should know of how it was read, a sentence each: "read as Windows-1256".
  public var notes: [String] = []
}
