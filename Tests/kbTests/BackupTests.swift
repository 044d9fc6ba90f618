// kb backup: whole copies while others write, nothing overwritten, and a way back from any damage.
import Foundation
import Scratch
import Testing

@Suite struct BackupTests {
  let scratch = Scratch()

  private func backup(_ arguments: String...) -> String {
    let result = scratch.kb(["backup"] + arguments + ["--database", "kb.sqlite"])
    #expect(result.status == 0, "\(result.errors)")
    return result.lines.last ?? ""
  }

  @Test func theNameSaysWhenAndWhichSchema() throws {
    scratch.seeded()
    let before = scratch.bytes("kb.sqlite")
    let path = backup()
    let name = (path as NSString).lastPathComponent
    #expect(name.wholeMatch(of: /kb-20\d\d-\d\d-\d\dT\d{4}Z-schema5\.sqlite/) != nil, "\(name)")
    #expect(scratch.bytes("kb.sqlite") == before)
    #expect(scratch.files == [name, "kb.sqlite"].sorted())
    // A second one in the same minute has a name of its own.
    let second = backup()
    #expect(second != path && scratch.files.count == 3)
    #expect(scratch.sqlite3(name, "PRAGMA journal_mode; PRAGMA integrity_check;").output == "delete\nok\n")
    #expect(scratch.sqlite3(name, ".dump").output == scratch.sqlite3("kb.sqlite", ".dump").output)
  }

