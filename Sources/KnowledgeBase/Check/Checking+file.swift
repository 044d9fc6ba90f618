// What SQLite itself can tell of a file, and whether it is made of what it should be.
import Storage

extension Check {
  static let integrity = Check(
    .error, "integrity", "restore the newest backup that is sound: kb backup --restore FILE")
  static let index = Check(.error, "index", Check.mended)
  static let reference = Check(
    .error, "reference", "add the record that is named again from a backup, or take the row out with sqlite3")
  static let editing = Check(.error, "editing", "kb check --fix takes it away")
  static let schema = Check(.error, "schema", "kb check --fix makes triggers, indexes and views anew")
  static let table = Check(
    .error, "table", "restore the newest backup that is sound: kb backup --restore FILE")
  static let foreignTrigger = Check(
    .advice, "foreign-trigger", "if nobody knows what it is for: DROP TRIGGER, with sqlite3")
}

extension Checking {
  /// SQLite's integrity check: pages, indexes, types, and the rules that a table has for its columns.
  func integrity() throws {
    let most = limit == 0 ? 1_000_000 : max(limit, 100)
    try connection.rows("PRAGMA integrity_check(\(raw: String(most)))") { row in
      for line in (row.text(0) ?? "").split(separator: "\n") where line != "ok" && !line.hasPrefix("***") {
        if let index = Self.index(in: line) {
          add(.index, index, "SQLite finds that the index does not fit its table: \(line)")
        } else {
          add(.integrity, "the file", "SQLite finds: \(line)")
        }
      }
      return true
    }
    let leftover = try connection.first("SELECT count(*) FROM editing") { $0.integer(0) ?? 0 } ?? 0
    if leftover > 0 {
      add(.editing, "editing", "a row that kb has only while it writes was left behind: triggers are off")
    }
  }

  /// The index that a line of the integrity check blames.
  static func index(in line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "index"), at + 1 < words.count,
      line.contains("missing from index") || line.contains("entries in index")
        || line.contains("entry in index") || line.contains("values differ from index")
    else { return nil }
    return String(words[at + 1])
  }

  /// Tables, views, indexes and triggers, word by word.
  func schema() throws {
    let there = Dictionary(
      try connection.schemaObjects().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for object in expected {
      let check = object.type == "table" && !object.isSearchIndex ? Check.table : .schema
      guard let found = there[object.name], found.type == object.type else {
        add(check, object.name, "the \(object.type)\(Self.owner(object)) is not there")
        continue
      }
      if found.sql != object.sql {
        add(check, object.name, "the \(object.type)\(Self.owner(object)) is not as kb made it")
      }
    }
    let names = Set(expected.map(\.name))
    let tables = Set(expected.filter { $0.type == "table" || $0.type == "view" }.map(\.name))
    for object in there.values.sorted(by: { $0.name < $1.name })
    where object.type == "trigger" && !names.contains(object.name) && tables.contains(object.table) {
      add(.foreignTrigger, object.name, "the trigger\(Self.owner(object)) is not one of kb's")
    }
  }

  private static func owner(_ object: SchemaObject) -> String {
    object.table == object.name ? "" : " of \(object.table)"
  }

  /// Rows that name a row which is not there.
  func references() throws {
    var columns: [String: [Int64: String]] = [:]
    var found: [(table: String, id: Int64?, target: String, key: Int64)] = []
    try connection.rows("PRAGMA foreign_key_check") {
      found.append(($0.text(0) ?? "", $0.isNull(1) ? nil : $0.int64(1), $0.text(2) ?? "", $0.int64(3)))
      return true
    }
    for (table, id, target, key) in found {
      if columns[table] == nil {
        columns[table] = try Dictionary(
          connection.all("SELECT id, \"from\" FROM pragma_foreign_key_list(\(table))") {
            ($0.int64(0), $0.text(1) ?? "")
          }, uniquingKeysWith: { first, _ in first })
      }
      let column = columns[table]?[key] ?? "?"
      var value = ""
      if let id {
        let named = try connection.first(
          "SELECT \"\(raw: column)\" FROM \"\(raw: table)\" WHERE rowid = \(id)"
        ) { $0.text(0) }
        value = " \((named ?? nil) ?? "")"
      }
      add(
        .reference, id.map { place(table, $0) } ?? table,
        "\(table).\(column) names \(target)\(value), which is not there")
    }
    for table in ["appearance", "evidence"] {
      try connection.rows(
        "SELECT here.id FROM \(raw: table) AS here JOIN passage ON passage.id = here.passage_id WHERE passage.source_id IS NOT here.source_id"
      ) {
        add(.reference, "\(table) \($0.int64(0))", "\(table).passage_id is a passage of another source")
        return true
      }
    }
    guard has("distinct_pair") else { return }
    for column in ["first_key", "second_key"] {
      try addRows(
        .reference,
        """
        SELECT 'distinct_pair ' || id, 'distinct_pair.\(raw: column) names ' || \(raw: column) || ', which is not there'
        FROM distinct_pair WHERE NOT EXISTS (SELECT 1 FROM keyed WHERE key = \(raw: column))
        """)
    }
  }
}
