// Rows of quotes into the file, many a statement: the way in for a million of them.
// Unsafe: cells stand until the next row is asked for, and a batch copies them; what the database gives is
// used before its next row.
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
      if let key = unsafe $0.bytes(0) { _ = unsafe filter.insert(KeyFilter.hash(key)) }
      return true
    }
    try connection.rows("SELECT key FROM quote") {
      if let key = unsafe $0.bytes(0) { _ = unsafe filter.insert(KeyFilter.hash(key)) }
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
      let none = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      unsafe known[Self.hash(row.bytes(1) ?? none, row.bytes(2) ?? none, row.bytes(3) ?? none)] = row.int64(0)
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
    unsafe FNV1a.mix(speaker, into: &hash)
    unit(3)
    unsafe FNV1a.mix(text, into: &hash)
    unit(2)
    unsafe FNV1a.mix(date, into: &hash)
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
      unsafe map.columns[field].flatMap { unsafe reader.cell($0) }
    }
    guard let text = unsafe cell("text") else {
      throw RowMistake("a quote needs text", column: column("text", map))
    }
    let said = try check(map)
    let key = unsafe cell("key")
    let speakerKey = said.speaker?.key ?? ""
    var (id, isNew) = (nextId, true)
    var shown = speakerKey
    let made: String
    if let key = unsafe key {
      let there = try unsafe self.there(key)
      if let there {
        guard try unsafe says(there, text, said, cell("said_on")) else {
          throw RowMistake(
            "there is another quote with this key; change it with kb edit, or leave the key out",
            column: column("key", map))
        }
        (id, isNew) = (there, false)
      }
      made = unsafe String(decoding: key, as: UTF8.self)
    } else {
      let none = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      let hash = shown.withUTF8 { unsafe Self.hash($0, text, cell("said_on") ?? none) }
      if let there = try unsafe sameBefore(hash, text, said, cell("said_on")) {
        (id, isNew) = (there, false)
        made = try connection.first("SELECT key FROM quote WHERE id = \(there)") { $0.text(0) ?? "" } ?? ""
      } else {
        (made, id, isNew) = try unsafe newKey(hash, text, said, cell("said_on"))
      }
    }
    let passage =
      try unsafe passage(said, text, cell("kind")) ?? found(said, text, isNew ? nil : id, cell("locator"))
    if isNew {
      try unsafe write(map, made, text, said)
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
    if let original = unsafe cell("translation_of"), isNew {
      unsafe translations.append((id, reader.line, String(decoding: original, as: UTF8.self)))
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
      if let cell = unsafe map.columns[field].flatMap({ unsafe reader.cell($0) }) {
        unsafe quotes.bind(column, cell)
      } else if let other {
        unsafe quotes.bind(
          column, UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
      } else {
        quotes.bind(column, nil as Int64?)
      }
    }
    quotes.bind(1, nextId)
    quotes.bind(3, said.speaker?.id)
    unsafe quotes.bind(4, text)
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
      unsafe quotes.bind(2, $0)
      try quotes.add()
      try unsafe indexes.add(nextId, $0, text)
    }
  }

  /// Where it is printed, and its topics.
  private func writeTies(_ map: ColumnMap, of id: Int64, _ isNew: Bool, _ said: Said, _ passage: Int64?)
    throws
  {
    func cell(_ field: String) -> UnsafeBufferPointer<UInt8>? {
      unsafe map.columns[field].flatMap { unsafe reader.cell($0) }
    }
    func bind(_ column: Int, _ value: UnsafeBufferPointer<UInt8>?) {
      if let value = unsafe value {
        unsafe appearances.bind(column, value)
      } else {
        appearances.bind(column, nil as Int64?)
      }
    }
    if let source = said.source {
      var locator = unsafe cell("locator")
      if passage != nil { unsafe locator = nil }
      // (What is only where it was first said is shown as its source by the view; no place is known to print it.)
      let isOnlyOrigin =
        unsafe source.id == said.origin?.id && passage == nil && locator == nil
        && cell("attributed_as") == nil
        && cell("cue") == nil
      if !isOnlyOrigin, try unsafe isNew || !isPrinted(id, source.id, passage, locator) {
        appearances.bind(1, id)
        appearances.bind(2, source.id)
        appearances.bind(3, passage)
        unsafe bind(4, locator)
        unsafe bind(5, cell("attributed_as"))
        unsafe bind(6, cell("cue"))
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
    let locator = unsafe locator.map { unsafe String(decoding: $0, as: UTF8.self) } ?? ""
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
      if unsafe kind.map({ unsafe $0.elementsEqual("direct".utf8) }) ?? true {
        var copy = exact
        let words = unsafe String(decoding: text, as: UTF8.self)
        guard copy.withUTF8({ unsafe !VerbatimSearch($0).places(of: words, limit: 1).isEmpty }) else {
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
    guard said.place == nil, unsafe locator == nil, let source = said.source, source.hasText else {
      return nil
    }
    // (A quote that is there already is printed in this source as somebody decided.)
    if let there,
      try connection.first(
        "SELECT 1 FROM appearance WHERE quote_id = \(there) AND source_id = \(source.id)", { _ in true })
        != nil
    {
      return nil
    }
    return try unsafe archived.place(of: String(decoding: text, as: UTF8.self), in: source.id).map {
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
