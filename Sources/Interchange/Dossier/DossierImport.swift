// Writes a dossier into a knowledge base. Records first, each after those that it names; then what hangs on them.
import Archive
import KnowledgeBase
import Storage

extension KnowledgeBase {
  /// Reads a dossier and adds what it says: one changeset, all of it or nothing.
  ///
  /// Records are matched by key, those without one by what they say. What is already there stays; a field that
  /// is empty in the file is filled; a field that says something else is refused, unless `replaces`.
  ///
  /// - Parameters:
  ///   - bytes: YAML in UTF-8.
  ///   - name: what messages call the file.
  ///   - replaces: let the dossier win over what the file says; the old values go into the history.
  ///   - isTrial: change nothing, only say what would be done.
  ///   - progress: is told after each record how many are done.
  /// - Throws: ``Failure`` with file, line, and what was expected there.
  public func importDossier(
    _ bytes: [UInt8], named name: String, by authorship: Authorship, replaces: Bool = false,
    isTrial: Bool = false, progress: (Int) -> Void = { _ in }
  ) throws -> Edit {
    var reader = DossierReader(file: name)
    let dossier = try reader.read(bytes)
    var authorship = authorship
    authorship.note = authorship.note ?? dossier.note
    return try edit(authorship, isTrial: isTrial) { editor in
      try DossierImport(dossier, reader: reader, editor: editor, replaces: replaces).run(progress)
    }
  }
}

final class DossierImport {
  let dossier: Dossier
  let reader: DossierReader
  let editor: Editor
  var lookup: Lookup { editor.lookup }
  var connection: Connection { editor.connection }
  let replaces: Bool
  /// Whether a record is no more than what the dossier says of it; see ``takeAway(from:id:)``.
  let isWhole: Bool
  /// The rows that hang on records and are in the dossier, by table.
  var written: [String: Set<Int64>] = [:]
  /// Where in `dossier.records` each key is, and what has been written already.
  private var positions: [String: Int] = [:]
  private var ids: [Int64?]
  /// For tables whose records may come without a key: the record that says what hashes so.
  private var said: [String: [UInt64: Int64]] = [:]

  init(_ dossier: Dossier, reader: DossierReader, editor: Editor, replaces: Bool, isWhole: Bool = false) {
    self.isWhole = isWhole
    self.dossier = dossier
    self.reader = reader
    self.replaces = replaces
    self.editor = editor
    ids = Array(repeating: nil, count: dossier.records.count)
  }

  func run(_ progress: (Int) -> Void) throws {
    for (position, record) in dossier.records.enumerated() {
      guard let key = record.key else { continue }
      if let other = positions[key].map({ dossier.records[$0] }) {
        throw reader.failure(
          record.line,
          "the key '\(key)' stands for \(article(other.shape.table)) on line \(other.line) already")
      }
      positions[key] = position
    }
    for position in try inOrder() {
      try write(position)
      try seal(position)
    }
    for (position, record) in dossier.records.enumerated() {
      try writeTies(of: record, id: ids[position]!)
      if isWhole { try takeAway(from: record, id: ids[position]!) }
      progress(position + 1)
    }
  }

  /// A text that a dossier brings gets its hash, so that it can be proved later.
  private func seal(_ position: Int) throws {
    let record = dossier.records[position]
    guard record.shape.table == "source", let text = record.fields["text"]?.text, let id = ids[position],
      try connection.first("SELECT 1 FROM document WHERE source_id = \(id)", { _ in true }) == nil
    else { return }
    try editor.seal(text: text, of: id, address: reader.file)
  }

  /// The records, each after those that it names. (Without recursion: a chain may be long.)
  private func inOrder() throws -> [Int] {
    enum State { case waiting, underWay, done }
    var states = Array(repeating: State.waiting, count: dossier.records.count)
    var order: [Int] = []
    for start in dossier.records.indices where states[start] == .waiting {
      states[start] = .underWay
      var path = [(position: start, named: named(by: start))]
      while var step = path.popLast() {
        guard let next = step.named.popLast() else {
          states[step.position] = .done
          order.append(step.position)
          continue
        }
        path.append(step)
        let record = dossier.records[next]
        switch states[next] {
        case .waiting:
          states[next] = .underWay
          path.append((next, named(by: next)))
        case .underWay:
          throw reader.failure(
            record.line, "'\(record.key ?? "")' comes round to itself through what it names")
        case .done: break
        }
      }
    }
    return order
  }

