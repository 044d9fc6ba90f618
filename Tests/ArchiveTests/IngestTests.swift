// Documents in: what is archived, what is proposed, and what happens when the same or other bytes come again.
import Foundation
import Scratch
import Testing

@Suite struct IngestTests {
  let scratch = Scratch()
  let file = ["--database", "kb.sqlite"]

  init() { scratch.seeded() }

  func kb(_ arguments: String...) -> Program.Result { scratch.kb(arguments + file) }
  func sql(_ query: String) -> String { scratch.sqlite3("kb.sqlite", query).output }

  static let article = """
    TEHRAN (Mehr) – The foreign minister of Norway, Ingrid Solberg, met reporters on Monday.

    “The door is open,” Solberg said. “Nobody has closed it.”

    خامنه‌ای, the Leader, did not answer.
    """

  @Test func anArticleIsArchivedWithItsQuotes() {
    scratch.write(Self.article, to: "open-door.txt")
    let result = kb("ingest", "open-door.txt", "--author", "ada")
    #expect(
      result.status == 0 && result.errors.contains("read 1 document: 1 new; proposed "), "\(result.errors)")
    #expect(kb("text", "open-door").output == Self.article)
    let quotes = kb("quote", "--source", "open-door", "--csv").output
    #expect(quotes.contains("The door is open, Nobody has closed it."), "\(quotes)")
    #expect(quotes.contains("Ingrid Solberg,ingrid-solberg") && quotes.contains(",proposed,"), "\(quotes)")
    #expect(sql("select status from actor where key = 'ingrid-solberg'") == "proposed\n")
    // Every pin is its stretch of the text, in plain SQL.
    for (table, column) in [("passage", "exact"), ("mention", "surface")] {
      let wrong = """
        select count(*) from \(table) join source on source.id = source_id
        where substr(source.text, start + 1, "end" - start) <> \(column)
        """
      #expect(sql(wrong) == "0\n")
    }
    #expect(
      sql("select count(*) from mentions where source_key = 'open-door' and actor_key = 'khamenei'") == "2\n")
    #expect(kb("verify").status == 0)
    // What was written in bulk is as if it had been written row by row.
    #expect(sql("pragma foreign_key_check; pragma integrity_check") == "ok\n")
    for index in ["quote_search", "source_search", "name_search"] {
      #expect(sql("insert into \(index) (\(index), rank) values ('integrity-check', 1)") == "", "\(index)")
    }
    #expect(
      sql(
        "select count(*) from source, source_words on source_words.id = source.id where source.words <> source_words.words"
      ) == "0\n")
    #expect(kb("search", "closed", "--in", "sources").output.contains("open-door"))
    #expect(kb("search", "closed", "--in", "quotes").output.contains("closed"))
    #expect(
      sql("select author, command from changesets order by at desc limit 1")
        == "ada|kb ingest open-door.txt\n")
  }

  @Test func theSameBytesTwiceAreOneSource() {
    scratch.write(Self.article, to: "a.txt")
    scratch.write(Self.article, to: "b.txt")
    #expect(kb("ingest", "a.txt", "b.txt").errors.contains("read 2 documents: 1 new, 1 unchanged"))
    let before = sql(
      "select count(*) from quote; select count(*) from mention; select count(*) from changeset")
    #expect(kb("ingest", "a.txt").errors.contains("read 1 document: 1 unchanged"))
    #expect(
      sql("select count(*) from quote; select count(*) from mention; select count(*) from changeset")
        == before)
  }

  @Test func otherBytesAtTheSamePlaceAreAVersion() {
    scratch.write(Self.article, to: "door.txt")
    _ = kb("ingest", "door.txt")
    let pins = sql("select * from passages where source_key = 'door'")
    scratch.write(Self.article.replacing("open", with: "wide open"), to: "door.txt")
    let result = kb("ingest", "door.txt")
    #expect(result.errors.contains("a new version of door, door-v2"), "\(result.errors)")
    #expect(sql("select * from passages where source_key = 'door'") == pins && !pins.isEmpty)
    #expect(sql("select version_of from sources where key = 'door-v2'") == "door\n")
    #expect(kb("text", "door").output == Self.article)
    #expect(kb("verify").status == 0)
  }

  @Test func whatCannotBeReadIsRefusedAndTheRestGoOn() {
    scratch.write(Self.article, to: "good.txt")
    scratch.write([0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0, 0, 0], to: "binary.txt")
    scratch.write("", to: "empty.txt")
    let result = kb("ingest", "good.txt", "binary.txt", "empty.txt", "nosuch.txt")
    #expect(result.status == 1)
    #expect(result.errors.contains("1 new, 3 refused"), "\(result.errors)")
    for name in ["binary.txt", "empty.txt", "nosuch.txt"] {
      #expect(
        result.errors.split(separator: "\n").filter { $0.contains(name) }.count == 1, "\(result.errors)")
    }
    #expect(!result.errors.contains("NSCocoa") && !result.errors.contains("Domain"))
    #expect(sql("select count(*) from document where address like '/%'") == "1\n")
  }

  @Test func aTrialWritesNothing() {
    scratch.write(Self.article, to: "door.txt")
    let before = scratch.bytes("kb.sqlite")
    let result = kb("ingest", "door.txt", "--dry-run")
    #expect(result.status == 0 && result.errors.contains("nothing was written"), "\(result.errors)")
    #expect(
      scratch.sqlite3("kb.sqlite", "select count(*) from document where address like '/%'").output == "0\n")
    #expect(before.count == scratch.bytes("kb.sqlite").count)
  }

  @Test func flagsWin() {
    scratch.write(Self.article, to: "door.txt")
    let result = kb(
      "ingest", "door.txt", "--publisher", "The Fjord Post", "--published", "2016-05", "--title", "A door",
      "--url", "https://fjord.example/door", "--language", "en", "--kind", "interview")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      sql("select title, kind, publisher, published_on, url, language from sources where key = 'door'")
        == "A door|interview|The Fjord Post|2016-05|https://fjord.example/door|en\n")
    #expect(sql("select kind, status from actors where name = 'The Fjord Post'") == "outlet|proposed\n")
    #expect(sql("select distinct said_on from quotes where source_key = 'door'") == "../2016-05\n")
    for wrong in [["--published", "May 2016"], ["--kind", "song"], ["--language", "Norsk"]] {
      let result = scratch.kb(["ingest", "door.txt"] + wrong + file)
      #expect(result.status == 1 && result.errors.hasPrefix("kb: "), "\(result.errors)")
    }
  }

  @Test func aCitedSourceGetsItsText() {
    let dossier = """
      dossier: 1
      actors: {solberg: {name: Ingrid Solberg, kind: person}}
      sources: {open-door: {kind: article}}
      quotes:
        wide-open:
          {speaker: solberg, text: "The door  is \\"open\\",", appearances: [{source: open-door, locator: line 3}]}
        not-there:
          {speaker: solberg, text: "The door is shut", appearances: [{source: open-door, locator: line 4}]}
      """
    scratch.write(dossier, to: "d.yaml")
    #expect(kb("import", "d.yaml").status == 0)
    scratch.write(Self.article, to: "open-door.txt")
    let attached = kb("attach", "open-door", "open-door.txt", "--dry-run")
    #expect(
      attached.status == 0
        && attached.errors.contains("not-there is not pinned: its words do not stand in the text")
        && attached.errors.contains("1 quote pinned, 1 quote not"), "\(attached.errors)")
    // (Between others, which are written in one go with it.)
    for name in ["a.txt", "z.txt"] {
      scratch.write("“Ships will come,” said Olav Lunde in \(name).", to: name)
    }
    let result = kb("ingest", "a.txt", "open-door.txt", "z.txt")
    #expect(result.errors.contains("2 new, 1 given its text"), "\(result.errors)")
    #expect(
      sql(
        "select count(*) from proposals where text = 'Ships will come,' and exists (select 1 from passages where passages.source_key = proposals.source_key and exact = text)"
      ) == "2\n")
    #expect(sql("select exact from appearances where quote_key = 'wide-open'") == "The door is open,\n")
    #expect(sql("select count(*) from passage where prefix is null or suffix is null") == "0\n")
    // What people have pinned is not proposed a second time.
    #expect(sql("select count(*) from proposals where text like '%door is open%'") == "0\n")
    #expect(kb("verify", "open-door", "--file", "open-door.txt").status == 0)
    #expect(kb("attach", "open-door", "open-door.txt").status == 1)
  }

  @Test func flagsWinOverACitationToo() {
    let dossier = """
      dossier: 1
      sources: {open-door: {kind: article, title: As cited}}
      """
    scratch.write(dossier, to: "d.yaml")
    #expect(kb("import", "d.yaml").status == 0)
    scratch.write(Self.article, to: "open-door.txt")
    let result = kb(
      "ingest", "open-door.txt", "--title", "A door", "--kind", "interview", "--published", "2016-05",
      "--url", "https://fjord.example/door", "--language", "nb", "--publisher", "The Fjord Post")
    #expect(result.status == 0 && result.errors.contains("1 given its text"), "\(result.errors)")
    #expect(
      sql(
        "select title, kind, published_on, url, language, publisher, latest from sources where key = 'open-door'"
      )
        == "A door|interview|2016-05|https://fjord.example/door|nb|The Fjord Post|20160531\n")
  }

  @Test func standardInput() {
    let result = scratch.kb(["ingest", "-", "--title", "Spoken"] + file, input: Self.article)
    #expect(result.status == 0 && result.errors.contains("1 new"), "\(result.errors)")
    #expect(sql("select count(*) from sources where title = 'Spoken' and archived") == "1\n")
  }

  @Test func aFolderWithALoop() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path("texts/deep"), withIntermediateDirectories: true)
    scratch.write(Self.article, to: "texts/a.txt")
    scratch.write("Nothing was said here at all.", to: "texts/deep/b.md")
    scratch.write("x", to: "texts/.hidden.txt")
    scratch.write([0xFF, 0xD8, 0xFF], to: "texts/photo.jpg")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("texts/deep/loop"), withDestinationPath: "..")
    let result = kb("ingest", "texts")
    #expect(
      result.status == 0 && result.errors.contains("read 2 documents: 2 new, 2 passed over"),
      "\(result.errors)")
  }

  @Test func verifyFindsWhatWasChanged() {
    scratch.write(Self.article, to: "door.txt")
    _ = kb("ingest", "door.txt")
    scratch.write(Self.article + " ", to: "door.txt")
    let other = kb("verify", "door", "--file", "door.txt")
    #expect(
      other.status == 1 && other.output.contains("is not the file that door was read from"), "\(other.output)"
    )
    // Another program, with the rules taken out of its way.
    _ = sql(
      "drop trigger source_text_stays; update source set text = replace(text, 'open', 'shut') where key = 'door'"
    )
    let changed = kb("verify")
    #expect(changed.status == 1 && changed.output.contains("door: its text is not the one that was archived"))
    #expect(changed.output.contains("the text has other words there than the passage"), "\(changed.output)")
    #expect(kb("verify", "art-of-sanctions").status == 1)
  }
}
