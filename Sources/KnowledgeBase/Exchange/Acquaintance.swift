// How far two files know each other: which changesets of each the other has, or has taken in.
import Storage

/// What two files have in common.
///
/// A file that is a copy of another begins with the same changesets; an import writes down which ones it took in.
/// So the last changeset of each file that the other knows can be told, and everything up to it is known to both.
struct Acquaintance {
  /// Their changesets that ours did not know, the last one of their own at the end.
  private(set) var news: [String] = []
  private(set) var theirLast: String?

  /// Finds out, and sets `since`, `exchanged`, `touched` and `ranges` of both.
  init(ours: Copy, theirs: Copy) throws {
    let (ourOwn, theirOwn) = (try ours.changesets(), try theirs.changesets())
    let (ourTaken, theirTaken) = (try ours.takenIn(), try theirs.takenIn())
    let known = Set(ourOwn.map(\.key)).union(ourTaken.map(\.key))
    let knownThere = Set(theirOwn.map(\.key)).union(theirTaken.map(\.key))
    ours.since = ourOwn.last { knownThere.contains($0.key) }?.id ?? 0
    theirs.since = theirOwn.last { known.contains($0.key) }?.id ?? 0
    // Another program's changeset lasts a second: a copy made within it may have gone on by itself.
    if let last = ourOwn.last(where: { $0.id == ours.since }), last.isOutside,
      theirOwn.contains(where: { $0.id == last.id && $0.key == last.key }), theirs.since == last.id,
      try ours.work(of: last.id) != theirs.work(of: last.id)
    {
      ours.since = ourOwn.last { $0.id < last.id }?.id ?? 0
      theirs.since = ours.since
    }
    let theirKeys = Set(theirOwn.map(\.key))
    ours.parting = min(ours.since, ourOwn.last { theirKeys.contains($0.key) }?.id ?? 0)
    ours.exchanged = Set(ourTaken.filter { $0.isLast && knownThere.contains($0.key) }.map(\.changeset))
    theirs.exchanged = Set(theirTaken.filter { $0.isLast && known.contains($0.key) }.map(\.changeset))
    if ours.parting > 0 { try Self.shareMigrated(ours, ourOwn, theirs, theirOwn) }
    theirLast = theirOwn.last?.key
    news = (theirOwn.map(\.key) + theirTaken.map(\.key)).filter { !known.contains($0) }
    try ours.readChanges()
    try theirs.readChanges()
  }

  /// What other programs did before schema 3 is in no changeset until a file is brought up to date, and each copy
  /// then makes changesets of its own for it: the same work at the same moment was done before the copies parted.
  private static func shareMigrated(
    _ ours: Copy, _ ourOwn: [ChangesetLine], _ theirs: Copy, _ theirOwn: [ChangesetLine]
  ) throws {
    let mine = Dictionary(grouping: ourOwn.filter { $0.isOutside && $0.id > ours.since }, by: \.at)
    for other in theirOwn where other.isOutside && other.id > theirs.since {
      for line in mine[other.at] ?? [] where try ours.work(of: line.id) == theirs.work(of: other.id) {
        ours.exchanged.insert(line.id)
        theirs.exchanged.insert(other.id)
      }
    }
    guard !theirs.tables.contains("outside_changeset"), !mine.isEmpty else { return }
    theirs.exchanged.insert(Copy.shared)
    let seconds = Dictionary(mine.values.joined().map { (String($0.at.prefix(19)), $0.id) }) { first, _ in
      first
    }
    try theirs.connection.rows(
      "SELECT id, record, record_id, old, substr(at, 1, 19) FROM history WHERE changeset_id IS NULL"
    ) { row in
      guard let line = seconds[row.text(4) ?? ""] else { return true }
      let entry = (0..<4).map { Cell(row, $0) }
      let same = try ours.connection.first(
        "SELECT id, record, record_id, old FROM history WHERE id = \(row.int64(0)) AND changeset_id = \(line)"
      ) { row in (0..<4).map { Cell(row, $0) } }
      if same == entry {
        theirs.sharedEntries.insert(row.int64(0))
        ours.exchanged.insert(line)
      }
      return true
    }
  }

