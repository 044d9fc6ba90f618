// What a row of one file was when the other file last knew all of it, from the history.
import Storage

extension Copy {
  /// One step in the life of a row.
  struct Step {
    let changeset: Int64
    let before, after: [Cell]?
  }

  /// What became of a row after `since`, oldest first; it ends at `current`.
  func steps(_ shape: Shape, _ id: Int64, _ current: [Cell]?) throws -> [Step] {
    guard touched[shape.table]?.contains(id) == true else { return [] }
    return try steps(shape, id, current, after: since)
  }

  func steps(_ shape: Shape, _ id: Int64, _ current: [Cell]?, after since: Int64) throws -> [Step] {
    typealias Entry = (changeset: Int64, action: String, old: [Cell], hasText: Bool, hasRest: Bool)
    let values = shape.columns.map { "json_extract(old, '$.\($0)')" }
    let isSource = shape.table == "source"
    let what = isSource ? "json_type(old, '$.text') IS NOT NULL, json_type(old, '$.key') IS NOT NULL" : "1, 1"
    var entries: [Entry] = []
    try connection.rows(
      """
      SELECT ifnull(changeset_id, -1), action, \(raw: what), \(raw: values.joined(separator: ", ")), id FROM history
      WHERE record = \(shape.table) AND record_id = \(id) AND ifnull(changeset_id, -1) NOT BETWEEN 0 AND \(since) ORDER BY id
      """, cached: true
    ) { row in
      entries.append(
        (
          sharedEntries.contains(row.int64(shape.columns.count + 4)) ? Self.shared : row.int64(0),
          row.text(1) ?? "", shape.columns.indices.map { Cell(row, $0 + 4) }, row.int64(2) == 1,
          row.int64(3) == 1
        ))
      return true
    }
    // From now backwards: an entry tells what was before it, a text's only when the text came.
    let text = isSource ? shape.place(of: "text") : nil
    var steps: [Step] = []
    var after = current
    for entry in entries.reversed() {
      var before: [Cell]?
      if entry.action != "insert" {
        before = entry.old
        if let text, let after {
          if !entry.hasText { before![text] = after[text] }
          if !entry.hasRest {
            for place in shape.columns.indices where place != text { before![place] = after[place] }
          }
        }
      }
      steps.append(Step(changeset: entry.changeset, before: before, after: after))
      after = before
    }
    return steps.reversed()
  }

  /// The row as the other file knows it: as it was at `since`, with what later exchanges brought in from there.
  ///
  /// - Returns: nil where the other file does not know of it, or knows that it is gone.
  func known(_ shape: Shape, _ id: Int64, _ current: [Cell]?) throws -> [Cell]? {
    let adder = adder(shape.table, id)
    let steps = try steps(shape, id, current)
    guard let first = steps.first else { return adder.map(exchanged.contains) == false ? nil : current }
    var known = adder.map(exchanged.contains) == false ? nil : first.before
    for step in steps where exchanged.contains(step.changeset) {
      guard let before = step.before, let after = step.after else {
        known = step.after
        continue
      }
      for place in after.indices where known != nil && before[place] != after[place] {
        known![place] = after[place]
      }
    }
    return known
  }

  /// Whether a row was changed in this file itself, be it that a later import wrote over it.
  func isChangedByItself(_ shape: Shape, _ id: Int64, _ current: [Cell]?) throws -> Bool {
    try steps(shape, id, current).contains { !exchanged.contains($0.changeset) }
  }

  /// A row's values, where the records that make it one were deleted and came back under new ids: with these.
  func revived(_ shape: Shape, _ cells: [Cell]) throws -> [Cell] {
    var result = cells
    for place in shape.identity {
      guard let table = shape.references[place], let id = cells[place].id, let target = Shape.named[table],
        try row(target, id) == nil,
        let last = try steps(target, id, nil).last(where: { $0.before != nil })?.before,
        let again = try find(target, revived(target, last))
      else { continue }
      result[place] = .integer(again)
    }
    return result
  }

  /// Who gave a row, or one of its columns, what it holds, and when; nil where nothing says.
  func lastChange(_ shape: Shape, _ id: Int64, _ place: Int?, _ current: [Cell]?) throws -> (
    by: String, at: String
  )? {
    let step = try steps(shape, id, current, after: 0).last {
      guard let place, let before = $0.before, let after = $0.after else { return true }
      return before[place] != after[place]
    }
    let adder: SQL =
      "(SELECT changeset_id FROM changeset_rows WHERE record = \(shape.table) AND \(id) BETWEEN first_id AND last_id)"
    return try connection.first(
      "SELECT author, at FROM changeset WHERE id = \(step.map { "\($0.changeset)" as SQL } ?? adder)"
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
  }
}
