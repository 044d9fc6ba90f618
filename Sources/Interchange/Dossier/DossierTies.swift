// What hangs on the records of a dossier: names, roles, participants, places of appearance, evidence, topics.
import KnowledgeBase
import Storage

extension DossierImport {
  func writeTies(of record: DossierItem, id: Int64) throws {
    let table = record.shape.table
    let owner = table == "actor" ? "actor_id" : "\(table)_id"
    for name in record.shape.lists.keys.sorted() {
      for item in record.lists[name] ?? [] {
        try at(item) {
          if let missing = item.shape.required.first(where: { item.fields[$0] == nil }) {
            throw reader.failure(item.line, "\(article(item.shape.table)) needs '\(missing)'")
          }
          switch name {
          case "names":
            try once(
              item, [("actor_id", .integer(id))],
              keys: item.fields["kind"]?.text == "primary"
                ? ["actor_id", "kind"] : ["actor_id", "kind", "text", "language", "since", "until"],
              defaults: ["kind": "alias", "language": "und"])
          case "roles":
            try once(
              item, [("person_id", .integer(id))],
              keys: ["person_id", "title", "organisation_id", "since", "until"])
          case "participants":
            try once(item, [("event_id", .integer(id))], keys: ["event_id", "actor_id", "part"])
          case "mentions": try writeMention(item, source: id)
          case "relations": try writeRelation(item, from: id, record)
          default: try writePlace(item, owner: (owner, .integer(id)))
          }
        }
      }
    }
    for topic in record.topics {
      let topicId = try reference(topic.key, to: "topic", topic.line)
      let column = "\(table)_id"
      if try connection.first(
        "SELECT 1 FROM tag WHERE topic_id = \(topicId) AND \(raw: column) = \(id)", { _ in true }) == nil
      {
        _ = try connection.insert(into: "tag", [("topic_id", .integer(topicId)), (column, .integer(id))])
      }
    }
  }

  /// Adds a row unless one with the same `keys` is there; then fills or replaces what else it says.
  private func once(
    _ item: DossierItem, _ owner: [(String, Value)], keys: [String], defaults: [String: String] = [:],
    extra: [(String, Value)] = [],
    leaving: Set<String> = []
  ) throws {
    let columns = try values(of: item).filter { !leaving.contains($0.column) }
    let all = owner + extra + columns.map { ($0.column, $0.value) }
    let conditions = keys.map { key -> SQL in
      let value = all.first { $0.0 == key }?.1 ?? defaults[key].map(Value.text) ?? .null
      // (IS keeps SQLite from the indexes over what is not NULL.)
      return value == .null ? "\"\(raw: key)\" IS NULL" : "\"\(raw: key)\" = \(value)"
    }
    let table = item.shape.table
    if let id = try connection.first(
      "SELECT id FROM \(raw: table) WHERE \(conditions, joined: " AND ")", { $0.int64(0) })
    {
      let said = columns + (isWhole ? try cleared(item) : [])
      try change(item, id, said.filter { !keys.contains($0.column) })
      written[table, default: []].insert(id)
    } else {
      written[table, default: []].insert(try connection.insert(into: table, all))
    }
  }

  private func writeRelation(_ item: DossierItem, from id: Int64, _ record: DossierItem) throws {
    let said = item.shape.fields.filter {
      if case .relation = $0.type { item.fields[$0.name] != nil } else { false }
    }
    guard said.count == 1, let relation = said.first?.name, let (other, line) = item.fields[relation] else {
      throw reader.failure(
        item.line,
        "a relation says one of \(RecordShape.relations.joined(separator: ", ")): requires: OTHER-CLAIM")
    }
    let to = try reference(other, to: "claim", line)
    let from = try connection.first("SELECT key FROM claim WHERE id = \(id)") { $0.text(0) ?? "" } ?? ""
    var extra: [(String, Value)] = [("relation", .text(relation)), ("to_id", .integer(to))]
    let exists =
      try connection.first(
        "SELECT 1 FROM relation WHERE from_id = \(id) AND relation = \(relation) AND to_id = \(to)"
      ) { _ in true } != nil
    if !exists, item.fields["key"] == nil {
      extra.append(
        ("key", .text(try freeKey("relation", [from, relation, other].joined(separator: "\u{1F}")))))
    }
    try once(item, [("from_id", .integer(id))], keys: ["from_id", "relation", "to_id"], extra: extra)
  }

  private func writeMention(_ item: DossierItem, source: Int64) throws {
    let stretch = try stretch(item, source: source, exactField: "surface")
    guard let stretch else {
      throw reader.failure(item.line, "a mention needs 'surface', or 'start' and 'end'")
    }
    let extra: [(String, Value)] = [
      ("start", .integer(stretch.start)), ("end", .integer(stretch.end)), ("surface", .text(stretch.exact)),
    ]
    try once(
      item, [("source_id", .integer(source))], keys: ["source_id", "start", "end", "actor_id"], extra: extra,
      leaving: ["start", "end", "surface"])
  }

