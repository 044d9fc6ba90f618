// Files that share nothing but what they say, files of an older kb, and files that nobody should believe.
import Foundation
import Scratch
import Testing

@testable import KnowledgeBase

@Suite struct StrangersTests {
  let scratch = Scratch()

  init() { scratch.seeded("ada.sqlite") }

  func value(_ file: String, _ sql: String) -> String {
    scratch.sqlite3(file, sql).output.trimmingCharacters(in: .newlines)
  }

  @Test func filesThatWereMadeApart() throws {
    _ = scratch.kb("init", "--database", "bob.sqlite")
    try scratch.edit(
      "ada.sqlite", by: "ada",
      [
        "UPDATE actor SET description = 'Ada''s' WHERE key = 'iran'",
        "UPDATE actor SET description = NULL WHERE key = 'trump'", "DELETE FROM name WHERE text = 'AFP'",
      ])
    try scratch.edit(
      "bob.sqlite", by: "bob",
      [
        "UPDATE actor SET description = 'A president' WHERE key = 'trump'",
        "DELETE FROM name WHERE text = 'AEOI'", "INSERT INTO topic (key, label) VALUES ('new', 'New')",
      ])
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite")
    #expect(!exchange.hasBase && exchange.deleted == 0 && exchange.same > 10_000)
    #expect(exchange.edit.added == ["topic": 1, "name": 1])
    #expect(exchange.conflicts.map(\.key) == ["iran"] && exchange.conflicts.first?.base == nil)
    #expect(value("ada.sqlite", "SELECT description FROM actor WHERE key = 'trump'") == "A president")
    #expect(value("ada.sqlite", "SELECT count(*) FROM name WHERE text IN ('AEOI', 'AFP')") == "2")
    // From then on the two know each other.
    #expect(try scratch.take("ada.sqlite", into: "bob.sqlite", prefer: .theirs).open.isEmpty)
    #expect(try Contents.differences(scratch.path("ada.sqlite"), scratch.path("bob.sqlite")) == [])
    try scratch.edit("bob.sqlite", by: "bob", ["DELETE FROM name WHERE text = 'AEOI'"])
    let later = try scratch.take("bob.sqlite", into: "ada.sqlite")
    #expect(later.hasBase && later.deleted == 1 && later.conflicts.isEmpty)
  }

