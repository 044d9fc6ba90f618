// From a file's bytes to a document: which format it is, which encoding, and who reads it.
// Unsafe: the bytes are looked at within the closures.

/// Reads documents. It holds nothing between two of them and may be used from several threads at once.
public struct DocumentReader: Sendable {
  /// The largest file that is read, in bytes.
  public var sizeLimit = 200_000_000
  /// How long `pdftotext` may take for one file, in seconds.
  public var timeLimit = 60.0
  /// Where programs are looked for, before the folders of PATH.
  public var programFolders: [String] = []

  public init() {}

  /// Reads a file.
  ///
  /// - Parameter format: what the file is, where the caller knows; otherwise its bytes and its name tell.
  public func read(contentsOf path: String, format: DocumentFormat? = nil) throws(DocumentFailure) -> Document
  {
    try document(FileBytes.read(path, limit: sizeLimit), name: path, format: format)
  }

  /// Reads what was the content of a file.
  ///
  /// - Parameters:
  ///   - name: the file's name or path: its extension tells the format where the bytes do not, and
  ///     messages name it.
  ///   - format: what the file is, where the caller knows.
  public func read(_ bytes: [UInt8], name: String, format: DocumentFormat? = nil) throws(DocumentFailure)
    -> Document
  {
    try document(bytes, name: name, format: format)
  }

  /// Takes the bytes over, so that they are gone when the text is made: of a large file there are never more
  /// than two copies.
  private func document(_ bytes: consuming [UInt8], name: String, format: DocumentFormat?)
    throws(DocumentFailure) -> Document
  {
    guard bytes.count <= sizeLimit else {
      throw FileBytes.tooLarge(name, size: bytes.count, limit: sizeLimit)
    }
    guard !bytes.isEmpty else { throw DocumentFailure(.empty, "\(name) is empty") }
    let format = if let format { format } else { try FormatSniffer.format(of: bytes, name: name) }
    let digest = unsafe bytes.withUnsafeBytes(Documents.sha256)
    if format == .pdf {
      let document = try PDFReader(timeLimit: timeLimit, folders: programFolders).read(
        bytes, name: name, sha256: digest)
      return try Self.checked(document, name: name)
    }
    var decoded = try TextDecoder(name: name, isPage: format == .html).decode(bytes)
    bytes = []
    var document: Document
    switch format {
    case .html: document = try HTMLReader.read(&decoded.text, name: name)
    case .markdown: document = MarkdownReader.read(decoded.text)
    case .text, .pdf: document = PlainTextReader.read(decoded.text)
    }
    document.sha256 = digest
    document.encoding = decoded.encoding
    document.notes = decoded.notes + document.notes
    return try Self.checked(document, name: name)
  }

  /// A document that has text, and none that the database refuses.
  private static func checked(_ document: Document, name: String) throws(DocumentFailure) -> Document {
    var text = document.text
    let (hasNUL, hasWords) = text.withUTF8 { utf8 in
      unsafe (utf8.contains(0), hasText(utf8))
    }
    if hasNUL {
      throw DocumentFailure(
        .notText, "\(name) has NUL characters in its text, which no text has; it is not read")
    }
    guard hasWords else {
      switch document.format {
      case .pdf:
        throw DocumentFailure(
          .empty, "\(name) has no text, only pictures perhaps; run it through text recognition (OCR) first")
      case .html: throw DocumentFailure(.empty, "\(name) has no text that a reader would see")
      case .text, .markdown:
        throw DocumentFailure(.empty, "\(name) is empty: there is only white space in it")
      }
    }
    return document
  }

  /// Whether anything but white space is there, no-break and zero-width spaces included.
  private static func hasText(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    // Nearly always the first bytes decide.
    if unsafe utf8.prefix(64).contains(where: { $0 > 0x20 && $0 < 0x7F }) { return true }
    return unsafe String(decoding: utf8, as: UTF8.self).unicodeScalars.contains { scalar in
      !scalar.properties.isWhitespace && !(0x200B...0x200F).contains(scalar.value) && scalar.value != 0xFEFF
        && scalar.value >= 0x20
    }
  }
}
