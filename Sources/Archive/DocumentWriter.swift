// Writes documents with all that was found in them, many in one transaction.
import Extraction
import KnowledgeBase
import Storage
import TextFolding

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

/// Inside one transaction: rows as fast as they can be written, indexes filled at the end.
final class DocumentWriter {
  let editor: Editor
  let cast: Cast
  private let speakers: NewSpeakers
  private let flags: IngestFlags
  private var connection: Connection { editor.connection }
  private var dates: [String: (earliest: Int64?, latest: Int64?)] = [:]
  private let firstName: Int64
  private let keys: KeyMaker
  /// What the indexes still have to be told.
  private var sourceRows: [(id: Int64, title: String?, document: PreparedDocument)] = []
  private var quoteRows: [(id: Int64, text: String)] = []

  private let insertSource, insertDocument, insertExtraction, insertMention: RepeatedStatement
  private let insertPassage, insertQuote, insertAppearance, insertProposal: RepeatedStatement
  private let findPassage: RepeatedStatement

  /// - Parameter speakers: those that were proposed so far, which outlive the transaction.
  init(_ editor: Editor, cast: Cast, speakers: NewSpeakers, flags: IngestFlags) throws {
    (self.editor, self.cast, self.speakers, self.flags) = (editor, cast, speakers, flags)
    let connection = editor.connection
    try connection.execute("UPDATE editing SET is_bulk = 1")
    firstName = try connection.first("SELECT ifnull(max(id), 0) FROM name") { $0.int64(0) } ?? 0
    keys = try KeyMaker(connection)
    insertSource = try connection.repeated(
      """
      INSERT INTO source (key, kind, title, authors, publisher_id, published_on, url, language, version_of_id, sha256, earliest, latest, words, text)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insertDocument = try connection.repeated(
      "INSERT INTO document (source_id, address, format, encoding, text_sha256) VALUES (?, ?, ?, ?, ?)")
    insertExtraction = try connection.repeated("INSERT INTO extraction (source_id, extractor) VALUES (?, ?)")
    insertMention = try connection.repeated(
      "INSERT INTO mention (actor_id, source_id, start, \"end\", surface, status) VALUES (?, ?, ?, ?, ?, 'proposed')")
    insertPassage = try connection.repeated(
      "INSERT INTO passage (source_id, start, \"end\", exact, prefix, suffix) VALUES (?, ?, ?, ?, ?, ?)")
    insertQuote = try connection.repeated(
      """
      INSERT INTO quote (key, speaker_id, text, language, said_on, kind, status, earliest, latest)
      VALUES (?, ?, ?, ?, ?, ?, 'proposed', ?, ?)
      """)
    insertAppearance = try connection.repeated(
      "INSERT INTO appearance (quote_id, source_id, passage_id, attributed_as, cue) VALUES (?, ?, ?, ?, ?)")
    insertProposal = try connection.repeated(
      """
      INSERT INTO proposal (extraction_id, quote_id, kind, spans, cue, attributed_as, via, speaker_id, candidates, confidence, rule)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    findPassage = try connection.repeated(
      "SELECT id FROM passage WHERE source_id = ? AND start = ? AND \"end\" = ?")
  }

  // MARK: Sources

  /// Writes a document, or finds that it is there.
  func write(_ prepared: PreparedDocument) throws -> DocumentOutcome {
    let document = prepared.document
    let sha256 = document.sha256
    if let key = try connection.first("SELECT key FROM source WHERE sha256 = \(sha256)", { $0.text(0) ?? "" }) {
      return .unchanged(key)
    }
    let facts = try SourceFacts(prepared, flags: flags, editor: editor, speakers: speakers, keys: keys)
    if let waiting = try facts.sourceWithoutText(connection) {
      try give(waiting.id, prepared, facts)
      return .attached(waiting.key)
    }
    let earlier = try facts.earlierVersion(connection)
    let key =
      try earlier.map { try keys.free($0.key + "-v", from: 2) } ?? keys.free(facts.readableKey ?? "src-\(sha256.prefix(8))")
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
      insertSource.bind(14, $0)
      return try insertSource.run()
    }
    sourceRows.append((id, facts.title, prepared))
    try writeDocument(id, prepared, facts)
    try writeFindings(of: prepared, source: id, facts)
    return earlier.map { .version(key, of: $0.key) } ?? .new(key)
  }

