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
  public internal(set) var edit = Edit.none
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
    var report = UnmergeReport()
    let edit = try edit(authorship, isTrial: isTrial) { report = try Unmerge($0, key).run(decide) }
    report.edit = edit
    return report
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
    let lookup = lookup
    func row(_ key: String) throws -> RowID {
      RowID(table: found.kind, id: try lookup.id(of: key, in: found.kind))
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
    var report = UnmergeReport()
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
}
