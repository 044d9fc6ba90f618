// Records that are changed: field by field, each old value in the history.
import Storage

extension Changes {
  /// Changes fields of a record.
  ///
  /// An empty value, or nil, clears a field that may be empty. `alias`, `topic`, `with` and `quote`, and a `source`
  /// with its place, are added to what is there. `locator`, `start`, `end`, `attributed_as` and `cue` of a quote without
  /// a `source` change the one place where it is printed.
  ///
  /// - Returns: what changed; nothing where the record says all that already.
  /// - Throws: ``Failure`` as ``add(_:_:key:)`` does, for a field that cannot be empty, and where a quote that is pinned
  ///   would have other words than its passage.
  @discardableResult public func set(_ name: String, _ fields: [Field: FieldValue]) throws -> RecordChange {
    let (kind, key, id) = try editable(name)
    let given = try GivenFields(kind, fields)
    let current = try current(kind, id)
    var told = Told()
    var writing: [(column: String, value: Value)] = []
    for field in kind.columns where given.has(Field(field.name)) {
      let new = try newValue(given[Field(field.name)], field, kind)
      let old = current[field.name]
      guard !new.value.isIdentical(to: old?.value ?? .null) else { continue }
      writing.append((field.column, new.value))
      told.changes.append(FieldChange(field: field.name, old: old?.shown, new: new.shown))
    }
    if kind == .quote, let text = given[.text] {
      try checkPinned(id, key, text, given[.kind] ?? current["kind"]?.shown)
    }
    if !writing.isEmpty {
      // (One statement, and so one entry of the history.)
      let assignments = writing.map { "\"\(raw: $0.column)\" = \($0.value)" as SQL }
      try connection.execute(
        "UPDATE \(raw: kind.shape.table) SET \(assignments, joined: ", ") WHERE id = \(id)")
    }
    if kind == .actor, let name = given[.name], told.changes.contains(where: { $0.field == "name" }) {
      try noteNamesakes(name, of: id, &told)
    }
    let words = given[.text] ?? current["text"]?.shown
    let rest = try kind == .quote ? setAppearance(given, of: id, key, words: words ?? "", &told) : given
    try tie(rest, to: id, words: words, &told)
    return RecordChange(key: key, changes: told.changes, remarks: told.remarks)
  }

  private func newValue(_ text: String?, _ field: RecordShape.Field, _ kind: RecordKind) throws
    -> (value: Value, shown: String?)
  {
    if let text { return try value(text, field) }
    switch field.name {
    case "language": return (.text("und"), "und")
    case _ where kind.required.contains(Field(field.name)), "kind", "status":
      throw Failure(.invalid, "\(field.name) of \(article(kind.rawValue)) cannot be empty")
    default: return (.null, nil)
    }
  }

  /// The values of a record's columns, and how a person reads them; by field.
  func current(_ kind: RecordKind, _ id: Int64) throws -> [String: (value: Value, shown: String?)] {
    let columns = kind.columns
    let shown = columns.map { field in
      guard case .reference(let table) = field.type else { return "\"\(field.column)\"" }
      return "(SELECT key FROM \(table) AS named WHERE named.id = \(kind.shape.table).\(field.column))"
    }
    let stored = columns.map { "\"\($0.column)\"" }
    return try connection.first(
      "SELECT \(raw: (stored + shown).joined(separator: ", ")) FROM \(raw: kind.shape.table) WHERE id = \(id)"
    ) { row in
      Dictionary(
        uniqueKeysWithValues: columns.enumerated().map { index, field in
          (field.name, (row.value(index), row.text(columns.count + index)))
        })
    } ?? [:]
  }

  /// A direct quote keeps the words of the passages that it is pinned to.
  private func checkPinned(_ id: Int64, _ key: String, _ text: String, _ kind: String?) throws {
    guard kind == "direct" else { return }
    let passages = try connection.all(
      """
      SELECT source.key, start, "end", exact FROM appearance JOIN passage ON passage.id = appearance.passage_id
      JOIN source ON source.id = passage.source_id WHERE appearance.quote_id = \(id) ORDER BY appearance.id
      """
    ) { (place: "\($0.text(0) ?? "")@\($0.int64(1))-\($0.int64(2))", exact: $0.text(3) ?? "") }
    if let other = passages.first(where: { !holds($0.exact, text) }) {
      throw Failure(
        .invalid,
        "\(key) is pinned in \(other.place), which has other words: '\(lookup.shown(other.exact))'")
    }
  }
}

/// What a change did to one record.
public struct RecordChange: Sendable {
  public let key: String
  /// What changed; empty where the record said all that already.
  public let changes: [FieldChange]
  /// What the person who edits should know, each a sentence without a full stop.
  public let remarks: [String]

  package init(key: String, changes: [FieldChange], remarks: [String] = []) {
    (self.key, self.changes, self.remarks) = (key, changes, remarks)
  }
}
