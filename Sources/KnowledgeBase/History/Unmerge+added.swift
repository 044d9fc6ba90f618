// What was added to a merged record since the merge, and to whom it belongs.
import Storage
import TextFolding

extension Unmerge {
  typealias Added = (row: RowID, column: String, what: AddedSince, names: [String])

  /// Rows that name the one that stayed, and neither did when the merge was done nor came with a record that took
  /// that one in since.
  func addedSince() throws -> [Added] {
    let top = holders[holders.count - 1].row
    let others = try alsoMerged(top)
    var added: [Added] = []
    for reference in references where reference.target == kind {
      // (A passage goes where what is pinned to it goes.)
      guard reference.table != "passage", !Merge.staying.contains(reference.table) else { continue }
      let (table, column) = (reference.table, reference.column)
      let ids = try connection.all(
        """
        SELECT id FROM \(raw: table) AS mine WHERE "\(raw: column)" = \(top.id) AND (
          EXISTS (SELECT 1 FROM changeset_rows WHERE record = '\(raw: table)' AND changeset_id > \(merging) AND mine.id BETWEEN first_id AND last_id)
          OR EXISTS (SELECT 1 FROM history WHERE record = '\(raw: table)' AND record_id = mine.id AND changeset_id > \(merging)))
        ORDER BY id
        """
      ) { $0.int64(0) }
      for id in ids {
        let row = RowID(table: table, id: id)
        if try cameWith(keep, merging, row, column) || wasTakenAway(row, column) { continue }
        if try others.contains(where: {
          try cameWith($0.row, $0.merging - 1, row, column) || isOf($0.merging, row)
        }) {
          continue
        }
        added.append(try described(row, column))
      }
    }
    return added
  }

  /// Whether a row named a record at some time, and so came with it.
  private func cameWith(_ record: RowID, _ changeset: Int64, _ row: RowID, _ column: String) throws -> Bool {
    guard case .integer(record.id)? = try history.state(row, after: changeset)?[column] else { return false }
    return true
  }

  /// Whether a row that named the one that stayed was deleted when the merge was done, and came back since.
  private func wasTakenAway(_ row: RowID, _ column: String) throws -> Bool {
    guard try history.state(row, after: merging) == nil else { return false }
    let last = try connection.first(
      """
      SELECT old FROM history WHERE record = \(row.table) AND record_id = \(row.id) AND action = 'delete'
      AND changeset_id <= \(merging) ORDER BY id DESC LIMIT 1
      """
    ) { $0.text(0) ?? "{}" }
    return try last.map { try history.values($0)[column] == .integer(keep.id) } ?? false
  }

