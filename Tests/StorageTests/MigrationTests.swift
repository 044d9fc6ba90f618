// A file that an older kb made opens for ever: lookups read it as it is, the first write brings it up to date.
import Foundation
import Scratch
import Testing

@Suite struct MigrationTests {
  let scratch = Scratch()

  @Test(arguments: 1...5) func lookupsLeaveAnOldFileAsItIs(_ version: Int) {
    scratch.older(version)
    let before = scratch.bytes("old.sqlite")
    let result = scratch.kb("quote", "--speaker", "روحانی", "--database", "old.sqlite")
    #expect(result.status == 0 && result.output.contains("Talks are a door."), "\(result.errors)")
    for command in [["show", "rouhani"], ["show", "note-1"], ["stats"], ["schema"], ["search", "door"]] {
      let result = scratch.kb(command + ["--database", "old.sqlite"])
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    #expect(scratch.bytes("old.sqlite") == before)
  }

  @Test(arguments: 1...5) func aWriteBringsItUpToDate(_ version: Int) {
    scratch.older(version)
    _ = scratch.kb("init", "--empty", "--database", "new.sqlite")
    let rows =
      "SELECT * FROM quotes; SELECT * FROM names; SELECT * FROM appearances; SELECT * FROM changesets;"
    let before = scratch.sqlite3("old.sqlite", rows).output
    scratch.write("dossier: 1\ntopics: {peace: {label: Peace}}\n", to: "more.yaml")
    let result = scratch.kb("import", "more.yaml", "--database", "old.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    let after = scratch.sqlite3("old.sqlite", rows).output
    #expect(after.hasPrefix(before.split(separator: "\n").prefix(4).joined(separator: "\n")))
    #expect(scratch.sqlite3("old.sqlite", "PRAGMA integrity_check").output == "ok\n")
    // Brought up to date, it is defined as a new file is.
    let schema =
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%autoindex%' ORDER BY 1, 2, 3;"
    #expect(scratch.sqlite3("old.sqlite", schema).output == scratch.sqlite3("new.sqlite", schema).output)
  }

  /// Each row of each table is there afterwards, column by column; what tells of the changes themselves may grow.
  @Test(arguments: 1...5) func nothingIsLostOnTheWay(_ version: Int) {
    scratch.older(version)
    let columns = scratch.sqlite3(
      "old.sqlite",
      """
      SELECT t.name || '|' || group_concat('quote("' || c.name || '")', ', ')
      FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%' AND t.name NOT GLOB '*_search*'
        AND t.name NOT IN ('sqlite_sequence', 'editing') AND (t.name <> 'history' OR c.name NOT IN ('at', 'changeset_id'))
      GROUP BY t.name
      """
    ).lines.map { $0.split(separator: "|", maxSplits: 1) }
    #expect(columns.count == [1: 21, 2: 25, 3: 32, 4: 32, 5: 32][version])
    func rows() -> [[String]] {
      columns.map { scratch.sqlite3("old.sqlite", "SELECT \($0[1]) FROM \"\($0[0])\"").lines.sorted() }
    }
    let before = rows()
    if version >= 3 { #expect(zip(columns, before).allSatisfy { !$1.isEmpty }) }
    let result = scratch.kb("add", "topic", "--label", "Peace", "--key", "peace", "--database", "old.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    for ((table, old), new) in zip(zip(columns.map { $0[0] }, before), rows()) {
      #expect(Set(new).isSuperset(of: old), "\(table)")
      let grows = ["topic", "changeset", "changeset_rows", "edtf", "folding"].contains(table)
      #expect(grows || new.count == old.count, "\(table)")
    }
    #expect(scratch.kb("check", "--database", "old.sqlite").status == 0)
    #expect(scratch.sqlite3("old.sqlite", "PRAGMA user_version").output == "5\n")
  }

  // MARK: The way back

  private var copies: [String] { scratch.files.filter { $0.hasPrefix("old-") && $0.contains("-schema") } }

  @Test(arguments: 1...4) func theFirstWriteKeepsTheFileAsItWas(_ version: Int) throws {
    scratch.older(version)
    let dump = scratch.sqlite3("old.sqlite", ".dump").output
    let result = scratch.kb("add", "topic", "--label", "Peace", "--key", "peace", "--database", "old.sqlite")
    let copy = try #require(copies.first)
    #expect(copies.count == 1 && copy.hasSuffix("-schema\(version).sqlite"))
    #expect(
      result.errors.contains(
        "brought old.sqlite from schema \(version) to 5; it is kept as it was in \(copy)\n"))
    #expect(scratch.sqlite3(copy, ".dump").output == dump)
    let again = scratch.kb("add", "topic", "--label", "War", "--key", "war", "--database", "old.sqlite")
    #expect(again.status == 0 && copies.count == 1 && !again.errors.contains("schema"))
    #expect(scratch.kb("backup", "--restore", copy, "--database", "old.sqlite").status == 0)
    #expect(scratch.sqlite3("old.sqlite", ".dump").output == dump)
  }

  @Test func oneChoosesWhenAndWhere() throws {
    scratch.older(3)
    let bytes = scratch.bytes("old.sqlite")
    let trial = scratch.kb("migrate", "--dry-run", "--database", "old.sqlite")
    #expect(trial.status == 0 && trial.errors.contains("from schema 3 to 5, and 754 kB copied; nothing was"))
    #expect(scratch.bytes("old.sqlite") == bytes)
    scratch.write("x", to: "there.sqlite")
    for place in ["there.sqlite", "nowhere/copy.sqlite"] {
      let refused = scratch.kb("migrate", "--copy", place, "--database", "old.sqlite")
      #expect(refused.status == 1 && refused.errors.contains(place))
      #expect(scratch.sqlite3("old.sqlite", "PRAGMA user_version").output == "3\n")
    }
    try FileManager.default.createDirectory(
      atPath: scratch.folder + "/far", withIntermediateDirectories: true)
    let done = scratch.kb("migrate", "--copy", "far/copy.sqlite", "--database", "old.sqlite")
    #expect(done.status == 0 && copies.isEmpty, "\(done.errors)")
    #expect(scratch.sqlite3("far/copy.sqlite", "PRAGMA user_version").output == "3\n")
    let again = scratch.kb("migrate", "--database", "old.sqlite")
    #expect(again.status == 0 && again.errors == "old.sqlite is up to date: its schema is 5\n")
    scratch.older(2)
    #expect(scratch.kb("migrate", "--no-copy", "--database", "old.sqlite").status == 0)
    #expect(copies.isEmpty && scratch.sqlite3("old.sqlite", "PRAGMA user_version").output == "5\n")
    #expect(scratch.kb("migrate", "--no-copy", "--copy", "x", "--database", "old.sqlite").status == 64)
  }

  /// A copy that finds no room leaves the file at its schema, and says what to do.
  @Test func withoutRoomForTheCopyNothingIsDone() {
    scratch.older(3)
    // (Blocks of 512 bytes: the copy would be larger.)
    let result = Program.run(
      "/bin/sh",
      [
        "-c", "ulimit -f 1200; exec \"$0\" add topic --label X --key x --database old.sqlite",
        Scratch.kbBinary,
      ], in: scratch.folder, environment: ["HOME": scratch.folder, "PATH": "/usr/bin:/bin"])
    #expect(result.status == 1 && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.errors.contains("no copy of old.sqlite could be kept"), "\(result.errors)")
    #expect(scratch.files.allSatisfy { !$0.contains("schema") && !$0.hasSuffix(".new") })
    #expect(scratch.sqlite3("old.sqlite", "PRAGMA user_version").output == "3\n")
  }

  /// A trial on each kind of act, and what it says.
  static let trials: [[String]] = [
    ["add", "topic", "--label", "Peace"], ["edit", "rouhani", "--description", "He spoke."],
    ["retract", "talks-are-a-door", "--why", "x"], ["merge", "rouhani", "fjord-post"],
    ["import", "more.yaml"],
    ["import", "other.sqlite"], ["ingest", "door.txt"], ["ingest", "--again"], ["undo", "c-553988ee"],
    ["tag", "talks-are-a-door", "--topic", "fees"], ["unmerge", "moen-o"], ["agreement", "--merge"],
    ["duplicates", "actors", "--not-same", "fjord-post", "rouhani"], ["accept", "--min-confidence", "0.1"],
  ]

  @Test(arguments: 1...4, trials) func aTrialLeavesAnOldFileAsItIs(_ version: Int, _ words: [String]) {
    scratch.older(version)
    scratch.older(4, "other.sqlite")
    scratch.write("dossier: 1\ntopics: {peace: {label: Peace}}\n", to: "more.yaml")
    scratch.write("Moen said: “Talks are a door that opens inwards.”\n", to: "door.txt")
    let before = scratch.bytes("old.sqlite")
    let files = scratch.files
    let trial = scratch.kb(words + ["--dry-run", "--database", "old.sqlite"])
    #expect(scratch.bytes("old.sqlite") == before && scratch.files == files, "\(scratch.files)")
    // It says what it would say of the file once it is up to date.
    #expect(scratch.kb("migrate", "--no-copy", "--database", "old.sqlite").status == 0)
    let again = scratch.kb(words + ["--dry-run", "--database", "old.sqlite"])
    #expect(
      trial.status == again.status && trial.output == again.output && trial.errors == again.errors,
      "\(trial.errors)")
  }

  /// Marks that isolate a word, or say that it is Arabic, once hid it from search.
  @Test(arguments: 1...4) func wordsBesideIsolatesAreFoundOnceTheFileIsUpToDate(_ version: Int) {
    scratch.older(version)
    let written = scratch.sqlite3(
      "old.sqlite",
      """
      INSERT INTO quote (text, speaker_id) SELECT 'او گفت ' || char(0x2067) || 'دریاچه' || char(0x2069) || ' آرام است', id
        FROM actor WHERE key = 'rouhani';
      INSERT INTO source (key, title, text) VALUES ('isolated', char(0x2066) || 'Lagoon' || char(0x2069) || ' news',
        'On the ' || char(0x2068) || 'estuary' || char(0x2069) || '.');
      INSERT INTO name (actor_id, kind, text, language) SELECT id, 'alias', char(0x61C) || 'Rouhanizad', 'en'
        FROM actor WHERE key = 'rouhani';
      INSERT INTO claim (text, kind) VALUES ('The ' || char(0x2067) || 'harpoon' || char(0x2069) || ' is old.', 'assertion');
      INSERT INTO event (title) VALUES (char(0x2066) || 'Regatta' || char(0x2069));
      """)
    #expect(written.status == 0, "\(written.errors)")
    let words = ["دریاچه", "lagoon", "estuary", "harpoon", "regatta"]
    func finds(_ word: String) -> Bool {
      scratch.kb("search", word, "--json", "--database", "old.sqlite").output.count > 10
    }
    #expect(scratch.kb("migrate", "--no-copy", "--database", "old.sqlite").status == 0)
    #expect(words.filter { !finds($0) } == [])
    #expect(scratch.kb("actor", "rouhanizad", "--database", "old.sqlite").output.contains("Rouhani"))
    // And what was put in under the old folding is gone with it.
    #expect(scratch.kb("check", "--database", "old.sqlite").errors.contains("no errors"))
    let gone = scratch.sqlite3(
      "old.sqlite",
      "DELETE FROM event WHERE title LIKE '%Regatta%'; DELETE FROM claim WHERE text LIKE '%harpoon%';")
    #expect(gone.status == 0, "\(gone.errors)")
    #expect(!finds("regatta") && !finds("harpoon"))
    #expect(scratch.kb("check", "--database", "old.sqlite").errors.contains("no errors"))
  }
}
