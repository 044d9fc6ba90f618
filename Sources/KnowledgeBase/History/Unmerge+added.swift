// What was added to a merged record since the merge, and to whom it belongs.
import Storage
import TextFolding

extension Unmerge {
  typealias Added = (row: RowID, column: String, what: AddedSince, names: [String])

  /// Rows that name the one that stayed, and did not when the merge was done.
  func addedSince() throws -> [Added] {
    var added: [Added] = []
    for reference in references where reference.target == kind {
      guard !["proposal", "decision", "extraction", "document"].contains(reference.table) else { continue }
      let (table, column) = (reference.table, reference.column)
      let ids = try connection.all(
        """
        SELECT id FROM \(raw: table) AS mine WHERE "\(raw: column)" = \(keep.id) AND (
          EXISTS (SELECT 1 FROM changeset_rows WHERE record = '\(raw: table)' AND changeset_id > \(merging) AND mine.id BETWEEN first_id AND last_id)
          OR EXISTS (SELECT 1 FROM history WHERE record = '\(raw: table)' AND record_id = mine.id AND changeset_id > \(merging)))
        ORDER BY id
        """
      ) { $0.int64(0) }
      for id in ids {
        let row = RowID(table: table, id: id)
        if case .integer(let then)? = try history.state(row, after: merging)?[column], then == keep.id {
          continue
        }
        added.append(try described(row, column))
      }
    }
    return added
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
    let said = text("text") ?? text("title") ?? text("surface") ?? text("part") ?? ""
    return (row, column, AddedSince(kind: row.table, label: label, text: said), names)
  }

  /// Gives what was added since to whom it belongs.
  func place(
    _ added: [Added], _ report: inout UnmergeReport, _ decide: (AddedSince) throws -> Belonging?
  ) throws {
    let (ours, theirs) = kind == "actor" ? (try names(of: keep), try names(of: other)) : ([], [])
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
        try connection.execute(
          "UPDATE \(raw: item.row.table) SET \"\(raw: item.column)\" = \(other.id) WHERE id = \(item.row.id)")
        report.moved.append(item.what)
      case nil: open.append(item.what)
      }
    }
    guard open.isEmpty else {
      let list = open.prefix(10).map { "\($0.label)\($0.text.isEmpty ? "" : " (“\($0.text.prefix(60))”)")" }
      throw Failure(
        .ambiguous,
        "since the merge \(open.count == 1 ? "one thing was" : "\(open.count) things were") added to \(keepKey) that could belong to either: \(list.joined(separator: ", "))\(open.count > 10 ? ", …" : ""); say which go to \(otherKey) with --move, and where the rest belongs with --rest keep or --rest other"
      )
    }
  }

  /// The names that a record has now that each has its own again, folded.
  private func names(of row: RowID) throws -> Set<String> {
    Set(
      try connection.all("SELECT text FROM name WHERE actor_id = \(row.id)") {
        lookup.folding.key($0.text(0) ?? "")
      })
  }
}