  @Test func aFolderOrANameAndNeverOverwritten() throws {
    scratch.seeded()
    try FileManager.default.createDirectory(atPath: scratch.path("safe"), withIntermediateDirectories: true)
    #expect(backup("safe").hasPrefix("safe/kb-20"))
    #expect(backup("mine.sqlite") == "mine.sqlite")
    scratch.write("not to be lost", to: "other")
    let files = scratch.files
    for name in ["other", "mine.sqlite", "nowhere/kb.sqlite"] {
      let result = scratch.kb("backup", name, "--database", "kb.sqlite")
      #expect(result.status == 1 && result.output.isEmpty, "\(result.errors)")
    }
    let trial = scratch.kb("backup", "later.sqlite", "--dry-run", "--database", "kb.sqlite")
    #expect(
      trial.status == 0 && trial.errors.contains("later.sqlite; nothing was written"), "\(trial.errors)")
    #expect(scratch.files == files && scratch.bytes("other") == Array("not to be lost".utf8))
  }

  @Test func theCopyIsNoMoreOpenThanTheFile() throws {
    scratch.seeded()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: scratch.path("kb.sqlite"))
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path(backup("copy.sqlite")))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  /// Each transaction of the writer adds two topics: a copy never has one of them alone.
  @Test func whileAnotherProgramWrites() {
    scratch.seeded()
    _ = scratch.sqlite3("kb.sqlite", "PRAGMA journal_mode = WAL;")
    let path = scratch.path("kb.sqlite")
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = [
      "-c",
      """
      n=0; while [ ! -e '\(scratch.path("stop"))' ]; do n=$((n+1));
      echo "PRAGMA busy_timeout = 20000; BEGIN; INSERT INTO topic (key, label) VALUES ('one-$n', 'x'); INSERT INTO topic (key, label) VALUES ('two-$n', 'x'); COMMIT;" \
        | sqlite3 '\(path)' >/dev/null; done
      """,
    ]
    try? writer.run()
    var counts: [Int] = []
    for number in 1...5 {
      let copy = backup("copy-\(number).sqlite")
      let rows = scratch.sqlite3(
        copy, "SELECT count(*) FROM topic WHERE label = 'x'; PRAGMA integrity_check;")
      #expect(rows.lines.last == "ok")
      counts.append(Int(rows.lines[0]) ?? -1)
      #expect(scratch.kb("check", "--database", copy).status == 0)
    }
    scratch.write("", to: "stop")
    writer.waitUntilExit()
    #expect(counts.allSatisfy { $0 % 2 == 0 } && counts == counts.sorted(), "\(counts)")
    #expect(counts.last! > 0)
  }

  @Test func aDamagedFileIsNotCopied() {
    scratch.seeded()
    var bytes = scratch.bytes("kb.sqlite")
    for offset in stride(from: 40_960, to: bytes.count, by: 20_480) { bytes[offset] ^= 0xFF }
    scratch.write(bytes, to: "kb.sqlite")
    let result = scratch.kb("backup", "--database", "kb.sqlite")
    #expect(result.status == 1 && result.errors.contains("is damaged"), "\(result.errors)")
    #expect(scratch.files == ["kb.sqlite"])
  }

  @Test func goingBackKeepsWhatItReplaces() {
    scratch.seeded()
    let copy = backup("copy.sqlite")
    _ = scratch.sqlite3("kb.sqlite", "INSERT INTO topic (key, label) VALUES ('later', 'Later');")
    let files = scratch.files
    let trial = scratch.kb("backup", "--restore", copy, "--dry-run", "--database", "kb.sqlite")
    #expect(trial.status == 0 && trial.errors.contains("would be"), "\(trial.errors)")
    #expect(scratch.files == files)
    let result = scratch.kb("backup", "--restore", copy, "--database", "kb.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    let kept = scratch.files.first { $0.hasPrefix("kb-before-restore-") } ?? ""
    #expect(result.errors.contains(kept) && scratch.files.count == 3, "\(scratch.files)")
    let topic = "SELECT count(*) FROM topic WHERE key = 'later';"
    #expect(scratch.sqlite3("kb.sqlite", topic).output == "0\n")
    #expect(scratch.sqlite3(kept, topic).output == "1\n")
    #expect(scratch.kb("check", "--database", "kb.sqlite").status == 0)
    // And back again.
    #expect(scratch.kb("backup", "--restore", kept, "--database", "kb.sqlite").status == 0)
    #expect(scratch.sqlite3("kb.sqlite", topic).output == "1\n")
  }

  /// A log that a killed writer left is part of the file that is kept, and is not read with the copy.
  @Test(arguments: [true, false]) func theLogGoesWithItsFile(_ isDamaged: Bool) {
    scratch.seeded()
    let copy = backup("copy.sqlite")
    let path = scratch.path("kb.sqlite")
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      PRAGMA journal_mode = WAL; INSERT INTO topic (key, label) VALUES ('in-the-log', 'x');
      .shell cp '\(path)' '\(path).mid'; cp '\(path)-wal' '\(path).mid-wal'
      """)
    _ = Program.run(
      "/bin/sh",
      [
        "-c",
        "cd '\(scratch.folder)'; mv kb.sqlite.mid kb.sqlite; mv kb.sqlite.mid-wal kb.sqlite-wal; rm -f kb.sqlite-shm",
      ])
    if isDamaged {
      var bytes = scratch.bytes("kb.sqlite")
      for offset in 0..<100 { bytes[offset] = 0x41 }
      scratch.write(bytes, to: "kb.sqlite")
    }
    let result = scratch.kb("backup", "--restore", copy, "--database", "kb.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    let topic = "SELECT count(*) FROM topic WHERE key = 'in-the-log';"
    #expect(!scratch.files.contains("kb.sqlite-wal"))
    #expect(scratch.sqlite3("kb.sqlite", topic).output == "0\n")
    let kept = scratch.files.first { $0.hasPrefix("kb-before-restore-") && $0.hasSuffix(".sqlite") } ?? ""
    if isDamaged {
      #expect(scratch.files.contains(kept + "-wal"), "\(scratch.files)")
    } else {
      #expect(scratch.sqlite3(kept, topic).output == "1\n", "\(scratch.files)")
    }
  }

  @Test func overAFileThatIsMissingOrNoDatabase() {
    scratch.seeded()
    let copy = backup("copy.sqlite")
    for damage in [
      "rm kb.sqlite", "printf broken > kb.sqlite", ": > kb.sqlite", "truncate -s 5000 kb.sqlite",
    ] {
      _ = Program.run("/bin/sh", ["-c", "cd '\(scratch.folder)'; \(damage)"])
      let result = scratch.kb("backup", "--restore", copy, "--database", "kb.sqlite")
      #expect(result.status == 0, "\(damage): \(result.errors)")
      #expect(scratch.kb("check", "--database", "kb.sqlite").status == 0)
    }
    #expect(scratch.files.filter { $0.hasPrefix("kb-before-restore-") }.count == 3)
  }

  @Test func aLinkStaysALink() throws {
    scratch.seeded()
    let copy = backup("copy.sqlite")
    try FileManager.default.createDirectory(atPath: scratch.path("far"), withIntermediateDirectories: true)
    _ = Program.run(
      "/bin/sh", ["-c", "cd '\(scratch.folder)'; mv kb.sqlite far/; ln -s far/kb.sqlite kb.sqlite"])
    _ = scratch.sqlite3("kb.sqlite", "INSERT INTO topic (key, label) VALUES ('later', 'Later');")
    let result = scratch.kb("backup", "--restore", copy, "--database", "kb.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("kb.sqlite")) == "far/kb.sqlite")
    #expect(
      scratch.sqlite3("far/kb.sqlite", "SELECT count(*) FROM topic WHERE key = 'later';").output == "0\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("far")).count == 2)
  }

  @Test func onlyASoundBackupIsTaken() {
    scratch.seeded()
    var bytes = scratch.bytes("kb.sqlite")
    for offset in stride(from: 40_960, to: bytes.count, by: 20_480) { bytes[offset] ^= 0xFF }
    scratch.write(bytes, to: "damaged.sqlite")
    scratch.write("text", to: "text")
    _ = scratch.sqlite3("other", "create table t (a); insert into t values (1)")
    let before = scratch.bytes("kb.sqlite")
    let files = scratch.files
    for name in ["damaged.sqlite", "text", "other", "none", "kb.sqlite"] {
      let result = scratch.kb("backup", "--restore", name, "--database", "kb.sqlite")
      #expect(result.status == 1 && result.errors.hasPrefix("kb: "), "\(name): \(result.errors)")
    }
    #expect(scratch.bytes("kb.sqlite") == before && scratch.files == files)
    #expect(scratch.kb("backup", "--restore", "--database", "kb.sqlite").status == 64)
  }

  @Test func notWhileAnotherProgramHasItOpen() {
    scratch.seeded()
    let copy = backup("copy.sqlite")
    let before = scratch.sqlite3("kb.sqlite", "PRAGMA journal_mode = WAL; SELECT count(*) FROM topic;")
    let kb = Scratch.kbBinary
    for hold in [
      "SELECT count(*) FROM topic;", "BEGIN IMMEDIATE; INSERT INTO topic (key, label) VALUES ('t', 'T');",
    ] {
      let result = scratch.sqlite3(
        "kb.sqlite",
        "\(hold)\n.shell cd '\(scratch.folder)'; '\(kb)' backup --restore \(copy) --database kb.sqlite 2>&1; echo status $?"
      )
      #expect(
        result.output.contains("is open in another program") && result.output.contains("status 1"),
        "\(result.output)")
    }
    #expect(
      !scratch.files.contains { $0.contains("before-restore") || $0.hasSuffix(".new") }, "\(scratch.files)")
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM topic;").lines.last == before.lines.last)
  }

  @Test func anOlderBackupIsRestoredAsItIs() {
    scratch.older(2)
    scratch.seeded()
    #expect(scratch.kb("backup", "--restore", "old.sqlite", "--database", "kb.sqlite").status == 0)
    #expect(scratch.sqlite3("kb.sqlite", "PRAGMA user_version;").output == "2\n")
    #expect(backup().contains("-schema2"))
  }
}
