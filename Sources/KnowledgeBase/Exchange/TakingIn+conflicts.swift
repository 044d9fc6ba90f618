// Who is believed where both files changed the same.
import Storage

extension TakingIn {
  /// Settles a conflict by choice, and lists it.
  ///
  /// - Parameters:
  ///   - place: of the column; nil for the row itself.
  ///   - ruling: why ours stays whatever anybody chooses.
  func settle(
    _ shape: Shape, _ theirId: Int64, _ ourId: Int64, _ field: String, place: Int?, label: String,
    ours: String?,
    theirs: String?, base: String?, mine: [Cell]?, current: [Cell]?, ruling: String? = nil
  ) throws -> Conflict.Outcome {
    let here = try self.ours.lastChange(shape, ourId, place, mine)
    let there = try self.theirs.lastChange(shape, theirId, place, current)
    func conflict(_ outcome: Conflict.Outcome) -> Conflict {
      Conflict(
        record: shape.table, key: label, field: field, ours: .init(value: ours, by: here?.by, at: here?.at),
        theirs: .init(value: theirs, by: there?.by, at: there?.at), base: base, outcome: outcome,
        reason: ruling)
    }
    let outcome: Conflict.Outcome
    switch ruling == nil ? choices[conflict(.open).question] ?? preference : .ours {
    case nil: outcome = .open
    case .ours: outcome = .ours
    case .theirs: outcome = .theirs
    case .newer:
      let (mine, other) = ((here?.at ?? "", ours ?? ""), (there?.at ?? "", theirs ?? ""))
      let isTheirs =
        mine.0 == other.0 ? mine.1.utf8.lexicographicallyPrecedes(other.1.utf8) : mine.0 < other.0
      outcome = isTheirs ? .theirs : .ours
    }
    // (Once: a row that breaks a rule is looked at again.)
    if asked.insert(conflict(outcome).question).inserted { conflicts.append(conflict(outcome)) }
    if outcome == .open {
      questions.leave(shape.table, ourId, field, their: theirId)
    } else if ruling == nil {
      questions.settle(shape.table, ourId, field, their: theirId)
    }
    return outcome
  }

  /// Rows of theirs about which a question is open, so that they are looked at although nothing is new in them.
  func reopened(_ shape: Shape) throws -> Set<Int64> {
    var ids: Set<Int64> = []
    for (theirId, ourId) in questions.rows(shape.table) {
      if let theirId {
        ids.insert(theirId)
      } else if let ourId, shape.isKeyed || shape.table == "merged",
        let row = try ours.row(shape, ourId), let there = try theirs.find(shape, row)
      {
        ids.insert(there)
      }
    }
    return ids
  }
}
