// Whom and what the cells of a table name: records that are there, or proposed ones, each made once.
// Unsafe: keys and names are the caller's until the call returns, and copied where they are kept.
import KnowledgeBase
import Storage
import TextFolding

/// Finds actors, sources and topics by key or by any of their names, each text once.
final class NameResolver {
  private let editor: Editor
  private let isStrict: Bool
  /// Whether search indexes and dates wait for the end; see ``finish()``.
  private let isBulk: Bool
  private var lookup: Lookup { editor.lookup }
  private var connection: Connection { editor.connection }
  /// By the hash of what a row says of them, with which they are kept.
  private var actors: [UInt64: (key: [UInt8], name: [UInt8], named: Named)] = [:]
  private var sources: [String: Named] = [:]
  private var topics: [String: Named]?
  /// Those that this import has made, by their folded names.
  private var newActors: [String: Named] = [:]
  private var newSources: [String: Named] = [:]
  private var dates: [String: (earliest: Int64?, latest: Int64?)] = [:]
  private var newDates = NewDates()
  private let firstName, firstSource: Int64
  /// Which kind of record has a key; nil where it is free.
  var record: (_ key: String) throws -> String?
  /// Is told before a record is made.
  var willMake: () throws -> Void = {}
  /// The names of those that were not known, in the order in which they came up.
  private(set) var unknown: [Unknown] = []

  /// A record that a cell names.
  struct Named {
    let id: Int64
    let key: String
    /// Of a source: whether its text is archived.
    var hasText = false
  }

  init(_ editor: Editor, isStrict: Bool, isBulk: Bool) throws {
    (self.editor, self.isStrict, self.isBulk) = (editor, isStrict, isBulk)
    record = { [connection = editor.connection] key in
      try connection.first("SELECT record FROM keyed WHERE key = \(key)") { $0.text(0) ?? "" }
    }
    firstName = try editor.connection.nextId(in: "name")
    firstSource = try editor.connection.nextId(in: "source")
  }

  // MARK: Actors

  /// - Parameter kind: what one that is not known is taken for.
  func actor(key: String?, name: String?, kind: String) throws -> Named? {
    func bytes<T>(_ text: String?, _ body: (UnsafeBufferPointer<UInt8>?) throws -> T) rethrows -> T {
      guard var text else { return try body(nil) }
      return try text.withUTF8 { try unsafe body($0) }
    }
    return try unsafe bytes(key) { key in
      try unsafe bytes(name) { try unsafe actor(key: key, name: $0, kind: kind) }
    }
  }

  /// The same of cells as they stand in the row: a million rows name few people.
  func actor(key: UnsafeBufferPointer<UInt8>?, name: UnsafeBufferPointer<UInt8>?, kind: String) throws
    -> Named?
  {
    guard unsafe key != nil || name != nil else { return nil }
    let none = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var hash = FNV1a.start
    unsafe FNV1a.mix(key ?? none, into: &hash)
    FNV1a.mix(0x1F, into: &hash)
    unsafe FNV1a.mix(name ?? none, into: &hash)
    if let known = actors[hash], unsafe known.key.elementsEqual(key ?? none),
      unsafe known.name.elementsEqual(name ?? none)
    {
      return known.named
    }
    let keyText = unsafe key.map { unsafe String(decoding: $0, as: UTF8.self) }
    let nameText = unsafe name.map { unsafe String(decoding: $0, as: UTF8.self) }
    let found = try findActor(keyText, nameText) ?? proposeActor(keyText, nameText, kind)
    actors[hash] = unsafe (Array(key ?? none), Array(name ?? none), found)
    return found
  }

  private func findActor(_ key: String?, _ name: String?) throws -> Named? {
    if let key {
      if let found = try named(key, "actor") { return found }
      if isStrict { throw Failure(.notFound, "there is no actor with the key '\(lookup.shown(key))'") }
      return nil
    }
    guard let name else { return nil }
    if let found = try named(name, "actor") ?? newActors[folded(name)] { return found }
    let meant = try lookup.actors(named: name)
    if meant.count == 1 { return try named(meant[0].key, "actor") }
    if meant.count > 1 || isStrict { return try named(lookup.actor(name), "actor") }
    return nil
  }

