// What a merge did to one record, taken back.
import Storage

extension Unmerge {
  /// Undoes what the merge did for this record, and nothing that it did for others.
  ///
  /// - Returns: how many rows and values are left as people changed them since.
  func putBack() throws -> Int {
    var left = 0
    var steps: [RowStep] = []
    let rows = try connection.all(
      """
      SELECT DISTINCT record, record_id FROM history WHERE changeset_id = \(merging)
      """
    ) { RowID(table: $0.text(0) ?? "", id: $0.int64(1)) }
    for row in rows {
      guard let before = try history.state(row, after: merging - 1), concerns(row, before) else {
        continue
      }
      guard let given = try history.state(row, after: merging) else {
        if try history.present(row) == nil { steps.append(.insert(row, try parted(row, before))) }
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
        if row == keep, column == "text" { continue }
        let fill = try row == keep ? filled(column, value, merged) : (with: merged, without: value)
        if present.isIdentical(to: fill.without) { continue }
        if try present.isIdentical(to: fill.with) || isOnward(row, column, merged, present)
          || isTwin(column, merged, present)
        {
          back[column] = fill.without
        } else {
          left += 1
        }
      }
      if row == keep { steps += try onward(back, from: now) }
      if !back.isEmpty { steps.append(.update(row, back)) }
    }
    try removeCopiedNames()
    try connection.execute("DELETE FROM merged WHERE id = \(entry.id)")
    let refused = try history.perform(steps)
    for case (.update(other, _), let reason) in refused { throw reason }
    return left + refused.count
  }

  /// A row that comes back, as it is without the earlier merges that moved it and were taken back since.
  private func parted(_ row: RowID, _ before: RowValues) throws -> RowValues {
    let entries = try connection.all(
      """
      SELECT changeset_id, old FROM history
      WHERE record = \(row.table) AND record_id = \(row.id) AND action = 'update' AND changeset_id < \(merging)
        AND EXISTS (SELECT 1 FROM changeset_rows WHERE changeset_id = history.changeset_id AND record = 'merged')
      ORDER BY id DESC
      """
    ) { (changeset: $0.int64(0), old: $0.text(1) ?? "{}") }
    var values = before
    for entry in entries {
      let (old, given) = (try history.values(entry.old), try history.state(row, after: entry.changeset))
      for reference in references where reference.table == row.table {
        guard case .integer(let then)? = old[reference.column], let now = values[reference.column],
          now == given?[reference.column], now != .integer(then),
          KnowledgeBase.mergeable.contains(reference.target), try isItself(then, reference.target)
        else { continue }
        values[reference.column] = .integer(then)
        if reference.column == "source_id", let passage = old["passage_id"] { values["passage_id"] = passage }
      }
    }
    return values
  }

