// Writes documents with all that was found in them, many in one transaction.
// Unsafe: bytes are looked at, and bound until the statement has run, within the closure.
import Extraction
import KnowledgeBase
import Storage

/// What became of one document.
public enum DocumentOutcome: Sendable, Equatable {
  /// A new source with this key.
  case new(String)
  /// A new source: what stands now at the address of an earlier one.
  case version(String, of: String)
  /// The source was there without its text, and has it now.
  case attached(String)
  /// These bytes are archived already.
  case unchanged(String)
}

/// Inside one transaction: sources one by one, what was found in them in bulk, indexes at the end.
final class DocumentWriter {
  let editor: Editor
  let cast: Cast
  private let speakers: NewSpeakers
  private let flags: IngestFlags
  private let keys: KeyMaker
  private let findings: FindingsWriter
  private var connection: Connection { editor.connection }
  private var dates: [String: (earliest: Int64?, latest: Int64?)] = [:]
  private let insertSource: RepeatedStatement
  private let documents: RowBatch
  /// The addresses of documents that are gathered and not written yet.
  private var gathered: Set<String> = []
  /// What the index still has to be told.
  private var indexed: [(id: Int64, title: String?, text: String)] = []

  /// - Parameter speakers: those that were proposed so far, which outlive the transaction.
  init(_ editor: Editor, cast: Cast, speakers: NewSpeakers, flags: IngestFlags) throws {
    (self.editor, self.cast, self.speakers, self.flags) = (editor, cast, speakers, flags)
    let connection = editor.connection
    keys = try KeyMaker(connection)
    findings = try FindingsWriter(connection, cast: cast, speakers: speakers, keys: keys)
    documents = try RowBatch(
      connection, into: "document", ["source_id", "address", "format", "encoding", "text_sha256"])
    insertSource = try connection.repeated(
      """
      INSERT INTO source (key, kind, title, authors, publisher_id, published_on, url, language, version_of_id, sha256, earliest, latest, words, text)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  /// Writes a document, or finds that it is there.
  ///
  /// - Throws: ``Failure`` of kind `invalid` where the document says what cannot be kept; nothing of it is written then.
  func write(_ prepared: PreparedDocument) throws -> DocumentOutcome {
    let document = prepared.document
    let sha256 = document.sha256
    if let key = try connection.first("SELECT key FROM source WHERE sha256 = \(sha256)", { $0.text(0) ?? "" })
    {
      return .unchanged(key)
    }
    let facts = try SourceFacts(prepared, flags: flags, editor: editor, speakers: speakers) {
      try findings.propose(actor: $0, kind: "outlet", language: "und")
    }
    if let waiting = try facts.sourceWithoutText(connection) {
      try give(waiting.id, prepared, facts)
      return .attached(waiting.key)
    }
    if gathered.contains(facts.address) { try flush() }
    let earlier = try facts.earlierVersion(connection)
    let key =
      try earlier.map { try keys.free($0.key + "-v", from: 2) }
      ?? keys.free(facts.readableKey ?? "src-\(sha256.prefix(8))")
    let days = try self.days(facts.publishedOn)
    insertSource.bind(1, key)
    insertSource.bind(2, facts.kind)
    insertSource.bind(3, facts.title)
    insertSource.bind(4, facts.authors)
    insertSource.bind(5, facts.publisherId)
    insertSource.bind(6, facts.publishedOn)
    insertSource.bind(7, facts.url)
    insertSource.bind(8, facts.language)
    insertSource.bind(9, earlier?.id)
    insertSource.bind(10, sha256)
    insertSource.bind(11, days.earliest)
    insertSource.bind(12, days.latest)
    insertSource.bind(13, prepared.words)
    var text = document.text
    let id = try text.withUTF8 {
      unsafe insertSource.bind(14, $0)
      return try insertSource.run()
    }
    indexed.append((id, facts.title, text))
    try seal(id, prepared, facts)
    try write(prepared, source: id, facts)
    return earlier.map { .version(key, of: $0.key) } ?? .new(key)
  }

  /// Gives a source that is there its text, pins what was said to stand in it, and proposes the rest.
  private func give(_ id: Int64, _ prepared: PreparedDocument, _ facts: SourceFacts) throws {
    // (Written before: a new publisher is one of those that wait.)
    try flush()
    try findings.pausing {
      try editor.archive(prepared.document, in: id, publisher: facts.publisherId, flags: flags)
      try seal(id, prepared, facts)
      _ = try editor.pinVerbatim(in: id, prepared.document.text)
    }
    let pinned = try connection.all(
      """
      SELECT passage.start, passage."end" FROM appearance JOIN passage ON passage.id = appearance.passage_id
      WHERE appearance.source_id = \(id)
      """
    ) { ($0.integer(0) ?? 0)..<($0.integer(1) ?? 0) }
    try write(prepared, source: id, facts, besides: pinned)
  }

  /// Where the text came from, and its hash.
  private func seal(_ id: Int64, _ prepared: PreparedDocument, _ facts: SourceFacts) throws {
    documents.bind(1, id)
    documents.bind(2, facts.address)
    documents.bind(3, prepared.document.format.rawValue)
    documents.bind(4, prepared.document.encoding)
    documents.bind(5, prepared.textHash)
    try documents.add()
    gathered.insert(facts.address)
  }

  private func flush() throws {
    try documents.flush()
    gathered.removeAll()
  }

  private func write(
    _ prepared: PreparedDocument, source: Int64, _ facts: SourceFacts, besides taken: [Range<Int>] = []
  ) throws {
    var text = prepared.document.text
    let found =
      prepared.found
      ?? text.withUTF8 { unsafe Extractor(cast.gazetteer).extract($0, context: prepared.context) }
    try write(
      found, of: text, prepared.document.sha256, source: source,
      language: facts.language, saidBy: facts.publishedOn.flatMap(Self.noLaterThan), besides: taken)
  }

  /// Writes quotes and mentions of a source that is archived.
  ///
  /// - Parameters:
  ///   - taken: passages that people have pinned, in code points: what overlaps them is not proposed again.
  ///   - again: what an earlier reading has left.
  func write(
    _ found: Extracted, of text: String, _ sha256: String, source: Int64, language: String, saidBy: String?,
    besides taken: [Range<Int>] = [], again: EarlierFindings? = nil
  ) throws {
    var origin = try findings.origin(
      source: source, sha256: sha256, language: language, saidBy: saidBy, days: try days(saidBy))
    if !taken.isEmpty || again != nil {
      try connection.rows("SELECT start, \"end\", id FROM passage WHERE source_id = \(source)") { row in
        origin.passages[(row.integer(0) ?? 0)..<(row.integer(1) ?? 0)] = row.int64(2)
        return true
      }
    }
    var text = text
    try text.withUTF8 { utf8 in
      var counter = unsafe CodePoints(utf8)
      for (index, quotation) in found.quotations.enumerated() {
        guard let row = QuoteRow(quotation, found.named.speakers[index], &counter) else { continue }
        if !taken.isEmpty, taken.contains(where: { $0.overlaps(row.passage) }) { continue }
        if let there = again?.quotes["\(quotation.kind.rawValue) \(row.spans)"] {
          try unsafe findings.writeAgain(row, utf8, there, origin)
        } else {
          try unsafe findings.write(row, utf8, &origin)
        }
      }
      try unsafe findings.write(
        mentionsOf: found.named, utf8, source: source, besides: again?.decidedMentions ?? [])
    }
  }

  /// Words that a document prints were said by the day on which it appeared: `../2019-05-03`. Nil where that day
  /// has unknown digits.
  static func noLaterThan(_ published: String) -> String? {
    published.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) } ? "../" + published : nil
  }

  /// The days of a date, which is read once. (The triggers that do so for others leave it to kb here.)
  private func days(_ date: String?) throws -> (earliest: Int64?, latest: Int64?) {
    guard let date else { return (nil, nil) }
    if let known = dates[date] { return known }
    try connection.execute(
      "INSERT INTO edtf (text) SELECT \(date) WHERE NOT EXISTS (SELECT 1 FROM edtf WHERE text = \(date))")
    let days = try connection.first("SELECT earliest, latest FROM edtf WHERE text = \(date)") {
      (earliest: $0.integer(0).map(Int64.init), latest: $0.integer(1).map(Int64.init))
    }
    dates[date] = days ?? (nil, nil)
    return dates[date]!
  }

  /// Writes what is gathered, and tells the search indexes.
  func finish() throws {
    try flush()
    try findings.finish()
    try connection.indexingMuch("source_search") { try indexSources() }
  }

  private func indexSources() throws {
    let folding = cast.folding
    let index = try connection.repeated("INSERT INTO source_search (rowid, title, text) VALUES (?, ?, ?)")
    for row in indexed {
      index.bind(1, row.id)
      index.bind(2, row.title.map(folding.indexed))
      var text = row.text
      try text.withUTF8 { utf8 in
        if let folded = unsafe folding.indexed(utf8) {
          try unsafe folded.withUnsafeBufferPointer {
            unsafe index.bind(3, $0)
            try index.run()
          }
        } else {
          unsafe index.bind(3, utf8)
          try index.run()
        }
      }
    }
  }
}