  /// An appearance or a piece of evidence: a quote, or a place in a source, pinned where that is archived.
  private func writePlace(_ item: DossierItem, owner: (String, Value)) throws {
    let table = item.shape.table
    let source = item.fields["source"]
    if table == "evidence", (source == nil) == (item.fields["quote"] == nil) {
      throw reader.failure(item.line, "evidence names a source or a quote")
    }
    var extra: [(String, Value)] = []
    if let source {
      let sourceId = try reference(source.text, to: "source", source.line)
      if let stretch = try stretch(item, source: sourceId, exactField: "exact") {
        if let locator = item.fields["locator"] {
          throw reader.failure(locator.line, "a pinned place needs no locator")
        }
        if table == "appearance" { try checkWords(of: owner.1, in: stretch, item) }
        extra = [
          (
            "passage_id",
            .integer(try editor.passage(sourceId, Int(stretch.start)..<Int(stretch.end), stretch.exact))
          )
        ]
      }
    } else if let field = ["locator", "start", "end", "exact"].first(where: { item.fields[$0] != nil }) {
      throw reader.failure(item.fields[field]!.line, "\(field) goes with a source, not with a quote")
    }
    let keys = [owner.0, "source_id", "passage_id", "locator"] + (table == "evidence" ? ["quote_id"] : [])
    try once(item, [owner], keys: keys, extra: extra, leaving: ["start", "end", "exact"])
  }

  /// A direct quote has the words of its passage: in their order, perhaps with others between them ("he said").
  private func checkWords(of quote: Value, in stretch: Stretch, _ item: DossierItem) throws {
    let direct = try connection.first(
      "SELECT text FROM quote WHERE id = \(quote) AND kind = 'direct' AND status NOT IN ('denied', 'misattributed')"
    ) { $0.text(0) ?? "" }
    guard let direct, let word = lookup.word(of: direct, notIn: stretch.exact) else { return }
    let line = (item.fields["exact"] ?? item.fields["start"])?.line ?? item.line
    throw reader.failure(
      line,
      "the passage has other words than the quote ('\(word)' is not there): correct the text, or say kind: indirect"
    )
  }

  private typealias Stretch = (start: Int64, end: Int64, exact: String)

  /// The stretch of an archived text that `start` and `end` mark, or that the exact words alone do.
  private func stretch(_ item: DossierItem, source: Int64, exactField: String) throws -> Stretch? {
    let exact = item.fields[exactField]
    let start = item.fields["start"]
    let end = item.fields["end"]
    guard start != nil || end != nil || exact != nil else { return nil }
    let place = exact ?? start ?? end!
    if let exact, exact.text.isEmpty { throw reader.failure(exact.line, "\(exactField) is empty") }
    let archived = try connection.first("SELECT key, length(text) FROM source WHERE id = \(source)") {
      ($0.text(0) ?? "", $0.integer(1))
    }
    guard let (key, length) = archived, let length else {
      throw reader.failure(
        place.line, "\(archived?.0 ?? "the source") is not archived: give a locator, or its text")
    }
    guard let start, let end else {
      guard start == nil, end == nil, let exact else {
        throw reader.failure(place.line, "start and end go together")
      }
      let first =
        try connection.first("SELECT instr(text, \(exact.text)) FROM source WHERE id = \(source)") {
          $0.integer(0) ?? 0
        } ?? 0
      guard first > 0 else {
        throw reader.failure(exact.line, "these words do not stand in \(key): '\(exact.text.prefix(60))'")
      }
      let isTwice =
        try connection.first(
          "SELECT instr(substr(text, \(first + 1)), \(exact.text)) FROM source WHERE id = \(source)"
        ) { ($0.integer(0) ?? 0) > 0 } ?? false
      guard !isTwice else {
        throw reader.failure(exact.line, "these words stand in \(key) more than once; add start and end")
      }
      return (Int64(first - 1), Int64(first - 1 + exact.text.unicodeScalars.count), exact.text)
    }
    guard let from = Int(start.text), let to = Int(end.text), from >= 0, from < to, to <= length else {
      throw reader.failure(
        start.line,
        "\(start.text) to \(end.text) is not a stretch of \(key), which has \(length) code points, counted from 0"
      )
    }
    let stands =
      try connection.first("SELECT substr(text, \(from + 1), \(to - from)) FROM source WHERE id = \(source)")
    { $0.text(0) ?? "" } ?? ""
    if let exact, !exact.text.utf8.elementsEqual(stands.utf8) {
      throw reader.failure(exact.line, "\(key) has '\(stands.prefix(60))' from \(from) to \(to)")
    }
    return (Int64(from), Int64(to), stands)
  }
}