  private func isItself(_ id: Int64, _ table: String) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM \(raw: table) AS record JOIN merged ON merged.key = record.key WHERE record.id = \(id)"
    ) { _ in true } == nil
  }

  /// Names that came as copies of primary ones.
  private func removeCopiedNames() throws {
    guard kind == "actor" else { return }
    let copies = try connection.all(
      """
      SELECT name.id, name.actor_id FROM changeset_rows JOIN name ON name.id BETWEEN first_id AND last_id
      WHERE changeset_id = \(merging) AND record = 'name'
        AND EXISTS (SELECT 1 FROM name AS own WHERE own.actor_id = \(other.id) AND own.kind = 'primary' AND own.text = name.text)
      """
    ) { (id: $0.int64(0), actor: $0.int64(1)) }
    for copy in copies where holders.contains(where: { $0.row.id == copy.actor }) {
      try connection.execute("DELETE FROM name WHERE id = \(copy.id)")
    }
  }

  /// Whether what the merge did to a row was done for this record: the row is its own, named it, or was filled from it.
  private func concerns(_ row: RowID, _ before: RowValues) -> Bool {
    if row == other || row == keep { return true }
    return references.contains { reference in
      guard reference.table == row.table, reference.target == kind,
        case .integer(let id)? = before[reference.column]
      else { return false }
      return id == other.id
    }
  }

  /// Whether a row that the merge moved went on to a record that took the one that stayed in.
  private func isOnward(_ row: RowID, _ column: String, _ given: Value, _ present: Value) -> Bool {
    guard case .integer(keep.id) = given, case .integer(let id) = present,
      references.contains(where: { $0.table == row.table && $0.column == column && $0.target == kind })
    else { return false }
    return holders.dropFirst().contains { $0.row.id == id }
  }

  /// What a field of the record that stayed holds with all that are still merged into it, and what it would hold
  /// without this one: of several that one changeset merged, the first that says something gave it.
  private func filled(_ column: String, _ before: Value, _ given: Value) throws -> (
    with: Value, without: Value
  ) {
    func isEmpty(_ value: Value) -> Bool {
      column == "language" ? value.isIdentical(to: .text("und")) : value.isIdentical(to: .null)
    }
    let isStatus = column == "status"
    guard isStatus || isEmpty(before) else { return (given, before) }
    let others = try connection.all(
      """
      SELECT record.id FROM merged JOIN \(raw: kind) AS record ON record.key = merged.key
      JOIN changeset_rows ON merged.id BETWEEN first_id AND last_id AND changeset_rows.record = 'merged'
      WHERE merged.into_key = \(keepKey) AND changeset_id = \(merging) ORDER BY merged.id
      """
    ) { RowID(table: kind, id: $0.int64(0)) }
    func value(_ rows: [RowID]) throws -> Value {
      for row in rows {
        let said = try history.state(row, after: merging - 1)?[column] ?? .null
        if isStatus ? said.isIdentical(to: given) : !isEmpty(said) { return said }
      }
      return before
    }
    return (try value(others), try value(others.filter { $0 != other }))
  }

  /// What the record that stayed had from this one, and others from it.
  private func onward(_ back: RowValues, from now: RowValues) throws -> [RowStep] {
    try holders.dropFirst().compactMap { holder in
      guard let before = try history.state(holder.row, after: holder.merging - 1),
        let given = try history.state(holder.row, after: holder.merging),
        let present = try history.present(holder.row)
      else { return nil }
      let values = back.filter { column, _ in
        guard let given = given[column], let before = before[column] else { return false }
        return !given.isIdentical(to: before) && given.isIdentical(to: now[column] ?? .null)
          && given.isIdentical(to: present[column] ?? .null)
      }
      return values.isEmpty ? nil : .update(holder.row, values)
    }
  }

  /// The key under which what is merged is found.
  func topKey() throws -> String {
    try connection.first("SELECT key FROM \(raw: kind) WHERE id = \(holders[holders.count - 1].row.id)") {
      $0.text(0) ?? ""
    } ?? keepKey
  }

  /// Takes from a source the text that a merge brought, unless something is pinned to it or another source that has it
  /// is still merged there.
  func takeTextBack() throws {
    try connection.execute("UPDATE editing SET is_restoring = 1")
    try connection.execute(
      """
      UPDATE source SET text = NULL WHERE id = \(keep.id) AND text IS NOT NULL
        AND EXISTS (
          SELECT 1 FROM history JOIN changeset_rows AS added ON added.changeset_id = history.changeset_id AND added.record = 'merged'
          WHERE history.record = 'source' AND history.record_id = source.id AND json_type(old, '$.text') = 'null')
        AND NOT EXISTS (SELECT 1 FROM passage WHERE source_id = source.id)
        AND NOT EXISTS (SELECT 1 FROM mention WHERE source_id = source.id)
        AND NOT EXISTS (SELECT 1 FROM document WHERE source_id = source.id)
        AND NOT EXISTS (
          SELECT 1 FROM merged JOIN source AS one ON one.key = merged.key
          WHERE merged.into_key = source.key AND one.text IS NOT NULL)
      """)
    try connection.execute("UPDATE editing SET is_restoring = 0")
  }
}