  private func proposeActor(_ key: String?, _ name: String?, _ kind: String) throws -> Named {
    let name = name ?? key ?? ""
    if let key { try checkKey(key) }
    try willMake()
    let key = try key ?? readableKey(ReadableKey.make(of: name) ?? "a-\(FNV1a.hex(name).prefix(8))")
    try connection.execute(
      "INSERT INTO actor (key, name, kind, status) VALUES (\(key), \(name), \(kind), 'proposed')")
    let made = Named(id: connection.lastInsertedId, key: key)
    newActors[folded(name)] = made
    unknown.append(Unknown(record: "actor", key: key, name: name))
    return made
  }

  // MARK: Sources

  /// What a row says of a source.
  struct SourceFacts {
    var key, title, url, publisher, publishedOn: String?

    var isEmpty: Bool { key == nil && title == nil && url == nil }
  }

  func source(_ facts: SourceFacts) throws -> Named? {
    guard !facts.isEmpty else { return nil }
    var facts = facts
    if let title = facts.title, facts.url == nil, title.hasPrefix("http://") || title.hasPrefix("https://") {
      (facts.url, facts.title) = (title, nil)
    }
    let asked = [facts.key, facts.title, facts.url].map { $0 ?? "" }.joined(separator: "\u{1F}")
    if let known = sources[asked] { return known }
    let found = try findSource(facts) ?? proposeSource(facts)
    sources[asked] = found
    return found
  }

  private func findSource(_ facts: SourceFacts) throws -> Named? {
    if let key = facts.key {
      if let found = try named(key, "source") { return found }
      if isStrict { throw Failure(.notFound, "there is no source with the key '\(lookup.shown(key))'") }
      return nil
    }
    if let url = facts.url {
      let key = try connection.first("SELECT key FROM source WHERE url = \(url) ORDER BY id") {
        $0.text(0) ?? ""
      }
      if let key { return try named(key, "source") }
    }
    if let title = facts.title {
      if let found = try named(title, "source") ?? newSources[folded(title)] { return found }
      let same = facts.url == nil ? try titled(title) : []
      if same.count == 1 { return try named(same[0], "source") }
      if same.count > 1 {
        throw Failure(
          .ambiguous,
          "'\(lookup.shown(title))' could be \(same.count) sources: \(same.prefix(8).joined(separator: ", ")); name the key"
        )
      }
    }
    if isStrict {
      throw Failure(.notFound, "no source is '\(lookup.shown(facts.title ?? facts.url ?? ""))'")
    }
    return nil
  }

  /// The keys of the sources whose title is this one, folded.
  private func titled(_ title: String) throws -> [String] {
    let words = lookup.words(title)
    guard !words.isEmpty, words.words.count <= 40 else { return [] }
    let wanted = lookup.folding.key(title)
    return try connection.all(
      """
      SELECT key, title FROM source WHERE status NOT IN ('rejected', 'retracted') AND id IN (
        SELECT rowid FROM source_search WHERE source_search MATCH \("{title} : (" + words.match + ")"))
      """
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }.filter { lookup.folding.key($0.1) == wanted }.map(\.0)
  }

  private func proposeSource(_ facts: SourceFacts) throws -> Named {
    if let key = facts.key { try checkKey(key) }
    try willMake()
    let publisher = try actor(key: nil, name: facts.publisher, kind: "outlet")
    // (Where a source has no title, the views show its key.)
    let title = facts.title == facts.key ? nil : facts.title
    let readable = [title, facts.url.map { ReadableKey.stem(of: $0) }].lazy.compactMap { $0 }
      .compactMap { ReadableKey.make(of: $0) }.first
    let said = "\(facts.title ?? "")\u{1F}\(facts.url ?? "")"
    let key = try facts.key ?? readableKey(readable ?? "src-\(FNV1a.hex(said).prefix(8))")
    let days = try self.days(facts.publishedOn, "published_on")
    try connection.execute(
      """
      INSERT INTO source (key, title, url, publisher_id, published_on, earliest, latest, status)
      VALUES (\(key), \(title), \(facts.url), \(publisher?.id), \(facts.publishedOn), \(days.earliest), \(days.latest), 'proposed')
      """)
    let made = Named(id: connection.lastInsertedId, key: key)
    if facts.url == nil, let title = facts.title { newSources[folded(title)] = made }
    unknown.append(Unknown(record: "source", key: key, name: facts.title ?? facts.url ?? key))
    return made
  }

  // MARK: Topics

