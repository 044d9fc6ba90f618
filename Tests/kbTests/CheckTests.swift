// kb check names what is broken, leaves the file as it is, and --fix mends what can be derived.
// Unsafe: the path lives until `access` returns.
import Foundation
import Scratch
import Testing

@Suite struct CheckTests {
  let scratch = Scratch()

  /// A way to break a file.
  struct Damage: Sendable, CustomTestStringConvertible {
    /// The check that finds it.
    let check: String
    /// What plain sqlite3 does.
    let sql: String
    /// Part of the sentence that says it.
    let says: String
    /// Whether `--fix` leaves nothing of it.
    var isMended = false
    /// Whether it is done with all triggers out of the way, which are then put back.
    var isPastTriggers = true

    var testDescription: String { "\(check): \(sql.prefix(100))" }
  }

  /// Breaks `kb.sqlite`.
  func apply(_ damage: Damage) {
    var sql = damage.sql
    if damage.isPastTriggers {
      let drops = scratch.sqlite3(
        "kb.sqlite", "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_schema WHERE type = 'trigger';")
      let creates = scratch.sqlite3(
        "kb.sqlite", "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid;")
      sql = drops.output + sql + ";\n" + creates.output
    }
    let result = scratch.sqlite3("kb.sqlite", sql)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
  }

  @Test(arguments: [
    Damage(
      check: "search-index", sql: "INSERT INTO quote_search (quote_search) VALUES ('delete-all')",
      says: "not in the search index quote_search", isMended: true),
    Damage(
      check: "search-index", sql: "UPDATE quote SET text = text || ' indeed' WHERE id = 1",
      says: "does not hold the words of its rows", isMended: true),
    Damage(
      check: "words", sql: "UPDATE source SET words = 3 WHERE key = 'reading-note'", says: "source.words",
      isMended: true),
    Damage(
      check: "around", sql: "UPDATE passage SET prefix = 'before' WHERE id = 1", says: "prefix and suffix",
      isMended: true),
    Damage(
      check: "date", sql: "UPDATE quote SET earliest = 19000101 WHERE id = 1", says: "quote.earliest",
      isMended: true),
    Damage(
      check: "date", sql: "UPDATE role SET latest = 20300101 WHERE id = 1", says: "role.earliest",
      isMended: true),
    Damage(
      check: "date",
      sql: "UPDATE edtf SET latest = latest + 1 WHERE text = (SELECT said_on FROM quote WHERE id = 1)",
      says: "are not those that it means", isMended: true),
    Damage(
      check: "date", sql: "DELETE FROM edtf WHERE text = (SELECT said_on FROM quote WHERE id = 1)",
      says: "quote.earliest", isMended: true),
    Damage(
      check: "primary-name", sql: "UPDATE actor SET name = 'Somebody' WHERE key = 'khamenei'",
      says: "actor.name is Somebody", isMended: true),
    Damage(
      check: "ids", sql: "DELETE FROM sqlite_sequence WHERE name = 'quote'", says: "give some of them again",
      isMended: true),
    Damage(
      check: "editing", sql: "INSERT INTO editing (changeset_id) VALUES (1)", says: "left behind",
      isMended: true),
    Damage(
      check: "schema", sql: "DROP TRIGGER quote_inserted", says: "the trigger of quote is not there",
      isMended: true, isPastTriggers: false),
    Damage(
      check: "schema", sql: "DROP INDEX quote_latest", says: "the index of quote is not there", isMended: true
    ),
    Damage(
      check: "schema", sql: "DROP VIEW quotes; CREATE VIEW quotes AS SELECT 1 AS key",
      says: "the view is not as kb made it", isMended: true),
    Damage(
      check: "schema", sql: "DROP TABLE event_search", says: "event_search", isMended: true),
    Damage(
      check: "index",
      sql: """
        PRAGMA writable_schema = 1; CREATE TABLE aside AS SELECT * FROM sqlite_schema WHERE name = 'topic_parent';
        DELETE FROM sqlite_schema WHERE name = 'topic_parent'; PRAGMA writable_schema = RESET;
        UPDATE topic SET parent_id = 2 WHERE id = 3; PRAGMA writable_schema = 1;
        INSERT INTO sqlite_schema SELECT * FROM aside; PRAGMA writable_schema = RESET; DROP TABLE aside
        """, says: "topic_parent", isMended: true),
  ])
  func whatCanBeDerivedIsMended(_ damage: Damage) {
    scratch.seeded()
    apply(damage)
    isFound(damage)
    let verbatim = "SELECT text FROM quote; SELECT exact FROM passage; SELECT text FROM source;"
    let before = scratch.sqlite3("kb.sqlite", verbatim).output
    let fixed = scratch.kb("check", "--fix", "--ndjson", "--database", "kb.sqlite", "--author", "ada")
    #expect(fixed.status == 0 && fixed.errors.contains("done: "), "\(fixed.errors)\(fixed.output)")
    #expect(!fixed.output.contains("\"severity\":\"error\""), "\(fixed.output)")
    #expect(scratch.sqlite3("kb.sqlite", verbatim).output == before)
    #expect(scratch.sqlite3("kb.sqlite", "PRAGMA integrity_check;").output == "ok\n")
  }

