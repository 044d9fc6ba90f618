// A file from a stranger: what somebody put into its schema neither keeps kb for ever nor reaches out of the file.
import Foundation
import Scratch
import Testing

@Suite struct StrangersFileTests {
  let scratch = Scratch()

  private static let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"

  @Test func aViewWithoutEndIsStopped() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      DROP VIEW quotes; CREATE VIEW quotes AS \(Self.endless) SELECT count(*) AS key, 'x' AS text FROM n;
      DROP VIEW topics; CREATE VIEW topics AS \(Self.endless) SELECT max(i) AS key, 'x' AS label FROM n;
      """)
    for words in [["export", "quotes"], ["export", "topics"]] {
      let result = scratch.kb(words + ["--database", "kb.sqlite"])
      #expect(result.status == 1 && result.errors.contains("does not end"), "\(words): \(result.errors)")
    }
    #expect(scratch.kb("check", "--fix", "--database", "kb.sqlite").status == 0)
    #expect(scratch.kb("export", "quotes", "--database", "kb.sqlite").output.contains("khamenei-our-problem"))
  }

  /// A long question to a file that is as kb makes it is never stopped.
  @Test func aLongQuestionToAnOwnFileIsNot() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      "CREATE VIEW mine AS \(Self.endless.dropLast()) LIMIT 20000000) SELECT count(*) AS n FROM n;")
    let result = scratch.kb("export", "mine", "--csv", "--database", "kb.sqlite")
    #expect(result.output == "n\r\n20000000\r\n", "\(result.errors)")
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
}
