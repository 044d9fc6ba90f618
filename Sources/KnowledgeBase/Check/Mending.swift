// Building anew what can be derived, and nothing else.
import Storage

/// What `--fix` did, or would do.
public struct Mending: Sendable {
  /// One sentence for each thing that was built anew.
  public internal(set) var done: [String] = []
  /// Rows that had to be touched: a changeset that can be taken back.
  public internal(set) var edit: Edit = .none
  /// Whether the file's pages are damaged: then nothing was touched, because what is derived could be all that is left
  /// of a row.
  public internal(set) var isRefused = false
}

/// A file open for mending, and what was done so far.
package final class Mender {
  package let connection: Connection
  let expected: [SchemaObject]
  package var done: [String] = []
  /// The indexes that do not fit their tables.
  fileprivate var unfit: Set<String> = []

  init(_ connection: Connection) throws {
    self.connection = connection
    expected = try SchemaText.objects(ofStep: connection.schemaVersion)
  }

  /// Runs a statement, and says how many rows it changed.
  package func change(_ sql: SQL) throws -> Int {
    try connection.execute(sql)
    return try connection.first("SELECT changes()") { $0.integer(0) ?? 0 } ?? 0
  }

  /// Runs what may be impossible where the file has other errors: those are then found again.
  ///
  /// - Returns: whether it was possible.
  @discardableResult package func attempt(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let failure as Failure where [.invalid, .unusableFile].contains(failure.kind) {
      return false
    }
  }

  /// "1 row", "1,234 rows" are for people; here it is enough that the number is right.
  package func say(_ count: Int, _ what: String) {
    if count > 0 { done.append("\(what) of \(count) \(count == 1 ? "row" : "rows")") }
  }
}

extension KnowledgeBase {
  /// Builds anew what can be derived; `more` does what needs the archived texts.
  package func mend(by authorship: Authorship, isTrial: Bool, _ more: (Mender) throws -> Void) throws
    -> Mending
  {
    struct TakenBack: Error { let done: [String] }
    struct Refused: Error {}
    var mending = Mending()
    do {
      mending.done = try file.mend { connection in
        let mender = try Mender(connection)
        guard try mender.pagesAreSound() else { throw Refused() }
        try mender.attempt { try mender.leftover() }
        try mender.schema()
        try mender.indexes()
        try mender.attempt { try mender.ids() }
        try mender.attempt { try mender.dates() }
        try more(mender)
        try mender.searchIndexes()
        if isTrial { throw TakenBack(done: mender.done) }
        return mender.done
      }
    } catch let trial as TakenBack {
      mending.done = trial.done
    } catch is Refused {
      mending.isRefused = true
      return mending
    }
    mending.edit = try mendPrimaryNames(by: authorship, isTrial: isTrial)
    if mending.edit.changed > 0 {
      mending.done.append(
        "actor.name made what the primary name is, of \(mending.edit.changed) \(mending.edit.changed == 1 ? "actor" : "actors")"
      )
    }
    if let names = mending.edit.added["name"] {
      mending.done.append("\(names) missing primary \(names == 1 ? "name" : "names") added")
    }
    return mending
  }

  /// The name and the primary name become one, where they are not.
  private func mendPrimaryNames(by authorship: Authorship, isTrial: Bool) throws -> Edit {
    let differ: SQL =
      "SELECT actor.id, name.text, name.language, actor.name, actor.language \(SQL.unlikePrimaryNames)"
    guard try read({ try $0.connection.first(differ) { _ in true } }) != nil else { return .none }
    return try edit(authorship, isTrial: isTrial) { editor in
      let rows = try editor.connection.all(differ) {
        (actor: $0.int64(0), text: $0.text(1), language: $0.text(2), name: $0.text(3), its: $0.text(4))
      }
      for row in rows {
        if row.text == nil {
          try editor.connection.execute(
            "INSERT INTO name (actor_id, text, language, kind) VALUES (\(row.actor), \(row.name), \(row.its), 'primary')"
          )
        } else {
          try editor.connection.execute(
            "UPDATE actor SET name = \(row.text), language = \(row.language) WHERE id = \(row.actor)")
        }
      }
    }
  }
}

extension Mender {
  fileprivate func leftover() throws {
    say(try change("DELETE FROM editing"), "what was left behind while kb wrote taken away,")
  }

