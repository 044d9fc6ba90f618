// kb import of bibliographies: CSL-JSON, BibTeX and RIS, ours and other people's.
import Foundation
import Scratch
import Testing

@Suite struct BibliographyImportTests: OnSeeds {
  let scratch = Scratch()

  init() { scratch.seeded() }

  /// Sources whose every field is hard to write in one of the formats.
  private static let hard = """
    INSERT INTO actor (key, name, kind) VALUES ('fjord-post', 'Fjord & Sons'' "Post" {1}', 'outlet');
    INSERT INTO source (key, kind, title, authors, publisher_id, published_on, accessed_on, url, language)
      SELECT 'hard-one', 'article', 'A {curly} \\back -- ''''two'''' ``ticks``, 100 % & #1_x ~y^z $5', 'Dahl, Marit; Ministry of Doors', id,
        '2019-05~', '2020-01-02', 'https://example.org/a_b%20c?x=1&y=~z', 'fa-Latn' FROM actor WHERE key = 'fjord-post';
    INSERT INTO source (key, kind, title, published_on) VALUES ('speech-1', 'speech', 'Rede über Türen', '2004-06/2006-08');
    INSERT INTO source (key, kind, title, published_on, url) VALUES ('talk-1', 'transcript', 'گفت‌وگو', 'XXXX-01-31', 'https://example.org/t');
    INSERT INTO source (key, kind, title, published_on) VALUES ('pact', 'treaty', 'A pact of 1979', '1979-21');
    INSERT INTO source (key, kind, title) VALUES ('note', 'statement', 'Undated, unsigned');
    INSERT INTO source (key, kind, title, url) VALUES ('post.1', 'post', 'On the quay', 'https://example.org/p');
    """

  private static let columns =
    "key, title, kind, publisher, authors, published_on, accessed_on, url, CASE WHEN language LIKE 'fa-%' THEN 'fa' ELSE language END"