  /// Gives a source that is there its text, pins what was said to stand in it, and proposes the rest.
  private func give(_ id: Int64, _ prepared: PreparedDocument, _ facts: SourceFacts) throws {
    try editor.archive(prepared.document, in: id, publisher: facts.publisherId)
    try writeDocument(id, prepared, facts)
    _ = try editor.pinVerbatim(in: id, prepared.document.text)
    let pinned = try connection.all(
      """
      SELECT passage.start, passage."end" FROM appearance JOIN passage ON passage.id = appearance.passage_id
      WHERE appearance.source_id = \(id)
      """
    ) { ($0.integer(0) ?? 0)..<($0.integer(1) ?? 0) }
    try writeFindings(of: prepared, source: id, facts, besides: pinned)
  }

  private func writeDocument(_ id: Int64, _ prepared: PreparedDocument, _ facts: SourceFacts) throws {
    insertDocument.bind(1, id)
    insertDocument.bind(2, facts.address)
    insertDocument.bind(3, prepared.document.format.rawValue)
    insertDocument.bind(4, prepared.document.encoding)
    insertDocument.bind(5, prepared.textHash)
    try insertDocument.run()
  }

  // MARK: What was found

  /// Writes quotes and mentions of a source that is archived.
  ///
  /// - Parameters:
  ///   - taken: passages that people have pinned, in code points: what overlaps them is not proposed again.
  ///   - again: quotes that are there already, by their place in the list: they get the new reading.
  func write(
    _ findings: Findings, of text: String, _ sha256: String, source: Int64, language: String, saidBy: String?,
    besides taken: [Range<Int>] = [], again: [Int: Int64] = [:]
  ) throws {
    insertExtraction.bind(1, source)
    insertExtraction.bind(2, extractorVersion)
    let extraction = try insertExtraction.run()
    let days = try self.days(saidBy)
    var text = text
    try text.withUTF8 { utf8 in
      let free = taken.isEmpty ? nil : { (quote: PreparedQuote) in !taken.contains { $0.overlaps(quote.passage) } }
      for (index, quote) in findings.quotes.enumerated() where free?(quote) ?? true {
        let (speaker, candidates) = try speaker(of: quote, language)
        let id: Int64
        if let there = again[index] {
          id = there
          try connection.execute("UPDATE quote SET speaker_id = \(speaker) WHERE id = \(id) AND speaker_id IS NOT \(speaker)")
        } else {
          id = try insert(quote, utf8, source, sha256, language, speaker, saidBy, days)
        }
        try propose(quote, id, extraction, speaker, candidates)
      }
      for mention in findings.mentions {
        for actor in mention.actors {
          insertMention.bind(1, cast.ids[actor])
          insertMention.bind(2, source)
          insertMention.bind(3, mention.place.lowerBound)
          insertMention.bind(4, mention.place.upperBound)
          insertMention.bind(5, utf8.slice(mention.bytes))
          try insertMention.run()
        }
      }
    }
  }

  private func writeFindings(
    of prepared: PreparedDocument, source: Int64, _ facts: SourceFacts, besides taken: [Range<Int>] = []
  ) throws {
    try write(
      prepared.findings, of: prepared.document.text, prepared.document.sha256, source: source,
      language: facts.language, saidBy: facts.publishedOn.flatMap(Self.noLaterThan), besides: taken)
  }

