// Whether a record that says the same is there already, and the key of one that is new.
import Storage

struct SameRecord {
  let id: Int64
  let key: String
}

extension Changes {
  /// The record that says what the columns say; nil where there is none.
  ///
  /// - Parameter key: where it is given, only the record of that key is the same.
  func same(_ kind: RecordKind, _ columns: [SaidColumn], key: String?) throws -> SameRecord? {
    func value(_ name: String) -> Value { columns.first { $0.field.name == name }?.value ?? .null }
    func latest(_ name: String) throws -> Value {
      guard let date = columns.first(where: { $0.field.name == name })?.shown else { return .null }
      return .integer(Int64(try EDTF(date).latest))
    }
    // (latest is said beside the date that it follows from, for the index.)
    let condition: SQL =
      switch kind {
      case .quote:
        "speaker_id IS \(value("speaker")) AND latest IS \(try latest("said_on")) AND said_on IS \(value("said_on")) AND text = \(value("text"))"
      case .claim:
        // (Somebody may have made very many claims: the words find it sooner than the name.)
        "\(found(in: "claim", by: "text", columns))asserted_by_id IS \(value("asserted_by")) AND asserted_on IS \(value("asserted_on")) AND text = \(value("text"))"
      case .event:
        "id IN (\(rows(of: "event", column: "title", columns, field: "title"))) AND title = \(value("title")) AND began_on IS \(value("began_on"))"
      case .stance:
        "actor_id = \(value("actor")) AND claim_id = \(value("claim")) AND position = \(value("position")) AND since IS \(value("since")) AND until IS \(value("until"))"
      case .relation:
        "from_id = \(value("from")) AND relation = \(value("relation")) AND to_id = \(value("to"))"
      case .topic: "label = \(value("label")) AND parent_id IS \(value("parent"))"
      case .actor: try sameActor(columns)
      case .source: try sameSource(columns, latest: latest("published_on"))
      }
    let asked: SQL = key.map { " AND key = \($0)" } ?? ""
    let status: SQL = kind == .topic ? "" : "status IN ('rejected', 'retracted'), "
    let found = try connection.first(
      "SELECT key FROM \(raw: kind.shape.table) WHERE \(condition)\(asked) ORDER BY \(status)id"
    ) { $0.text(0) ?? "" }
    // (One that was merged into another is that other.)
    return try found.map {
      let key = try lookup.record($0).key
      return SameRecord(id: try lookup.id(of: key, in: kind.shape.table), key: key)
    }
  }

  /// Two people can have one name: only where nothing that is said of them differs are they taken for one.
  private func sameActor(_ columns: [SaidColumn]) throws -> SQL {
    let said = columns.filter { $0.field.name != "status" }
    let named = rows(of: "name", column: "text", columns, field: "name")
    return """
      id IN (SELECT actor_id FROM name WHERE kind = 'primary' AND id IN (\(named)))
      AND \(said.map { "\"\(raw: $0.field.column)\" = \($0.value)" as SQL }, joined: " AND ")
      """
  }

  /// The rows of a table that have the words of a field in a column: what its search index can find.
  private func rows(of table: String, column: String, _ columns: [SaidColumn], field: String) -> SQL {
    let text = columns.first { $0.field.name == field }?.shown ?? ""
    let words = lookup.words(text)
    // (A text of signs alone has no word that could be found, and one of very many words is not looked for.)
    guard !words.isEmpty, words.words.count <= 40 else {
      return "SELECT id FROM \(raw: table) WHERE \(raw: column) = \(text)"
    }
    return """
      SELECT rowid FROM \(raw: table)_search WHERE \(raw: table)_search MATCH \("{\(column)} : (" + words.match + ")")
      """
  }

  /// Before a condition: that the words of a field find the row, and that what follows is not looked up first.
  /// Nothing where the words are too many, or none.
  private func found(in table: String, by column: String, _ columns: [SaidColumn]) -> SQL {
    let words = lookup.words(columns.first { $0.field.name == column }?.shown ?? "")
    guard !words.isEmpty, words.words.count <= 40 else { return "" }
    return "id IN (\(rows(of: table, column: column, columns, field: column))) AND +"
  }

  /// A source is known by its address; without one, by title, publisher and day.
  private func sameSource(_ columns: [SaidColumn], latest: Value) throws -> SQL {
    func value(_ name: String) -> Value { columns.first { $0.field.name == name }?.value ?? .null }
    let version: SQL = "version_of_id IS \(value("version_of"))"
    guard value("url") == .null else { return "url = \(value("url")) AND \(version)" }
    guard value("title") != .null else { return "FALSE" }
    return
      "latest IS \(latest) AND published_on IS \(value("published_on")) AND title = \(value("title")) AND publisher_id IS \(value("publisher")) AND url IS NULL AND \(version)"
  }

  /// A key that nothing has: of a name, a title or a label as people can read it, else of what the record says.
  func newKey(_ kind: RecordKind, _ columns: [SaidColumn]) throws -> String {
    func shown(_ name: String) -> String { columns.first { $0.field.name == name }?.shown ?? "" }
    switch kind {
    case .actor, .topic, .source:
      let said = columns.map(\.shown).joined(separator: "\u{1F}")
      let prefix = kind == .actor ? "a-" : kind == .topic ? "t-" : "src-"
      let base = [shown("name"), shown("label"), shown("title"), ReadableKey.stem(of: shown("url"))]
        .lazy.compactMap { ReadableKey.make(of: $0) }.first
      return try editor.readableKey(base ?? prefix + FNV1a.hex(said).prefix(8))
    case .relation:
      return try editor.freeKey(
        "relation", [shown("from"), shown("relation"), shown("to")].joined(separator: "\u{1F}"))
    case .quote, .claim, .event, .stance:
      return try editor.freeKey(kind.rawValue, Editor.said { shown($0) })
    }
  }
}

extension Editor {
  /// What a record without a key of its own says, as its key is made of it: the same in every file.
  package static func said(_ field: (String) -> String) -> String {
    [
      "actor", "claim", "speaker", "asserted_by", "position", "text", "title", "said_on", "asserted_on",
      "began_on", "since", "until",
    ].map(field).joined(separator: "\u{1F}")
  }

  /// A key made of what a record says, so that the same thing gets the same key everywhere.
  ///
  /// - Parameter isTaken: keys that are promised, and not in the file yet.
  package func freeKey(_ table: String, _ said: String, isTaken: (String) -> Bool = { _ in false }) throws
    -> String
  {
    let prefix =
      ["quote": "q-", "claim": "cl-", "event": "e-", "stance": "s-", "relation": "r-"][table] ?? ""
    let digits = FNV1a.hex(said)
    for length in stride(from: 6, through: digits.count, by: 2) {
      let key = prefix + digits.prefix(length)
      if try !isTaken(key) && isFree(key) { return key }
    }
    return try readableKey(prefix + digits + FNV1a.hex(said + prefix))
  }

  /// The key itself, or with the first number behind it that makes it free.
  ///
  /// - Parameter isFree: whether nothing has a key; nil to ask the file.
  package func readableKey(_ base: String, isFree: ((String) throws -> Bool)? = nil) throws -> String {
    let isFree = isFree ?? self.isFree
    if try isFree(base) { return base }
    var number = 2
    while try !isFree("\(base)-\(number)") { number += 1 }
    return "\(base)-\(number)"
  }

  private func isFree(_ key: String) throws -> Bool {
    try connection.first("SELECT 1 FROM keyed WHERE key = \(key)", { _ in true }) == nil
  }
}
