// The walk through another file: what it has that is new or different, table by table.
import Storage

/// Takes the work of another file into ours.
///
/// **What is one row.** Ids differ between files. A record is one by its key; a source also by the hash of the file that
/// it came from, a relation by what it relates. A row without a key is one by what its table's unique index says,
/// with the rows that it names matched first. Where a row was changed since, it is matched as it was before.
///
/// **What is news.** Each file can say what the other knows of a row (``Copy/known(_:_:_:)``): the row as it was at the
/// last changeset that the other has, with what later imports brought in from there. A value that differs from that is
/// news. News on one side only is taken over, or stays; on both sides, and different, it is a conflict. That holds
/// for one-sided exchanges as for swaps in which each takes in the other's file of the same day, week after week.
///
/// **What was decided once stays decided.** Where ours was chosen, it is news to the other side only, so its next import
/// takes it. Where nobody chose, `unsettled` keeps the question for both.
///
/// **What is used is not gone.** A record that one side deleted and the other names anew stays, or comes back.
///
/// Each row passes by all rules of the schema. One that breaks a rule waits until all others are in, and is a conflict
/// if it still does.
final class TakingIn {
  let ours, theirs: Copy
  let preference: Preference?
  let choices: [String: Preference]
  /// Whether later exchanges with that file know of this one.
  let remembers: Bool
  let acquaintance: Acquaintance
  /// Their rows' ids here.
  var ourIds: [String: [Int64: Int64]] = [:]
  /// Rows of ours that are gone, or are now something else, by what they were when theirs knew them.
  var moved: [String: [[Cell]: Int64]] = [:]
  /// Rows of ours without a key, by all that they were since the files parted.
  lazy var past = Result { try readPast() }
  /// The highest id of each table before anything was taken.
  var lastIds: [String: Int64] = [:]
  /// Their rows that were brought in before their turn.
  var handled: [String: Set<Int64>] = [:]
  /// Merges that hold here when all is done, and those that theirs have.
  var merges: [String: String] = [:]
  var theirMerges: [String: String] = [:]
  /// Keys of records that theirs merged since.
  var newMerges: Set<String> = []
  var questions = OpenQuestions()
  var changeset: Int64 = 0
  /// Whether records may be deleted yet: they go last, when nothing names them any more.
  var isDeleting = false
  var isLastTry = false
  private var waiting: [(shape: Shape, id: Int64)] = []
  private var doomed: [(shape: Shape, id: Int64)] = []

  /// Whether theirs has anything that ours does not know, be it the same here.
  var hasNews = false
  var changed = 0
  var deleted = 0
  var same = 0
  var conflicts: [Conflict] = []
  var asked: Set<String> = []

  var hasBase: Bool { ours.since > 0 || theirs.since > 0 }
  /// Whether something was learned that later exchanges need to know, although no row changed.
  var isToBeKept: Bool { remembers && (acquaintance.isNew && hasNews || questions.hasChanged) }

  init(
    ours: Copy, theirs: Copy, preference: Preference?, choices: [String: Preference], remembers: Bool = true
  ) throws {
    (self.ours, self.theirs, self.preference, self.choices) = (ours, theirs, preference, choices)
    self.remembers = remembers
    acquaintance = try Acquaintance(ours: ours, theirs: theirs)
    changeset = try ours.connection.first("SELECT changeset_id FROM editing") { $0.int64(0) } ?? 0
    for shape in Shape.all { lastIds[shape.table] = try ours.connection.nextId(in: shape.table) - 1 }
  }

  func run(progress: (Int) -> Void) throws {
    try readMoved()
    try readMerges()
    questions = try OpenQuestions(ours: ours, theirs: theirs)
    var count = 0
    for shape in Shape.all {
      // Rows that nobody names are deleted first, so that others can take their place.
      let touched = (theirs.touched[shape.table] ?? []).union(try reopened(shape)).sorted()
      if !shape.isNamed {
        for id in touched where try theirs.row(shape, id) == nil { try attempt(shape, id) }
      }
      for id in touched {
        count += 1
        progress(count)
        if try shape.isNamed || theirs.row(shape, id) != nil { try attempt(shape, id) }
      }
      try theirs.addedRows(shape, all: !newMerges.isEmpty) { id, cells in
        count += 1
        progress(count)
        try attempt(shape, id, cells)
      }
    }
    try retry()
    isDeleting = true
    waiting = doomed.reversed()
    try retry()
    try movePointers()
    guard remembers else { return }
    try questions.write(to: ours, changeset: changeset)
    try acquaintance.write(to: ours, changeset: changeset)
  }

  /// Goes through what broke a rule until nothing more fits; what is left says why.
  private func retry() throws {
    while !waiting.isEmpty, !isLastTry {
      let before = waiting
      waiting = []
      for (shape, id) in before { try attempt(shape, id) }
      isLastTry = waiting.count == before.count
    }
    let left = waiting
    waiting = []
    for (shape, id) in left { try attempt(shape, id) }
    isLastTry = false
  }

  private func attempt(_ shape: Shape, _ id: Int64, _ cells: [Cell]? = nil) throws {
    guard handled[shape.table]?.contains(id) != true else { return }
    let current = try cells ?? theirs.row(shape, id)
    do {
      if try take(shape, id, current) == .later { doomed.append((shape, id)) }
    } catch let failure as Failure where failure.kind == .invalid {
      guard isLastTry else { return waiting.append((shape, id)) }
      try refused(shape, id, current, failure)
    }
  }

  /// Lists a row of theirs that breaks a rule here.
  private func refused(_ shape: Shape, _ id: Int64, _ current: [Cell]?, _ failure: Failure) throws {
    let known = try theirs.known(shape, id, current)
    guard let cells = current ?? known else { return }
    let there = try find(shape, id, known ?? cells) ?? find(shape, id, cells)
    let here = try there.flatMap { try ours.row(shape, $0) }
    let author = try theirs.lastChange(shape, id, nil, current)
    let mine = try there.flatMap { try ours.lastChange(shape, $0, nil, here) }
    if let there { questions.leave(shape.table, there, "presence", their: id) }
    conflicts.append(
      Conflict(
        record: shape.table, key: try label(shape, cells, theirs), field: "presence",
        ours: .init(value: here == nil ? nil : "kept as it is", by: mine?.by, at: mine?.at),
        theirs: .init(
          value: current == nil ? "deleted" : known == nil ? "added" : "changed", by: author?.by,
          at: author?.at),
        base: nil, outcome: .open, reason: failure.description))
  }
}
