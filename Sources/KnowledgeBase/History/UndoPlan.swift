// What taking one changeset back has to do, and which later changes build on it.
import Storage

/// The steps that take one changeset back, found by three states of each row: before it, after it, and now.
///
/// A column that the changeset changed goes back where it still holds what the changeset gave it; what others
/// changed in the same row stays. A row that it added goes, one that it deleted comes back. Where a later change
/// stands in the way, nothing is done: the changesets that made it are named.
struct UndoPlan {
  /// Rows that come back, parents first; then changes; then rows that go, children first.
  private(set) var steps: [RowStep] = []
  /// The later changesets that build on it, by id.
  private(set) var conflicts: Set<Int64> = []
  /// The first row that stands in the way, even if no changeset that holds made it so.
  private(set) var blocked: RowID?

  private let history: RowHistory
  private let changeset: Int64
  private var inserted: [RowID: RowValues] = [:]
  private var updated: [RowID: RowValues] = [:]
  private var deleted: Set<RowID> = []

  init(_ changeset: Int64, _ history: RowHistory, _ references: [Reference]) throws {
    (self.history, self.changeset) = (history, changeset)
    try planAdded()
    try planChanged()
    try findPinned()
    try findParents(references)
    try findChildren(references)
    arrange()
  }

  /// Rows in the changeset's ranges.
  private mutating func planAdded() throws {
    let connection = history.connection
    let ranges = try connection.all(
      "SELECT record, first_id, last_id FROM changeset_rows WHERE changeset_id = \(changeset)"
    ) { (table: $0.text(0) ?? "", first: $0.int64(1), last: $0.int64(2)) }
    for range in ranges {
      let changedLater = Set(
        try connection.all(
          """
          SELECT DISTINCT record_id FROM history WHERE record = \(range.table)
          AND record_id BETWEEN \(range.first) AND \(range.last) AND changeset_id > \(changeset)
          """
        ) { $0.int64(0) })
      let ids = try connection.all(
        "SELECT id FROM \(raw: range.table) WHERE id BETWEEN \(range.first) AND \(range.last)"
      ) { $0.int64(0) }
      for id in ids {
        let row = RowID(table: range.table, id: id)
        if changedLater.contains(id), let present = try history.present(row),
          let given = try history.state(row, after: changeset), !Self.isSame(present, given)
        {
          try collide(row)
        }
        deleted.insert(row)
      }
    }
  }

  /// Rows with entries in the history.
  private mutating func planChanged() throws {
    let rows = try history.connection.all(
      """
      SELECT DISTINCT record, record_id FROM history AS entry WHERE changeset_id = \(changeset) AND NOT EXISTS (
        SELECT 1 FROM changeset_rows WHERE changeset_id = \(changeset) AND record = entry.record
        AND entry.record_id BETWEEN first_id AND last_id)
      """
    ) { RowID(table: $0.text(0) ?? "", id: $0.int64(1)) }
    for row in rows {
      let before = try history.state(row, after: changeset - 1)
      let after = try history.state(row, after: changeset)
      let now = try history.present(row)
      switch (before, after) {
      case (nil, nil): continue
      case (nil, let given?):
        guard let now else { continue }
        if !Self.isSame(now, given) { try collide(row) }
        deleted.insert(row)
      case (let before?, nil):
        if let now {
          if !Self.isSame(now, before) { try collide(row) }
        } else {
          inserted[row] = before
        }
      case (let before?, let given?):
        let changed = before.filter { column, value in
          given[column].map { !$0.isIdentical(to: value) } ?? false
        }
        guard !changed.isEmpty else { continue }
        guard let now else {
          try collide(row)
          continue
        }
        let back = changed.filter { column, value in !(now[column] ?? .null).isIdentical(to: value) }
        if back.contains(where: { column, _ in !(now[column] ?? .null).isIdentical(to: given[column]!) }) {
          try collide(row)
        }
        if !back.isEmpty { updated[row] = back }
      }
    }
  }

  /// What was pinned since to a text that goes.
  private mutating func findPinned() throws {
    for (row, values) in updated where row.table == "source" && values["text"]?.isIdentical(to: .null) == true
    {
      for table in ["passage", "mention"] {
        let pinned = try history.connection.all(
          "SELECT id FROM \(raw: table) WHERE source_id = \(row.id)"
        ) { RowID(table: table, id: $0.int64(0)) }
        for child in pinned where !deleted.contains(child) && updated[child]?["source_id"] == nil {
          try collide(child)
        }
      }
    }
  }

  private mutating func collide(_ row: RowID) throws {
    blocked = blocked ?? row
    conflicts.formUnion(try history.changesets(touching: row, after: changeset))
  }

  /// Records that rows which come back name, and that were deleted since.
  private mutating func findParents(_ references: [Reference]) throws {
    for (row, values) in inserted.merging(updated, uniquingKeysWith: { $1 }) {
      for reference in references where reference.table == row.table {
        guard case .integer(let id)? = values[reference.column] else { continue }
        let parent = RowID(table: reference.target, id: id)
        guard inserted[parent] == nil, try history.present(parent) == nil else { continue }
        try collide(parent)
      }
    }
  }

  /// Rows that name what goes, and do not go with it.
  private mutating func findChildren(_ references: [Reference]) throws {
    var ids: [String: [Int64]] = [:]
    for row in deleted { ids[row.table, default: []].append(row.id) }
    for reference in references {
      // What goes is mostly one stretch of ids: one look at the index finds all that names it.
      for stretch in Self.stretches(ids[reference.target] ?? []) {
        let children = try history.connection.all(
          """
          SELECT id FROM \(raw: reference.table)
          WHERE "\(raw: reference.column)" BETWEEN \(stretch.lowerBound) AND \(stretch.upperBound)
          """
        ) { RowID(table: reference.table, id: $0.int64(0)) }
        for child in children where !deleted.contains(child) && updated[child]?[reference.column] == nil {
          try collide(child)
        }
      }
    }
    for table in KnowledgeBase.tables
    where table != "merged" && history.tables[table]?.columns.contains("key") == true {
      for stretch in Self.stretches(ids[table] ?? []) {
        let merged = try history.connection.all(
          """
          SELECT merged.id FROM merged JOIN \(raw: table) AS one ON one.key IN (merged.key, merged.into_key)
          WHERE one.id BETWEEN \(stretch.lowerBound) AND \(stretch.upperBound)
          """
        ) { RowID(table: "merged", id: $0.int64(0)) }
        for child in merged where !deleted.contains(child) { try collide(child) }
      }
    }
  }

  /// Ids that follow each other, taken together.
  private static func stretches(_ ids: [Int64]) -> [ClosedRange<Int64>] {
    var stretches: [ClosedRange<Int64>] = []
    for id in ids.sorted() {
      if let last = stretches.last, last.upperBound + 1 == id {
        stretches[stretches.count - 1] = last.lowerBound...id
      } else {
        stretches.append(id...id)
      }
    }
    return stretches
  }

  private mutating func arrange() {
    steps = inserted.sorted { $0.key < $1.key }.map { .insert($0.key, $0.value) }
    steps += updated.sorted { $0.key < $1.key }.map { .update($0.key, $0.value) }
    steps += deleted.sorted(by: >).map { .delete($0) }
  }

  private static func isSame(_ one: RowValues, _ two: RowValues) -> Bool {
    one.count == two.count && one.allSatisfy { two[$0]?.isIdentical(to: $1) ?? false }
  }
}