  /// Words that a document prints were said by the day on which it appeared: `../2019-05-03`. Nil where that day
  /// has unknown digits.
  static func noLaterThan(_ published: String) -> String? {
    published.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) } ? "../" + published : nil
  }

  /// Whom the rows name as the speaker, and whom they list where several fit.
  private func speaker(of quote: PreparedQuote, _ language: String) throws -> (id: Int64?, candidates: String?) {
    switch quote.speaker {
    case .actor(let index): (cast.ids[index], nil)
    case .candidates(let several): (nil, several.map { cast.keys[$0] }.joined(separator: "; "))
    case .unknown(let name):
      (try speakers.id(of: name, language: language) { try proposeActor($0, language: $1) }, nil)
    case .none: (nil, nil)
    }
  }

  private func insert(
    _ quote: PreparedQuote, _ utf8: UnsafeBufferPointer<UInt8>, _ source: Int64, _ sha256: String,
    _ language: String, _ speaker: Int64?, _ saidBy: String?, _ days: (earliest: Int64?, latest: Int64?)
  ) throws -> Int64 {
    findPassage.bind(1, source)
    findPassage.bind(2, quote.passage.lowerBound)
    findPassage.bind(3, quote.passage.upperBound)
    var passage = try findPassage.first { $0.int64(0) }
    if passage == nil {
      insertPassage.bind(1, source)
      insertPassage.bind(2, quote.passage.lowerBound)
      insertPassage.bind(3, quote.passage.upperBound)
      insertPassage.bind(4, utf8.slice(quote.bytes))
      insertPassage.bind(5, utf8.slice(utf8.before(quote.bytes.lowerBound, codePoints: 32)))
      insertPassage.bind(6, utf8.slice(utf8.after(quote.bytes.upperBound, codePoints: 32)))
      passage = try insertPassage.run()
    }
    insertQuote.bind(1, try keys.quote(quote.text, sha256, quote.passage.lowerBound))
    insertQuote.bind(2, speaker)
    insertQuote.bind(3, quote.text)
    insertQuote.bind(4, language)
    insertQuote.bind(5, saidBy)
    insertQuote.bind(6, quote.kind.rawValue)
    insertQuote.bind(7, days.earliest)
    insertQuote.bind(8, days.latest)
    let id = try insertQuote.run()
    quoteRows.append((id, quote.text))
    insertAppearance.bind(1, id)
    insertAppearance.bind(2, source)
    insertAppearance.bind(3, passage)
    insertAppearance.bind(4, quote.attributedAs)
    insertAppearance.bind(5, quote.cue)
    try insertAppearance.run()
    return id
  }

  private func propose(
    _ quote: PreparedQuote, _ id: Int64, _ extraction: Int64, _ speaker: Int64?, _ candidates: String?
  ) throws {
    insertProposal.bind(1, extraction)
    insertProposal.bind(2, id)
    insertProposal.bind(3, quote.kind.rawValue)
    insertProposal.bind(4, quote.spans)
    insertProposal.bind(5, quote.cue)
    insertProposal.bind(6, quote.attributedAs)
    insertProposal.bind(7, quote.via)
    insertProposal.bind(8, speaker)
    insertProposal.bind(9, candidates)
    insertProposal.bind(10, quote.confidence)
    insertProposal.bind(11, quote.rule)
    try insertProposal.run()
  }

  /// A new actor whom nobody has accepted yet.
  private func proposeActor(_ name: String, language: String) throws -> Int64 {
    let key = try keys.free(ReadableKey.make(of: name) ?? "a-" + keys.digits(of: name))
    try connection.execute(
      "INSERT INTO actor (key, name, language, kind, status) VALUES (\(key), \(name), \(language), 'person', 'proposed')")
    return connection.lastInsertedId
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

  // MARK: Whole or not at all

  /// Runs `body`; where it fails, nothing of it is written.
  func whole<T>(_ body: () throws -> T) throws -> T {
    let (sources, quotes) = (sourceRows.count, quoteRows.count)
    try connection.execute("SAVEPOINT whole")
    speakers.begin()
    do {
      let result = try body()
      try connection.execute("RELEASE whole")
      return result
    } catch {
      try connection.execute("ROLLBACK TO whole")
      try connection.execute("RELEASE whole")
      speakers.forget()
      sourceRows.removeSubrange(sources...)
      quoteRows.removeSubrange(quotes...)
      throw error
    }
  }

  // MARK: Indexes

  /// Tells the search indexes what was written. Row by row in between, each write to another table would make them
  /// flush what they have.
  func finish() throws {
    let folding = editor.lookup.folding
    let source = try connection.repeated("INSERT INTO source_search (rowid, title, text) VALUES (?, ?, ?)")
    for row in sourceRows {
      source.bind(1, row.id)
      let title = row.title.map { title in
        var title = title
        return title.withUTF8 { folding.indexed($0) }.map { String(decoding: $0, as: UTF8.self) } ?? title
      }
      source.bind(2, title)
      var text = row.document.document.text
      try text.withUTF8 { try source.run(with: 3, $0, folding) }
    }
    let quote = try connection.repeated("INSERT INTO quote_search (rowid, text) VALUES (?, ?)")
    for row in quoteRows {
      quote.bind(1, row.id)
      var text = row.text
      try text.withUTF8 { try quote.run(with: 2, $0, folding) }
    }
    try connection.execute("INSERT INTO name_search (rowid, text) SELECT id, text FROM name_folded WHERE id > \(firstName)")
    try connection.execute("UPDATE editing SET is_bulk = 0")
  }
}

extension RepeatedStatement {
  /// Binds a text as the index holds it, and runs.
  fileprivate func run(with position: Int32, _ text: UnsafeBufferPointer<UInt8>, _ folding: Folding) throws {
    if let folded = folding.indexed(text) {
      try folded.withUnsafeBufferPointer {
        bind(position, $0)
        try run()
      }
    } else {
      bind(position, text)
      try run()
    }
  }
}
