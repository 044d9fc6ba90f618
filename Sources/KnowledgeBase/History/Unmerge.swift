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
  let entry: RowID
  let keepKey: String
  let otherKey: String
  /// The changeset that merged them.
  let merging: Int64
  /// The record that it was merged into, then the one that this was merged into since, and so on.
  let holders: [Holder]

  /// A record that holds another, and the changeset that gave it what it holds.
  struct Holder {
    let row: RowID
    let merging: Int64
  }

  fileprivate init(_ editor: Editor, _ key: String) throws {
    lookup = editor.lookup
    connection = editor.connection
    history = try RowHistory(connection)
    references = try connection.references()
    let meant = try Self.mergedKey(key, lookup)
    let found = try connection.first(
      "SELECT merges.record, merges.key, merges.into_key, merged.id FROM merged JOIN merges ON merges.key = merged.key WHERE merged.key = \(meant)"
    ) { (kind: $0.text(0) ?? "", other: $0.text(1) ?? "", keep: $0.text(2) ?? "", id: $0.int64(3)) }
    guard let found else {
      throw Failure(
        .notFound,
        "'\(lookup.shown(meant))' was not merged into another record, or was taken out again; kb sql \"select * from merges\" lists them"
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
    entry = RowID(table: "merged", id: found.id)
    merging = try history.changesets(touching: entry, after: 0).last ?? 0
    var holders = [Holder(row: keep, merging: merging)]
    var key = keepKey
    while let onward = try connection.first(
      "SELECT id, into_key FROM merged WHERE key = \(key)", { (id: $0.int64(0), into: $0.text(1) ?? "") })
    {
      let entry = RowID(table: "merged", id: onward.id)
      let merging = try history.changesets(touching: entry, after: 0).last ?? 0
      holders.append(Holder(row: try row(onward.into), merging: merging))
      key = onward.into
    }
    self.holders = holders
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

  fileprivate func run(_ decide: (AddedSince) throws -> Belonging?) throws -> UnmergeReport {
    var report = UnmergeReport(edit: .none)
    (report.keep, report.other) = (keepKey, otherKey)
    let added = try addedSince()
    try connection.execute("UPDATE editing SET is_restoring = 1")
    report.left = try putBack()
    try connection.execute("UPDATE editing SET is_restoring = 0")
    try place(added, &report, decide)
    if kind == "source" {
      try mendPlaces()
      try takeTextBack()
    }
    // (An import that brought the merge brought other things too: it holds.)
    let isLast = try connection.first(
      """
      SELECT NOT EXISTS (SELECT 1 FROM changeset_rows JOIN merged ON merged.id BETWEEN first_id AND last_id
        WHERE changeset_id = \(merging) AND record = 'merged')
        AND NOT EXISTS (SELECT 1 FROM taken_in WHERE changeset_id = \(merging))
      """
    ) { $0.integer(0) == 1 }
    if isLast == true {
      try connection.execute(
        "INSERT INTO taken_back (changeset_id, by_id) SELECT \(merging), changeset_id FROM editing")
    }
    return report
  }
<<<<<<< HEAD
=======

  // MARK: What was added since

  private typealias Added = (row: RowID, column: String, what: AddedSince, names: [String])

  /// Rows that name the one that stayed, and neither did when the merge was done nor came with a record that took
  /// that one in since.
  private func addedSince() throws -> [Added] {
    let top = holders[holders.count - 1].row
    let others = try alsoMerged(top)
    var added: [Added] = []
    for reference in references where reference.target == kind {
      // (A passage goes where what is pinned to it goes.)
      guard !["proposal", "decision", "extraction", "document", "passage"].contains(reference.table) else {
        continue
      }
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
  private func place(
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
>>>>>>> eyes
}
