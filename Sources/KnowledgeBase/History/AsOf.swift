// How a file stood at an earlier moment: all that came later is taken back, in a copy that nobody else sees.
import Storage

extension KnowledgeBase {
  /// Opens a knowledge base as it stood at an earlier moment: every question is answered as it would have been then.
  ///
  /// The file is left as it is, and others may write meanwhile. What came later is taken back in a private copy, of
  /// which only the changed pages take memory: the time that this takes grows with the changes since, not with the
  /// file.
  ///
  /// - Throws: ``Failure`` as ``init(path:for:)`` does, and where there is no such changeset.
  public convenience init(path: String, asOf moment: PointInHistory) throws {
    self.init(
      file: try DatabaseFile.reading(path) { connection in
        try Reversal(connection, after: connection.lastChangeset(at: moment)).run()
      })
  }
}

/// Takes back all changes after a changeset, without rules and without a trace: for a copy that is thrown away.
private struct Reversal {
  let connection: Connection
  let last: Int64

  init(_ connection: Connection, after last: Int64) { (self.connection, self.last) = (connection, last) }

  func run() throws {
    guard try connection.first("SELECT 1 FROM changeset WHERE id > \(last)", { _ in true }) != nil else {
      return
    }
    try withTriggersThatFill {
      // The entry of each row that tells how it was: the first one after the moment. (One that keeps a source's text
      // alone tells only of that.)
      try connection.execute(
        """
        CREATE TEMP TABLE first_entry AS
        SELECT record, record_id, min(id) AS id FROM history
        WHERE changeset_id > \(last) AND NOT (record = 'source' AND action = 'update' AND json_type(old, '$.key') IS NULL)
        GROUP BY record, record_id
        """)
      let touched = Set(try connection.all("SELECT DISTINCT record FROM first_entry") { $0.text(0) ?? "" })
      for table in try RecordTable.all(connection) {
        let added = try connection.first(
          "SELECT min(first_id) FROM changeset_rows WHERE changeset_id > \(last) AND record = \(table.name)"
        ) { $0.isNull(0) ? nil : $0.int64(0) }
        if let added, let first = added { try remove(from: table, first) }
        if touched.contains(table.name) { try restore(table, before: added.flatMap { $0 } ?? .max) }
        if table.name == "source" { try takeTextsBack() }
      }
      try connection.execute("DROP TABLE first_entry")
      try forgetLaterHistory()
    }
  }

  /// Runs `body` with those triggers alone that fill dates, counts and search indexes.
  private func withTriggersThatFill(_ body: () throws -> Void) throws {
    try connection.execute(
      "CREATE TEMP TABLE other_triggers AS SELECT * FROM sqlite_schema WHERE type = 'trigger'")
    try connection.execute(
      """
      DELETE FROM other_triggers WHERE name LIKE '%!_search!_%' ESCAPE '!' OR name LIKE '%!_dated!_%' ESCAPE '!'
        OR name LIKE 'source!_words!_%' ESCAPE '!' OR name LIKE 'passage!_around%' ESCAPE '!' OR name = 'quote_inserted'
      """)
    func change(_ sql: SQL) throws {
      try connection.execute("PRAGMA writable_schema = ON")
      try connection.execute(sql)
      try connection.execute("PRAGMA writable_schema = RESET")
    }
    try change(
      "DELETE FROM sqlite_schema WHERE type = 'trigger' AND name IN (SELECT name FROM other_triggers)")
    try body()
    try change("INSERT INTO sqlite_schema SELECT * FROM other_triggers")
    try connection.execute("DROP TABLE other_triggers")
  }

  /// Deletes what was added later: ids only rise.
  private func remove(from table: RecordTable, _ first: Int64) throws {
    let name = table.name
    guard !table.searched.isEmpty,
      try connection.first(
        """
        SELECT count(*) > 10000 AND count(*) > (SELECT count(*) FROM \(raw: name) WHERE id < \(first))
        FROM \(raw: name) WHERE id >= \(first)
        """, { $0.integer(0) == 1 }) == true
    else {
      return try connection.execute("DELETE FROM \(raw: name) WHERE id >= \(first)")
    }
    // Where most goes, the index of what stays is made anew sooner than the rest is taken out of it.
    let trigger = try connection.first(
      "SELECT sql FROM sqlite_schema WHERE name = '\(raw: name)_search_delete'"
    ) {
      $0.text(0) ?? ""
    }
    try connection.execute("DROP TRIGGER \(raw: name)_search_delete")
    try connection.execute("DELETE FROM \(raw: name) WHERE id >= \(first)")
    try connection.execute("INSERT INTO \(raw: name)_search (\(raw: name)_search) VALUES ('rebuild')")
    try connection.execute(SQL(stringLiteral: trigger ?? ""))
  }

