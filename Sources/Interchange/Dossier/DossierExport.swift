// Writes records as a dossier: what was asked for, what hangs on it, and every record that these name.
// Unsafe: what a row gives is copied before the next row is asked for.
import KnowledgeBase
import Storage
import Yams

extension KnowledgeBase {
  /// Writes records so that an empty knowledge base that reads them has the same rows.
  ///
  /// With a record come what it is tied to: what an actor said, asserts, stands for and took part in; what a
  /// source prints and shows; what carries a topic or one below it; what bears on a claim, and who stands where.
  /// A changeset's key stands for what it added. And every record that these name.
  ///
  /// - Parameter keys: keys or actors' names; nil for everything.
  /// - Throws: ``Failure`` where nothing has such a key.
  public func exportDossier(of keys: [String]?, to output: Output) throws {
    try read { lookup in
      let connection = lookup.connection
      let closure = Closure(connection)
      if let keys {
        for key in keys { try closure.start(with: key, lookup) }
        try closure.complete()
      } else if try connection.first("PRAGMA quick_check(1)", { $0.text(0) }) != "ok" {
        throw Failure(.unusableFile, "\(path) is damaged; restore it from a backup")
      }
      let writer = DossierWriter(connection)
      try output.write("dossier: 1\n")
      for section in RecordShape.sections {
        let table = section.shape.table
        let ids =
          keys == nil
          ? try connection.all("SELECT id FROM \(raw: table) ORDER BY id") { $0.int64(0) }
          : closure.ids[table, default: []].sorted()
        try writer.write(section.name, section.shape, ids, to: output)
      }
    }
  }
}

/// Which records a dossier holds: it grows until every record that is named is in it.
private final class Closure {
  let connection: Connection
  private(set) var ids: [String: Set<Int64>] = [:]
  private var waiting: [(table: String, id: Int64)] = []

  init(_ connection: Connection) { self.connection = connection }

  private func add(_ table: String, _ sql: SQL) throws {
    for id in try connection.all(sql, { $0.isNull(0) ? nil : $0.int64(0) }) {
      if let id, ids[table, default: []].insert(id).inserted { waiting.append((table, id)) }
    }
  }

  func start(with name: String, _ lookup: Lookup) throws {
    let (kind, key) = try lookup.record(name)
    if kind == "changeset" {
      for section in RecordShape.sections {
        let table = section.shape.table
        try add(
          table,
          """
          SELECT \(raw: table).id FROM changeset JOIN changeset_rows ON changeset_rows.changeset_id = changeset.id
          JOIN \(raw: table) ON \(raw: table).id BETWEEN first_id AND last_id
          WHERE changeset.key = \(key) AND changeset_rows.record = '\(raw: table)'
          """)
      }
      return
    }
    guard RecordShape.sections.contains(where: { $0.shape.table == kind }) else {
      throw Failure(
        .invalid,
        "\(key) is \(article(kind)); a dossier holds topics, actors, sources, events, claims, quotes and stances"
      )
    }
    try add(kind, "SELECT id FROM \(raw: kind) WHERE key = \(key)")
    let id: SQL = "(SELECT id FROM \(raw: kind) WHERE key = \(key))"
    switch kind {
    case "actor":
      try add("quote", "SELECT id FROM quote WHERE speaker_id = \(id)")
      try add("claim", "SELECT id FROM claim WHERE asserted_by_id = \(id)")
      try add("stance", "SELECT id FROM stance WHERE actor_id = \(id)")
      try add("event", "SELECT event_id FROM participant WHERE actor_id = \(id)")
    case "source":
      try add(
        "quote",
        "SELECT quote_id FROM appearance WHERE source_id = \(id) UNION SELECT id FROM quote WHERE origin_id = \(id)"
      )
      for tied in ["claim", "stance", "event"] {
        try add(tied, "SELECT \(raw: tied)_id FROM evidence WHERE source_id = \(id)")
      }
    case "claim":
      try add("claim", "SELECT from_id FROM relation WHERE to_id = \(id)")
      try add("stance", "SELECT id FROM stance WHERE claim_id = \(id)")
    case "topic":
      try add(
        "topic",
        """
        WITH RECURSIVE below (id) AS (SELECT \(id) UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id)
        SELECT id FROM below
        """)
      for topic in ids["topic"] ?? [] {
        for tied in ["quote", "claim", "source", "event"] {
          try add(tied, "SELECT \(raw: tied)_id FROM tag WHERE topic_id = \(topic)")
        }
      }
      for claim in ids["claim"] ?? [] { try add("stance", "SELECT id FROM stance WHERE claim_id = \(claim)") }
    default: break
    }
  }

