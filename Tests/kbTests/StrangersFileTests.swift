// A file from a stranger: what somebody put into its schema neither keeps kb for ever nor reaches out of the file.
import Foundation
import Scratch
import Testing

@Suite struct StrangersFileTests {
  let scratch = Scratch()

  @Test func aViewWithoutEndIsStopped() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      CREATE TABLE shape AS SELECT * FROM quotes; DROP VIEW quotes;
      CREATE VIEW quotes AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT shape.* FROM shape, n WHERE i < 0;
      """)
    let result = scratch.kb("quote", "--csv", "--database", "kb.sqlite")
    #expect(result.status == 1 && result.errors.contains("does not end"), "\(result.errors)")
    #expect(scratch.kb("check", "--fix", "--database", "kb.sqlite").status == 0)
    #expect(scratch.kb("quote", "--database", "kb.sqlite").output.contains("khamenei-our-problem"))
  }

  /// The check that mends is not what is stopped, although it may take long: here another program holds the file.
  @Test func mendingTakesItsTime() {
    scratch.seeded()
    let path = scratch.path("kb.sqlite")
    _ = scratch.sqlite3(
      "kb.sqlite", "PRAGMA journal_mode = WAL; DROP VIEW quotes; CREATE VIEW quotes AS SELECT 1 AS key;")
    let writer = DispatchGroup()
    DispatchQueue.global().async(group: writer) { [scratch] in
      _ = scratch.sqlite3("kb.sqlite", "BEGIN IMMEDIATE;\n.shell touch '\(path).held'; sleep 4.5\nCOMMIT;")
    }
    while !scratch.files.contains("kb.sqlite.held") { usleep(1000) }
    let result = scratch.kb("check", "--fix", "--database", "kb.sqlite")
    writer.wait()
    #expect(result.status == 0 && result.errors.contains("view quotes made anew"), "\(result.errors)")
  }

  @Test func functionsThatReachOutAreNotCalled() {
    for call in ["load_extension('x')", "writefile('bait', 'x')", "edit('x', 'touch bait')"] {
      scratch.seeded()
      _ = scratch.sqlite3(
        "kb.sqlite",
        """
        DROP VIEW quotes; CREATE VIEW quotes AS SELECT \(call) AS key, 'x' AS text;
        CREATE TRIGGER bait AFTER INSERT ON topic BEGIN SELECT \(call); END;
        """)
      for words in [
        ["export", "quotes"], ["sql", "SELECT * FROM quotes"], ["add", "topic", "--label", "X"],
      ] {
        let result = scratch.kb(words + ["--database", "kb.sqlite"])
        #expect(result.status == 1 && result.errors.hasPrefix("kb: "), "\(call) \(words): \(result.errors)")
      }
      #expect(scratch.files == ["kb.sqlite"])
    }
  }

  @Test func idsAtTheirEnd() {
    scratch.seeded()
    _ = scratch.sqlite3("kb.sqlite", "UPDATE sqlite_sequence SET seq = 9223372036854775807;")
    for words in [["check"], ["check", "--fix", "--dry-run"], ["add", "topic", "--label", "X"]] {
      let result = scratch.kb(words + ["--database", "kb.sqlite"])
      #expect([0, 1].contains(result.status), "\(words): \(result.status) \(result.errors)")
    }
  }

  /// Not even what is there to mend goes on for ever where a view without end stands in the place of a table.
  @Test(arguments: [["check"], ["check", "--fix"], ["check", "--fix", "--dry-run"]])
  func aViewInThePlaceOfATable(_ words: [String]) {
    scratch.seeded()
    let made = scratch.sqlite3(
      "kb.sqlite",
      """
      ALTER TABLE topic RENAME TO topic_gone;
      CREATE VIEW topic AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS id, 'k' || i AS key, 'x' AS label, NULL AS parent_id FROM n;
      """)
    #expect(made.status == 0, "\(made.errors)")
    let result = scratch.kb(words + ["--database", "kb.sqlite"])
    #expect(result.status == 1 && result.errors.contains("restore it from a backup"), "\(result.errors)")
  }
}
