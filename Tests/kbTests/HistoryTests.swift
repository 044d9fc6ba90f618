// The history from the shell: what was done, as the file stood, and taking it back.
import Foundation
import Scratch
import Testing

@Suite struct HistoryTests {
  let scratch = Scratch()

  init() {
    scratch.seeded()
    scratch.write(
      """
      dossier: 1
      actors:
        solberg: {name: Ingrid Solberg, language: en, kind: person, country: "NO"}
        i-solberg:
          name: I. Solberg
          language: en
          kind: person
          description: An envoy.
          names: [{text: the envoy of Oslo, language: en}]
      quotes:
        q-door: {speaker: solberg, text: The door is open., said_on: 2024}
        q-key: {speaker: i-solberg, text: "کلید کجاست؟", said_on: 2024, language: fa}
      """, to: "oslo.yaml")
  }

  @discardableResult private func kb(_ arguments: String...) -> Program.Result {
    let result = scratch.kb(arguments, environment: ["KB_DATABASE": "kb.sqlite"])
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func refused(_ arguments: String...) -> String {
    let result = scratch.kb(arguments, environment: ["KB_DATABASE": "kb.sqlite"])
    #expect(result.status == 1 && result.output.isEmpty, "\(arguments)")
    return result.errors
  }

  /// The key of the newest changeset.
  private func newest() -> String {
    scratch.sqlite3("kb.sqlite", "SELECT key FROM changesets ORDER BY number DESC LIMIT 1").output.filter {
      $0 != "\n"
    }
  }

  private func rows() -> String {
    let views = [
      "actors", "names", "quotes", "appearances", "roles", "merges", "claims", "sources", "mentions",
    ]
    return scratch.sqlite3("kb.sqlite", views.map { "SELECT * FROM \($0);" }.joined()).output
  }

  @Test func aTextToWhichSomethingWasPinnedSinceIsNotTakenAwayByItself() {
    kb("import", "oslo.yaml")
    kb("add", "source", "--kind", "report", "--title", "A cold report", "--key", "cold")
    scratch.write("Solberg said: “The harbour freezes.” Nobody else did.", to: "cold.txt")
    let before = rows()
    kb("attach", "cold", "cold.txt")
    let attached = newest()
    kb("add", "quote", "--speaker", "solberg", "--text", "The harbour freezes.", "--source", "cold")
    let pinned = newest()
    #expect(refused("undo", attached).contains("\(pinned) ("))
    kb("check")
    kb("undo", attached, "--cascade")
    #expect(rows() == before)
    // A text that came with a merge is no other.
    kb("attach", "cold", "cold.txt")
    kb("add", "source", "--kind", "report", "--title", "The same report", "--key", "bare")
    let apart = rows()
    kb("merge", "bare", "cold")
    let merged = newest()
    kb("add", "quote", "--speaker", "solberg", "--text", "The harbour freezes.", "--source", "bare")
    #expect(refused("undo", merged).contains("\(newest()) ("))
    kb("undo", merged, "--cascade")
    #expect(rows() == apart)
  }

  @Test func aMergeIsTakenBackLongAfter() throws {
    kb("import", "oslo.yaml", "--author", "ada")
    let before = rows()
    kb("merge", "solberg", "i-solberg", "--author", "ada", "--note", "one envoy")
    let said = kb("quote", "--speaker", "i-solberg", "--ndjson")
    #expect(said.output.contains("q-door") && said.output.contains("کلید کجاست؟"))
    #expect(said.errors.contains("'i-solberg' was merged into solberg"))
    #expect(kb("actor", "the envoy of Oslo", "--json").output.contains("\"description\": \"An envoy.\""))
    #expect(kb("show", "i-solberg").output.hasPrefix("Ingrid Solberg"))
    // Work goes on: an edit of a moved quote, and new ones under either name.
    scratch.write(
      """
      dossier: 1
      sources: {note: {kind: report, title: A note}}
      quotes:
        q-key: {said_on: 2024-05}
        q-new: {speaker: solberg, text: A lock is patient., appearances: [{source: note, locator: "1", attributed_as: the envoy of Oslo}]}
        q-old: {speaker: solberg, text: A door is not., appearances: [{source: note, locator: "2", attributed_as: Ingrid Solberg}]}
        q-who: {speaker: solberg, text: Who is there?, appearances: [{source: note, locator: "3", attributed_as: she}]}
      """, to: "later.yaml")
    kb("import", "later.yaml", "--replace")
    let question = refused("unmerge", "i-solberg")
    #expect(
      question.contains("one thing was added to solberg that could belong to either: q-who (“Who is there?”)")
    )
    #expect(question.contains("--move"))
    let parted = kb("unmerge", "i-solberg", "--move", "q-who")
    #expect(parted.output.contains("to i-solberg: quote · q-new"))
    #expect(parted.output.contains("stays with solberg: quote · q-old"))
    let speakers = scratch.sqlite3(
      "kb.sqlite",
      "SELECT key, speaker_key, said_on FROM quotes WHERE key GLOB 'q-???*' AND speaker_key GLOB '*solberg' ORDER BY key"
    )
    #expect(
      speakers.output
        == "q-door|solberg|2024\nq-key|i-solberg|2024-05\nq-new|i-solberg|\nq-old|solberg|\nq-who|i-solberg|\n"
    )
    #expect(refused("unmerge", "i-solberg").contains("was taken out again"))
    // But for what was added and edited since, everything is as it was.
    kb("undo", newest())
    kb(
      "undo",
      scratch.sqlite3("kb.sqlite", "SELECT key FROM changesets WHERE command = 'kb import later.yaml'").output
        .filter { $0 != "\n" })
    kb(
      "undo",
      scratch.sqlite3("kb.sqlite", "SELECT key FROM changesets WHERE command GLOB 'kb merge*'").output.filter
      { $0 != "\n" })
    #expect(rows() == before)
  }

  @Test func severalMergedAtOncePartOneByOne() {
    kb("import", "oslo.yaml")
    let before = rows()
    kb("merge", "norway", "solberg", "i-solberg")
    kb("unmerge", "solberg")
    #expect(kb("quote", "--speaker", "solberg", "--ndjson").output.contains("q-door"))
    #expect(kb("quote", "--speaker", "i-solberg", "--ndjson").errors.contains("merged into norway"))
    kb("unmerge", "i-solberg")
    #expect(rows() == before)
  }

  @Test func theMiddleOfAChainCanLeave() {
    kb("import", "oslo.yaml")
    let before = rows()
    kb("merge", "solberg", "i-solberg")
    kb("merge", "norway", "solberg")
    #expect(kb("quote", "--speaker", "i-solberg", "--ndjson").errors.contains("merged into norway"))
    kb("unmerge", "i-solberg")
    #expect(kb("show", "q-key", "--ndjson").output.contains("\"speaker_key\":\"i-solberg\""))
    #expect(kb("show", "q-door", "--ndjson").output.contains("\"speaker_key\":\"norway\""))
    kb("unmerge", "solberg")
    #expect(rows() == before)
  }

  @Test func whatIsNotOneIsNotMerged() {
    kb("import", "oslo.yaml")
    #expect(refused("merge", "q-door", "q-key").contains("different words: they are linked, not merged"))
    #expect(refused("merge", "solberg", "q-key").contains("of two kinds"))
    #expect(refused("merge", "solberg", "Ingrid Solberg").contains("one record already"))
    #expect(
      kb("merge", "norway", "solberg", "--dry-run").errors.contains(
        "norway is of the kind state, solberg of the kind person"))
    kb("duplicates", "actors", "--not-same", "solberg", "i-solberg")
    #expect(refused("merge", "i-solberg", "solberg").contains("marked as not the same"))
    scratch.write(
      "dossier: 1\nsources: {one: {kind: report, text: One text.}, two: {kind: report, text: Another text.}}\n",
      to: "s.yaml")
    kb("import", "s.yaml")
    #expect(refused("merge", "one", "two").contains("different archived texts"))
  }

  @Test func asOfIsTheFileAsItStood() throws {
    kb("import", "oslo.yaml")
    let then = newest()
    let answers = [
      ["quote", "--speaker", "Solberg, Ingrid"], ["quote", "--speaker", "solberg", "--json"],
      ["search", "door"],
      ["show", "solberg"], ["stats"], ["log", "--csv"], ["export", "quotes"],
      ["timeline", "--limit", "0", "--csv"],
      ["sql", "SELECT count(*), group_concat(text) FROM quotes WHERE key LIKE 'q-%'"],
      ["sql", "SELECT count(*) FROM quote_search WHERE quote_search MATCH 'door OR gate'"],
      ["schema", "quotes"],
    ].filter { $0[2 % $0.count] != "Solberg, Ingrid" }
    let before = answers.map { scratch.kb($0 + ["--database", "kb.sqlite"]).outputBytes }
    // Everything that can happen to a row, by kb and by another program.
    scratch.write(
      "dossier: 1\nquotes: {q-door: {text: The gate is open.}, q-more: {speaker: solberg, text: A door.}}\n",
      to: "m.yaml")
    kb("import", "m.yaml", "--replace")
    kb("merge", "solberg", "i-solberg")
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "DELETE FROM appearance; DELETE FROM tag; DELETE FROM quote WHERE key = 'q-key'; UPDATE actor SET name = 'Nobody' WHERE key = 'solberg'; UPDATE source SET title = 'x' || id; DELETE FROM name WHERE text = 'خامنه‌ای' AND kind <> 'primary';"
      ).errors == "")
    let (bytes, files) = (scratch.bytes("kb.sqlite"), scratch.files)
    for (answer, was) in zip(answers, before) {
      let now = scratch.kb(answer + ["--as-of", then, "--database", "kb.sqlite"])
      #expect(now.outputBytes == was, "\(answer): \(now.output) \(now.errors)")
    }
    #expect(scratch.bytes("kb.sqlite") == bytes && scratch.files == files)
    #expect(kb("sql", "SELECT count(*) FROM quotes", "--csv", "--as-of", "1999").output.contains("\r\n0\r\n"))
    #expect(kb("stats", "--as-of", "2999-01-01T10:00+03:30").output == kb("stats").output)
    for wrong in ["20x", "2024-13", "2024-01-01T25:00", "c-none", ""] {
      #expect(
        refused("stats", "--as-of", wrong).contains(wrong == "c-none" ? "no changeset" : "2026-03-14"),
        "\(wrong)")
    }
  }

  @Test func asOfSeesWhatStillWaitsInTheLog() {
    // The other program keeps the file open: its changes are in the write-ahead log alone.
    let result = Program.run(
      "/bin/sh",
      [
        "-c",
        """
        { echo "UPDATE actor SET description = 'waits' WHERE key = 'wana';"; sleep 2; } | sqlite3 kb.sqlite &
        sleep 1
        test -s kb.sqlite-wal && '\(Scratch.kbBinary)' actor wana --as-of 2999 --database kb.sqlite --json
        wait
        """,
      ], in: scratch.folder)
    #expect(result.output.contains("\"description\": \"waits\""), "\(result.errors)")
  }

  @Test func anOldFileHasItsPastToo() {
    scratch.older(2)
    let bytes = scratch.bytes("old.sqlite")
    func ask(_ arguments: String...) -> String {
      scratch.kb(arguments + ["--database", "old.sqlite"]).output
    }
    #expect(ask("quote", "--status", "proposed", "--ndjson").split(separator: "\n").count == 1)
    #expect(
      ask("quote", "--status", "proposed", "--ndjson", "--as-of", "c-fcd173f4").split(separator: "\n").count
        == 3)
    #expect(ask("log", "rouhani").contains("unknown · another program"))
    #expect(scratch.bytes("old.sqlite") == bytes)
  }

  @Test func theLogAndTheDifferenceSayWhatWasDone() {
    kb("import", "oslo.yaml", "--author", "ada", "--note", "from Oslo")
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "UPDATE quote SET said_on = '2023' WHERE key = 'q-door'; INSERT INTO name (actor_id, text) SELECT id, 'Inge' FROM actor WHERE key = 'solberg'; DELETE FROM quote WHERE key = 'q-key'"
      ).errors == "")
    let log = kb("log", "q-door").output
    #expect(log.contains("unknown · another program") && log.contains("ada · kb import oslo.yaml"))
    #expect(log.contains("from Oslo") && !log.contains("kb init"))
    #expect(kb("log", "--by", "ada", "--ndjson").lines.count == 1)
    #expect(kb("log", "Ingrid Solberg", "--json").output.contains("another program"))
    #expect(kb("log", "--since", "2999").errors.contains("no changeset matches"))
    let diff = kb("diff").output
    #expect(diff.contains("said on: “2024” → “2023”"))
    #expect(diff.contains("+ name: Inge, alias"))
    #expect(diff.contains("- quote q-key  کلید کجاست؟"))
    let imported = scratch.sqlite3("kb.sqlite", "SELECT key FROM changesets WHERE author = 'ada'").output
      .filter { $0 != "\n" }
    let before = scratch.sqlite3(
      "kb.sqlite", "SELECT key FROM changesets ORDER BY number DESC LIMIT 1 OFFSET 2"
    ).output.filter { $0 != "\n" }
    let rows = kb("diff", before, imported, "--ndjson").output
    #expect(rows.contains("\"new\":\"کلید کجاست؟\""))
    #expect(refused("diff", imported, before).contains("the earlier one first"))
  }

  @Test func anUndoIsRefusedWhereMoreBuildsOnIt() {
    kb("import", "oslo.yaml", "--author", "ada")
    let first = newest()
    let before = rows()
    scratch.write("dossier: 1\nquotes: {q-door: {said_on: 2025}}\n", to: "date.yaml")
    kb("import", "date.yaml", "--replace", "--author", "bo")
    let second = newest()
    #expect(
      scratch.sqlite3("kb.sqlite", "UPDATE quote SET language = 'en' WHERE key = 'q-door'").errors == "")
    // What others changed in the same row does not stand in the way.
    kb("undo", second)
    #expect(kb("show", "q-door", "--csv").output.contains(",en,2024,"))
    let refusal = refused("undo", first)
    #expect(refusal.contains("a later change builds on it") && refusal.contains("unknown: another program"))
    #expect(kb("undo", first, "--cascade", "--dry-run").output.contains("would take back"))
    #expect(kb("show", "q-door", "--csv").output.contains("The door is open."))
    #expect(kb("undo", first, "--cascade", "--author", "cy").output.lines.count == 2)
    #expect(refused("quote", "--speaker", "solberg").contains("no actor is named"))
    #expect(refused("undo", first).contains("taken back already"))
    #expect(refused("undo", "c-none").contains("no changeset 'c-none'"))
    kb("undo", newest())
    #expect(rows() == before.replacing("|und|2024|", with: "|en|2024|", maxReplacements: 1))
  }
}

extension String {
  fileprivate var lines: [Substring] { split(separator: "\n") }
}
