// What was found in texts, as rows: passages, quotes, where they are printed, how they were found, mentions, new actors.
// Unsafe: the text is the caller's until the call returns, the ranges were found in it, and a batch copies
// what it is given.
import Extraction
import KnowledgeBase
import Storage
import TextFolding

/// Writes findings inside one transaction of kb, many rows a statement; the search index is told at the end.
final class FindingsWriter {
  private let connection: Connection
  private let cast: Cast
  private let speakers: NewSpeakers
  private let keys: KeyMaker
  private let extractions, passages, quotes, appearances, proposals, mentions, actors: RowBatch
  private var nextExtraction, nextPassage, nextQuote, nextActor: Int64
  /// The first of those that the indexes still have to be told.
  private let firstName, firstQuote: Int64

  init(_ connection: Connection, cast: Cast, speakers: NewSpeakers, keys: KeyMaker) throws {
    (self.connection, self.cast, self.speakers, self.keys) = (connection, cast, speakers, keys)
    extractions = try RowBatch(connection, into: "extraction", ["id", "source_id", "extractor"])
    passages = try RowBatch(
      connection, into: "passage", ["id", "source_id", "start", "end", "exact", "prefix", "suffix"])
    quotes = try RowBatch(
      connection, into: "quote",
      ["id", "key", "speaker_id", "text", "language", "said_on", "kind", "earliest", "latest", "status"])
    appearances = try RowBatch(
      connection, into: "appearance", ["quote_id", "source_id", "passage_id", "attributed_as", "cue"])
    proposals = try RowBatch(
      connection, into: "proposal",
      [
        "extraction_id", "quote_id", "kind", "spans", "cue", "attributed_as", "via", "speaker_id",
        "candidates",
        "confidence", "rule",
      ])
    mentions = try RowBatch(
      connection, into: "mention", ["actor_id", "source_id", "start", "end", "surface", "status"],
      capacity: 256)
    actors = try RowBatch(
      connection, into: "actor", ["id", "key", "name", "language", "kind", "status"], capacity: 32)
    firstQuote = try connection.nextId(in: "quote")
    firstName = try connection.nextId(in: "name")
    (nextExtraction, nextPassage, nextQuote, nextActor) = (0, 0, 0, 0)
    try readIds()
  }

  private func readIds() throws {
    nextExtraction = try connection.nextId(in: "extraction")
    nextPassage = try connection.nextId(in: "passage")
    nextQuote = try connection.nextId(in: "quote")
    nextActor = try connection.nextId(in: "actor")
  }

  /// Lets `body` write rows of its own: all that is gathered is written before, and ids go on after them.
  func pausing<T>(_ body: () throws -> T) throws -> T {
    try flush()
    let result = try body()
    try readIds()
    return result
  }

  private func flush() throws {
    for batch in [actors, extractions, passages, quotes, appearances, proposals, mentions] {
      try batch.flush()
    }
  }

  /// What all quotes of one text have.
  struct Origin {
    /// Ids of the source and of this reading of it.
    let source, extraction: Int64
    let sha256, language: String
    /// By when its words were said, in EDTF, and the days of that.
    let saidBy: String?
    let days: (earliest: Int64?, latest: Int64?)
    /// Passages that the source has already.
    var passages: [Range<Int>: Int64] = [:]
  }

  /// Begins what was found in one text.
  func origin(source: Int64, sha256: String, language: String, saidBy: String?, days: (Int64?, Int64?)) throws
    -> Origin
  {
    let id = nextExtraction
    nextExtraction += 1
    extractions.bind(1, id)
    extractions.bind(2, source)
    extractions.bind(3, extractorVersion)
    try extractions.add()
    return Origin(
      source: source, extraction: id, sha256: sha256, language: language, saidBy: saidBy, days: days)
  }

  func write(_ row: QuoteRow, _ utf8: UnsafeBufferPointer<UInt8>, _ origin: inout Origin) throws {
    let (speaker, candidates) = try speaker(of: row, origin.language)
    let passage = try unsafe passage(row, utf8, &origin)
    let text = unsafe row.text(in: utf8)
    let id = nextQuote
    nextQuote += 1
    quotes.bind(1, id)
    quotes.bind(2, try keys.quote(text, origin.sha256, row.passage.lowerBound))
    quotes.bind(3, speaker)
    quotes.bind(4, text)
    quotes.bind(5, origin.language)
    quotes.bind(6, origin.saidBy)
    quotes.bind(7, row.quotation.kind.rawValue)
    quotes.bind(8, origin.days.earliest)
    quotes.bind(9, origin.days.latest)
    quotes.bind(10, "proposed")
    try quotes.add()
    appearances.bind(1, id)
    appearances.bind(2, origin.source)
    appearances.bind(3, passage)
    unsafe appearances.bind(4, row.quotation.speaker, of: utf8)
    unsafe appearances.bind(5, row.quotation.cue, of: utf8)
    try appearances.add()
    try unsafe propose(row, utf8, id, origin, speaker, candidates)
  }

