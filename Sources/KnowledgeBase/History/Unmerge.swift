// One record becomes two again.
import Storage
import TextFolding

/// Where what was added after a merge goes, when it could belong to either record.
public enum Belonging: String, Sendable, CaseIterable {
  /// To the record that stayed.
  case keep
  /// To the one that was merged into it.
  case other
}

/// Something that was added to a merged record since the merge.
public struct AddedSince: Sendable, Hashable {
  /// `quote`, `mention`, `role` …
  public let kind: String
  /// Its key; of what has none, its place or its words.
  public let label: String
  /// What it says.
  public let text: String
}

/// What an unmerging did.
public struct UnmergeReport: Sendable {
  public let edit: Edit
  /// The keys of the two records.
  public internal(set) var keep = "", other = ""
  /// What was added since and went to the one that was merged away.
  public internal(set) var moved: [AddedSince] = []
  /// What was added since and stayed.
  public internal(set) var stayed: [AddedSince] = []
  /// What the merge had moved and was changed since to name a third, or is gone: it is left as it is.
  public internal(set) var left = 0
}

extension KnowledgeBase {
  /// Takes the merge of one record back: it is again what it was, and all that named it names it again. What people
  /// changed since stays changed.
  ///
  /// What was added since goes where it belongs by the name under which it stands there ("as the Leader" was a name
  /// of one of the two alone). Where that tells nothing, `decide` is asked.
  ///
  /// - Parameters:
  ///   - key: of the record that was merged away.
  ///   - decide: says to whom something belongs that was added since; nil: not known.
  /// - Throws: ``Failure``: `notFound` where no such record was merged; `ambiguous` where something could belong to
  ///   either and nobody says to whom: all of it is listed.
  public func unmerge(
    _ key: String, by authorship: Authorship, isTrial: Bool = false,
    decide: (AddedSince) throws -> Belonging? = { _ in nil }
  ) throws -> UnmergeReport {
    var report = UnmergeReport(edit: .none)
    let edit = try edit(authorship, isTrial: isTrial) { editor in
      report = try Unmerge(editor, key).run(decide)
    }
    var result = UnmergeReport(edit: edit)
    (result.keep, result.other, result.moved, result.stayed, result.left) =
      (report.keep, report.other, report.moved, report.stayed, report.left)
    return result
  }
}

/// One record leaving another.
struct Unmerge {
  let lookup: Lookup
  let connection: Connection
  let history: RowHistory
  let references: [Reference]
  let kind: String
  let keep: RowID
  let other: RowID
  /// The record that the one that stayed was merged into since, if any; else that one.
  let standing: RowID
  let entry: RowID
  let keepKey: String
  let otherKey: String
  /// The changeset that merged them.
  let merging: Int64

  init(_ editor: Editor, _ key: String) throws {
    lookup = editor.lookup
    connection = editor.connection
    history = try RowHistory(connection)
    references = try connection.references()
    let key = try Self.mergedKey(key, lookup)
    let found = try connection.first(
      "SELECT merges.record, merges.key, merges.into_key, merged.id FROM merged JOIN merges ON merges.key = merged.key WHERE merged.key = \(key)"
    ) { (kind: $0.text(0) ?? "", other: $0.text(1) ?? "", keep: $0.text(2) ?? "", id: $0.int64(3)) }
    guard let found else {
      throw Failure(
        .notFound,
        "'\(lookup.shown(key))' was not merged into another record, or was taken out again; kb sql \"select * from merges\" lists them"
      )
    }
    (kind, keepKey, otherKey) = (found.kind, found.keep, found.other)
    let connection = connection
    func row(_ key: String) throws -> RowID {
      RowID(
        table: found.kind,
        id: try connection.first("SELECT id FROM \(raw: found.kind) WHERE key = \(key)") { $0.int64(0) } ?? 0)
    }
    keep = try row(keepKey)
    other = try row(otherKey)
    standing = try row(lookup.standing(keepKey))
    entry = RowID(table: "merged", id: found.id)
    merging = try history.changesets(touching: entry, after: 0).last ?? 0
  }

  /// The key of the merged record that a key, or an actor's name, means.
  private static func mergedKey(_ name: String, _ lookup: Lookup) throws -> String {
    let folded = lookup.folding.key(name)
    let keys = try lookup.connection.all(
      "SELECT actor.key, actor.name FROM merged JOIN actor ON actor.key = merged.key ORDER BY merged.id"
    ) { (key: $0.text(0) ?? "", name: $0.text(1) ?? "") }
    if keys.contains(where: { $0.key == name }) { return name }
    let meant = keys.filter { lookup.folding.key($0.name) == folded }
    return meant.count == 1 ? meant[0].key : name
  }

