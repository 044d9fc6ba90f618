// Conflicts that nobody settled: what each file left open, and what it decided since.
import Storage

/// The questions of `unsettled` in both files.
struct OpenQuestions {
  struct Place: Hashable {
    let table: String
    let id: Int64
    let field: String
  }

  /// On which side a question is still open.
  enum Openness {
    case none, both
    /// The other side decided since: its value is the answer.
    case onlyOurs, onlyTheirs
  }

  private var ours: [Place: (theirId: Int64, isOpen: Bool)] = [:]
  private var theirs: [Place: Bool] = [:]
  private var changes: [Place: (theirId: Int64, isOpen: Bool)] = [:]

  var hasChanged: Bool { !changes.isEmpty }
  /// Whether there is no question at all.
  var isEmpty: Bool { ours.isEmpty && theirs.isEmpty && changes.isEmpty }

  init() {}

  init(ours: Copy, theirs: Copy) throws {
    self.ours = try Self.read(ours)
    self.theirs = try Self.read(theirs).mapValues(\.isOpen)
  }

  func isOpen(_ table: String, _ ourId: Int64, _ field: String, their theirId: Int64) -> Openness {
    let here = ours[Place(table: table, id: ourId, field: field)]?.isOpen
    let there = theirs[Place(table: table, id: theirId, field: field)]
    switch (here, there) {
    case (true, false): return .onlyOurs
    case (false, true): return .onlyTheirs
    case (true, _), (_, true): return .both
    default: return .none
    }
  }

  func isOpenThere(_ table: String, _ theirId: Int64, _ field: String) -> Bool {
    theirs[Place(table: table, id: theirId, field: field)] == true
  }

  /// The rows about which anything is open, by their id there or here.
  func rows(_ table: String) -> [(theirId: Int64?, ourId: Int64?)] {
    ours.filter { $0.key.table == table && $0.value.isOpen }.flatMap {
      [($0.value.theirId, nil), (nil, $0.key.id)] as [(Int64?, Int64?)]
    } + theirs.filter { $0.key.table == table && $0.value }.map { ($0.key.id, nil) }
  }

  /// Leaves a question open.
  mutating func leave(_ table: String, _ ourId: Int64, _ field: String, their theirId: Int64) {
    let place = Place(table: table, id: ourId, field: field)
    changes[place] = ours[place]?.isOpen == true ? nil : (theirId, true)
  }

  /// Writes down that a question which was open is settled, by choice or because both say the same.
  mutating func settle(_ table: String, _ ourId: Int64, _ field: String, their theirId: Int64) {
    let place = Place(table: table, id: ourId, field: field)
    let wasOpen =
      ours[place]?.isOpen == true || theirs[Place(table: table, id: theirId, field: field)] == true
    changes[place] = wasOpen && ours[place]?.isOpen != false ? (theirId, false) : nil
  }

  func write(to file: Copy, changeset: Int64) throws {
    let insert = try file.statement(
      "INSERT INTO unsettled (changeset_id, record, record_id, field, their_id, is_open) VALUES (?, ?, ?, ?, ?, ?)"
    )
    for (place, change) in changes {
      insert.bind(1, changeset)
      insert.bind(2, place.table)
      insert.bind(3, place.id)
      insert.bind(4, place.field)
      insert.bind(5, change.theirId)
      insert.bind(6, change.isOpen ? 1 : 0)
      try insert.run()
    }
  }

  /// What a file says last on each question, but for imports that were taken back; what was edited since is settled.
  private static func read(_ file: Copy) throws -> [Place: (theirId: Int64, isOpen: Bool)] {
    guard file.tables.contains("unsettled") else { return [:] }
    var questions: [Place: (theirId: Int64, isOpen: Bool)] = [:]
    var changesets: [Place: Int64] = [:]
    try file.connection.rows(
      """
      SELECT record, record_id, field, their_id, is_open, changeset_id FROM unsettled WHERE NOT EXISTS (
        SELECT 1 FROM taken_back WHERE taken_back.changeset_id = unsettled.changeset_id AND until_id IS NULL)
      ORDER BY changeset_id
      """
    ) { row in
      let place = Place(table: row.text(0) ?? "", id: row.int64(1), field: row.text(2) ?? "")
      questions[place] = (row.int64(3), row.int64(4) == 1)
      changesets[place] = row.int64(5)
      return true
    }
    for (place, question) in questions where question.isOpen {
      guard let shape = Shape.named[place.table] else { continue }
      let current = try file.row(shape, place.id)
      let value = shape.place(of: place.field).flatMap { column in current?[column] }
      let path = "$.\(place.field)"
      try file.connection.rows(
        """
        SELECT json_extract(old, \(path)) FROM history WHERE record = \(place.table) AND record_id = \(place.id)
        AND changeset_id > \(changesets[place] ?? 0)
        """
      ) { row in
        if value == nil || Cell(row, 0) != value { questions[place]?.isOpen = false }
        return true
      }
    }
    return questions
  }
}
