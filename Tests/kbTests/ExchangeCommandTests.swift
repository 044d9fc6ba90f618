// kb import of another knowledge base, as a person and a script meet it.
import Foundation
import Scratch
import Testing

@Suite struct ExchangeCommandTests {
  let scratch = Scratch()
  let file = ["--database", "ada.sqlite", "--author", "ada"]

  init() {
    scratch.seeded("ada.sqlite")
    scratch.seeded("bob.sqlite")
    _ = scratch.sqlite3(
      "ada.sqlite",
      "UPDATE actor SET description = 'Ada, \"1\"' WHERE key = 'iran'; UPDATE actor SET description = 'Ada' WHERE key = 'trump';"
    )
    _ = scratch.sqlite3(
      "bob.sqlite",
      "UPDATE actor SET description = 'Bob' WHERE key IN ('iran', 'trump'); INSERT INTO topic (key, label) VALUES ('b', 'B');"
    )
  }

  func description(_ key: String) -> String {
    scratch.sqlite3("ada.sqlite", "SELECT description FROM actor WHERE key = '\(key)'").output
  }

  @Test func openConflictsAreRowsAndStatusOne() throws {
    let result = scratch.kb(["import", "bob.sqlite", "--csv"] + file)
    #expect(result.status == 1)
    let lines = result.output.components(separatedBy: "\r\n")
    #expect(
      lines.first == "record,key,field,ours,theirs,base,ours_by,ours_at,theirs_by,theirs_at,outcome,reason")
    #expect(lines.contains { $0.hasPrefix("actor,iran,description,\"Ada, \"\"1\"\"\",Bob,") })
    #expect(lines.count == 4)
    #expect(result.errors.contains("bob.sqlite: added 1 topic; "))
    #expect(result.errors.contains("2 conflicts left open: ours stays; settle with --prefer"))
    #expect(description("iran") == "Ada, \"1\"\n")
    let json = scratch.kb(["import", "bob.sqlite", "--json", "--prefer", "theirs"] + file)
    #expect(json.status == 0 && json.errors.contains("2 conflicts settled"))
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [[String: Any]])
    #expect(rows.map { $0["outcome"] as? String } == ["theirs", "theirs"])
    #expect(description("iran") == "Bob\n" && description("trump") == "Bob\n")
    // Settled, and nothing is left to do.
    let again = scratch.kb(["import", "bob.sqlite"] + file)
    #expect(again.status == 0 && again.output.isEmpty)
    #expect(again.errors.hasPrefix("bob.sqlite: nothing new"), "\(again.errors)")
  }

  @Test func aDryRunSaysAllOfIt() {
    let before = scratch.sqlite3("ada.sqlite", ".dump").output
    let result = scratch.kb(["import", "bob.sqlite", "--prefer", "newer", "--dry-run"] + file)
    #expect(result.status == 0 && result.output.contains("trump · actor · description: theirs taken"))
    #expect(result.errors.contains("changed 2 rows") && result.errors.contains("nothing was written"))
    #expect(scratch.sqlite3("ada.sqlite", ".dump").output == before)
  }

  @Test func dossiersAndFilesTogether() {
    scratch.write("dossier: 1\ntopics: {peace: {label: Peace}}\n", to: "peace.yaml")
    let result = scratch.kb(["import", "peace.yaml", "bob.sqlite", "--prefer", "ours"] + file)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("peace.yaml: added 1 topic (changeset c-"))
    #expect(result.errors.contains("bob.sqlite: added 1 topic; "))
    #expect(
      scratch.sqlite3("ada.sqlite", "SELECT author, command FROM changesets ORDER BY at DESC LIMIT 1").output
        == "ada|kb import bob.sqlite\n")
    #expect(scratch.kb(["import", "nosuch.sqlite"] + file).errors == "kb: there is no file nosuch.sqlite\n")
    #expect(scratch.kb(["import", "bob.sqlite", "--prefer", "mine"] + file).status == 64)
  }

  @Test func aTerminalIsAskedOneByOne() {
    guard Program.run("/bin/sh", ["-c", "command -v script"]).status == 0 else { return }
    // The key is pressed until all is answered.
    let result = Program.run(
      "/bin/sh",
      [
        "-c",
        """
        (i=0; while [ $i -lt 600 ]; do sleep 0.1; printf t; i=$((i + 1)); done) | \
        script -qec "'\(Scratch.kbBinary)' import bob.sqlite --database ada.sqlite" /dev/null
        """,
      ], in: scratch.folder,
      environment: ["HOME": scratch.folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "USER": "ada"])
    #expect(result.output.contains("1 of 2") && result.output.contains("2 of 2"), "\(result.output)")
    #expect(result.output.contains("o ours · t theirs"))
    #expect(result.status == 0)
    #expect(description("iran") == "Bob\n" && description("trump") == "Bob\n")
  }
}
