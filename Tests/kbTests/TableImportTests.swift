// kb import of tables, as a person and a script meet it.
import Foundation
import Scratch
import Testing

@Suite struct TableImportTests {
  let scratch = Scratch()
  let file = ["--database", "kb.sqlite"]

  init() { scratch.seeded() }

  private func kb(_ arguments: String..., input: String? = nil) -> Program.Result {
    scratch.kb(arguments + file, input: input)
  }

  private func sql(_ query: String) -> String { scratch.sqlite3("kb.sqlite", query).output }

  @Test func aSpreadsheetOfQuotes() {
    scratch.write(
      "Author;Quotation;Date;Article;Notes\r\nKhamenei;\"Eins; \"\"zwei\"\",\r\ndrei \";2019-05;A made-up paper;x\r\nJane Roe;Words;;A made-up  paper;\r\nJANE ROE;More words;2020;;\r\n",
      to: "quotes.txt")
    let result = kb("import", "quotes.txt")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(
      result.errors.contains(
        "quotes with the columns Author as speaker, Quotation as text, Date as said_on, Article as source"))
    #expect(result.errors.contains("left out Notes"))
    #expect(result.errors.contains("proposed 1 actor that nobody knew: Jane Roe (jane-roe)"))
    #expect(result.errors.contains("proposed 1 source that nobody knew: A made-up paper (a-made-up-paper)"))
    #expect(result.errors.contains("3 rows; added 1 actor, 1 source, 3 quotes"))
    #expect(
      sql(
        "SELECT hex(text), said_on, earliest, latest, source_key, status FROM quotes WHERE text LIKE 'Eins%'")
        == "45696E733B20227A776569222C0D0A6472656920|2019-05|20190501|20190531|a-made-up-paper|accepted\n")
    #expect(
      sql("SELECT count(*), min(status), min(kind) FROM actor WHERE name LIKE 'jane roe'")
        == "1|proposed|person\n")
    // Found by search, by speaker, and right to the checks.
    #expect(kb("quote", "zwei", "--csv").output.contains("drei"))
    #expect(kb("quote", "--speaker", "jane roe", "--csv").output.components(separatedBy: "\r\n").count == 4)
    #expect(kb("source", "made-up paper", "--csv", "--status", "all").output.contains("a-made-up-paper"))
    let check = kb("check")
    #expect(check.status == 0 && check.errors.contains("no errors"), "\(check.output)")
    // Twice is once; one act is taken back by one undo.
    let changesets = sql("SELECT count(*) FROM changeset")
    #expect(kb("import", "quotes.txt").errors.contains("3 rows; nothing new; 3 rows there already"))
    #expect(sql("SELECT count(*) FROM changeset") == changesets)
    let key = sql("SELECT key FROM changeset ORDER BY id DESC LIMIT 1").trimmingCharacters(in: .newlines)
    #expect(kb("undo", key).status == 0)
    #expect(sql("SELECT count(*) FROM quote WHERE text LIKE 'Eins%'") == "0\n")
  }

  @Test func columnsAreMappedOrRefused() {
    scratch.write("wer,was,wann,author,said by\nKhamenei,Hallo,2001,x,y\n", to: "a.csv")
    let unknown = kb("import", "a.csv", "--as", "quotes")
    #expect(unknown.status == 1)
    #expect(
      unknown.errors.contains("no column was understood as text")
        || unknown.errors.contains("would all be speaker"))
    let two = kb("import", "a.csv", "--as", "quotes", "--map", "text=was")
    #expect(two.status == 1)
    #expect(
      two.errors.contains(
        "the columns 'author', 'said by' would all be speaker; say which with --map speaker=COLUMN"))
    let mapped = kb(
      "import", "a.csv", "--map", "text=was", "--map", "speaker=wer", "--map", "said_on=wann", "--as",
      "quotes")
    #expect(mapped.status == 0, "\(mapped.errors)")
    #expect(mapped.errors.contains("left out author, said by"))
    #expect(sql("SELECT speaker_key, said_on FROM quotes WHERE text = 'Hallo'") == "khamenei|2001\n")
    let wrong = kb("import", "a.csv", "--as", "quotes", "--map", "text=wass")
    #expect(wrong.status == 1 && wrong.errors.contains("no column 'wass'"))
    #expect(kb("import", "a.csv", "--map", "text").status == 64)
    let field = kb("import", "a.csv", "--as", "quotes", "--map", "colour=was")
    #expect(field.status == 1 && field.errors.contains("quotes have no 'colour'"))
    let neither = kb("import", input: "x,y\n1,2\n", "-", "--map", "z=x")
    #expect(neither.status == 1 && neither.errors.contains("say it with --as"))
  }

  private func kb(_ first: String, input: String, _ rest: String...) -> Program.Result {
    scratch.kb([first] + rest + file, input: input)
  }

  @Test func allOrNothingAndBadRowsAside() {
    let table =
      "speaker,text,said_on\nKhamenei,One,2019\nKhamenei,Two,2019-13\nKhamenei\nWilliam,,2019\nKhamenei,Five,\n"
    scratch.write(table, to: "t.csv")
    let before = sql(".dump")
    let refused = kb("import", "t.csv")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("t.csv, line 3, column said_on: '2019-13' is not a date in EDTF"))
    #expect(sql(".dump") == before)
    let trial = kb("import", "t.csv", "--dry-run")
    #expect(trial.status == 1 && sql(".dump") == before)
    #expect(trial.errors.contains("line 4, column text: the row has 1 cell, and the header 3"))
    #expect(trial.errors.contains("line 5, column text: a quote needs text"))
    #expect(trial.output.contains("line 2: q-") && trial.output.contains("  text: One\n"))
    let taken = kb("import", "t.csv", "--skip-bad", "bad.csv")
    #expect(taken.status == 0 && taken.errors.contains("added 2 quotes; 3 rows not taken, in bad.csv"))
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self).components(separatedBy: "\r\n")
    #expect(bad.count == 5 && bad[0] == "line,reason,speaker,text,said_on")
    #expect(
      bad[1].hasPrefix("3,\"said_on: '2019-13' is not a date") && bad[1].hasSuffix("Khamenei,Two,2019-13"))
    // Mended, they go in as they are.
    let mended = bad.joined(separator: "\n").replacing(",2019-13", with: ",2019-12")
    let again = kb("import", input: mended, "-", "--skip-bad", "rest.csv")
    #expect(again.status == 0 && again.errors.contains("left out line, reason"), "\(again.errors)")
    #expect(sql("SELECT said_on FROM quotes WHERE text = 'Two'") == "2019-12\n")
  }

  /// Who is named by bad rows only is not made; a translation waits for its original, and is bad only where none comes.
  @Test func aRowThatIsSetAsideLeavesNothing() {
    let table = """
      key,speaker,text,translation_of,status
      q-two,Ada Able,Hallo,q-one,
      q-four,Bo Bad,Nope,q-nine,
      q-three,Ce Con,Third,q-two,
      q-one,Ada Able,Hello,,
      q-one,Dee New,Another,,
      q-six,Ada Able,Fine,,broken

      """
    #expect(kb("import", input: table, "-").errors.contains("line 6, column key: there is another quote"))
    let taken = kb("import", input: table, "-", "--skip-bad", "bad.csv")
    #expect(taken.status == 0 && taken.errors.contains("3 rows not taken"), "\(taken.errors)")
    #expect(
      sql(
        "SELECT key, translation_of FROM quotes WHERE key IN ('q-one', 'q-two', 'q-three', 'q-four') ORDER BY key"
      )
        == "q-one|\nq-three|q-two\nq-two|q-one\n")
    #expect(sql("SELECT name FROM actor WHERE status = 'proposed' ORDER BY name") == "Ada Able\nCe Con\n")
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self)
    #expect(
      bad.contains(
        "\r\n3,\"translation_of: there is no quote 'q-nine', of which this is a translation\",q-four,Bo Bad"))
    #expect(kb("actor", "Bo Bad").status == 1)
    #expect(kb("check").errors.contains("no errors"))
  }

  /// Words that stand once in the archived text of their source are pinned there, as kb add does it.
  @Test func wordsFindTheirPlace() {
    scratch.write("He said: \u{201C}The door is\nopen.\u{201D} Then: yes. And yes.\n", to: "doc.txt")
    #expect(kb("ingest", "doc.txt").status == 0)
    let table =
      "speaker,text,source_key,locator\nTrump,The door is open.,doc,\nTrump,yes,doc,\nTrump,Then,doc,line 2\n"
    #expect(kb("import", input: table, "-").status == 0)
    let places =
      "SELECT text, start, \"end\", locator FROM quotes WHERE source_key = 'doc' AND status = 'accepted' ORDER BY text"
    #expect(sql(places) == "The door is open.|10|27|\nThen|||line 2\nyes|||\n")
    #expect(kb("import", input: table, "-").errors.contains("nothing new; 3 rows there already"))
  }

  @Test func strictMakesNobody() {
    let table = "speaker,text,source\nNobody Known,Words,\nKhamenei,Words,No such paper\n"
    let result = kb("import", input: table, "-", "--strict")
    #expect(
      result.status == 1 && result.errors.contains("line 2, column speaker: no actor is named 'Nobody Known'")
    )
    let aside = kb("import", input: table, "-", "--strict", "--skip-bad", "bad.csv")
    #expect(aside.status == 0 && aside.errors.contains("2 rows not taken"))
    #expect(sql("SELECT count(*) FROM actor WHERE status = 'proposed'") == "0\n")
  }

  @Test func objectsOfJSON() {
    let array = """
      [{"speaker": "Khamenei", "text": "one\\nline \\u2028 here", "said_on": "2001", "topics": ["sanctions", "diplomacy"]},
       {"text": "two", "speaker": "Trump", "said_on": null, "extra": 1.50}]
      """
    let result = kb("import", input: array, "-")
    #expect(result.status == 0 && result.errors.contains("left out extra"), "\(result.errors)")
    #expect(
      sql("SELECT topics FROM quotes WHERE hex(text) = '6F6E650A6C696E6520E280A82068657265'")
        == "diplomacy; sanctions\n")
    let lines =
      "{\"speaker\":\"Trump\",\"text\":\"three\"}\n{\"speaker\":\"Trump\",\"text\":\"\\ud800\"}\n{broken\n{\"speaker\":\"Trump\",\"text\":\"a\\u0000b\"}\n{\"speaker\":\"Trump\",\"text\":\"four\"}\n"
    let broken = kb("import", input: lines, "-")
    #expect(
      broken.status == 1 && broken.errors.contains("line 2") && broken.errors.contains("lone surrogate"),
      "\(broken.errors)")
    let aside = kb("import", input: lines, "-", "--skip-bad", "bad.csv")
    #expect(
      aside.status == 0 && aside.errors.contains("added 2 quotes")
        && aside.errors.contains("3 rows not taken"), "\(aside.errors)")
  }

  /// NFC and NFD are two texts; the same words twice in a file are one quote with two places.
  @Test func whatIsOneAndWhatIsTwo() {
    let table =
      "speaker,text,source\nTrump,caf\u{E9},Paper A\nTrump,cafe\u{301},Paper A\nTrump,caf\u{E9},Paper B\nTrump,caf\u{E9},Paper B\n"
    let result = kb("import", input: table, "-")
    #expect(result.status == 0 && result.errors.contains("2 quotes"), "\(result.errors)")
    #expect(sql("SELECT count(*) FROM appearances WHERE source LIKE 'Paper %'") == "3\n")
    // What kb add made is known too, under its own key.
    _ = kb("add", "quote", "--speaker", "Trump", "--text", "By hand.", "--said-on", "2001")
    let known = kb("import", input: "speaker,text,said_on\nTrump,By hand.,2001\n", "-")
    #expect(known.errors.contains("nothing new; 1 row there already"))
    let key = kb("import", input: "key,speaker,text\nkhamenei,Trump,New words\n", "-")
    #expect(key.status == 1 && key.errors.contains("the key is that of an actor already"))
  }

  @Test(arguments: ["quotes", "claims", "actors", "sources", "events", "stances", "mentions"])
  func whatIsExportedIsThere(view: String) {
    #expect(kb("export", view, "--csv", "-o", "out.csv").status == 0)
    let before = sql(".dump")
    let result = kb("import", "out.csv", "--as", view)
    #expect(result.status == 0 && result.errors.contains("nothing new"), "\(result.errors)")
    #expect(sql(".dump") == before)
  }

  @Test func quotesGoIntoAnotherFile() {
    _ = kb(
      "add", "quote", "--speaker", "Trump", "--text", "=1+1 \u{202E}\r\n\"x\",", "--said-on", "2001~",
      "--status", "denied")
    _ = scratch.sqlite3(
      "kb.sqlite",
      "UPDATE quote SET translation_of_id = (SELECT id FROM quote WHERE key = 'khamenei-our-problem') WHERE status = 'denied';"
    )
    #expect(kb("export", "quotes", "--csv", "-o", "quotes.csv").status == 0)
    scratch.seeded("other.sqlite")
    _ = scratch.sqlite3(
      "other.sqlite",
      "DELETE FROM evidence WHERE quote_id IS NOT NULL; DELETE FROM tag WHERE quote_id IS NOT NULL; DELETE FROM appearance; DELETE FROM quote;"
    )
    let result = scratch.kb("import", "quotes.csv", "--strict", "--database", "other.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    let ours = scratch.kb("export", "quotes", "--csv", "--database", "kb.sqlite").outputBytes
    let theirs = scratch.kb("export", "quotes", "--csv", "--database", "other.sqlite").outputBytes
    #expect(ours == theirs && !ours.isEmpty)
  }

  /// So many rows that indexes are made anew.
  @Test func manyRowsKeepTheirIndexes() {
    var table = "speaker,text,said_on\n"
    for number in 0..<25_000 {
      table +=
        "Speaker \(number % 50),Words number \(number) here,\(1980 + number % 40)-0\(1 + number % 9)-1\(number % 10)\n"
    }
    scratch.write(table, to: "many.csv")
    let indexes = sql("SELECT name, sql FROM sqlite_schema ORDER BY name")
    let result = kb("import", "many.csv")
    #expect(
      result.status == 0 && result.errors.contains("added 50 actors, 25,000 quotes"), "\(result.errors)")
    #expect(sql("SELECT name, sql FROM sqlite_schema ORDER BY name") == indexes)
    #expect(sql("PRAGMA integrity_check") == "ok\n")
    let check = kb("check")
    #expect(check.status == 0 && check.errors.contains("no errors"), "\(check.output)")
    #expect(kb("quote", "24999", "--csv").output.components(separatedBy: "\r\n").count == 3)
    #expect(sql("SELECT count(*) FROM edtf WHERE earliest IS NULL OR latest IS NULL") == "0\n")
    #expect(kb("import", "many.csv").errors.contains("25,000 rows there already"))
  }

  /// What comes after so many rows that no index says which keys are taken.
  @Test func keysStayApartAmongManyRows() {
    var table = "key,speaker,text,said_on\n"
    for number in 0..<21_000 { table += "k-\(number),Speaker \(number % 50),Words \(number) here,2001\n" }
    // A new name whose key a quote has already; the same row again; a quote with the key of an actor; an altered row.
    table += "k-new,K 17,Late words,2002\n"
    table += "k-5,Speaker 5,Words 5 here,2001\n"
    table += "khamenei,Speaker 1,Taken key,2003\n"
    table += "k-20500,Speaker 0,Other words,2001\n"
    scratch.write(table, to: "many.csv")
    let before = scratch.bytes("kb.sqlite")
    let refused = kb("import", "many.csv")
    #expect(refused.status == 1 && refused.errors.contains("line 21004"), "\(refused.errors)")
    #expect(scratch.bytes("kb.sqlite") == before)
    let result = kb("import", "many.csv", "--skip-bad", "bad.csv")
    #expect(result.errors.contains("added 51 actors, 21,001 quotes"), "\(result.errors)")
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self)
    #expect(
      bad.contains("the key is that of an actor already") && bad.contains("another quote with this key"))
    #expect(sql("SELECT key FROM actor WHERE name = 'K 17'") == "k-17-2\n")
    #expect(sql("SELECT count(*), count(DISTINCT key) FROM quote WHERE key LIKE 'k-%'") == "21001|21001\n")
    #expect(sql("INSERT INTO quote_search (quote_search, rank) VALUES ('integrity-check', 1)") == "")
    #expect(kb("check").status == 0)
    #expect(kb("search", "late", "--csv").output.contains("k-new"))
  }

  /// More topics than quotes wait to be written.
  @Test func theSameQuoteUnderManyTopics() {
    var table = "speaker,text,topics\nAnn,Same words.,x\nAnn,Same words.,y\n"
    for number in 0..<300 { table += "Per,Words \(number).,x;y;z\n" }
    scratch.write(table, to: "topics.csv")
    let result = kb("import", "topics.csv", "--as", "quotes")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      sql(
        "SELECT count(*) FROM tag WHERE quote_id IS NOT NULL AND topic_id IN (SELECT id FROM topic WHERE label IN ('x', 'y', 'z'))"
      ) == "902\n")
    #expect(sql("SELECT topics FROM quotes WHERE text = 'Same words.'") == "x; y\n")
  }

  @Test func anObjectIsNoCell() {
    for text in [
      "[{\"speaker\": \"Ann\", \"text\": {\"en\": \"Hello\"}}]", "{\"results\": [{\"id\": \"p\"}]}",
    ] {
      let result = kb("import", "-", input: text)
      #expect(
        result.status == 1 && result.errors.hasPrefix("kb: standard input, line 1, column"),
        "\(result.errors)"
      )
      #expect(!result.errors.contains("RowMistake"))
    }
  }

  /// Translations find their originals also while no index says which keys there are.
  @Test func translationsAmongManyRows() {
    var table = "key,speaker,text,said_on,translation_of\n"
    for number in 0..<4_500 { table += "k-\(number),Speaker \(number % 50),Words \(number) here,2001,\n" }
    table += "t-1,Speaker 17,Kelimeler,2001,k-17\n"
    table += "t-2,Speaker 1,Mots,2001,k-last\n"
    table += "t-3,Speaker 1,Worte,2001,k-none\n"
    table += "k-last,Speaker 1,The last words,2001,\n"
    scratch.write(table, to: "many.csv")
    let result = kb("import", "many.csv", "--skip-bad", "bad.csv")
    #expect(result.status == 0 && result.errors.contains("4,503 quotes"), "\(result.errors)")
    #expect(
      sql(
        "SELECT key, translation_of FROM quotes WHERE translation_of IS NOT NULL AND key LIKE 't-_' ORDER BY key"
      )
        == "t-1|k-17\nt-2|k-last\n")
    #expect(String(decoding: scratch.bytes("bad.csv"), as: UTF8.self).contains("no quote 'k-none'"))
  }
}
