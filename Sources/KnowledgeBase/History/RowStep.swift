// Rows put back by an undo or an unmerge, as soon as the rules of the schema let each be.
import Storage

/// One row that comes back, goes back to what it held, or goes.
enum RowStep {
  case insert(RowID, RowValues)
  case update(RowID, RowValues)
  case delete(RowID)
}

extension RowHistory {
  /// Does steps until none of those that are left can be done.
  ///
  /// - Returns: those, each with the reason.
  func perform(_ steps: [RowStep]) throws -> [(step: RowStep, reason: Failure)] {
    var waiting = steps
    while true {
      var refused: [(step: RowStep, reason: Failure)] = []
      for step in waiting {
        do { try perform(step) } catch let failure as Failure where failure.kind == .invalid {
          refused.append((step, failure))
        }
      }
      guard !refused.isEmpty, refused.count < waiting.count else { return refused }
      waiting = refused.map(\.step)
    }
  }

  private func perform(_ step: RowStep) throws {
    switch step {
    case .insert(let row, let values):
      let columns = (tables[row.table]?.columns ?? []).compactMap { column in
        values[column].map { (column, $0) }
      }
      _ = try connection.insert(
        into: row.table, [("id", .integer(row.id))] + columns)
    case .update(let row, let values):
      let changes = values.sorted { $0.key < $1.key }.map { "\"\(raw: $0.key)\" = \($0.value)" as SQL }
      try connection.execute("UPDATE \(raw: row.table) SET \(changes, joined: ", ") WHERE id = \(row.id)")
    case .delete(let row): try connection.execute("DELETE FROM \(raw: row.table) WHERE id = \(row.id)")
    }
  }
}
