// The history beside the rows: every entry can be read, and what it says of a row is so.
import Storage

extension Check {
  static let history = Check(
    .error, "history", "restore the newest backup that is sound: kb backup --restore FILE")
  static let historyRow = Check(
    .error, "history-row",
    "a program wrote past the triggers: compare with a backup, then make the change again with kb")
  static let ids = Check(.error, "ids", "kb check --fix tells SQLite the last one that was given")
  static let unrecorded = Check(
    .advice, "unrecorded", "nothing: such rows are from before kb kept who added what, or triggers were off")
}

extension Checking {
  private var recorded: [String] { KnowledgeBase.recorded(expected) }

  /// Entries and ranges of ids, by themselves. (That their changeset is there, ``references()`` says.)
  func history() throws {
    let tables = Set(recorded)
    try connection.rows("SELECT id, record, action, old IS NULL, json_valid(old) FROM history") { row in
      let place = "history \(row.int64(0))"
      let record = row.text(1) ?? ""
      if !tables.contains(record) {
        add(.history, place, "it is about \(record), which is no table of records")
      }
      if row.text(2) == "insert" {
        if row.integer(3) != 1 {
          add(.history, place, "it says that a row was added, and has old values of it")
        }
      } else if row.integer(4) != 1 {
        add(.history, place, "what the row held before is not JSON")
      }
      return true
    }
    // (Parsed once for each entry; the columns that it names, once for each table.)
    try addRows(
      .history,
      """
      WITH named (record, name, id) AS MATERIALIZED (
        SELECT history.record, pair.key, min(history.id)
        FROM history, json_each(CASE WHEN json_valid(old) THEN old ELSE '{}' END) AS pair GROUP BY 1, 2)
      SELECT 'history ' || id, 'it holds ' || name || ', which is no column of ' || record
      FROM named WHERE record IN (\(list: recorded)) AND name NOT IN (SELECT name FROM pragma_table_info(record))
      """)
    var before: (table: String, changeset: Int64, last: Int64) = ("", 0, 0)
    try connection.rows(
      "SELECT record, changeset_id, first_id, last_id FROM changeset_rows ORDER BY record, first_id, last_id"
    ) { row in
      let (table, changeset) = (row.text(0) ?? "", row.int64(1))
      let (first, last) = (row.int64(2), row.int64(3))
      let place = place("changeset", changeset)
      let range = "\(table) \(first) to \(last)"
      if before.table != table { before = (table, 0, 0) }
      if !tables.contains(table) {
        add(.history, place, "it added rows of \(table), which is no table of records")
      }
      if first > last {
        add(.history, place, "its range of rows ends before it begins: \(range)")
      } else if first <= before.last {
        add(.history, place, "its range \(range) overlaps that of another changeset")
      } else if changeset < before.changeset {
        add(.history, place, "its range \(range) lies after that of a later changeset")
      }
      before = (table, changeset, max(last, before.last))
      return true
    }
  }

  /// Ids only rise: one that was given is never given again, to another row.
  private func ids(of table: String) throws {
    let given = try connection.lastGivenId(in: table)
    if try connection.nextId(in: table) <= given {
      add(.ids, table, "ids up to \(given) were given, and SQLite would give some of them again")
    }
  }

  /// Rows that the history does not know of, that it says are gone, and that are gone without its knowledge.
  func rowsAndHistory() throws {
    for table in recorded {
      try part(table) {
        try rowsAndHistory(of: table)
        try ids(of: table)
      }
    }
  }

  private func rowsAndHistory(of table: String) throws {
    try connection.rows(
      """
      SELECT DISTINCT h.record_id FROM history AS h CROSS JOIN \(raw: table) AS here ON here.id = h.record_id
      WHERE h.record = \(table) AND h.action = 'delete' AND h.id = (
        SELECT max(id) FROM history AS later WHERE later.record = h.record AND later.record_id = h.record_id AND later.action <> 'update')
      """
    ) {
      add(
        .historyRow, place(table, $0.int64(0)),
        "the history says that this row of \(table) was deleted, and it is there")
      return true
    }
    let ranges = try connection.all(
      """
      SELECT first_id, last_id, changeset_id IN (SELECT changeset_id FROM \(raw: has("outside_changeset") ? "outside_changeset" : "changeset WHERE FALSE"))
      FROM changeset_rows WHERE record = \(table) AND first_id <= last_id ORDER BY first_id
      """
    ) { (first: $0.int64(0), last: $0.int64(1), isOutside: $0.integer(2) == 1) }
    // Whoever adds a row since another program's row has its range is told by the triggers.
    let recordedSince = ranges.first { $0.isOutside }?.last ?? .max
    var next: Int64 = .min
    for (first, last) in ranges.map({ ($0.first, $0.last) }) + [(Int64.max, Int64.max)] {
      if next < first { try unrecorded(table, next, first - 1, recordedSince) }
      if first < Int64.max { try missing(table, first, last) }
      next = max(next, last == .max ? last : last + 1)
    }
  }

  private func unrecorded(_ table: String, _ first: Int64, _ last: Int64, _ since: Int64) throws {
    try connection.rows(
      """
      SELECT id FROM \(raw: table) AS here WHERE id BETWEEN \(first) AND \(last)
        AND NOT EXISTS (SELECT 1 FROM history WHERE record = \(table) AND record_id = here.id AND action <> 'update')
      """, cached: true
    ) {
      let id = $0.int64(0)
      add(
        id > since ? .historyRow : .unrecorded, place(table, id),
        "the history does not know who added this row of \(table)")
      return true
    }
  }

  /// Rows of a range that are gone without an entry. They are counted first: most ranges are whole.
  private func missing(_ table: String, _ first: Int64, _ last: Int64) throws {
    let there = try connection.first(
      "SELECT count(*) FROM \(raw: table) WHERE id BETWEEN \(first) AND \(last)"
    ) {
      $0.int64(0)
    }
    guard there != last &- first &+ 1 else { return }
    var next = first
    let deleted = try connection.repeated(
      "SELECT 1 FROM history WHERE record = ? AND record_id = ? AND action = 'delete'")
    func gone(_ ids: Range<Int64>) throws {
      for id in ids {
        deleted.bind(1, table)
        deleted.bind(2, id)
        if try !deleted.finds() {
          add(.historyRow, "\(table) \(id)", "the row is gone, and the history does not know who deleted it")
        }
      }
    }
    try connection.rows("SELECT id FROM \(raw: table) WHERE id BETWEEN \(first) AND \(last) ORDER BY id") {
      row in
      if row.int64(0) > next { try gone(next..<row.int64(0)) }
      next = row.int64(0) + 1
      return true
    }
    if next <= last { try gone(next..<last + 1) }
  }
}

extension Connection {
  /// The last id that a table's rows were given, as far as its rows and the history tell.
  func lastGivenId(in table: String) throws -> Int64 {
    try first(
      """
      SELECT max(ifnull((SELECT max(id) FROM \(raw: table)), 0),
        ifnull((SELECT max(last_id) FROM changeset_rows WHERE record = \(table)), 0),
        ifnull((SELECT max(record_id) FROM history WHERE record = \(table)), 0))
      """
    ) { $0.int64(0) } ?? 0
  }
}
