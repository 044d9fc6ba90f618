// The check-up, backups and compacting, as a Swift program has them.
import Archive
import Foundation
import KnowledgeBase
import Scratch
import Testing

@Suite struct CheckupTests {
  let scratch = Scratch()

  @Test func findingsAreCountedAndKeptToALimit() throws {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      "DROP TRIGGER role_dated_update; UPDATE role SET latest = 20300101 WHERE until IS NOT NULL;")
    let kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
    let checkup = try kb.check(limit: 2)
    let dates = checkup.tallies.first { $0.check == "date" }
    #expect(dates?.severity == .error && dates?.count ?? 0 > 100)
    #expect(checkup.findings.filter { $0.check == "date" }.count == 2)
    #expect(checkup.findings.filter { $0.check == "schema" }.map(\.record) == ["role_dated_update"])
    #expect(checkup.errors == (dates?.count ?? 0) + 1)
    #expect(throws: Failure.self) { try kb.mend(by: Authorship(author: "ada", command: "test")) }
    let mended = try KnowledgeBase(path: kb.path, for: .mending).mend(
      by: Authorship(author: "ada", command: "test"))
    #expect(mended.done.count == 2 && mended.edit.isEmpty)
    #expect(try kb.check().errors == 0)
  }

  /// No number in a file is too large or too small to be looked at.
  @Test func aPassageThatEndsAtTheLowestNumber() throws {
    scratch.seeded()
    scratch.write("Rain is coming. “We are ready,” said Lina Berg.", to: "talk.txt")
    #expect(scratch.kb("ingest", "talk.txt", "--database", "kb.sqlite").status == 0)
    let triggers = scratch.sqlite3(
      "kb.sqlite",
      "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'passage'"
    )
    let changed = scratch.sqlite3(
      "kb.sqlite",
      """
      \(triggers.output) PRAGMA ignore_check_constraints = 1;
      UPDATE passage SET "end" = -9223372036854775808 WHERE start > 0; SELECT changes() > 0;
      """)
    #expect(changed.output == "1\n", "\(changed.errors)")
    let result = scratch.kb("check", "--database", "kb.sqlite")
    #expect(result.status == 1 && result.output.contains("pin"), "\(result.status) \(result.output)")
  }

  @Test func whatIsStillToComeDependsOnTheDay() throws {
    scratch.seeded()
    let kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
    func future(_ year: Int) throws -> Int {
      let moment = Date(timeIntervalSince1970: Double(year - 1970) * 31_556_952)
      return try kb.check(at: moment).tallies.first { $0.check == "future" }?.count ?? 0
    }
    #expect(try future(2100) == 0)
    #expect(try future(1979) > 0)
  }

  @Test func aBackupAndTheWayBack() throws {
    scratch.seeded()
    let path = scratch.path("kb.sqlite")
    let moment = Date(timeIntervalSince1970: 1_774_448_400)
    let backup = try KnowledgeBase(path: path).backUp(at: moment)
    #expect(backup.path.hasSuffix("/kb-2026-03-25T1420Z-schema5.sqlite") && backup.rows > 5000)
    _ = scratch.sqlite3("kb.sqlite", "DELETE FROM tag;")
    let done = try KnowledgeBase.restore(backup.path, at: path, on: moment)
    #expect(done.kept?.hasSuffix("/kb-before-restore-2026-03-25T1420Z.sqlite") == true)
    #expect(try KnowledgeBase(path: path).backUp(to: scratch.path("again")).rows == backup.rows)
    let compaction = try KnowledgeBase(path: path, for: .mending).compact()
    #expect(compaction.after <= compaction.before && compaction.isLogEmpty)
  }
}
