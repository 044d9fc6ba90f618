// Taking changesets back.
import Storage

/// What was taken back.
public struct UndoReport: Sendable {
  public let edit: Edit
  /// The keys of the changesets that were taken back, newest first: the one that was named, and those that built on it.
  public let changesets: [String]
}

extension KnowledgeBase {
  /// Takes a changeset back: every row that it touched is again as it was before, in one changeset more. The history
  /// keeps both, and this can be taken back in turn.
  ///
  /// - Parameter cascade: take back later changesets too that build on it; else these are a reason to refuse.
  /// - Throws: ``Failure``: `notFound` where there is no such changeset; `invalid` where it was taken back already,
  ///   or where later changesets build on it, which are named.
  public func undo(
    _ changeset: String, cascade: Bool = false, by authorship: Authorship, isTrial: Bool = false
  ) throws -> UndoReport {
    var taken: [String] = []
    var more: Set<Int64> = []
    // Newest first; where one shows that later ones build on it, all begins again with these.
    while true {
      do {
        let edit = try edit(authorship, isTrial: isTrial) { editor in
          taken = try Undo(editor).run(changeset, and: more, cascade: cascade)
        }
        return UndoReport(edit: edit, changesets: taken)
      } catch let later as LaterChanges {
        more.formUnion(later.ids)
      }
    }
  }
}

/// Changesets that build on what was to be taken back.
private struct LaterChanges: Error { let ids: Set<Int64> }

/// One act of taking back.
struct Undo {
  private let lookup: Lookup
  private let connection: Connection
  private let history: RowHistory
  private let references: [Reference]

  init(_ editor: Editor) throws {
    lookup = editor.lookup
    connection = editor.connection
    history = try RowHistory(connection)
    references = try connection.references()
  }

  /// - Parameter more: later changesets that go too.
  /// - Returns: the keys of what was taken back, newest first.
  fileprivate func run(_ key: String, and more: Set<Int64>, cascade: Bool) throws -> [String] {
    let wanted = more.union([try changeset(key)]).sorted(by: >)
    for id in wanted {
      let plan = try UndoPlan(id, history, references)
      let later = plan.conflicts.subtracting(wanted)
      guard later.isEmpty else { throw cascade ? LaterChanges(ids: later) : try refusal(key, later) }
      if let row = plan.blocked {
        throw Failure(
          .invalid,
          "\(try self.key(id)) cannot be taken back: the \(row.table) with the id \(row.id) is not as it left it, and no changeset that holds says why"
        )
      }
      try apply(plan, of: id)
    }
    return try wanted.map(self.key)
  }

  private func changeset(_ key: String) throws -> Int64 {
    let found = try connection.first("SELECT id FROM changeset WHERE key = \(key)") { $0.int64(0) }
    guard let found else {
      throw Failure(.notFound, "there is no changeset '\(lookup.shown(key))'; kb log lists them")
    }
    let taker = try connection.first("SELECT taken_back_by FROM changesets WHERE key = \(key)") { $0.text(0) }
    if let taker = taker ?? nil {
      throw Failure(.invalid, "\(key) was taken back already, by \(taker); kb undo \(taker) brings it back")
    }
    return found
  }

  private func key(_ id: Int64) throws -> String {
    try connection.first("SELECT key FROM changeset WHERE id = \(id)") { $0.text(0) ?? "" } ?? ""
  }

  private func refusal(_ key: String, _ later: Set<Int64>) throws -> Failure {
    let list = try later.sorted().prefix(5).map { id in
      try connection.first("SELECT key, author, command FROM changeset WHERE id = \(id)") {
        "\($0.text(0) ?? "") (\($0.text(1) ?? ""): \($0.text(2) ?? ""))"
      } ?? ""
    }
    return Failure(
      .invalid,
      "\(key) cannot be taken back by itself, for \(later.count == 1 ? "a later change builds" : "later changes build") on it: \(list.joined(separator: ", "))\(later.count > 5 ? ", …" : ""); kb undo \(key) --cascade takes back \(later.count == 1 ? "that" : "those") too"
    )
  }

  /// Does the steps of a plan, each as soon as the rules of the schema let it be done.
  private func apply(_ plan: UndoPlan, of changeset: Int64) throws {
    try connection.execute("UPDATE editing SET is_restoring = 1")
    if let refused = try history.perform(plan.steps).first {
      throw Failure(.invalid, "\(try key(changeset)) cannot be taken back: \(refused.reason.description)")
    }
    try connection.execute("UPDATE editing SET is_restoring = 0")
    // What it had taken back itself holds again.
    try connection.execute(
      "UPDATE taken_back SET until_id = (SELECT changeset_id FROM editing) WHERE by_id = \(changeset) AND until_id IS NULL"
    )
    try connection.execute(
      "INSERT INTO taken_back (changeset_id, by_id) SELECT \(changeset), changeset_id FROM editing")
  }
}
