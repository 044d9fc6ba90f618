// A newer kb brings the file up to its own schema while this one has it open: this one writes to it no more.
import Scratch
import Storage
import Testing

@Suite struct NewerSchemaTests {
  @Test func whoHasItOpenWritesNoMore() throws {
    let scratch = Scratch()
    scratch.seeded()
    let file = try DatabaseFile.writing(scratch.path("kb.sqlite"))
    try file.write { try $0.execute("INSERT INTO topic (key, label) VALUES ('before', 'Before')") }
    #expect(scratch.sqlite3("kb.sqlite", "PRAGMA user_version = 99;").errors == "")
    #expect(throws: Failure.self) {
      try file.write { try $0.execute("INSERT INTO topic (key, label) VALUES ('after', 'After')") }
    }
    let keys = scratch.sqlite3("kb.sqlite", "SELECT key FROM topic WHERE key IN ('before', 'after');").output
    #expect(keys == "before\n")
  }

  /// What was reported is on the disk: each commit is made sure of, not only the end of the work.
  @Test func eachCommitIsMadeSureOf() throws {
    let scratch = Scratch()
    scratch.seeded()
    let file = try DatabaseFile.writing(scratch.path("kb.sqlite"))
    let synchronous = try file.write { try $0.first("PRAGMA synchronous") { $0.integer(0) } }
    #expect(synchronous == 2)
  }
}