  /// The records of this dossier that a record's own fields name.
  private func named(by position: Int) -> [Int] {
    let record = dossier.records[position]
    return record.shape.fields.compactMap { field in
      guard case .reference = field.type else { return nil }
      return record.fields[field.name].flatMap { positions[$0.text] }
    }
  }

  // MARK: Records

  private func write(_ position: Int) throws {
    let record = dossier.records[position]
    let columns = try values(of: record)
    ids[position] = try at(record) {
      let existing = try record.key.map { try self.id(of: $0, record) } ?? find(record, columns)
      if let existing {
        try change(record, existing, columns + (isWhole ? cleared(record) : []))
        return existing
      }
      if let missing = record.shape.required.first(where: { record.fields[$0] == nil }) {
        throw reader.failure(record.line, "\(article(record.shape.table)) needs '\(missing)'")
      }
      let key = try record.key ?? newKey(record)
      let table = record.shape.table
      let id = try connection.insert(
        into: table, [("key", .text(key))] + columns.map { ($0.column, $0.value) })
      said[table]?[FNV1a.hash(of: identity(table, columns))] = id
      return id
    }
  }

  typealias Column = (column: String, value: Value, field: String, line: Int)

  /// What the fields say, as values of columns.
  func values(of item: DossierItem) throws -> [Column] {
    try item.shape.fields.compactMap { field in
      guard let (text, line) = item.fields[field.name] else { return nil }
      if case .relation = field.type { return nil }
      return (field.column, try value(text, field, line), field.name, line)
    }
  }

  private func value(_ text: String, _ field: RecordShape.Field, _ line: Int) throws -> Value {
    switch field.type {
    case .text, .relation: return .text(text)
    case .date:
      do { _ = try EDTF(text) } catch let failure as Failure {
        throw reader.failure(line, "\(field.name): \(failure)")
      }
      return .text(text)
    case .number:
      guard let number = Int64(text), number >= 0 else {
        throw reader.failure(line, "\(field.name) is a whole number from 0, not '\(text.prefix(40))'")
      }
      return .integer(number)
    case .oneOf(let known):
      guard known.contains(text) else {
        throw reader.failure(
          line, "\(field.name) is one of \(known.joined(separator: ", ")), not '\(text.prefix(40))'")
      }
      return .text(text)
    case .reference(let table): return .integer(try reference(text, to: table, line))
    }
  }

  /// The id of a record that is named: from this dossier, or from the database.
  func reference(_ key: String, to table: String, _ line: Int) throws -> Int64 {
    if let position = positions[key] {
      let record = dossier.records[position]
      guard record.shape.table == table else {
        throw reader.failure(
          line, "'\(key)' is \(article(record.shape.table)), and \(article(table)) is wanted here")
      }
      // (Records are written after those that they name, and ties after all records.)
      return ids[position]!
    }
    if let id = try connection.first("SELECT id FROM \(raw: table) WHERE key = \(key)", { $0.int64(0) }) {
      return id
    }
    let here = dossier.records.filter { $0.shape.table == table }.compactMap(\.key)
    let there = try connection.all("SELECT key FROM \(raw: table) ORDER BY id LIMIT 100000") {
      $0.text(0) ?? ""
    }
    let near = Nearest.three(to: key.lowercased(), among: here + there) { $0 }
    throw reader.failure(line, "no \(table) '\(key.prefix(80))' here or in the database\(Nearest.hint(near))")
  }

  private func id(of key: String, _ record: DossierItem) throws -> Int64? {
    let found = try connection.first("SELECT record, id FROM keyed WHERE key = \(key)") {
      ($0.text(0) ?? "", $0.int64(1))
    }
    guard let (kind, id) = found else { return nil }
    guard kind == record.shape.table else {
      throw reader.failure(
        record.line,
        "the key '\(key)' is \(article(kind)) in the database, so no key for \(article(record.shape.table))")
    }
    return id
  }