  /// Triggers, indexes, views and full-text indexes that are missing or altered.
  fileprivate func schema() throws {
    func found() throws -> [String: SchemaObject] {
      Dictionary(
        try connection.schemaObjects().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let derived = expected.filter { $0.type != "table" || $0.isSearchIndex }
    let before = try found()
    for object in derived {
      guard let there = before[object.name], there.sql != object.sql else { continue }
      try attempt { try connection.execute("DROP \(raw: there.type) IF EXISTS \"\(raw: object.name)\"") }
    }
    let left = try found()
    for object in derived where left[object.name] == nil {
      let isMade = try attempt {
        try connection.execute(SQL(stringLiteral: object.sql))
        if object.isSearchIndex { try rebuild(object.name) }
      }
      if isMade { done.append("\(object.type) \(object.name) made anew") }
    }
  }

  /// Whether SQLite finds nothing wrong but indexes that do not fit their tables, and values that break a rule.
  fileprivate func pagesAreSound() throws -> Bool {
    var isSound = true
    let isRead = try attempt {
      try connection.rows("PRAGMA integrity_check(1000)") { row in
        for line in (row.text(0) ?? "").split(separator: "\n") where line != "ok" {
          if let name = Checking.index(in: line) {
            unfit.insert(name)
          } else if !["constraint failed", "NULL value in", "value in"].contains(where: { line.contains($0) })
          {
            isSound = false
          }
        }
        return isSound
      }
    }
    return isSound && isRead
  }

  /// Indexes that do not fit their tables.
  fileprivate func indexes() throws {
    for name in unfit.sorted()
    where expected.contains(where: { $0.name == name }) || name.hasPrefix("sqlite_autoindex_") {
      let isMade = try attempt { try connection.execute("REINDEX \"\(raw: name)\"") }
      if isMade { done.append("index \(name) built anew") }
    }
  }

  /// The last id that was given, where SQLite would give one again.
  fileprivate func ids() throws {
    for table in KnowledgeBase.recorded(expected) {
      let given = try connection.lastGivenId(in: table)
      guard try connection.nextId(in: table) <= given else { continue }
      try connection.execute("DELETE FROM sqlite_sequence WHERE name = \(table)")
      try connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (\(table), \(given))")
      done.append("the last id of \(table) told to SQLite")
    }
  }

  fileprivate func dates() throws {
    let wrong = try connection.misreadDates()
    for date in wrong { try connection.execute("DELETE FROM edtf WHERE text = \(date)") }
    func read(_ text: String) throws {
      try attempt { try connection.execute("INSERT INTO edtf (text) VALUES (\(text))") }
    }
    for date in wrong where (try? EDTF(date)) != nil { try read(date) }
    if !wrong.isEmpty {
      done.append("days of \(wrong.count) \(wrong.count == 1 ? "date" : "dates") read anew")
    }
    for dated in DatedTable.all {
      for date in dated.dates {
        let unread = try connection.all(
          "SELECT DISTINCT \(raw: date) FROM \(raw: dated.table) WHERE \(raw: date) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM edtf WHERE text = \(raw: date))"
        ) { $0.text(0) ?? "" }
        for text in unread { try read(text) }
        if !unread.isEmpty {
          done.append(
            "\(unread.count) \(unread.count == 1 ? "date" : "dates") of \(dated.table).\(date) read")
        }
      }
      try attempt {
        say(
          try change(
            "UPDATE \(raw: dated.table) SET earliest = \(raw: dated.earliest), latest = \(raw: dated.latest) WHERE \(dated.differs)"
          ),
          "\(dated.table).earliest and latest filled anew, in all")
      }
    }
  }

  fileprivate func searchIndexes() throws {
    for index in expected where index.isSearchIndex {
      let holds = try attempt {
        try connection.execute(
          "INSERT INTO \(raw: index.name) (\(raw: index.name), rank) VALUES ('integrity-check', 1)")
      }
      guard !holds else { continue }
      var isMade = try attempt { try rebuild(index.name) }
      if !isMade {
        isMade = try attempt {
          try connection.execute("DROP TABLE \(raw: index.name)")
          try connection.execute(SQL(stringLiteral: index.sql))
          try rebuild(index.name)
        }
      }
      if isMade { done.append("search index \(index.name) built anew") }
    }
  }

  private func rebuild(_ index: String) throws {
    try connection.execute("INSERT INTO \(raw: index) (\(raw: index)) VALUES ('rebuild')")
  }
}