  @Test func aTrialSaysWhatWouldBeDoneAndOnceIsEnough() {
    scratch.seeded()
    apply(
      Damage(
        check: "",
        sql:
          "UPDATE role SET latest = 20300101 WHERE id = 1; DROP INDEX quote_latest; UPDATE actor SET name = 'X' WHERE id = 1",
        says: ""))
    let before = scratch.bytes("kb.sqlite")
    let trial = scratch.kb("check", "--fix", "--dry-run", "--database", "kb.sqlite")
    #expect(
      trial.status == 1 && trial.errors.contains("to do: index quote_latest made anew"), "\(trial.errors)")
    #expect(scratch.bytes("kb.sqlite") == before)
    let fixed = scratch.kb("check", "--fix", "--database", "kb.sqlite", "--author", "ada")
    #expect(
      fixed.status == 0 && fixed.errors.contains("done: role.earliest and latest filled anew"),
      "\(fixed.errors)")
    // The old name of the actor is in the history, by whom it was changed.
    let changed = scratch.sqlite3(
      "kb.sqlite",
      "SELECT author, record, json_extract(old, '$.name') FROM changes ORDER BY rowid DESC LIMIT 1;")
    #expect(changed.output == "ada|actor|X\n")
    let again = scratch.kb("check", "--fix", "--database", "kb.sqlite")
    #expect(again.status == 0 && again.errors.contains("nothing to mend"), "\(again.errors)")
  }

  /// A log that a killed writer left is read, and stays where it is.
  @Test func aLogStaysAsItIs() {
    scratch.seeded()
    scratch.leaveLog()
    let (file, log) = (scratch.bytes("kb.sqlite.mid"), scratch.bytes("kb.sqlite.mid-wal"))
    let result = scratch.kb("check", "--database", "kb.sqlite.mid")
    #expect(result.status == 0 && !log.isEmpty, "\(result.output)\(result.errors)")
    #expect(scratch.bytes("kb.sqlite.mid") == file && scratch.bytes("kb.sqlite.mid-wal") == log)
  }

  /// The check says it, in one sentence, and leaves the file as it is.
  func isFound(_ damage: Damage) {
    let before = scratch.bytes("kb.sqlite")
    let result = scratch.kb("check", "--ndjson", "--limit", "0", "--database", "kb.sqlite")
    #expect(result.status == 1, "\(result.output)\(result.errors)")
    let line = result.lines.first {
      $0.contains("\"severity\":\"error\",\"check\":\"\(damage.check)\"") && $0.contains(damage.says)
    }
    #expect(line != nil, "\(result.output)\(result.errors)")
    #expect(scratch.bytes("kb.sqlite") == before)
    #expect(scratch.files == ["kb.sqlite"])
  }

  @Test(arguments: [
    Damage(
      check: "reference", sql: "UPDATE quote SET speaker_id = 99999 WHERE id = 1",
      says: "quote.speaker_id names actor 99999, which is not there"),
    Damage(
      check: "reference",
      sql: "INSERT INTO distinct_pair (first_key, second_key) VALUES ('a-none', 'khamenei')",
      says: "names a-none"),
    Damage(
      check: "reference",
      sql: "UPDATE appearance SET source_id = 1 WHERE passage_id IS NOT NULL AND source_id <> 1",
      says: "a passage of another source"),
    Damage(
      check: "pin", sql: "UPDATE passage SET exact = upper(exact) WHERE id = 1", says: "is not the passage"),
    Damage(
      check: "pin", sql: "UPDATE mention SET start = start + 1 WHERE id = 1", says: "is not the mention"),
    Damage(
      check: "pin", sql: "UPDATE passage SET start = 900000, \"end\" = 900004 WHERE id = 1",
      says: "@900000-900004"),
    Damage(
      check: "text",
      sql:
        "UPDATE document SET text_sha256 = printf('%064d', 7)",
      says: "not the one that was archived", isPastTriggers: false),
    Damage(
      check: "history",
      sql:
        "INSERT INTO history (changeset_id, record, record_id, action, old) VALUES (1, 'nosuch', 1, 'update', '{}')",
      says: "nosuch, which is no table"),
    Damage(
      check: "history",
      sql:
        "INSERT INTO history (changeset_id, record, record_id, action, old) VALUES (1, 'quote', 1, 'update', '{\"text\":')",
      says: "not JSON"),
    Damage(
      check: "history",
      sql:
        "INSERT INTO history (changeset_id, record, record_id, action, old) VALUES (1, 'quote', 1, 'update', '{\"colour\": 1}')",
      says: "colour, which is no column of quote"),
    Damage(
      check: "reference",
      sql:
        "INSERT INTO history (changeset_id, record, record_id, action, old) VALUES (999, 'quote', 1, 'update', '{}')",
      says: "history.changeset_id names changeset 999"),
    Damage(
      check: "history",
      sql:
        "INSERT INTO changeset (author, command) VALUES ('x', 'y'); INSERT INTO changeset_rows VALUES (last_insert_rowid(), 'quote', 1, 2)",
      says: "overlaps"),
    Damage(
      check: "history", sql: "UPDATE changeset_rows SET last_id = first_id - 5 WHERE record = 'quote'",
      says: "ends before it begins"),
    Damage(
      check: "history-row",
      sql:
        "INSERT INTO history (changeset_id, record, record_id, action, old) VALUES (1, 'quote', 1, 'delete', '{}')",
      says: "was deleted, and it is there"),
    Damage(
      check: "history-row", sql: "DELETE FROM tag WHERE id = 1", says: "does not know who deleted it"),
    Damage(
      check: "key", sql: "UPDATE topic SET key = 'khamenei' WHERE id = 1", says: "two records have this key"),
    Damage(
      check: "circle",
      sql: "UPDATE topic SET parent_id = 2 WHERE id = 1; UPDATE topic SET parent_id = 1 WHERE id = 2",
      says: "topic.parent_id comes round"),
    Damage(
      check: "circle", sql: "UPDATE source SET version_of_id = id WHERE id = 1",
      says: "source.version_of_id comes round"),
    Damage(
      check: "circle",
      sql: "INSERT INTO variant (quote_id, variant_of_id) VALUES (1, 2), (2, 3), (3, 1)",
      says: "variant.variant_of_id comes round"),
    Damage(
      check: "circle",
      sql:
        "INSERT INTO merged (key, into_key) VALUES ('khamenei', 'rouhani'), ('rouhani', 'khamenei'); UPDATE actor SET status = 'retracted' WHERE key IN ('khamenei', 'rouhani')",
      says: "merged.into_key comes round"),
    Damage(
      check: "merge", sql: "INSERT INTO merged (key, into_key) VALUES ('khamenei', 'rouhani')",
      says: "not set aside", isPastTriggers: false),
    Damage(
      check: "merge", sql: "INSERT INTO merged (key, into_key) VALUES ('khamenei', 'nobody')",
      says: "nobody, which is not there"),
    Damage(check: "table", sql: "DROP TABLE tag", says: "the table is not there"),
  ])
  func whatOnlyAPersonCanMendStays(_ damage: Damage) {
    scratch.seeded()
    if damage.check == "table" {
      _ = scratch.sqlite3("kb.sqlite", damage.sql)
    } else {
      apply(damage)
    }
    isFound(damage)
    guard damage.check != "table" else { return }
    let records =
      "SELECT * FROM quote; SELECT * FROM topic; SELECT * FROM passage; SELECT * FROM history; SELECT * FROM changeset_rows;"
    let before = scratch.sqlite3("kb.sqlite", records).output
    let fixed = scratch.kb("check", "--fix", "--ndjson", "--limit", "0", "--database", "kb.sqlite")
    #expect(fixed.status == 1 && fixed.output.contains(damage.says), "\(fixed.output)\(fixed.errors)")
    #expect(scratch.sqlite3("kb.sqlite", records).output == before)
  }

  @Test func theSeedsHaveNoErrors() {
    scratch.seeded()
    let before = scratch.bytes("kb.sqlite")
    let result = scratch.kb("check", "--database", "kb.sqlite")
    #expect(result.status == 0 && result.errors.hasPrefix("no errors, "), "\(result.errors)")
    #expect(scratch.bytes("kb.sqlite") == before)
    #expect(scratch.files == ["kb.sqlite"])
    #expect(scratch.kb("check", "--dry-run", "--database", "kb.sqlite").status == 64)
  }

  @Test func aListIsCutAndCounted() {
    scratch.seeded()
    apply(Damage(check: "date", sql: "UPDATE role SET earliest = 19000101 WHERE since IS NOT NULL", says: ""))
    let count =
      Int(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM role WHERE since IS NOT NULL;").lines[0]) ?? 0
    let result = scratch.kb("check", "--limit", "3", "--database", "kb.sqlite")
    #expect(result.output.contains("error: date (\(count))"), "\(result.output)")
    #expect(result.output.contains("… and \(count - 3) more"), "\(result.output)")
    #expect(result.errors.contains("\(count) errors, "), "\(result.errors)")
    let rows = scratch.kb("check", "--limit", "3", "--tsv", "--database", "kb.sqlite")
    #expect(rows.lines.filter { $0.hasPrefix("error\tdate\t") }.count == 3)
    #expect(rows.errors.contains("3 of \(count) date"), "\(rows.errors)")
  }

  /// Whatever bytes are wrong, there is a list or one sentence.
  @Test func damagedPagesGiveAList() {
    scratch.seeded()
    let whole = scratch.bytes("kb.sqlite")
    var lists = 0
    for step in 0..<10 {
      var bytes = whole
      // (The first half holds the schema, without which a file does not open; later steps leave that alone.)
      let from = step < 5 ? 4096 + step * 613 : bytes.count / 2 + step * 40_960
      for offset in stride(from: from, to: bytes.count, by: step < 5 ? 40_960 : 7)
      where step < 5 || offset < from + 2000 {
        bytes[offset] ^= 0xFF
      }
      scratch.write(bytes, to: "flipped")
      for arguments in [["check"], ["check", "--fix"]] {
        let result = scratch.kb(arguments + ["--database", "flipped"])
        #expect(result.status == 1 || result.status == 0, "\(result.status) \(result.errors)")
        #expect(
          !result.errors.contains("SQLite error") && !result.errors.contains("Fatal"), "\(result.errors)")
        if result.status == 1, result.output.isEmpty {
          #expect(result.errors.hasPrefix("kb: "), "\(result.errors)")
        }
        if result.output.contains("error: ") { lists += 1 }
        if arguments.count == 1 { #expect(scratch.bytes("flipped") == bytes) }
      }
    }
    #expect(lists > 0)
  }

  @Test func aFileOfAnOlderKbIsCheckedAsItIs() {
    for version in [1, 2] {
      let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("StorageTests/Fixtures/v\(version).sqlite.gz").path
      scratch.write(Program.run("/bin/sh", ["-c", "gzip -dc '\(fixture)'"]).outputBytes, to: "old.sqlite")
      let before = scratch.bytes("old.sqlite")
      let result = scratch.kb("check", "--database", "old.sqlite")
      #expect(result.status == 0 && result.errors.hasPrefix("no errors"), "\(result.output)\(result.errors)")
      #expect(scratch.bytes("old.sqlite") == before)
      _ = scratch.sqlite3("old.sqlite", "DROP INDEX quote_latest;")
      let fixed = scratch.kb("check", "--fix", "--database", "old.sqlite")
      #expect(fixed.status == 0 && fixed.errors.contains("quote_latest"), "\(fixed.errors)")
      #expect(scratch.sqlite3("old.sqlite", "PRAGMA user_version;").output == "\(version)\n")
    }
  }

  @Test func aReadOnlyFileIsCheckedAsFarAsItCanBe() throws {
    scratch.seeded()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: scratch.path("kb.sqlite"))
    // (Root may write it all the same.)
    guard unsafe access(scratch.path("kb.sqlite"), W_OK) != 0 else { return }
    let result = scratch.kb("check", "--database", "kb.sqlite")
    #expect(result.status == 0 && result.errors.contains("by ids, not by words"))
  }
}