  /// The same document in both, read under two names; and two documents under one name.
  @Test func sourcesAreToldByTheirHash() throws {
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    func add(_ key: String, _ text: String, _ digit: String) -> [String] {
      [
        "INSERT INTO source (key, text, sha256) VALUES ('\(key)', '\(text)', '\(String(repeating: digit, count: 64))')",
        "INSERT INTO passage (source_id, start, \"end\", exact) SELECT id, 0, 3, '\(text.prefix(3))' FROM source WHERE key = '\(key)'",
      ]
    }
    try scratch.edit("ada.sqlite", by: "ada", add("talks", "One text", "1") + add("index", "Two text", "2"))
    try scratch.edit("bob.sqlite", by: "bob", add("parley", "One text", "1") + add("index", "Six text", "6"))
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite")
    #expect(exchange.conflicts.isEmpty, "\(exchange.conflicts)")
    #expect(exchange.edit.added == ["source": 1, "passage": 1])
    #expect(
      value("ada.sqlite", "SELECT key, text FROM source WHERE text LIKE '% text' ORDER BY key")
        == "index|Two text\nindex-2|Six text\ntalks|One text")
    #expect(
      value(
        "ada.sqlite", "SELECT exact FROM passage JOIN source ON source.id = source_id WHERE key = 'index-2'")
        == "Six")
    #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").edit.isEmpty)
  }

  @Test func anArchivedTextStays() throws {
    try scratch.edit("ada.sqlite", by: "ada", ["INSERT INTO source (key, title) VALUES ('cited', 'Cited')"])
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    try scratch.edit("ada.sqlite", by: "ada", ["UPDATE source SET text = 'Ada''s copy' WHERE key = 'cited'"])
    try scratch.edit("bob.sqlite", by: "bob", ["UPDATE source SET text = 'Bob''s copy' WHERE key = 'cited'"])
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: .theirs)
    let conflict = try #require(exchange.conflicts.first)
    #expect(conflict.field == "text" && conflict.outcome == .ours)
    #expect(conflict.reason?.contains("an archived text never changes") == true)
    #expect(value("ada.sqlite", "SELECT text FROM source WHERE key = 'cited'") == "Ada's copy")
  }

  @Test(arguments: [1, 2]) func aFileOfAnOlderKb(_ version: Int) throws {
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("StorageTests/Fixtures/v\(version).sqlite.gz").path
    scratch.write(Program.run("/bin/sh", ["-c", "gzip -dc '\(fixture)'"]).outputBytes, to: "old.sqlite")
    let before = scratch.bytes("old.sqlite")
    _ = try scratch.take("old.sqlite", into: "ada.sqlite")
    #expect(value("ada.sqlite", "SELECT count(*) FROM quotes WHERE text = 'Talks are a door.'") == "1")
    #expect(scratch.bytes("old.sqlite") == before)
    #expect(try scratch.take("old.sqlite", into: "ada.sqlite").edit.isEmpty)
  }

  @Test func aCopyThatStayedBehind() throws {
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("StorageTests/Fixtures/v2.sqlite.gz").path
    scratch.write(Program.run("/bin/sh", ["-c", "gzip -dc '\(fixture)'"]).outputBytes, to: "old.sqlite")
    try FileManager.default.copyItem(atPath: scratch.path("old.sqlite"), toPath: scratch.path("new.sqlite"))
    try scratch.edit(
      "new.sqlite", by: "ada", ["UPDATE actor SET description = 'Ada''s' WHERE key = 'rouhani'"])
    _ = scratch.sqlite3(
      "old.sqlite",
      "INSERT INTO topic (key, label) VALUES ('late', 'Late'); UPDATE quote SET said_on = '1999' WHERE key = 'talks-are-a-door';"
    )
    let exchange = try scratch.take("old.sqlite", into: "new.sqlite")
    #expect(exchange.hasBase && exchange.conflicts.isEmpty, "\(exchange.conflicts)")
    #expect(exchange.edit.added == ["topic": 1] && exchange.changed == 1)
    #expect(value("new.sqlite", "SELECT description FROM actor WHERE key = 'rouhani'") == "Ada's")
  }

  @Test(arguments: [
    (
      "ALTER TABLE tag RENAME COLUMN topic_id TO subject_id",
      "does not have the table tag"
    ),
    (
      "ALTER TABLE quote RENAME TO quote_of_old; CREATE VIEW quote AS SELECT 1 AS id",
      "does not have the table quote"
    ),
    ("PRAGMA user_version = 99", "comes from a newer kb"),
    ("PRAGMA application_id = 1", "of another program"),
  ])
  func refusesWhatIsNoKnowledgeBase(_ sql: String, _ reason: String) throws {
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    _ = scratch.sqlite3("bob.sqlite", "DROP VIEW IF EXISTS x; PRAGMA legacy_alter_table = 1; \(sql);")
    let result = scratch.kb("import", "bob.sqlite", "--database", "ada.sqlite")
    #expect(result.status == 1 && result.errors.contains(reason), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  /// Rows that break the rules of the schema, in a file whose own rules were taken away.
  @Test func whatBreaksARuleStaysOutside() throws {
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    _ = scratch.sqlite3(
      "bob.sqlite",
      """
      PRAGMA writable_schema = 1;
      DELETE FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE '%_added' AND name NOT LIKE 'row_added%';
      UPDATE sqlite_schema SET sql = 'CREATE TABLE topic (id INTEGER PRIMARY KEY AUTOINCREMENT, key UNIQUE, label, parent_id)' WHERE name = 'topic';
      """)
    _ = scratch.sqlite3(
      "bob.sqlite",
      """
      INSERT INTO topic (key, label) VALUES ('Not A Key', 'x'), ('blob', x'00ff'), ('no-utf8', CAST(x'ff' AS TEXT)), ('fine', 'Fine');
      INSERT INTO topic (key, label, parent_id) VALUES ('orphan', 'x', 999999);
      INSERT INTO topic (id, key, label, parent_id) VALUES (900001, 'egg', 'x', 900002), (900002, 'hen', 'x', 900001);
      INSERT INTO quote (key, speaker_id, text, said_on) VALUES ('never', 1, 'x', '2019-02-31');
      """)
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: .theirs)
    #expect(exchange.edit.added == ["topic": 1])
    #expect(
      Set(exchange.open.map(\.key)) == ["Not A Key", "blob", "no-utf8", "orphan", "egg", "hen", "never"],
      "\(exchange.open.map(\.key))")
    #expect(exchange.open.allSatisfy { $0.reason?.isEmpty == false })
    #expect(value("ada.sqlite", "PRAGMA integrity_check") == "ok")
  }

  @Test func aDamagedFileIsOneSentence() {
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    var bytes = scratch.bytes("bob.sqlite")
    for at in stride(from: 8192, to: bytes.count, by: 1) { bytes[at] = UInt8(truncatingIfNeeded: at &* 31) }
    scratch.write(bytes, to: "bob.sqlite")
    let before = scratch.bytes("ada.sqlite")
    let result = scratch.kb("import", "bob.sqlite", "--database", "ada.sqlite")
    #expect(result.status == 1 && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.errors.contains("bob.sqlite"))
    scratch.write(bytes.prefix(5000).map { $0 }, to: "short.sqlite")
    #expect(scratch.kb("import", "short.sqlite", "--database", "ada.sqlite").errors.contains("cut short"))
    #expect(scratch.kb("import", "ada.sqlite", "--database", "ada.sqlite").errors.contains("the very file"))
    #expect(scratch.bytes("ada.sqlite") == before)
  }
}
