// New records: checked, keyed, written with what hangs on them; the very same thing is never added twice.
import Storage

/// What came of adding a record.
public struct Addition: Sendable {
  public let kind: RecordKind
  /// The key of the record, new or not.
  public let key: String
  /// Whether the record is new; else one that says the same was there already.
  public let isNew: Bool
  /// What was added to a record that was there: a topic, another place where a quote is printed.
  public let added: [FieldChange]
  /// What came of looking for a quote's words in its source; nil where no source is named.
  public let pin: Pin?
  /// What the person who adds it should know, each a sentence without a full stop.
  public let remarks: [String]
}

extension Changes {
  /// Adds a record, with the names, topics, places and evidence that its fields say.
  ///
  /// Other records are named by key or by what they are called. A quote with a `source` that is archived is pinned
  /// where its words stand there once (quotation marks and white space may differ, words may not); `start` says
  /// which of several places is meant, `start` and `end` a stretch of its own. Where the words do not stand there,
  /// the quote is added without a passage, and ``Addition/pin`` and ``Addition/remarks`` say so.
  ///
  /// A record that says the same (of a quote: speaker, words, day) stays as it is; what hangs on the new one is
  /// added to it.
  ///
  /// - Parameter key: nil for one that is made of what the record says.
  /// - Throws: ``Failure`` for a field that the kind does not have, a value that is none, a name that means nobody
  ///   or several, and a key that is taken.
  @discardableResult public func add(_ kind: RecordKind, _ fields: [Field: FieldValue], key: String? = nil)
    throws
    -> Addition
  {
    try add(kind, fields, key: key, base: nil)
  }

  /// The same, where a record that is new and has no key gets `base` for one, or with a number behind it.
  @discardableResult package func add(
    _ kind: RecordKind, _ fields: [Field: FieldValue], key: String?, base: String?
  ) throws -> Addition {
    let given = try GivenFields(kind, fields)
    let columns = try kind.columns.compactMap { field -> SaidColumn? in
      guard let text = given[Field(field.name)] else { return nil }
      let (value, shown) = try value(text, field)
      return SaidColumn(field: field, value: value, shown: shown)
    }
    if let missing = kind.required.first(where: { given[$0] == nil }),
      !(missing == .speaker && ["proposed", "rejected"].contains(given[.status]))
    {
      throw Failure(.invalid, "\(article(kind.rawValue)) needs \(missing)")
    }
    var told = Told()
    if let same = try same(kind, columns, key: key) {
      try compare(same, with: columns, kind, &told)
      try tie(given, to: same.id, words: given[.text], &told)
      return Addition(
        kind: kind, key: same.key, isNew: false, added: told.changes, pin: told.pin, remarks: told.remarks)
    }
    let key = try key ?? base.map { try editor.readableKey($0) } ?? newKey(kind, columns)
    if let other = try connection.first("SELECT record FROM keyed WHERE key = \(key)", { $0.text(0) ?? "" }) {
      throw Failure(.invalid, "the key '\(lookup.shown(key))' is that of \(article(other)) already")
    }
    let id = try connection.insert(
      into: kind.shape.table, [("key", .text(key))] + columns.map { ($0.field.column, $0.value) })
    if kind == .actor, let name = given[.name] { try noteNamesakes(name, of: id, &told) }
    try tie(given, to: id, words: given[.text], &told)
    return Addition(kind: kind, key: key, isNew: true, added: [], pin: told.pin, remarks: told.remarks)
  }

  /// What a record that is there already says otherwise stays, and is told.
  private func compare(_ same: SameRecord, with columns: [SaidColumn], _ kind: RecordKind, _ told: inout Told)
    throws
  {
    let current = try current(kind, same.id)
    for column in columns {
      let old = current[column.field.name]
      guard !column.value.isIdentical(to: old?.value ?? .null) else { continue }
      told.remarks.append(
        "\(same.key) has \(column.field.name) \(old?.shown.map { "'\(lookup.shown($0))'" } ?? "empty"), which stays; kb edit \(same.key) changes it"
      )
    }
    if let status = current["status"]?.shown, let way = Self.waysBack[status] {
      told.remarks.append("\(same.key) is \(status); kb \(way) \(same.key) stands behind it")
    }
  }

  /// How a record that people do not stand behind comes to be one that they do.
  private static let waysBack = ["proposed": "accept", "rejected": "accept", "retracted": "restore"]
}

/// A column that is to be written: what goes in, and how a person reads it.
struct SaidColumn {
  let field: RecordShape.Field
  let value: Value
  let shown: String
}