  /// Whether a changeset added a row.
  private func isOf(_ changeset: Int64, _ row: RowID) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM changeset_rows WHERE changeset_id = \(changeset) AND record = \(row.table)
      AND \(row.id) BETWEEN first_id AND last_id
      """
    ) { _ in true } ?? false
  }

  /// The records that hold this one or are merged there too, and when they were taken in: what they brought is theirs.
  private func alsoMerged(_ top: RowID) throws -> [Holder] {
    let merges = try connection.all(
      """
      WITH RECURSIVE within (key) AS (
        SELECT key FROM \(raw: kind) WHERE id = \(top.id)
        UNION SELECT merged.key FROM within JOIN merged ON merged.into_key = within.key WHERE merged.key <> \(otherKey))
      SELECT merged.id, record.id FROM within JOIN merged ON merged.key = within.key
      JOIN \(raw: kind) AS record ON record.key = within.key
      """
    ) { (entry: $0.int64(0), id: $0.int64(1)) }
    // (What came to a holder before it held this one is the holder's; later, it could be either's.)
    let held = Set(holders.map(\.row.id))
    return try merges.filter { !held.contains($0.id) }.map { merge in
      let entry = RowID(table: "merged", id: merge.entry)
      return Holder(
        row: RowID(table: kind, id: merge.id),
        merging: try history.changesets(touching: entry, after: 0).last ?? 0)
    } + holders.dropFirst()
  }

  private func described(_ row: RowID, _ column: String) throws -> Added {
    let now = try history.present(row) ?? [:]
    func text(_ column: String) -> String? {
      if case .text(let text)? = now[column] { text } else { nil }
    }
    var names: [String] = []
    if row.table == "quote", column == "speaker_id" {
      names = try connection.all("SELECT attributed_as FROM appearance WHERE quote_id = \(row.id)") {
        $0.text(0) ?? ""
      }
    }
    if let surface = text("surface") { names = [surface] }
    let place = try connection.first(
      """
      SELECT source.key || '@' || passage.start || '-' || passage."end" FROM \(raw: row.table) AS mine
      JOIN passage ON passage.id = \(raw: now["passage_id"] == nil ? "NULL" : "mine.passage_id")
      JOIN source ON source.id = passage.source_id WHERE mine.id = \(row.id)
      """
    ) { $0.text(0) }
    let mention =
      try row.table == "mention"
      ? connection.first(
        "SELECT source_key || '@' || start || '-' || \"end\" FROM mention JOIN (SELECT id AS i, key AS source_key FROM source) ON i = source_id WHERE id = \(row.id)"
      ) { $0.text(0) } : nil
    let label = text("key") ?? (mention ?? nil) ?? (place ?? nil) ?? "\(row.table) \(row.id)"
    let said =
      try text("text") ?? text("title") ?? text("surface") ?? text("part") ?? named(by: row, now, but: column)
    return (row, column, AddedSince(kind: row.table, label: label, text: said), names)
  }

  /// The key of what else a row without words names: the claim that a piece of evidence shows, the topic of a tag.
  private func named(by row: RowID, _ values: RowValues, but column: String) throws -> String {
    for reference in references where reference.table == row.table && reference.column != column {
      guard case .integer(let id)? = values[reference.column],
        history.tables[reference.target]?.columns.contains("key") == true
      else { continue }
      return try connection.first("SELECT key FROM \(raw: reference.target) WHERE id = \(id)") {
        $0.text(0) ?? ""
      } ?? ""
    }
    return ""
  }

  /// Gives what was added since to whom it belongs.
  func place(
    _ added: [Added], _ report: inout UnmergeReport, _ decide: (AddedSince) throws -> Belonging?
  ) throws {
    let (ours, theirs) =
      kind == "actor" ? (try names(of: holders.map(\.row)), try names(of: [other])) : ([], [])
    var open: [AddedSince] = []
    for item in added {
      let forms = Set(item.names.map(lookup.folding.key))
      let belongs: Belonging?
      switch (forms.isDisjoint(with: ours), forms.isDisjoint(with: theirs)) {
      case (false, true): belongs = .keep
      case (true, false): belongs = .other
      default: belongs = try decide(item.what)
      }
      switch belongs {
      case .keep: report.stayed.append(item.what)
      case .other:
        try give(item.row, item.column)
        report.moved.append(item.what)
      case nil: open.append(item.what)
      }
    }
    guard open.isEmpty else {
      let list = open.prefix(10).map { "\($0.label)\($0.text.isEmpty ? "" : " (“\($0.text.prefix(60))”)")" }
      throw Failure(
        .ambiguous,
        "since the merge \(open.count == 1 ? "one thing was" : "\(open.count) things were") added to \(try topKey()) that could belong to either: \(list.joined(separator: ", "))\(open.count > 10 ? ", …" : ""); say which go to \(otherKey) with --move, and where the rest belongs with --rest keep or --rest other"
      )
    }
  }

  /// The names that actors have now that each has its own again, folded.
  private func names(of rows: [RowID]) throws -> Set<String> {
    Set(
      try rows.flatMap { row in
        try connection.all("SELECT text FROM name WHERE actor_id = \(row.id)") {
          lookup.folding.key($0.text(0) ?? "")
        }
      })
  }
}
