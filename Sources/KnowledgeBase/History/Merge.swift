// Two entries for one thing become one.
import Storage

/// What a merge did.
public struct MergeReport: Sendable {
  public let edit: Edit
  /// The key of the record that stayed, and those of the records that went into it.
  public let keep: String
  public let others: [String]
  /// What could surprise: that the records are of two kinds, or were found under a merged key.
  public let notes: [String]
}

extension KnowledgeBase {
  /// What can be merged: records that can be set aside.
  package static let mergeable = ["actor", "source", "quote", "claim", "relation", "stance", "event"]

  /// Takes other records into one: all that named them names the one that stays, and their keys find it. What it left
  /// empty is filled from them. One changeset; ``unmerge(_:moving:rest:by:isTrial:)`` takes it back, also much later.
  ///
  /// The others' rows stay, retracted: what was extracted and decided on them goes on saying so.
  ///
  /// - Parameters:
  ///   - keep: the key or name of the record that stays.
  ///   - others: those of the records that go into it.
  /// - Throws: ``Failure`` where the records are of several kinds, are sources with different texts, or are quotes in
  ///   different words, which are linked and not merged.
  public func merge(
    _ keep: String, _ others: [String], by authorship: Authorship, isTrial: Bool = false
  ) throws -> MergeReport {
    var keys: (keep: String, others: [String]) = (keep, [])
    var notes: [String] = []
    let edit = try edit(authorship, isTrial: isTrial) { editor in
      keys.others = []
      for other in others {
        let merge = try Merge(editor, keep: keep, other: other)
        try merge.run()
        keys = (merge.keepKey, keys.others + [merge.otherKey])
      }
      notes = editor.lookup.notes
    }
    return MergeReport(edit: edit, keep: keys.keep, others: keys.others, notes: notes)
  }
}

/// One record going into another.
struct Merge {
  let lookup: Lookup
  let connection: Connection
  let kind: String
  let keep: RowID
  let other: RowID
  let keepKey: String
  let otherKey: String

  fileprivate init(_ editor: Editor, keep: String, other: String) throws {
    lookup = editor.lookup
    connection = editor.connection
    let (kind, keepKey) = try lookup.record(keep)
    let (otherKind, otherKey) = try lookup.record(other)
    guard KnowledgeBase.mergeable.contains(kind) else {
      throw Failure(.invalid, "\(keepKey) is of the kind \(kind), and such records are not merged")
    }
    guard kind == otherKind else {
      throw Failure(.invalid, "\(keepKey) (\(kind)) and \(otherKey) (\(otherKind)) are of two kinds")
    }
    guard keepKey != otherKey else {
      throw Failure(
        .invalid, "'\(lookup.shown(other))' and '\(lookup.shown(keep))' are one record already: \(keepKey)")
    }
    (self.kind, self.keepKey, self.otherKey) = (kind, keepKey, otherKey)
    self.keep = RowID(table: kind, id: try lookup.id(of: keepKey, in: kind))
    self.other = RowID(table: kind, id: try lookup.id(of: otherKey, in: kind))
  }

  fileprivate func run() throws {
    try checkAreAlike()
    if kind == "source" { try bringTextTogether() }
    if kind == "quote" { try checkWords() }
    try fill()
    if kind == "actor" { try moveNames() }
    for reference in try connection.references() where reference.target == kind { try move(reference) }
    // (A proposed quote whose speaker is open cannot be retracted: nobody stood behind it.)
    let status: SQL = kind == "quote" ? "iif(speaker_id IS NULL, 'rejected', 'retracted')" : "'retracted'"
    try connection.execute("UPDATE \(raw: kind) SET status = \(status) WHERE id = \(other.id)")
    try connection.execute("INSERT INTO merged (key, into_key) VALUES (\(otherKey), \(keepKey))")
  }

  /// - Throws: ``Failure`` where a person decided that the two are not the same.
  private func checkAreAlike() throws {
    guard try !lookup.areDistinct(keepKey, otherKey) else {
      throw Failure(
        .invalid,
        "\(keepKey) and \(otherKey) were marked as not the same; kb duplicates \(kind)s --not-same \(keepKey) \(otherKey) --remove takes that back"
      )
    }
    guard kind == "actor" else { return }
    let kinds = try [keep, other].map { row in
      try connection.first("SELECT kind FROM actor WHERE id = \(row.id)") { $0.text(0) ?? "" } ?? ""
    }
    if kinds[0] != kinds[1] {
      lookup.notes.append("\(keepKey) is of the kind \(kinds[0]), \(otherKey) of the kind \(kinds[1])")
    }
  }

  /// Quotes in other words are variants.
  private func checkWords() throws {
    let words = try [keep, other].map { quote in
      try connection.first("SELECT text FROM quote WHERE id = \(quote.id)") {
        lookup.folding.words($0.text(0) ?? "")
      }
    }
    guard words[0] == words[1] else {
      throw Failure(
        .invalid,
        "\(keepKey) and \(otherKey) have different words: they are linked, not merged; kb link \(otherKey) --variant-of \(keepKey)"
      )
    }
  }