  /// Whether there is anything to write down of what was taken in.
  var isNew: Bool { !news.isEmpty }

  /// Writes down what an import took in.
  func write(to ours: Copy, changeset: Int64) throws {
    let insert = try ours.statement(
      "INSERT OR IGNORE INTO taken_in (changeset_id, key, is_last) VALUES (?, ?, ?)")
    for key in Set(news + [theirLast].compactMap { $0 }) {
      insert.bind(1, changeset)
      insert.bind(2, key)
      insert.bind(3, key == theirLast ? 1 : 0)
      try insert.run()
    }
  }
}

private struct ChangesetLine {
  let id: Int64
  let key: String
  let isOutside: Bool
  let at: String
}

extension Copy {
  fileprivate func changesets() throws -> [ChangesetLine] {
    let outside =
      tables.contains("outside_changeset") ? "id IN (SELECT changeset_id FROM outside_changeset)" : "0"
    // (The changeset that is being made is nobody's yet.)
    return try connection.all(
      "SELECT id, key, \(raw: outside), at FROM changeset WHERE id NOT IN (SELECT changeset_id FROM editing) ORDER BY id"
    ) {
      ChangesetLine(id: $0.int64(0), key: $0.text(1) ?? "", isOutside: $0.int64(2) == 1, at: $0.text(3) ?? "")
    }
  }

  /// What this file's imports took in, but for those that were taken back.
  fileprivate func takenIn() throws -> [(changeset: Int64, key: String, isLast: Bool)] {
    guard tables.contains("taken_in") else { return [] }
    return try connection.all(
      """
      SELECT changeset_id, key, is_last FROM taken_in WHERE NOT EXISTS (
        SELECT 1 FROM taken_back WHERE taken_back.changeset_id = taken_in.changeset_id AND until_id IS NULL)
      """
    ) { ($0.int64(0), $0.text(1) ?? "", $0.int64(2) == 1) }
  }

  /// All that a changeset did, to compare.
  fileprivate func work(of changeset: Int64) throws -> [[Cell]] {
    var work: [[Cell]] = []
    try connection.rows(
      "SELECT id, record, record_id, action, old FROM history WHERE changeset_id = \(changeset) ORDER BY id"
    ) { row in
      work.append((0..<5).map { Cell(row, $0) })
      return true
    }
    let added = try connection.all(
      "SELECT record, first_id, last_id FROM changeset_rows WHERE changeset_id = \(changeset) ORDER BY record"
    ) { (record: $0.text(0) ?? "", first: $0.int64(1), last: $0.int64(2)) }
    for (record, first, last) in added {
      work.append([Cell(record), .integer(first), .integer(last)])
      guard let shape = Shape.named[record], last &- first < 100_000 else { continue }
      for id in first...max(first, last) { work.append(try row(shape, id) ?? []) }
    }
    return work
  }

  /// Reads which rows were added, changed or deleted after `since`.
  fileprivate func readChanges() throws {
    try connection.rows(
      """
      SELECT record, record_id FROM history WHERE \(raw: tables.contains("outside_changeset") ? "" : "changeset_id IS NULL OR ")
      changeset_id > \(since) GROUP BY record, record_id
      """
    ) {
      touched[$0.text(0) ?? "", default: []].insert($0.int64(1))
      return true
    }
    try connection.rows(
      "SELECT record, first_id, last_id, changeset_id FROM changeset_rows WHERE changeset_id > \(since) ORDER BY record, first_id"
    ) {
      ranges[$0.text(0) ?? "", default: []].append(
        AddedRange(first: $0.int64(1), last: $0.int64(2), changeset: $0.int64(3)))
      return true
    }
    guard !tables.contains("outside_changeset") else { return }
    var last: [String: Int64] = [:]
    try connection.rows(
      "SELECT record, max(last_id) FROM changeset_rows WHERE changeset_id <= \(since) GROUP BY record"
    ) {
      last[$0.text(0) ?? ""] = $0.int64(1)
      return true
    }
    lastKnown = last
  }
}
