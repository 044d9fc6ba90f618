// Two copies become one: what an import of another knowledge base takes, whom it believes, and what it did.
import Storage

/// Which of two files is believed where both changed the same.
public enum Preference: String, Sendable, CaseIterable {
  case ours, theirs
  /// Whichever was changed last; of two values of one moment the greater.
  case newer
}

/// Something that both files changed, each in its way.
public struct Conflict: Sendable, Hashable {
  /// One side of it.
  public struct Side: Sendable, Hashable {
    /// The value; nil for none. A record that is named stands as its key.
    public let value: String?
    /// Who gave it this value, and when (UTC, ISO 8601), as far as the history tells.
    public let by, at: String?
  }

  public enum Outcome: String, Sendable {
    /// Nobody chose: ours stays, and the next import lists it again.
    case open
    case ours, theirs
  }

  /// The table: `actor`, `name`, `quote` …
  public let record: String
  /// The record's key; that of the record that the row belongs to, where the row has none.
  public let key: String
  /// The column; `presence` where one file deleted what the other changed or names.
  public let field: String
  public let ours, theirs: Side
  /// What both files held before; nil where they do not know.
  public let base: String?
  public fileprivate(set) var outcome: Outcome
  /// Why it came out so, where nobody could choose.
  public fileprivate(set) var reason: String?

  /// The same question, to find the answer of a person who was asked.
  public var question: String {
    [record, key, field, ours.value ?? "\u{0}", theirs.value ?? "\u{0}"].joined(separator: "\u{1F}")
  }

  package init(
    record: String, key: String, field: String, ours: Side, theirs: Side, base: String?, outcome: Outcome,
    reason: String? = nil
  ) {
    (self.record, self.key, self.field, self.base) = (record, key, field, base)
    (self.ours, self.theirs, self.outcome, self.reason) = (ours, theirs, outcome, reason)
  }
}

/// What became of an import of another knowledge base.
public struct Exchange: Sendable {
  public let edit: Edit
  /// How many rows were changed and deleted; ``Edit/added`` has what was added.
  public let changed, deleted: Int
  /// How many of the rows that could have differed are the same.
  public let same: Int
  /// In the order of the tables.
  public let conflicts: [Conflict]
  /// Whether both files come from one.
  public let hasBase: Bool

  public var open: [Conflict] { conflicts.filter { $0.outcome == .open } }
}

extension KnowledgeBase {
  /// Takes in what another knowledge base knows: one changeset, all of it or nothing. The other file stays as it is.
  ///
  /// What is new is added. Where both files come from one, or have been exchanged before, what only they changed or
  /// deleted is taken over, what only we changed stays; where they do not, nothing is deleted and only empty fields
  /// are filled. What both changed, each in its way, is a conflict.
  ///
  /// - Parameters:
  ///   - other: the path of a knowledge base of this schema or an older one.
  ///   - preference: who is believed in conflicts; nil leaves them open, and ours stays.
  ///   - choices: answers to single conflicts, by ``Conflict/question``; they go before `preference`.
  ///   - remembers: whether later exchanges with that file know of this one; not where it was made for this alone.
  /// - Throws: ``Failure`` where the other file is no knowledge base, is damaged, or comes from a newer version.
  public func takeIn(
    _ other: String, prefer preference: Preference? = nil, choices: [String: Preference] = [:],
    by authorship: Authorship, isTrial: Bool = false, remembers: Bool = true,
    progress: (Int) -> Void = { _ in }
  ) throws -> Exchange {
    try OtherFile.reading(other, besides: path) { theirs in
      var work: TakingIn!
      let edit = try edit(authorship, isTrial: isTrial, keepsEmpty: { work.isToBeKept }) { editor in
        work = try TakingIn(
          ours: Copy(editor.connection), theirs: Copy(theirs), preference: preference, choices: choices,
          remembers: remembers)
        try work.run(progress: progress)
      }
      return Exchange(
        edit: edit, changed: work.changed, deleted: work.deleted, same: work.same, conflicts: work.conflicts,
        hasBase: work.hasBase)
    }
  }
}

extension KnowledgeBase {
  /// Whether a file is a SQLite file, by its first bytes. (A pipe is none, and is not read.)
  public static func isDatabase(_ path: String) -> Bool { DatabaseFile.isSQLite(path) }
}
