// What was found in texts, as rows: passages, quotes, where they are printed, how they were found, mentions, new actors.
import Extraction
import Storage
import TextFolding

/// Writes findings inside one transaction of kb, many rows a statement; the search index is told at the end.
final class FindingsWriter {
  private let connection: Connection
  private let cast: Cast
  private let speakers: NewSpeakers
  private let keys: KeyMaker
  private let passages, quotes, appearances, proposals, mentions, actors: RowBatch
  private var nextPassage, nextQuote, nextActor: Int64
  private let firstName: Int64
  /// What the index still has to be told.
  private var indexed: [(id: Int64, text: String)] = []

  init(_ connection: Connection, cast: Cast, speakers: NewSpeakers, keys: KeyMaker) throws {
    (self.connection, self.cast, self.speakers, self.keys) = (connection, cast, speakers, keys)
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
    nextPassage = try connection.nextId(in: "passage")
    nextQuote = try connection.nextId(in: "quote")
    nextActor = try connection.nextId(in: "actor")
    firstName = try connection.nextId(in: "name")
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

  func write(_ quote: PreparedQuote, _ utf8: UnsafeBufferPointer<UInt8>, _ origin: inout Origin) throws {
    let (speaker, candidates) = try speaker(of: quote, origin.language)
    let passage = try passage(quote, utf8, &origin)
    let id = nextQuote
    nextQuote += 1
    quotes.bind(1, id)
    quotes.bind(2, try keys.quote(quote.text, origin.sha256, quote.passage.lowerBound))
    quotes.bind(3, speaker)
    quotes.bind(4, quote.text)
    quotes.bind(5, origin.language)
    quotes.bind(6, origin.saidBy)
    quotes.bind(7, quote.kind.rawValue)
    quotes.bind(8, origin.days.earliest)
    quotes.bind(9, origin.days.latest)
    quotes.bind(10, "proposed")
    try quotes.add()
    indexed.append((id, quote.text))
    appearances.bind(1, id)
    appearances.bind(2, origin.source)
    appearances.bind(3, passage)
    appearances.bind(4, quote.attributedAs)
    appearances.bind(5, quote.cue)
    try appearances.add()
    try propose(quote, id, origin, speaker, candidates)
  }

  /// Gives a quote that was found before the speaker whom this reading takes it for.
  func writeAgain(_ quote: PreparedQuote, _ id: Int64, _ origin: Origin) throws {
    let (speaker, candidates) = try speaker(of: quote, origin.language)
    // (The actor may be one of those that wait to be written.)
    try actors.flush()
    try connection.execute(
      "UPDATE quote SET speaker_id = \(speaker) WHERE id = \(id) AND speaker_id IS NOT \(speaker)")
    try propose(quote, id, origin, speaker, candidates)
  }

  func write(_ mention: PreparedMention, _ utf8: UnsafeBufferPointer<UInt8>, source: Int64) throws {
    for actor in mention.actors {
      mentions.bind(1, cast.ids[actor])
      mentions.bind(2, source)
      mentions.bind(3, mention.place.lowerBound)
      mentions.bind(4, mention.place.upperBound)
      mentions.bind(5, utf8.slice(mention.bytes))
      mentions.bind(6, "proposed")
      try mentions.add()
    }
  }

  private func passage(
    _ quote: PreparedQuote, _ utf8: UnsafeBufferPointer<UInt8>, _ origin: inout Origin
  ) throws -> Int64 {
    if let there = origin.passages[quote.passage] { return there }
    let id = nextPassage
    nextPassage += 1
    passages.bind(1, id)
    passages.bind(2, origin.source)
    passages.bind(3, quote.passage.lowerBound)
    passages.bind(4, quote.passage.upperBound)
    passages.bind(5, utf8.slice(quote.bytes))
    passages.bind(6, utf8.slice(utf8.before(quote.bytes.lowerBound, codePoints: 32)))
    passages.bind(7, utf8.slice(utf8.after(quote.bytes.upperBound, codePoints: 32)))
    try passages.add()
    origin.passages[quote.passage] = id
    return id
  }

  private func propose(
    _ quote: PreparedQuote, _ id: Int64, _ origin: Origin, _ speaker: Int64?, _ candidates: String?
  ) throws {
    proposals.bind(1, origin.extraction)
    proposals.bind(2, id)
    proposals.bind(3, quote.kind.rawValue)
    proposals.bind(4, quote.spans)
    proposals.bind(5, quote.cue)
    proposals.bind(6, quote.attributedAs)
    proposals.bind(7, quote.via)
    proposals.bind(8, speaker)
    proposals.bind(9, candidates)
    proposals.bind(10, quote.confidence)
    proposals.bind(11, quote.rule)
    try proposals.add()
  }

  /// Whom the rows name as the speaker, and whom they list where several fit.
  private func speaker(of quote: PreparedQuote, _ language: String) throws -> (
    id: Int64?, candidates: String?
  ) {
    switch quote.speaker {
    case .actor(let index): (cast.ids[index], nil)
    case .candidates(let several): (nil, several.map { cast.keys[$0] }.joined(separator: "; "))
    case .unknown(let name):
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
    for batch in [actors, passages, quotes, appearances, proposals, mentions] { try batch.flush() }
    let index = try connection.repeated("INSERT INTO quote_search (rowid, text) VALUES (?, ?)")
    let folding = cast.folding
    for row in indexed {
      index.bind(1, row.id)
      var text = row.text
      try text.withUTF8 { try index.run(with: 2, $0, folding) }
    }
    try connection.execute(
      "INSERT INTO name_search (rowid, text) SELECT id, text FROM name_folded WHERE id >= \(firstName)")
  }
}

extension RepeatedStatement {
  /// Binds a text as the index holds it, and runs.
  func run(with position: Int32, _ text: UnsafeBufferPointer<UInt8>, _ folding: Folding) throws {
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