  /// The text of a source that has none comes from the other; two texts stay two sources.
  private func bringTextTogether() throws {
    let texts = try connection.first(
      """
      SELECT one.text IS NULL, two.text IS NULL, one.text IS two.text FROM source AS one, source AS two
      WHERE one.id = \(keep.id) AND two.id = \(other.id)
      """
    ) { (keepHasNone: $0.integer(0) == 1, otherHasNone: $0.integer(1) == 1, areSame: $0.integer(2) == 1) }
    guard let texts, !texts.areSame, !texts.otherHasNone else { return }
    guard texts.keepHasNone else {
      throw Failure(
        .invalid,
        "\(keepKey) and \(otherKey) have different archived texts, so they are not one source; kb edit \(otherKey) --version-of \(keepKey) says that one is a later version"
      )
    }
    try connection.execute(
      "UPDATE source SET text = (SELECT text FROM source WHERE id = \(other.id)) WHERE id = \(keep.id)")
    try connection.execute("UPDATE document SET source_id = \(keep.id) WHERE source_id = \(other.id)")
  }

  /// What the one that stays does not say is taken from the other.
  private func fill() throws {
    let table = try RecordTable.all(connection).first { $0.name == kind }!
    // (An actor's language is that of its name.)
    let own = ["key", "status", "text", "name"] + (kind == "actor" ? ["language"] : [])
    for column in table.columns where !own.contains(column) {
      let isEmpty: SQL = column == "language" ? "IN ('und')" : "IS NULL"
      try attempt {
        try connection.execute(
          """
          UPDATE \(raw: kind) SET "\(raw: column)" = (SELECT "\(raw: column)" FROM \(raw: kind) WHERE id = \(other.id))
          WHERE id = \(keep.id) AND "\(raw: column)" \(isEmpty)
            AND (SELECT "\(raw: column)" FROM \(raw: kind) WHERE id = \(other.id)) <> 'und'
          """)
      }
    }
    try connection.execute(
      """
      UPDATE \(raw: kind) SET status = 'accepted' WHERE id = \(keep.id) AND status = 'proposed'
        AND (SELECT status FROM \(raw: kind) WHERE id = \(other.id)) = 'accepted'
      """)
  }

  /// The other's names become names of the one that stays, unless it has them. A primary name stays where it is, and
  /// comes as an alias.
  private func moveNames() throws {
    let isNew: SQL =
      "NOT EXISTS (SELECT 1 FROM name AS had WHERE had.actor_id = \(keep.id) AND had.text = name.text AND had.language = name.language)"
    try connection.execute(
      """
      INSERT INTO name (actor_id, text, language, kind)
      SELECT \(keep.id), text, language, 'alias' FROM name WHERE actor_id = \(other.id) AND kind = 'primary' AND \(isNew)
      """)
    let names = try connection.all(
      "SELECT id FROM name WHERE actor_id = \(other.id) AND kind <> 'primary' AND \(isNew) ORDER BY id"
    ) { $0.int64(0) }
    for name in names {
      try attempt { try connection.execute("UPDATE name SET actor_id = \(keep.id) WHERE id = \(name)") }
    }
  }

  /// What was extracted and decided goes on naming what it named.
  static let staying: Set = ["proposal", "decision", "extraction", "document"]

  /// Rows that name the other name the one that stays.
  private func move(_ reference: Reference) throws {
    // (Names are moved by themselves.)
    guard reference.table != "name", !Self.staying.contains(reference.table) else { return }
    let (table, column) = (reference.table, reference.column)
    let ids = try connection.all(
      "SELECT id FROM \(raw: table) WHERE \"\(raw: column)\" = \(other.id) ORDER BY id"
    ) { $0.int64(0) }
    for id in ids {
      let isDone = try attempt {
        try connection.execute("UPDATE \(raw: table) SET \"\(raw: column)\" = \(keep.id) WHERE id = \(id)")
      }
      if !isDone { try settle(RowID(table: table, id: id), column) }
    }
  }

  /// A row that cannot name the one that stays: it would say what another says already, or name itself.
  private func settle(_ row: RowID, _ column: String) throws {
    switch row.table {
    case "passage":
      // The same stretch is pinned there: what stands on the one stands on the other.
      let twin = try connection.first(
        """
        SELECT one.id FROM passage AS one JOIN passage AS two ON one.start = two.start AND one."end" = two."end"
        WHERE one.source_id = \(keep.id) AND two.id = \(row.id)
        """
      ) { $0.int64(0) }
      guard let twin else { return }
      for table in ["appearance", "evidence"] {
        let ids = try connection.all("SELECT id FROM \(raw: table) WHERE passage_id = \(row.id)") {
          $0.int64(0)
        }
        for id in ids {
          let isDone = try attempt {
            try connection.execute(
              "UPDATE \(raw: table) SET source_id = \(keep.id), passage_id = \(twin) WHERE id = \(id)")
          }
          if !isDone { try connection.execute("DELETE FROM \(raw: table) WHERE id = \(id)") }
        }
      }
      try connection.execute("DELETE FROM passage WHERE id = \(row.id)")
    case let table where KnowledgeBase.mergeable.contains(table):
      if row.table == kind {
        // (It named the other as its original or its earlier version, and that is now itself.)
        try connection.execute("UPDATE \(raw: table) SET \"\(raw: column)\" = NULL WHERE id = \(row.id)")
      } else {
        try connection.execute("UPDATE \(raw: table) SET status = 'retracted' WHERE id = \(row.id)")
      }
    default: try connection.execute("DELETE FROM \(raw: row.table) WHERE id = \(row.id)")
    }
  }

  /// Whether the rules of the schema let something be done.
  @discardableResult private func attempt(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let failure as Failure where failure.kind == .invalid {
      return false
    }
  }
}