  func run(_ decide: (AddedSince) throws -> Belonging?) throws -> UnmergeReport {
    var report = UnmergeReport(edit: .none)
    (report.keep, report.other) = (keepKey, otherKey)
    let added = try addedSince()
    try connection.execute("UPDATE editing SET is_restoring = 1")
    report.left = try putBack()
    try connection.execute("UPDATE editing SET is_restoring = 0")
    try place(added, &report, decide)
    let isLast = try connection.first(
      """
      SELECT NOT EXISTS (SELECT 1 FROM changeset_rows JOIN merged ON merged.id BETWEEN first_id AND last_id
        WHERE changeset_id = \(merging) AND record = 'merged')
      """
    ) { $0.integer(0) == 1 }
    if isLast == true {
      try connection.execute(
        "INSERT INTO taken_back (changeset_id, by_id) SELECT \(merging), changeset_id FROM editing")
    }
    return report
  }

  // MARK: What the merge did

  /// Undoes what the merge did for this record, and nothing that it did for others.
  ///
  /// - Returns: how many rows are left as people changed them since.
  private func putBack() throws -> Int {
    var left = 0
    var inserts: [(RowID, RowValues)] = []
    let rows = try connection.all(
      """
      SELECT DISTINCT record, record_id FROM history WHERE changeset_id = \(merging)
      """
    ) { RowID(table: $0.text(0) ?? "", id: $0.int64(1)) }
    for row in rows {
      guard let before = try history.state(row, after: merging - 1), try concerns(row, before) else {
        continue
      }
      guard let given = try history.state(row, after: merging) else {
        if try history.present(row) == nil { inserts.append((row, before)) }
        continue
      }
      guard let now = try history.present(row) else {
        left += 1
        continue
      }
      var back: RowValues = [:]
      for (column, value) in before {
        guard let merged = given[column], !merged.isIdentical(to: value), let present = now[column] else {
          continue
        }
        if present.isIdentical(to: merged) || isMovedOn(row, column, from: merged, to: present) {
          back[column] = value
        } else {
          left += 1
        }
      }
      try set(row, back)
    }
    // Names that came as copies, and the entry itself.
    let copies = try connection.all(
      """
      SELECT name.id FROM changeset_rows JOIN name ON name.id BETWEEN first_id AND last_id
      WHERE changeset_id = \(merging) AND record = 'name' AND \(raw: kind == "actor" ? "TRUE" : "FALSE")
        AND name.actor_id IN (\(keep.id), \(standing.id))
        AND EXISTS (SELECT 1 FROM name AS own WHERE own.actor_id = \(other.id) AND own.kind = 'primary' AND own.text = name.text)
      """
    ) { $0.int64(0) }
    for copy in copies { try connection.execute("DELETE FROM name WHERE id = \(copy)") }
    try connection.execute("DELETE FROM merged WHERE id = \(entry.id)")
    while !inserts.isEmpty {
      var refused: [(RowID, RowValues)] = []
      for (row, values) in inserts where !(try insert(row, values)) { refused.append((row, values)) }
      guard refused.count < inserts.count else { return left + refused.count }
      inserts = refused
    }
    return left
  }

  /// Whether what the merge did to a row was done for this record: the row is its own, named it, or was filled from it.
  private func concerns(_ row: RowID, _ before: RowValues) throws -> Bool {
    if row == other || row == keep { return true }
    return references.contains { reference in
      guard reference.table == row.table, case .integer(let id)? = before[reference.column] else {
        return false
      }
      if reference.target == kind { return id == other.id }
      // (A place on a passage of a merged source.)
      return false
    }
  }

  /// Whether a reference went on with the record that stayed, into the next.
  private func isMovedOn(_ row: RowID, _ column: String, from merged: Value, to present: Value) -> Bool {
    merged == .integer(keep.id) && present == .integer(standing.id)
      && references.contains { $0.table == row.table && $0.column == column && $0.target == kind }
  }

  private func set(_ row: RowID, _ values: RowValues) throws {
    var values = values
    if row == keep {
      // Of several that were merged at once, only what came from this one goes.
      let own = try history.state(other, after: merging - 1) ?? [:]
      values = values.filter { column, _ in column == "status" || (own[column] ?? .null) != .null }
    }
    try history.set(row, values)
  }

  /// Whether the rules of the schema let a row come back.
  private func insert(_ row: RowID, _ values: RowValues) throws -> Bool {
    do {
      try history.insert(row, values)
      return true
    } catch let failure as Failure where failure.kind == .invalid {
      return false
    }
  }
}
