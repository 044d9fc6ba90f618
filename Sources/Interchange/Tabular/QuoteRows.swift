// Rows of quotes into the file, many a statement: the way in for a million of them.
import KnowledgeBase
import Storage

/// Writes quotes inside one bulk act of editing: rows in batches, search index and indexes at the end.
///
/// A quote is known by its key where the row has one, else by speaker, words and day, of which its key is made too.
final class QuoteRows: RowTaker {
  let editor: Editor
  let names: NameResolver
  var reader: any TableReader
  /// Whether rows that cannot be taken are set aside, and leave nothing of themselves.
  private let setsAside: Bool
  /// Translations whose original had not come up yet, where rows are set aside.
  var waiting: [KeptRow] = []
  /// How many names were unknown before the row that made some.
  var unknownBefore: Int?
  private let archived: ArchivedWords
  let map: () -> ColumnMap
  var connection: Connection { editor.connection }
  private let quotes, appearances, tags: RowBatch
  let indexes: QuoteIndexes
  var nextId: Int64
  let firstId: Int64
  var filter = KeyFilter()
  /// Quotes that were there before, by what they say; nil where they are too many, and are looked up one by one.
  var before: [UInt64: Int64]?
  var languages: Set<String> = []
  /// Translations whose original had not come up yet: both ids, the line, and the key.
  private var translations: [(id: Int64, line: Int, original: String)] = []
  private(set) var present = 0
  /// Places in sources without text, which cannot be pinned.
  private(set) var unpinned = 0
  /// How many quotes before are held in memory.
  private static let most = 500_000

  init(
    _ editor: Editor, names: NameResolver, reader: any TableReader, setsAside: Bool = false,
    map: @escaping () -> ColumnMap
  ) throws {
    (self.editor, self.names, self.reader, self.map) = (editor, names, reader, map)
    self.setsAside = setsAside
    archived = ArchivedWords(editor)
    let connection = editor.connection
    quotes = try RowBatch(
      connection, into: "quote",
      [
        "id", "key", "speaker_id", "text", "language", "said_on", "kind", "earliest", "latest", "status",
        "origin_id", "translation_of_id",
      ])
    appearances = try RowBatch(
      connection, into: "appearance",
      ["quote_id", "source_id", "passage_id", "locator", "attributed_as", "cue"])
    tags = try RowBatch(connection, into: "tag", ["topic_id", "quote_id"])
    (appearances.others, tags.others) = ([quotes], [quotes])
    firstId = try connection.nextId(in: "quote")
    nextId = firstId
    let count = try connection.first("SELECT count(*) FROM quote") { $0.integer(0) ?? 0 } ?? 0
    // (Where what is there already is looked up row by row, the indexes stay.)
    indexes = try QuoteIndexes(connection, before: count <= Self.most ? count : nil)
    names.record = { [indexes] in try indexes.record($0) }
    if setsAside { names.willMake = { [unowned self] in try savePoint() } }
    try readBefore(count)
  }

  private func readBefore(_ count: Int) throws {
    try connection.rows("SELECT key FROM keyed WHERE key >= 'q-' AND key < 'q.' AND record <> 'quote'") {
      if let key = $0.bytes(0) { _ = filter.insert(KeyFilter.hash(key)) }
      return true
    }
    try connection.rows("SELECT key FROM quote") {
      if let key = $0.bytes(0) { _ = filter.insert(KeyFilter.hash(key)) }
      return true
    }
    guard count <= Self.most else { return }
    var known: [UInt64: Int64] = [:]
    try connection.rows(
      """
      SELECT quote.id, actor.key, quote.text, quote.said_on FROM quote LEFT JOIN actor ON actor.id = quote.speaker_id
      ORDER BY quote.status IN ('rejected', 'retracted') DESC, quote.id DESC
      """
    ) { row in
      let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      known[Self.hash(row.bytes(1) ?? none, row.bytes(2) ?? none, row.bytes(3) ?? none)] = row.int64(0)
      return true
    }
    before = known
  }