  @Test(arguments: ["csl-json", "biblatex", "ris"])
  func whatWeWriteComesBackTheSame(format: String) {
    #expect(scratch.sqlite3("kb.sqlite", Self.hard).status == 0)
    let exported = kb("export", "sources", "--format", format, "-o", "out")
    #expect(exported.status == 0, "\(exported.errors)")
    expectNothingNew("out")

    #expect(scratch.kb("init", "--empty", "--database", "empty.sqlite").status == 0)
    let other = scratch.kb("import", "out", "--database", "empty.sqlite")
    #expect(other.status == 0, "\(other.errors)")
    let ours = sql("SELECT \(Self.columns) FROM sources ORDER BY key")
    // (RIS and BibLaTeX have no place for an archived text's hash, nor any of them for a day's time.)
    let theirs = scratch.sqlite3("empty.sqlite", "SELECT \(Self.columns) FROM sources ORDER BY key").output
    #expect(ours == theirs && ours.contains("hard-one"))
    #expect(
      scratch.kb("export", "sources", "--format", format, "--database", "empty.sqlite").outputBytes.count
        > 100)
  }

  @Test func bibTeXAsPeopleWriteIt() {
    let text = """
      % Everything between entries is a comment.
      @string{house = {Fjord } # "House"}
      @comment{jabref-meta: @book{nobody, title = {No}}}
      @preamble{ "\\newcommand{\\x}{y}" }

      @Book{Dahl2019,
        author    = {M{\\"u}ller, J{\\'o}zef and Ole van der Moen and {World Door {\\&} Key Council} and others},
        title     = "{\\v{S}}tefan's {\\c c}a va: {NATO} at 5 {\\textasciitilde} 6~o'clock --- \\emph{again}",
        publisher = house, year = 2019, month = may, day = 4,
        abstract  = {Not kept}, volume = 3, doi = {10.1000/xyz},
        keywords  = {open doors, sanctions}
      }
      @article(old1998, title = {An \\O{}re,
          a K\\o{}be}, journal = {J.~of Tests}, year = "in press", url = {\\url{https://example.org/a\\_b}})
      @online{web, title = {{A page}}, date = {2019-05~}, urldate = {2020-01-02}, organization = {Fjord Post}, langid = {ngerman}}
      """
    let result = kb("import", "-", input: text)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("standard input: BibTeX\n"))
    #expect(result.errors.contains("left out fields: and others (1), abstract (1), volume (1)\n"))
    #expect(result.errors.contains("left out dates that are none: year 'in press' (1)\n"))
    #expect(
      result.errors.contains(
        "Fjord House (fjord-house), J.\u{A0}of Tests (j-of-tests), Fjord Post (fjord-post)"))
    #expect(
      sql(
        "SELECT title, kind, authors, publisher, published_on, url, topics FROM sources WHERE key = 'dahl2019'"
      )
        == "Štefan's ça va: NATO at 5 ~ 6\u{A0}o'clock — again|book|Müller, Józef; van der Moen, Ole; World Door & Key Council|Fjord House|2019-05-04|https://doi.org/10.1000/xyz|open-doors; sanctions\n"
    )
    #expect(
      sql("SELECT title, published_on, url FROM sources WHERE key = 'old1998'")
        == "An Øre, a Købe||https://example.org/a_b\n")
    #expect(
      sql("SELECT published_on, accessed_on, language, publisher FROM sources WHERE key = 'web'")
        == "2019-05~|2020-01-02|de|Fjord Post\n")
    #expect(sql("SELECT count(*) FROM source WHERE key = 'nobody'") == "0\n")
    expectNothingNew("-", input: text)
  }

  @Test func aBrokenEntryIsSetAside() {
    let text =
      "@book{one, title = {One}}\n@misc{two, title = {Never closed\n@book{three, title = nowhere}\n@book{four, title = {Four}}\n"
    scratch.write(text, to: "refs.bib")
    let before = sql(".dump")
    let refused = kb("import", "refs.bib")
    #expect(refused.status == 1 && refused.errors.contains("kb: refs.bib, line 2: a brace is not closed"))
    #expect(sql(".dump") == before)
    let aside = kb("import", "refs.bib", "--skip-bad", "bad.csv")
    #expect(
      aside.status == 0 && aside.errors.contains("added 2 sources; 2 rows not taken, in bad.csv"),
      "\(aside.errors)")
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self)
    #expect(
      bad.contains("3,no @string is called 'nowhere',") && bad.contains("@misc{two, title = {Never closed"))
  }

  /// What never ends is read once, not once for each brace.
  @Test func bracesWithoutEnd() {
    let many = 4000
    let text =
      String(repeating: "@comment{\n", count: many) + String(repeating: "@misc{a, title = {\n", count: many)
      + "@misc{deep, title = {" + String(repeating: "{", count: 100_000) + "x"
      + String(repeating: "}", count: 100_000) + "}}\n@misc{accents, title = {"
      + String(repeating: "\\'{", count: 5000) + "e" + String(repeating: "}", count: 5000) + "}}\n"
      + "@string{a = {0123456789}}\n" + String(repeating: "@string{a = a # a}\n", count: 100)
      + "@misc{nul, title = {a\u{0}b}}\n@misc{last, title = a}\n"
    let result = kb("import", "-", "--skip-bad", "bad.csv", input: text)
    #expect(result.status == 0, "\(result.errors)")
    #expect(sql("SELECT title FROM source WHERE key = 'deep'") == "x\n")
    #expect(sql("SELECT length(title) > 5000 FROM source WHERE key = 'last'") == "1\n")
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self)
    #expect(bad.components(separatedBy: ",a brace is not closed,").count > many)
    #expect(bad.contains("a value is longer than 64 KiB") && bad.contains("title: the text holds a NUL"))
  }

  @Test func risOfAnotherProgram() {
    let text =
      "\u{FEFF}TY  - JOUR\r\nAU  - Dahl, Marit\r\nA1  - Moen, Ole\r\nTI  - A title\r\n that goes on\r\nJO  - Journal of Doors\r\nPY  - 2019\r\nDA  - 2019/05//\r\nY2  - 2020/01/02/10:11:12\r\nDO  - 10.1000/abc\r\nLA  - English\r\nKW  - open doors\r\nAB  - Not kept\r\nSP  - 12\r\nER  - \r\n\r\nTY  - UNICORN\r\nT1  - Second\r\nPY  - n.d.\r\nTY  - RPRT\r\nTI  - Third\r\nPB  - Fjord House\r\nER  -\r\n"
    let result = kb("import", "-", input: text)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("standard input: RIS\n"))
    #expect(result.errors.contains("left out fields: AB (1), SP (1)"))
    #expect(result.errors.contains("left out types that are taken for articles: UNICORN (1)"))
    #expect(result.errors.contains("left out dates that are none: PY 'n.d.' (1)"))
    #expect(
      sql(
        "SELECT title, authors, publisher, published_on, accessed_on, url, language, topics FROM sources WHERE title LIKE 'A title%'"
      )
        == "A title that goes on|Dahl, Marit; Moen, Ole|Journal of Doors|2019-05|2020-01-02|https://doi.org/10.1000/abc|en|open-doors\n"
    )
    #expect(sql("SELECT kind, publisher FROM sources WHERE title = 'Third'") == "report|Fjord House\n")
  }

  @Test func cslOfAnotherProgram() {
    let text = """
      [{"id": "http://zotero.example/items/AB12", "type": "chapter", "title": "A door", "container-title": "Doors of the North",
        "author": [{"family": "Moen", "given": "Ole", "non-dropping-particle": "van"}, {"literal": "Ministry of Doors"}],
        "editor": [{"family": "Dahl"}], "issued": {"date-parts": [["2019", 5], [2019, 7]], "circa": 1}, "accessed": {"raw": "2020-01-02"},
        "publisher": "Fjord House", "DOI": "10.1000/q", "URL": "https://example.org/door", "language": "en_GB", "abstract": "no"},
       {"id": 7, "type": "webpage", "title": "Undated", "issued": {"literal": "forthcoming"}, "accessed": {"date-parts": [["2020", "", null]]}},
       {"id": "x", "type": "song", "title": "A song", "issued": {"date-parts": [[1979]], "season": 2}}]
      """
    let result = kb("import", "-", input: text)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("left out fields: DOI (1), container-title (1), editor (1), abstract (1)"))
    #expect(result.errors.contains("dates that are none: issued 'forthcoming' (1)"))
    #expect(result.errors.contains("types that are taken for articles: song (1)"))
    #expect(
      sql(
        "SELECT kind, authors, publisher, published_on, accessed_on, url, language FROM sources WHERE title = 'A door'"
      )
        == "book|van Moen, Ole; Ministry of Doors|Fjord House|2019-05~/2019-07~|2020-01-02|https://example.org/door|en-GB\n"
    )
    #expect(sql("SELECT published_on FROM sources WHERE title = 'A song'") == "1979-22\n")
    #expect(sql("SELECT accessed_on FROM sources WHERE title = 'Undated'") == "2020\n")
    let wrong = kb(
      "import", "-",
      input: #"[{"id": "y", "type": "book", "title": "T", "issued": {"date-parts": [[2019, 13]]}}]"#)
    #expect(wrong.status == 1)
    #expect(
      wrong.errors.contains(
        "kb: standard input, line 1, column issued: date-parts are numbers of a day that there is"))
  }

  /// What --as says goes before what the content looks like; --strict makes no publisher.
  @Test func tablesStayTables() {
    let rows = #"[{"id": "a", "type": "report", "title": "As a table"}]"#
    let table = kb("import", "-", "--as", "sources", input: rows)
    #expect(
      table.status == 0 && table.errors.contains("sources with the columns type as kind, title"),
      "\(table.errors)")
    #expect(table.errors.contains("left out id"))
    let own = kb(
      "import", "-",
      input: #"[{"id": "a", "type": "report", "title": "Another table", "published_on": "2019"}]"#)
    #expect(own.status == 0 && own.errors.contains("sources with the columns"), "\(own.errors)")
    let strict = kb("import", "-", "--strict", input: "TY  - BOOK\nTI  - T\nPB  - Nobody knows it\nER  - \n")
    #expect(
      strict.status == 1 && strict.errors.contains("line 1: no actor is named 'Nobody knows it'"),
      "\(strict.errors)")
    let trial = kb("import", "-", "--dry-run", input: "TY  - BOOK\nID  - b-1\nTI  - Tried\nER  - \n")
    #expect(
      trial.status == 0 && trial.output.contains("line 1: b-1\n  title: Tried\n  kind: book\n"),
      "\(trial.output)")
    #expect(sql("SELECT count(*) FROM source WHERE title = 'Tried'") == "0\n")
  }

  /// Another work under the same citation key gets a key of its own, and the same file again finds it.
  @Test func citationKeysThatAreTaken() {
    let text = "@book{wana-jan-31, title = {Something else}}\n@book{khamenei, title = {A life}}\n"
    #expect(kb("import", "-", input: text).errors.contains("added 2 sources"))
    #expect(
      sql("SELECT key FROM source WHERE title IN ('Something else', 'A life') ORDER BY key")
        == "khamenei-2\nwana-jan-31-2\n")
    #expect(kb("import", "-", input: text).errors.contains("nothing new; 2 rows there already"))
  }

  @Test(arguments: [
    ("month = {jul/aug}", "2013-07/2013-08"), ("month = {July--August}", "2013-07/2013-08"),
    ("month = jun # \"~12\"", "2013-06-12"), ("month = \"10 \" # sep", "2013-09-10"),
    ("month = {June 12}", "2013-06-12"), ("month = {Spring}", "2013"), ("month = 4, day = 3", "2013-04-03"),
  ])
  func monthsAsPeopleWriteThem(month: String, date: String) {
    let result = kb("import", "-", input: "@article{m1, title={T}, year=2013, \(month)}\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(sql("SELECT published_on FROM sources WHERE key = 'm1'") == date + "\n")
    #expect(result.errors.contains("dates that are none") == (date == "2013"), "\(result.errors)")
  }

  @Test func headingsBetweenReferencesAreLeftOut() {
    let result = kb(
      "import", "-",
      input:
        "Provider: X\nContent: text\n\n1. \nTY  - BOOK\nTI  - A door\nER  - \n2. \nTY  - BOOK\nTI  - A quay\nER  - \n"
    )
    #expect(result.status == 0 && result.errors.contains("2 rows; added 2 sources"), "\(result.errors)")
    #expect(result.errors.contains("between references (4)"))
  }
}