  /// What each record names, directly or through the rows that hang on it.
  func complete() throws {
    while let (table, id) = waiting.popLast() {
      for (target, sql) in Self.named[table] ?? [] { try add(target, "\(raw: sql) = \(id)") }
    }
  }

  private static let named: [String: [(String, String)]] = [
    "topic": [("topic", "SELECT parent_id FROM topic WHERE id")],
    "actor": [("actor", "SELECT organisation_id FROM role WHERE person_id")],
    "source": [
      ("actor", "SELECT publisher_id FROM source WHERE id"),
      ("source", "SELECT version_of_id FROM source WHERE id"),
      ("actor", "SELECT actor_id FROM mention WHERE source_id"),
      ("topic", "SELECT topic_id FROM tag WHERE source_id"),
    ],
    "event": [
      ("actor", "SELECT actor_id FROM participant WHERE event_id"),
      ("topic", "SELECT topic_id FROM tag WHERE event_id"),
      ("source", "SELECT source_id FROM evidence WHERE event_id"),
      ("quote", "SELECT quote_id FROM evidence WHERE event_id"),
    ],
    "claim": [
      ("actor", "SELECT asserted_by_id FROM claim WHERE id"),
      ("topic", "SELECT topic_id FROM tag WHERE claim_id"),
      ("source", "SELECT source_id FROM evidence WHERE claim_id"),
      ("quote", "SELECT quote_id FROM evidence WHERE claim_id"),
      ("claim", "SELECT to_id FROM relation WHERE from_id"),
    ],
    "quote": [
      ("actor", "SELECT speaker_id FROM quote WHERE id"), ("source", "SELECT origin_id FROM quote WHERE id"),
      ("quote", "SELECT translation_of_id FROM quote WHERE id"),
      ("source", "SELECT source_id FROM appearance WHERE quote_id"),
      ("topic", "SELECT topic_id FROM tag WHERE quote_id"),
    ],
    "stance": [
      ("actor", "SELECT actor_id FROM stance WHERE id"), ("claim", "SELECT claim_id FROM stance WHERE id"),
      ("source", "SELECT source_id FROM evidence WHERE stance_id"),
      ("quote", "SELECT quote_id FROM evidence WHERE stance_id"),
    ],
  ]
}

/// Writes the records of a closure, one at a time.
struct DossierWriter {
  let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func write(_ section: String, _ shape: RecordShape, _ ids: [Int64], to output: Output) throws {
    if !ids.isEmpty { try output.write("\n\(section):\n") }
    for id in ids {
      guard let (key, pairs) = try record(shape, id) else { continue }
      for line in try lines(key, pairs) { try output.write(line) }
    }
  }