  /// The topic of a key or a label; one that is not known is made.
  func topic(_ name: String) throws -> Named {
    var known = try topics ?? readTopics()
    if let found = known[name] ?? known[folded(name)] { return found }
    guard !isStrict else { throw Failure(.notFound, "no topic is '\(lookup.shown(name))'") }
    try willMake()
    let key = try readableKey(ReadableKey.make(of: name) ?? "t-\(FNV1a.hex(name).prefix(8))")
    try connection.execute("INSERT INTO topic (key, label) VALUES (\(key), \(name))")
    let made = Named(id: connection.lastInsertedId, key: key)
    known[folded(name)] = made
    known[key] = made
    topics = known
    unknown.append(Unknown(record: "topic", key: key, name: name))
    return made
  }

  private func readTopics() throws -> [String: Named] {
    var known: [String: Named] = [:]
    try connection.rows("SELECT id, key, label FROM topic ORDER BY id DESC") { row in
      let topic = Named(id: row.int64(0), key: row.text(1) ?? "")
      known[folded(row.text(2) ?? "")] = topic
      known[topic.key] = topic
      return true
    }
    topics = known
    return known
  }

  // MARK: Dates

  /// The days of a date, which is read once.
  ///
  /// - Throws: ``RowMistake`` where it is none.
  func days(_ date: String?, _ field: String) throws -> (earliest: Int64?, latest: Int64?) {
    guard let date else { return (nil, nil) }
    if let known = dates[date] { return known }
    let read = try EDTF(date)
    if isBulk { newDates.append(read) }
    let days = (Int64(read.earliest) as Int64?, Int64(read.latest) as Int64?)
    dates[date] = days
    return days
  }

  /// Forgets what was found, since some of it was taken back.
  func forget() {
    (actors, sources, topics, newActors, newSources) = ([:], [:], nil, [:], [:])
    unknown.removeAll { (try? record($0.key)) == .some(nil) }
  }

  /// Forgets what was made after the first `count` that were not known, since it was taken back.
  func forget(after count: Int) {
    let gone = Set(unknown[count...].map(\.key))
    unknown.removeLast(unknown.count - count)
    func stays(_ named: Named) -> Bool { !gone.contains(named.key) }
    actors = actors.filter { stays($0.value.named) }
    sources = sources.filter { stays($0.value) }
    topics = topics?.filter { stays($0.value) }
    newActors = newActors.filter { stays($0.value) }
    newSources = newSources.filter { stays($0.value) }
  }

  // MARK: The end

  /// Tells the search indexes what was made.
  func finish() throws {
    guard isBulk else { return }
    try newDates.write(connection)
    try connection.execute(
      "INSERT INTO name_search (rowid, text) SELECT id, text FROM name_folded WHERE id >= \(firstName)")
    try connection.execute(
      "INSERT INTO source_search (rowid, title, text) SELECT id, title, text FROM source_folded WHERE id >= \(firstSource)"
    )
  }

  private func folded(_ name: String) -> String {
    let folded = lookup.folding.key(name)
    return folded.isEmpty ? name : folded
  }

  /// The record of a key; where it was merged, the one that stands for it.
  private func named(_ key: String, _ table: String) throws -> Named? {
    guard ReadableKey.isKey(key) else { return nil }
    let there = try connection.first("SELECT key FROM \(raw: table) WHERE key = \(key)") { $0.text(0) ?? "" }
    guard let there else { return nil }
    let standing = try lookup.standing(there)
    let text: SQL = table == "source" ? "text IS NOT NULL" : "0"
    return try connection.first("SELECT id, \(text) FROM \(raw: table) WHERE key = \(standing)") {
      Named(id: $0.int64(0), key: standing, hasText: $0.int64(1) == 1)
    }
  }

  private func checkKey(_ key: String) throws {
    guard ReadableKey.isKey(key) else {
      throw Failure(.invalid, "'\(lookup.shown(key))' is no key: \(ReadableKey.rule)")
    }
    if let other = try record(key) {
      throw Failure(.invalid, "the key '\(key)' is that of \(article(other)) already")
    }
  }

  private func readableKey(_ base: String) throws -> String {
    try editor.readableKey(base) { try self.record($0) == nil }
  }
}

extension NameResolver {
  /// Something that was named and not known.
  struct Unknown {
    let record, key, name: String
  }
}