  /// A record without a key is the one that says the same.
  private func find(_ record: DossierItem, _ columns: [Column]) throws -> Int64? {
    let table = record.shape.table
    guard let same = Self.identity[table] else {
      throw reader.failure(record.line, "\(article(table)) needs a key")
    }
    if said[table] == nil {
      // One pass over the table: a look at it for each record would take the square of the time.
      var known: [UInt64: Int64] = [:]
      try connection.rows(
        "SELECT id, \(raw: same.joined(separator: ", ")) FROM \(raw: table) ORDER BY id DESC"
      ) { row in
        known[FNV1a.hash(of: same.indices.map { row.value($0 + 1) })] = row.int64(0)
        return true
      }
      said[table] = known
    }
    let values = identity(table, columns)
    guard let id = said[table]?[FNV1a.hash(of: values)] else { return nil }
    let conditions = zip(same, values).map { name, value -> SQL in "\(raw: name) IS \(value)" }
    return try connection.first(
      "SELECT id FROM \(raw: table) WHERE id = \(id) AND \(conditions, joined: " AND ")"
    ) { $0.int64(0) }
  }

  /// What makes a record without a key the one that it is.
  private static let identity = [
    "quote": ["speaker_id", "text", "said_on"], "claim": ["text", "asserted_by_id", "asserted_on"],
    "event": ["title", "began_on"], "stance": ["actor_id", "claim_id", "position", "since", "until"],
  ]

  private func identity(_ table: String, _ columns: [Column]) -> [Value] {
    (Self.identity[table] ?? []).map { name in columns.first { $0.column == name }?.value ?? .null }
  }

  private func newKey(_ record: DossierItem) throws -> String {
    try freeKey(record.shape.table, Editor.said { record.fields[$0]?.text ?? "" })
  }

  /// A key made of what a record says, so that the same thing gets the same key everywhere.
  func freeKey(_ table: String, _ said: String) throws -> String {
    try editor.freeKey(table, said) { positions[$0] != nil }
  }

  // MARK: Rows

  /// Fills what is empty; what says something else is refused or replaced.
  func change(_ item: DossierItem, _ id: Int64, _ columns: [Column]) throws {
    guard !columns.isEmpty else { return }
    let table = item.shape.table
    let names = columns.map { "\"\($0.column)\"" }.joined(separator: ", ")
    let current =
      try connection.first("SELECT \(raw: names) FROM \(raw: table) WHERE id = \(id)") { row in
        columns.indices.map { row.value($0) }
      } ?? []
    for (column, old) in zip(columns, current) where !column.value.isIdentical(to: old) {
      let isEmpty = old == .null || (column.column == "language" && old == .text("und"))
      guard isEmpty || replaces else {
        let shown = try shownValue(old, item.shape.fields.first { $0.name == column.field }?.type)
        throw reader.failure(
          column.line,
          "\(item.key ?? "this \(table)") has \(column.field) \(shown) in the database; make them agree, or import with --replace"
        )
      }
      try connection.execute(
        "UPDATE \(raw: table) SET \"\(raw: column.column)\" = \(column.value) WHERE id = \(id)")
    }
  }

  private func shownValue(_ value: Value, _ type: RecordShape.FieldType?) throws -> String {
    switch (value, type) {
    case (.integer(let id), .reference(let table)):
      return
        "'\(try connection.first("SELECT key FROM \(raw: table) WHERE id = \(id)") { $0.text(0) ?? "" } ?? "")'"
    case (.text(let text), _): return "'\(text.count > 60 ? text.prefix(60) + "…" : text[...])'"
    case (.integer(let number), _): return String(number)
    default: return "another value"
    }
  }

  /// What the database refuses gets the line of the record.
  func at<T>(_ item: DossierItem, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as Failure
      where failure.kind == .invalid && !failure.description.hasPrefix(reader.file + ", line ")
    {
      // The database's sentences begin with the column: "language is a BCP 47 tag".
      let field = item.fields.first { name, _ in
        failure.description.hasPrefix("\(name) ") || failure.description.hasPrefix("a \(name) ")
      }
      throw reader.failure(field?.value.line ?? item.line, failure.description)
    }
  }
}