  /// A record as the lines of its section.
  func lines(_ key: String, _ pairs: Pairs) throws -> [String] {
    let yaml = try Yams.serialize(
      node: .mapping(.init([(Node(key), .mapping(.init(pairs)))])), width: -1, allowUnicode: true)
    return yaml.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      $0.isEmpty ? "\n" : "  \($0)\n"
    }
  }

  typealias Pairs = [(Node, Node)]

  func record(_ shape: RecordShape, _ id: Int64) throws -> (String, Pairs)? {
    let key = try connection.first("SELECT key FROM \(raw: shape.table) WHERE id = \(id)") {
      $0.text(0) ?? ""
    }
    guard let key else { return nil }
    var pairs = try fields(shape, "id = \(id)").first ?? []
    for list in Self.lists[shape.table] ?? [] {
      let items = try fields(shape.lists[list.name]!, "\(raw: list.owner) = \(id)\(raw: list.condition)")
      if !items.isEmpty {
        pairs.append((Node(list.name), .sequence(.init(items.map { .mapping(.init($0)) }))))
      }
    }
    if shape.hasTopics {
      let topics = try connection.all(
        "SELECT topic.key FROM tag JOIN topic ON topic.id = tag.topic_id WHERE tag.\(raw: shape.table)_id = \(id) ORDER BY tag.id"
      ) { Node($0.text(0) ?? "") }
      if !topics.isEmpty { pairs.append((Node("topics"), .sequence(.init(topics, .implicit, .flow)))) }
    }
    return (key, pairs)
  }

  /// What hangs on a record, and which of its rows are not part of the record itself.
  static let lists: [String: [(name: String, owner: String, condition: String)]] = [
    "actor": [
      ("names", "actor_id", " AND (kind <> 'primary' OR ifnull(since, until) IS NOT NULL)"),
      ("roles", "person_id", ""),
    ],
    "source": [("mentions", "source_id", "")],
    "event": [("participants", "event_id", ""), ("evidence", "event_id", "")],
    "claim": [("evidence", "claim_id", ""), ("relations", "from_id", "")],
    "quote": [("appearances", "quote_id", "")],
    "stance": [("evidence", "stance_id", "")],
  ]

  /// The fields of the rows that fulfil a condition, in the order in which they were added.
  private func fields(_ shape: RecordShape, _ condition: SQL) throws -> [Pairs] {
    let columns = shape.fields.map { field -> String in
      switch (field.type, field.name) {
      case (.reference(let table), _):
        "(SELECT key FROM \(table) AS named WHERE named.id = \(shape.table).\(field.column))"
      case (.relation, let name):
        "CASE relation WHEN '\(name)' THEN (SELECT key FROM claim WHERE claim.id = relation.to_id) END"
      case (_, "start") where shape.table != "mention":
        "(SELECT start FROM passage WHERE passage.id = passage_id)"
      case (_, "end") where shape.table != "mention":
        "(SELECT \"end\" FROM passage WHERE passage.id = passage_id)"
      case (_, "exact"): "NULL"
      case (_, "status"): "nullif(status, 'accepted')"
      case (_, "language") where shape.table != "claim": "nullif(language, 'und')"
      default: "\"\(field.column)\""
      }
    }
    return try connection.all(
      "SELECT \(raw: columns.joined(separator: ", ")) FROM \(raw: shape.table) WHERE \(condition) ORDER BY id"
    ) { row in
      try shape.fields.indices.compactMap { index in
        guard let bytes = unsafe row.bytes(index) else { return nil }
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
          throw Failure(
            .invalid,
            "\(shape.fields[index].name) of \(article(shape.table)) is not UTF-8, so no dossier can hold it")
        }
        if case .number = shape.fields[index].type {
          return (Node(shape.fields[index].name), Node(text, .implicit, .plain))
        }
        return (Node(shape.fields[index].name), Self.scalar(text))
      }
    }
  }

  /// A text in the plainest form that YAML gives back byte for byte.
  private static func scalar(_ text: String) -> Node {
    let style: Node.Scalar.Style
    if isPlain(text) {
      style = .plain
    } else if isBlock(text) {
      style = .literal
    } else {
      style = .doubleQuoted
    }
    // Quoted texts carry the tag of a string, so that none is read as a number by other programs.
    return .scalar(.init(text, style == .plain ? .implicit : Tag(.str), style))
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    guard first.properties.isAlphabetic, last != " ", last != ":" else { return false }
    guard !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased()) else {
      return false
    }
    var previous: Unicode.Scalar = "a"
    for scalar in text.unicodeScalars {
      guard isWrittenAsIs(scalar) else { return false }
      if (previous == ":" && scalar == " ") || (previous == " " && scalar == "#") { return false }
      previous = scalar
    }
    return true
  }

  /// Whole lines of printable text, the first not indented: what a block can hold.
  private static func isBlock(_ text: String) -> Bool {
    // (An end in several line breaks would need a mark that YAML allows at the end of a document only.)
    guard text.contains("\n"), !text.hasSuffix("\n\n"), let first = text.unicodeScalars.first, first != " ",
      first != "\n", first != "\t"
    else { return false }
    var previous: Unicode.Scalar = "a"
    for scalar in text.unicodeScalars {
      guard scalar == "\n" ? previous != " " : isWrittenAsIs(scalar) else { return false }
      previous = scalar
    }
    return previous != " "
  }

  /// Whether libyaml's emitter writes a character as it is, outside of double quotes too.
  private static func isWrittenAsIs(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0...0xFFFD: ![0x2028, 0x2029, 0xFEFF].contains(scalar.value)
    default: false
    }
  }
}
