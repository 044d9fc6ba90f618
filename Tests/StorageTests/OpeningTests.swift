// Files that are no knowledge base, and places where nothing may be written.
import Foundation
import Scratch
import Testing

@Suite struct OpeningTests {
  let scratch = Scratch()

  private func refused(_ file: String, _ reason: String, command: [String] = ["quote"]) {
    let before = scratch.files
    let result = scratch.kb(command + ["--database", file])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(!result.errors.contains("Error Domain") && !result.errors.contains("SQLITE"))
    #expect(scratch.files == before)
  }

  @Test func whatIsNoKnowledgeBase() {
    scratch.write(
      "not a database, though long enough to be taken for one by a careless reader of headers, is it not so?",
      to: "text")
    refused("text", "is not a SQLite file")
    scratch.write("", to: "empty")
    refused("empty", "is empty")
    refused("nosuch", "kb init")
    _ = scratch.sqlite3("other", "create table t (a); insert into t values (1)")
    refused("other", "another program")
    try? FileManager.default.createDirectory(
      atPath: scratch.path("folder"), withIntermediateDirectories: true)
    refused("folder", "is a folder")
    scratch.seeded("newer")
    _ = scratch.sqlite3("newer", "pragma user_version = 99")
    refused("newer", "newer kb")
  }

  @Test func aFileThatWasCutShort() {
    scratch.seeded()
    let whole = scratch.bytes("kb.sqlite")
    for length in [50, 512, 4096, whole.count / 2, whole.count - 1] {
      scratch.write(Array(whole.prefix(length)), to: "cut")
      refused("cut", "cut", command: ["stats"])
    }
  }

  @Test func flippedBytesNeverCrash() {
    scratch.seeded()
    let whole = scratch.bytes("kb.sqlite")
    for step in 0..<12 {
      var bytes = whole
      for offset in stride(from: 100 + step * 977, to: bytes.count, by: 4096) { bytes[offset] ^= 0xFF }
      scratch.write(bytes, to: "flipped")
      let result = scratch.kb("export", "all", "--database", "flipped")
      #expect(result.status == 0 || result.status == 1)
      if result.status == 1 {
        #expect(result.errors.hasPrefix("kb: ") && !result.errors.contains("SQLite error"))
      }
    }
  }

  @Test func lookupsChangeNoByte() {
    scratch.seeded()
    let before = scratch.bytes("kb.sqlite")
    for command in [
      ["quote"], ["search", "sanctions"], ["show", "khamenei"], ["sql", "select 1"],
      ["argument", "strategic-deal"], ["export", "quotes"],
    ] {
      #expect(scratch.kb(command + ["--database", "kb.sqlite"]).status == 0)
    }
    #expect(scratch.bytes("kb.sqlite") == before)
    #expect(scratch.files == ["kb.sqlite"])
  }

  @Test func aReadOnlyFolderWillDo() throws {
    try FileManager.default.createDirectory(atPath: scratch.path("closed"), withIntermediateDirectories: true)
    #expect(scratch.kb("init", "--database", "closed/kb.sqlite").status == 0)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: scratch.path("closed/kb.sqlite"))
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.path("closed"))
    for command in [["quote"], ["sql", "select count(*) from quotes"]] {
      let result = scratch.kb(command + ["--database", "closed/kb.sqlite"])
      #expect(result.status == 0 && !result.output.isEmpty, "\(result.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("closed")) == ["kb.sqlite"])
  }

  @Test func whileAnotherProgramWrites() {
    scratch.seeded()
    // A writer that holds its transaction open while kb reads beside it.
    let kb = Scratch.kbBinary
    let file = scratch.path("kb.sqlite")
    let result = scratch.sqlite3(
      "kb.sqlite",
      """
      begin immediate;
      insert into quote (key, speaker_id, text) values ('q-open', 1, 'not yet there');
      .shell '\(kb)' quote --limit 0 --csv --database '\(file)'
      commit;
      """)
    #expect(result.output.contains("khamenei-our-problem"))
    #expect(!result.output.contains("q-open"))
    #expect(scratch.kb("quote", "--csv", "--database", "kb.sqlite").output.contains("q-open"))
  }

  @Test func initNeverOverwrites() {
    scratch.write("mine", to: "kb.sqlite")
    let result = scratch.kb("init", "--database", "kb.sqlite")
    #expect(result.status == 1 && result.errors.contains("exists already"))
    #expect(scratch.bytes("kb.sqlite") == Array("mine".utf8))
    #expect(scratch.kb("init", "--database", "no/such/kb.sqlite").errors.contains("no folder"))
  }

  @Test func namesThatSQLiteReadsOtherwise() {
    for name in ["file:x.sqlite", ":memory:", "a?mode=memory", "%41.sqlite", "خانه.sqlite"] {
      let made = scratch.kb("init", "--database", name)
      #expect(made.status == 0 && scratch.files.contains(name), "\(made.errors)")
      #expect(scratch.kb("quote", "--csv", "--database", name).output.contains("khamenei-our-problem"))
      #expect(scratch.kb("sql", "select 1", "--database", name).status == 0)
    }
    #expect(scratch.files.count == 5)
    #expect(scratch.kb("quote", "--database", "").errors == "kb: the name of the database file is empty\n")
    #expect(scratch.kb("init", "--database", "").errors == "kb: the name of the database file is empty\n")
    #expect(scratch.kb("init", "--database", String(repeating: "n", count: 300)).errors.contains("too long"))
  }
}
