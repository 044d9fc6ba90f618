// A source gets its text later: what was said to stand in it is looked for and pinned.
// Unsafe: the text's bytes are looked at within the closure.
import Documents
import KnowledgeBase
import Storage

/// What became of the quotes of a source that got its text.
public struct Attachment: Sendable {
  public struct Miss: Sendable, Hashable {
    public let key, text: String
    /// Whether the words stand in the text more than once, so that nobody can say which place is meant.
    public let isAmbiguous: Bool
  }

  /// The source's key.
  public let source: String
  public internal(set) var pinned: [String] = []
  public internal(set) var missed: [Miss] = []
  public internal(set) var edit = Edit.none
}

extension KnowledgeBase {
  /// Gives a source its text, and pins the quotes that are said to be printed in it where their words stand there
  /// once: quotation marks and white space may differ, words may not.
  ///
  /// What the document says of itself fills what the source leaves empty, and changes nothing else.
  ///
  /// - Throws: ``Failure`` where there is no such source, or it is archived already.
  public func attach(
    _ source: String, _ document: Document, path: String, by authorship: Authorship, isTrial: Bool = false
  )
    throws -> Attachment
  {
    var attachment: Attachment!
    let edit = try edit(authorship, isTrial: isTrial) { editor in
      let connection = editor.connection
      let key = try editor.lookup.source(source)
      let found = try connection.first("SELECT id, text IS NULL FROM source WHERE key = \(key)") {
        (id: $0.int64(0), isWaiting: $0.integer(1) == 1)
      }
      guard let found, found.isWaiting else {
        throw Failure(
          .invalid,
          "\(key) is archived already, and an archived text never changes; kb ingest adds another text as a version of it"
        )
      }
      if let other = try connection.first(
        "SELECT key FROM source WHERE sha256 = \(document.sha256)", { $0.text(0) ?? "" })
      {
        throw Failure(.invalid, "\(path) is archived already, as \(other)")
      }
      try editor.archive(document, in: found.id)
      try editor.seal(
        text: document.text, of: found.id, address: document.url ?? SourceFacts.address(ofFile: path),
        format: document.format, encoding: document.encoding)
      attachment = try editor.pinVerbatim(in: found.id, document.text)
    }
    attachment.edit = edit
    return attachment
  }
}

extension Editor {
  /// Fills the row of a source that was cited without its text: flags win, then what the source has already, then
  /// what the document says of itself.
  func archive(
    _ document: Document, in id: Int64, publisher: Int64? = nil, flags: IngestFlags = IngestFlags()
  ) throws {
    let authors = document.authors.isEmpty ? nil : document.authors.joined(separator: "; ")
    let language = IngestFlags.isLanguage(document.language) ? document.language : "und"
    try connection.execute(
      """
      UPDATE source SET text = \(document.text), sha256 = \(document.sha256),
        title = coalesce(\(flags.title), title, \(document.title)), kind = ifnull(\(flags.kind), kind),
        authors = ifnull(authors, \(authors)), publisher_id = ifnull(publisher_id, \(publisher)),
        published_on = coalesce(\(flags.published), published_on, \(document.publishedOn)),
        url = coalesce(\(flags.url), url, \(document.url)),
        language = ifnull(\(flags.language), CASE language WHEN 'und' THEN \(language) ELSE language END)
      WHERE id = \(id)
      """)
  }

  /// Writes down where an archived text came from, and its hash.
  ///
  /// - Parameter address: its URL, the path it was read from, or what else brought it.
  package func seal(
    text: String, of id: Int64, address: String, format: DocumentFormat = .text, encoding: String = "UTF-8"
  ) throws {
    var text = text
    let hash = text.withUTF8 { unsafe sha256(UnsafeRawBufferPointer($0)) }
    try connection.execute(
      """
      INSERT INTO document (source_id, address, format, encoding, text_sha256)
      VALUES (\(id), \(address), \(format.rawValue), \(encoding), \(hash))
      """)
  }

  /// Pins the quotes of a source that have no passage in it yet.
  func pinVerbatim(in id: Int64, _ text: String) throws -> Attachment {
    let key = try connection.first("SELECT key FROM source WHERE id = \(id)") { $0.text(0) ?? "" } ?? ""
    var attachment = Attachment(source: key)
    let waiting = try connection.all(
      """
      SELECT appearance.id, quote.key, quote.text FROM appearance JOIN quote ON quote.id = appearance.quote_id
      WHERE appearance.source_id = \(id) AND passage_id IS NULL AND quote.status NOT IN ('rejected', 'retracted')
      ORDER BY appearance.id
      """
    ) { (id: $0.int64(0), key: $0.text(1) ?? "", text: $0.text(2) ?? "") }
    guard !waiting.isEmpty else { return attachment }
    var text = text
    try text.withUTF8 { utf8 in
      let search = unsafe VerbatimSearch(utf8)
      var codePoints = unsafe CodePoints(utf8)
      for quote in waiting {
        let places = search.places(of: quote.text)
        guard places.count == 1 else {
          attachment.missed.append(.init(key: quote.key, text: quote.text, isAmbiguous: places.count > 1))
          continue
        }
        let passage = try unsafe passage(id, codePoints.range(places[0]), utf8.string(places[0]))
        try connection.execute(
          "UPDATE appearance SET passage_id = \(passage), locator = NULL WHERE id = \(quote.id)")
        attachment.pinned.append(quote.key)
      }
    }
    return attachment
  }
}
