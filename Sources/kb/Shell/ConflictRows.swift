// How conflicts between two knowledge bases are listed, and what is said of an import of one.
import Interchange
import KnowledgeBase

struct ConflictRows {
  private static let columns = [
    "record", "key", "field", "ours", "theirs", "base", "ours_by", "ours_at", "theirs_by", "theirs_at",
    "outcome",
    "reason",
  ]
  private let options: OutputOptions

  init(_ options: OutputOptions) { self.options = options }

  func write(_ conflicts: [Conflict]) throws {
    let output = Shell.output()
    if let rows = try options.format().rows {
      let writer = rows.writer(to: output, options.rowOptions())
      try writer.begin(Self.columns)
      for conflict in conflicts {
        try writer.write(
          TextCells([
            conflict.record, conflict.key, conflict.field, conflict.ours.value, conflict.theirs.value,
            conflict.base, conflict.ours.by, conflict.ours.at, conflict.theirs.by, conflict.theirs.at,
            conflict.outcome.rawValue, conflict.reason,
          ]))
      }
      try writer.end()
    } else {
      for conflict in conflicts { try output.write(Self.text(conflict) + "\n") }
    }
    try output.flush()
  }

  /// A conflict as a person reads it.
  static func text(_ conflict: Conflict) -> String {
    func line(_ name: String, _ side: Conflict.Side) -> String {
      let who = [side.by.map { "by \(Style.safe($0))" }, side.at.map { String($0.prefix(16)) }].compactMap {
        $0
      }
      return "\n  \(name): \(side.value.map { Style.safe($0) } ?? "none")"
        + (who.isEmpty ? "" : " " + Style.dim("(\(who.joined(separator: ", ")))"))
    }
    let outcome =
      switch conflict.outcome {
      case .open: "left open, ours stays"
      case .ours: "ours stays"
      case .theirs: "theirs taken"
      }
    return "\(Style.bold(Style.safe(conflict.key))) · \(conflict.record) · \(conflict.field): \(outcome)"
      + line("ours", conflict.ours) + line("theirs", conflict.theirs)
      + (conflict.base.map { "\n  before: \(Style.safe($0))" } ?? "")
      + (conflict.reason.map { "\n  \(Style.safe($0))" } ?? "")
  }
}

extension Exchange {
  /// "added 12 actors; changed 3 rows; deleted 1 row; 40 the same".
  var summary: String {
    let parts = [
      edit.additions, changed == 0 ? nil : "changed \(counted(changed, "row"))",
      deleted == 0 ? nil : "deleted \(counted(deleted, "row"))",
    ].compactMap { $0 }
    return (parts.isEmpty ? "nothing new" : parts.joined(separator: "; "))
      + (same == 0 ? "" : "; \(same.grouped) the same")
  }

  /// What else the importer should know.
  var notes: [String] {
    let settled = conflicts.count - open.count
    return [
      hasBase
        ? nil
        : "the files have no changeset in common, so nothing was deleted and only empty fields were filled",
      settled == 0 ? nil : "\(counted(settled, "conflict")) settled",
      open.isEmpty
        ? nil
        : "\(counted(open.count, "conflict")) left open: ours stays; settle with --prefer ours, theirs or newer",
    ].compactMap { $0 }
  }
}