  /// Of what a quote's key is made; see ``Editor/said(_:)``.
  private static func hash(
    _ speaker: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>,
    _ date: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    var hash = FNV1a.start
    func unit(_ count: Int) { for _ in 0..<count { FNV1a.mix(0x1F, into: &hash) } }
    // (actor, claim, speaker, asserted_by, position, text, title, said_on, asserted_on, began_on, since, until)
    unit(2)
    FNV1a.mix(speaker, into: &hash)
    unit(3)
    FNV1a.mix(text, into: &hash)
    unit(2)
    FNV1a.mix(date, into: &hash)
    unit(4)
    return hash
  }

  func take() throws -> TakenRow {
    let reader = reader
    return try setsAside ? orNothing { try takeOrKeep(reader) } : takeRow()
  }

  func takeRow() throws -> TakenRow {
    let map = map()
    func cell(_ field: String) -> UnsafeBufferPointer<UInt8>? {
      map.columns[field].flatMap { reader.cell($0) }
    }
    guard let text = cell("text") else { throw RowMistake("a quote needs text", column: column("text", map)) }
    let said = try check(map)
    let key = cell("key")
    let speakerKey = said.speaker?.key ?? ""
    var (id, isNew) = (nextId, true)
    var shown = speakerKey
    let made: String
    if let key {
      let there = try self.there(key)
      if let there {
        guard try says(there, text, said, cell("said_on")) else {
          throw RowMistake(
            "there is another quote with this key; change it with kb edit, or leave the key out",
            column: column("key", map))
        }
        (id, isNew) = (there, false)
      }
      made = String(decoding: key, as: UTF8.self)
    } else {
      let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      let hash = shown.withUTF8 { Self.hash($0, text, cell("said_on") ?? none) }
      if let there = try sameBefore(hash, text, said, cell("said_on")) {
        (id, isNew) = (there, false)
        made = try connection.first("SELECT key FROM quote WHERE id = \(there)") { $0.text(0) ?? "" } ?? ""
      } else {
        (made, id, isNew) = try newKey(hash, text, said, cell("said_on"))
      }
    }
    let passage =
      try passage(said, text, cell("kind")) ?? found(said, text, isNew ? nil : id, cell("locator"))
    if isNew {
      try write(map, made, text, said)
      nextId += 1
      if indexes.areInTheWay(after: nextId - firstId) {
        try quotes.flush()
        try indexes.stepAside()
      }
    } else {
      present += 1
      try flush()
    }
    try writeTies(map, of: id, isNew, said, passage)
    if let original = cell("translation_of"), isNew {
      translations.append((id, reader.line, String(decoding: original, as: UTF8.self)))
    }
    return TakenRow(key: made, isNew: isNew, speaker: said.speaker?.key, source: said.source?.key)
  }

  func column(_ field: String, _ map: ColumnMap) -> String? {
    map.columns[field].map { reader.columns[$0] }
  }

