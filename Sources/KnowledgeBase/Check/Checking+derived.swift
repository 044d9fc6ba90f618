// What is filled from other columns: search indexes, days, the primary name.
import Storage

extension Check {
  static let searchIndex = Check(.error, "search-index", Check.mended)
  static let date = Check(.error, "date", "kb check --fix fills the days from the date anew")
  static let primaryName = Check(
    .error, "primary-name", "kb check --fix makes the two one: the primary name, where there is one")
}

/// A table with dates, and the days that are filled from them, as SQL.
struct DatedTable {
  let table: String
  let dates: [String]
  let earliest, latest: String

  /// Whether the days of a row are not those of its dates, or a date was never read.
  var differs: SQL {
    let unread = dates.map { date -> SQL in
      "\(raw: date) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM edtf WHERE text = \(raw: date))"
    }
    return
      "((earliest, latest) IS NOT (\(raw: earliest), \(raw: latest)) OR \(unread, joined: " OR "))"
  }

  private init(once table: String, _ date: String) {
    (self.table, dates) = (table, [date])
    earliest = "(SELECT edtf.earliest FROM edtf WHERE text = \(date))"
    latest = "(SELECT edtf.latest FROM edtf WHERE text = \(date))"
  }

  private init(span table: String) {
    (self.table, dates) = (table, ["since", "until"])
    earliest =
      "CASE WHEN ifnull(since, until) IS NOT NULL THEN ifnull((SELECT edtf.earliest FROM edtf WHERE text = since), -99991231) END"
    latest =
      "CASE WHEN ifnull(since, until) IS NOT NULL THEN ifnull((SELECT edtf.latest FROM edtf WHERE text = until), 99991231) END"
  }

  private init(event table: String) {
    (self.table, dates) = (table, ["began_on", "ended_on"])
    earliest = "(SELECT edtf.earliest FROM edtf WHERE text = ifnull(began_on, ended_on))"
    latest = "(SELECT edtf.latest FROM edtf WHERE text = ifnull(ended_on, began_on))"
  }

  static let all = [
    DatedTable(once: "source", "published_on"), DatedTable(once: "quote", "said_on"),
    DatedTable(once: "claim", "asserted_on"), DatedTable(span: "name"), DatedTable(span: "role"),
    DatedTable(span: "stance"), DatedTable(event: "event"),
  ]
}

extension Checking {
  /// The full-text indexes, each with the table whose rows it holds.
  var indexes: [(name: String, table: String)] {
    expected.filter(\.isSearchIndex).compactMap { index in
      guard let from = index.sql.firstRange(of: "content = '"),
        let to = index.sql[from.upperBound...].firstRange(of: "_folded'")
      else { return nil }
      return (index.name, String(index.sql[from.upperBound..<to.lowerBound]))
    }
  }

  /// Rows that an index lacks or has too many; then, with the answers of the probe, the words.
  func searchIndexes(_ probe: SearchProbe) throws {
    for (index, table) in indexes {
      try part(index) {
        var isTold = false
        func tell(_ record: String, _ problem: String) {
          isTold = true
          add(.searchIndex, record, problem)
        }
        try connection.rows(
          "SELECT id FROM \(raw: table) WHERE NOT EXISTS (SELECT 1 FROM \(raw: index)_docsize AS d WHERE d.id = \(raw: table).id)"
        ) {
          tell(place(table, $0.int64(0)), "it is not in the search index \(index)")
          return true
        }
        try connection.rows(
          "SELECT id FROM \(raw: index)_docsize AS d WHERE NOT EXISTS (SELECT 1 FROM \(raw: table) WHERE id = d.id)"
        ) {
          tell("\(table) \($0.int64(0))", "it is in the search index \(index), and there is no such row")
          return true
        }
        switch try probe.answer(index) {
        case .holds: break
        case .differs:
          guard !isTold else { break }
          add(
            .searchIndex, index, "it does not hold the words of its rows: search finds too little or too much"
          )
        case .unasked(let reason):
          let note = "the search indexes were compared with their rows by ids, not by words: \(reason)"
          if !notes.contains(note) { notes.append(note) }
        }
      }
    }
  }

  func dates() throws {
    for text in try connection.misreadDates() {
      add(.date, "edtf", "the days of the date '\(text)' are not those that it means")
    }
    for dated in DatedTable.all {
      try connection.rows("SELECT id FROM \(raw: dated.table) WHERE \(dated.differs)") {
        add(
          .date, place(dated.table, $0.int64(0)),
          "\(dated.table).earliest and latest are not the days of its \(dated.dates.joined(separator: " and "))"
        )
        return true
      }
    }
  }

  func primaryNames() throws {
    try addRows(
      .primaryName,
      """
      SELECT actor.key, CASE WHEN name.id IS NULL THEN 'the actor has no primary name among its names'
        ELSE 'actor.name is ' || actor.name || ' (' || actor.language || '), its primary name ' || name.text || ' (' || name.language || ')' END
      \(SQL.unlikePrimaryNames) ORDER BY actor.id
      """)
  }
}

extension SQL {
  /// Actors whose name is not their primary one, with that one where there is any.
  static let unlikePrimaryNames: SQL = """
    FROM actor LEFT JOIN name ON name.actor_id = actor.id AND name.kind = 'primary'
    WHERE name.id IS NULL OR name.text <> actor.name OR name.language <> actor.language
    """
}

extension Connection {
  /// The date texts whose days are not those that they mean, or that are no dates.
  func misreadDates() throws -> [String] {
    var texts: [String] = []
    try rows("SELECT text, earliest, latest FROM edtf") { row in
      let text = row.text(0) ?? ""
      let date = try? EDTF(text)
      if date == nil || row.integer(1) != date?.earliest || row.integer(2) != date?.latest {
        texts.append(text)
      }
      return true
    }
    return texts
  }
}
