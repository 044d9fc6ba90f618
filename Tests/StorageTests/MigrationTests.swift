// A file that an older kb made opens for ever: lookups read it as it is, the first write brings it up to date.
import Foundation
import Scratch
import Testing

@Suite struct MigrationTests {
  let scratch = Scratch()

  /// The fixture of a released schema, as its kb left it.
  func unpack(_ version: Int) {
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/v\(version).sqlite.gz").path
    let unpacked = Program.run("/bin/sh", ["-c", "gzip -dc '\(fixture)'"])
    scratch.write(unpacked.outputBytes, to: "old.sqlite")
  }

  @Test(arguments: [1, 2]) func lookupsLeaveAnOldFileAsItIs(_ version: Int) {
    unpack(version)
    let before = scratch.bytes("old.sqlite")
    let result = scratch.kb("quote", "--speaker", "روحانی", "--database", "old.sqlite")
    #expect(result.status == 0 && result.output.contains("Talks are a door."), "\(result.errors)")
    for command in [["show", "rouhani"], ["show", "note-1"], ["stats"], ["schema"], ["search", "door"]] {
      let result = scratch.kb(command + ["--database", "old.sqlite"])
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    #expect(scratch.bytes("old.sqlite") == before)
  }

  @Test(arguments: [1, 2]) func aWriteBringsItUpToDate(_ version: Int) {
    unpack(version)
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
}