  private func write(
    _ map: ColumnMap, _ key: String, _ text: UnsafeBufferPointer<UInt8>, _ said: Said
  ) throws {
    func bind(_ column: Int, _ field: String, else other: StaticString?) {
      if let cell = map.columns[field].flatMap({ reader.cell($0) }) {
        quotes.bind(column, cell)
      } else if let other {
        quotes.bind(column, UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
      } else {
        quotes.bind(column, nil as Int64?)
      }
    }
    quotes.bind(1, nextId)
    quotes.bind(3, said.speaker?.id)
    quotes.bind(4, text)
    bind(5, "language", else: "und")
    bind(6, "said_on", else: nil)
    bind(7, "kind", else: "direct")
    quotes.bind(8, said.days.earliest)
    quotes.bind(9, said.days.latest)
    bind(10, "status", else: "accepted")
    quotes.bind(11, said.origin?.id)
    quotes.bind(12, nil as Int64?)
    var key = key
    try key.withUTF8 {
      quotes.bind(2, $0)
      try quotes.add()
      try indexes.add(nextId, $0, text)
    }
  }

  /// Where it is printed, and its topics.
  private func writeTies(_ map: ColumnMap, of id: Int64, _ isNew: Bool, _ said: Said, _ passage: Int64?)
    throws
  {
    func cell(_ field: String) -> UnsafeBufferPointer<UInt8>? {
      map.columns[field].flatMap { reader.cell($0) }
    }
    if let source = said.source {
      var locator = cell("locator")
      if passage != nil { locator = nil }
      // (What is only where it was first said is shown as its source by the view; no place is known to print it.)
      let isOnlyOrigin =
        source.id == said.origin?.id && passage == nil && locator == nil && cell("attributed_as") == nil
        && cell("cue") == nil
      if !isOnlyOrigin, try isNew || !isPrinted(id, source.id, passage, locator) {
        appearances.bind(1, id)
        appearances.bind(2, source.id)
        appearances.bind(3, passage)
        for (column, value) in [(4, locator), (5, cell("attributed_as")), (6, cell("cue"))] {
          if let value { appearances.bind(column, value) } else { appearances.bind(column, nil as Int64?) }
        }
        try appearances.add()
      }
    }
    for topic in said.topics {
      if !isNew,
        try connection.first(
          "SELECT 1 FROM tag WHERE quote_id = \(id) AND topic_id = \(topic)", { _ in true }) != nil
      {
        continue
      }
      tags.bind(1, topic)
      tags.bind(2, id)
      try tags.add()
    }
  }

  private func isPrinted(
    _ id: Int64, _ source: Int64, _ passage: Int64?, _ locator: UnsafeBufferPointer<UInt8>?
  ) throws
    -> Bool
  {
    let locator = locator.map { String(decoding: $0, as: UTF8.self) } ?? ""
    // (A place that says no more than the source is there wherever the source is.)
    return try connection.first(
      """
      SELECT 1 FROM appearance WHERE quote_id = \(id) AND source_id = \(source)
        AND (ifnull(passage_id, 0) = \(passage ?? 0) AND ifnull(locator, '') = \(locator) OR \(passage ?? 0) = 0 AND \(locator) = '')
      """, { _ in true }) != nil
  }

  private func passage(_ said: Said, _ text: UnsafeBufferPointer<UInt8>, _ kind: UnsafeBufferPointer<UInt8>?)
    throws -> Int64?
  {
    guard let place = said.place, let source = said.source else { return nil }
    guard source.hasText else {
      unpinned += 1
      return nil
    }
    do {
      let exact = try editor.words(of: source.id, in: place)
      if kind.map({ $0.elementsEqual("direct".utf8) }) ?? true {
        var copy = exact
        let words = String(decoding: text, as: UTF8.self)
        guard copy.withUTF8({ !VerbatimSearch($0).places(of: words, limit: 1).isEmpty }) else {
          throw RowMistake("other words stand in \(source.key)@\(place.lowerBound)-\(place.upperBound)")
        }
      }
      return try editor.passage(source.id, place, exact)
    } catch let failure as Failure where failure.kind == .invalid {
      throw RowMistake(failure.description)
    }
  }

  /// The passage of words that stand once in the text of their source, where the row does not say a place.
  private func found(
    _ said: Said, _ text: UnsafeBufferPointer<UInt8>, _ there: Int64?, _ locator: UnsafeBufferPointer<UInt8>?
  ) throws -> Int64? {
    guard said.place == nil, locator == nil, let source = said.source, source.hasText else { return nil }
    // (A quote that is there already is printed in this source as somebody decided.)
    if let there,
      try connection.first(
        "SELECT 1 FROM appearance WHERE quote_id = \(there) AND source_id = \(source.id)", { _ in true })
        != nil
    {
      return nil
    }
    return try archived.place(of: String(decoding: text, as: UTF8.self), in: source.id).map {
      try editor.passage(source.id, $0.range, $0.exact)
    }
  }

  func flush() throws {
    try quotes.flush()
    try appearances.flush()
    try tags.flush()
  }

  /// Ends what runs beside; called whatever happened.
  func stop() { indexes.stop() }

  func finish(_ setAside: (any TableReader, RowMistake) throws -> Void) throws {
    try takeWaiting(setAside)
    try flush()
    filter.drop()
    try indexes.finish(from: firstId)
    for (id, line, original) in translations {
      guard let found = try connection.first("SELECT id FROM quote WHERE key = \(original)", { $0.int64(0) })
      else {
        throw Failure(
          .notFound,
          "line \(line): there is no quote '\(original.prefix(80))', of which this is a translation")
      }
      try connection.execute("UPDATE quote SET translation_of_id = \(found) WHERE id = \(id)")
    }
  }
}