  /// Gives changed and deleted rows what they held, and takes away those that came back later.
  private func restore(_ table: RecordTable, before end: Int64) throws {
    let (name, columns) = (table.name, table.columns)
    let values = columns.map { name == "source" && $0 == "text" ? Self.archivedText : "old ->> '\($0)'" }
      .joined(separator: ", ")
    try connection.execute("DROP TABLE IF EXISTS temp.past")
    try connection.execute(
      "CREATE TEMP TABLE past (id INTEGER PRIMARY KEY, was_there, \(raw: RecordTable.list(columns)))")
    try connection.execute(
      """
      INSERT INTO past SELECT history.record_id, action <> 'insert', \(raw: values)
      FROM first_entry JOIN history ON history.id = first_entry.id
      WHERE first_entry.record = \(name) AND history.record_id < \(end)
      """)
    try connection.execute("DELETE FROM \(raw: name) WHERE id IN (SELECT id FROM past WHERE NOT was_there)")
    // Only columns that differ anywhere are written: an index on another need not be touched. An archived text is
    // compared by itself.
    let compared = columns.filter { name != "source" || $0 != "text" }
    let flags = compared.map { "max(past.\"\($0)\" IS NOT \(name).\"\($0)\")" }.joined(separator: ", ")
    let changed =
      try connection.first(
        "SELECT \(raw: flags) FROM past JOIN \(raw: name) ON \(raw: name).id = past.id WHERE was_there"
      ) { row in compared.indices.filter { row.integer($0) == 1 }.map { compared[$0] } } ?? []
    if !changed.isEmpty {
      let differs =
        "(\(RecordTable.list(changed, "\(name)."))) IS NOT (\(RecordTable.list(changed, "past.")))"
      let differing: SQL = """
        id IN (SELECT past.id FROM past JOIN \(raw: name) ON \(raw: name).id = past.id WHERE was_there AND \(raw: differs))
        """
      // A name's text is unique in its way and searched: such rows are made anew. So are those that another row's
      // value stands in the way of.
      if name != "name" {
        try connection.execute(
          """
          UPDATE OR IGNORE \(raw: name) SET (\(raw: RecordTable.list(changed))) = (\(raw: RecordTable.list(changed, "past.")))
          FROM past WHERE past.id = \(raw: name).id AND was_there AND \(raw: differs)
          """)
      }
      try connection.execute("DELETE FROM \(raw: name) WHERE \(differing)")
    }
    try connection.execute(
      """
      INSERT INTO \(raw: name) (id, \(raw: RecordTable.list(columns)))
      SELECT id, \(raw: RecordTable.list(columns)) FROM past WHERE was_there AND id NOT IN (SELECT id FROM \(raw: name))
      """)
  }

  /// A source's text, which only its deletion keeps: it never changes while the source is there.
  private static let archivedText = """
    ifnull((SELECT text FROM source WHERE source.id = history.record_id), (
      SELECT gone.old ->> 'text' FROM history AS gone
      WHERE gone.record = 'source' AND gone.record_id = history.record_id AND gone.action = 'delete' AND gone.id >= history.id
      ORDER BY gone.id LIMIT 1))
    """

  /// Takes from sources the texts that they were given later.
  private func takeTextsBack() throws {
    try connection.execute(
      """
      UPDATE source SET text = given.text FROM (
        SELECT record_id, old ->> 'text' AS text, min(id) FROM history
        WHERE changeset_id > \(last) AND record = 'source' AND action = 'update' AND json_type(old, '$.text') IS NOT NULL
        GROUP BY record_id) AS given
      WHERE given.record_id = source.id AND source.text IS NOT given.text
      """)
  }

  private func forgetLaterHistory() throws {
    for table in ["history", "changeset_rows", "outside_changeset", "taken_in", "unsettled"] {
      try connection.execute("DELETE FROM \(raw: table) WHERE changeset_id > \(last)")
    }
    try connection.execute("DELETE FROM taken_back WHERE by_id > \(last)")
    try connection.execute("UPDATE taken_back SET until_id = NULL WHERE until_id > \(last)")
    try connection.execute("DELETE FROM changeset WHERE id > \(last)")
  }
}
