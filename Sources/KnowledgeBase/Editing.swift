// Acts of editing: everything that one command changes is one changeset, all of it or nothing.
import Storage

/// Who makes a change, by which command, and why: what a changeset keeps.
public struct Authorship: Sendable, Hashable {
  /// A person's name.
  public var author: String
  /// The command as typed, or what the program calls its act.
  public var command: String
  public var note: String?

  public init(author: String, command: String, note: String? = nil) {
    (self.author, self.command, self.note) = (author, command, note)
  }
}

/// What an act of editing did.
public struct Edit: Sendable {
  /// The changeset's key; nil where nothing had to be changed, or only a trial was asked for.
  public let changeset: String?
  /// How many rows were added, by table (`actor`, `name`, `quote` …).
  public let added: [String: Int]
  /// How many rows were changed.
  public let changed: Int

  public var isEmpty: Bool { added.isEmpty && changed == 0 }

  /// An act that did nothing.
  package static let none = Edit(changeset: nil, added: [:], changed: 0)
}

/// A file open for one act of editing.
package struct Editor {
  package let lookup: Lookup
  package var connection: Connection { lookup.connection }
}

extension KnowledgeBase {
  /// The tables that hold records, in the order in which they can be filled.
  package static let tables = [
    "topic", "actor", "name", "role", "source", "passage", "mention", "event", "participant", "quote",
    "appearance", "claim",
    "relation", "stance", "evidence", "tag", "document", "extraction", "proposal", "decision", "variant",
    "merged", "distinct_pair",
  ]

  /// Runs `body` as one changeset. An act that changes nothing leaves no changeset.
  ///
  /// - Parameters:
  ///   - isTrial: take everything back at the end, and only say what would have been done.
  ///   - isBulk: rows are written before those that they name, and `body` fills what triggers fill for others: dates,
  ///     search indexes, counts of words.
  ///   - keepsEmpty: asked after `body`: whether the changeset stays although no record changed.
  package func edit(
    _ authorship: Authorship, isTrial: Bool = false, isBulk: Bool = false, keepsEmpty: () -> Bool = { false },
    _ body: (Editor) throws -> Void
  ) throws -> Edit {
    guard isBulk else { return try editOnce(authorship, isTrial, keepsEmpty, body) }
    return try file.withoutReferenceChecks {
      try editOnce(authorship, isTrial, keepsEmpty) { editor in
        try editor.connection.execute("UPDATE editing SET is_bulk = 1")
        try body(editor)
      }
    }
  }

  private func editOnce(
    _ authorship: Authorship, _ isTrial: Bool, _ keepsEmpty: () -> Bool, _ body: (Editor) throws -> Void
  ) throws -> Edit {
    struct TakenBack: Error { let edit: Edit }
    do {
      return try file.write { connection in
        let before = try Self.lastIds(connection)
        try connection.execute(
          "INSERT INTO changeset (author, command, note) VALUES (\(authorship.author), \(authorship.command), \(authorship.note))"
        )
        let id = connection.lastInsertedId
        try connection.execute("INSERT INTO editing (changeset_id) VALUES (\(id))")
        try body(Editor(lookup: Lookup(connection: connection)))
        try connection.execute("DELETE FROM editing")
        var added: [String: Int] = [:]
        for (table, last) in try Self.lastIds(connection) {
          let first = (before[table] ?? 0) &+ 1
          guard last >= first else { continue }
          added[table] = Int(last - first + 1)
          try connection.execute(
            "INSERT INTO changeset_rows (changeset_id, record, first_id, last_id) VALUES (\(id), \(table), \(first), \(last))"
          )
        }
        let changed =
          try connection.first("SELECT count(*) FROM history WHERE changeset_id = \(id)") {
            $0.integer(0) ?? 0
          } ?? 0
        let key = try connection.first("SELECT key FROM changeset WHERE id = \(id)") { $0.text(0) ?? "" }
        let edit = Edit(changeset: key, added: added, changed: changed)
        if isTrial || (edit.isEmpty && !keepsEmpty()) {
          throw TakenBack(edit: Edit(changeset: nil, added: added, changed: changed))
        }
        return edit
      }
    } catch let trial as TakenBack {
      return trial.edit
    }
  }

  /// The highest id that each table of records ever had: ids only rise.
  private static func lastIds(_ connection: Connection) throws -> [String: Int64] {
    var ids: [String: Int64] = [:]
    try connection.rows("SELECT name, seq FROM sqlite_sequence") {
      if let table = $0.text(0), tables.contains(table) { ids[table] = $0.int64(1) }
      return true
    }
    return ids
  }
}