  /// Gives a quote that was found before the speaker whom this reading takes it for.
  func writeAgain(_ row: QuoteRow, _ utf8: UnsafeBufferPointer<UInt8>, _ id: Int64, _ origin: Origin) throws {
    let (speaker, candidates) = try speaker(of: row, origin.language)
    // (The actor may be one of those that wait to be written.)
    try actors.flush()
    try connection.execute(
      "UPDATE quote SET speaker_id = \(speaker) WHERE id = \(id) AND speaker_id IS NOT \(speaker)")
    try unsafe propose(row, utf8, id, origin, speaker, candidates)
  }

  /// Writes the mentions of a text: for each all whom it could mean.
  ///
  /// - Parameter decided: places on which people have decided, in code points; nothing is proposed there.
  func write(
    mentionsOf named: Named, _ utf8: UnsafeBufferPointer<UInt8>, source: Int64, besides decided: [Range<Int>]
  ) throws {
    var counter = unsafe CodePoints(utf8)
    for mention in named.mentions {
      let place = counter.range(mention.range)
      if !decided.isEmpty, decided.contains(where: { $0.overlaps(place) }) { continue }
      for actor in named.actors(of: mention) {
        mentions.bind(1, cast.ids[actor])
        mentions.bind(2, source)
        mentions.bind(3, place.lowerBound)
        mentions.bind(4, place.upperBound)
        unsafe mentions.bind(5, utf8.slice(mention.range))
        mentions.bind(6, "proposed")
        try mentions.add()
      }
    }
  }

  private func passage(
    _ row: QuoteRow, _ utf8: UnsafeBufferPointer<UInt8>, _ origin: inout Origin
  ) throws -> Int64 {
    if let there = origin.passages[row.passage] { return there }
    let id = nextPassage
    nextPassage += 1
    passages.bind(1, id)
    passages.bind(2, origin.source)
    passages.bind(3, row.passage.lowerBound)
    passages.bind(4, row.passage.upperBound)
    unsafe passages.bind(5, utf8.slice(row.bytes))
    unsafe passages.bind(6, utf8.slice(utf8.before(row.bytes.lowerBound, codePoints: 32)))
    unsafe passages.bind(7, utf8.slice(utf8.after(row.bytes.upperBound, codePoints: 32)))
    try passages.add()
    origin.passages[row.passage] = id
    return id
  }

  private func propose(
    _ row: QuoteRow, _ utf8: UnsafeBufferPointer<UInt8>, _ id: Int64, _ origin: Origin, _ speaker: Int64?,
    _ candidates: String?
  ) throws {
    proposals.bind(1, origin.extraction)
    proposals.bind(2, id)
    proposals.bind(3, row.quotation.kind.rawValue)
    proposals.bind(4, row.spans)
    unsafe proposals.bind(5, row.quotation.cue, of: utf8)
    unsafe proposals.bind(6, row.quotation.speaker, of: utf8)
    unsafe proposals.bind(7, row.quotation.via, of: utf8)
    proposals.bind(8, speaker)
    proposals.bind(9, candidates)
    proposals.bind(10, row.quotation.confidence)
    proposals.bind(11, row.quotation.rule)
    try proposals.add()
  }

  /// Whom the rows name as the speaker, and whom they list where several fit.
  private func speaker(of row: QuoteRow, _ language: String) throws -> (
    id: Int64?, candidates: String?
  ) {
    switch row.speaker {
    case .actor(let index): (cast.ids[index], nil)
    case .candidates(let several): (nil, several.map { cast.keys[$0] }.joined(separator: "; "))
    case .unknown(let name, _):
      (try speakers.id(of: name) { try propose(actor: name, kind: "person", language: language) }, nil)
    case .none: (nil, nil)
    }
  }

  /// A new actor whom nobody has accepted yet.
  func propose(actor name: String, kind: String, language: String) throws -> Int64 {
    let id = nextActor
    nextActor += 1
    actors.bind(1, id)
    actors.bind(2, try keys.free(ReadableKey.make(of: name) ?? "a-" + keys.digits(of: name)))
    actors.bind(3, name)
    actors.bind(4, language)
    actors.bind(5, kind)
    actors.bind(6, "proposed")
    try actors.add()
    return id
  }

  /// Writes what is gathered, and tells the search indexes. In between, each write to another table would make an
  /// index flush what it has.
  func finish() throws {
    try flush()
    try connection.indexingMuch("quote_search") {
      try connection.execute(
        "INSERT INTO quote_search (rowid, text) SELECT id, text FROM quote_folded WHERE id >= \(firstQuote)")
    }
    try connection.execute(
      "INSERT INTO name_search (rowid, text) SELECT id, text FROM name_folded WHERE id >= \(firstName)")
  }
}

extension RowBatch {
  /// Binds a stretch of a text, or NULL.
  fileprivate func bind(_ column: Int, _ range: Range<Int>?, of utf8: UnsafeBufferPointer<UInt8>) {
    if let range { unsafe bind(column, utf8.slice(range)) } else { bind(column, nil as String?) }
  }
}
