// Sources and quotes as citations: goldens, hostile text, and dates that are not all known.
// Unsafe: the bytes are copied before the sink returns.
import Foundation
import KnowledgeBase
import Scratch
import Testing

@testable import Interchange

@Suite struct CitationTests {
  let scratch = Scratch()

  private func run(_ sql: String) {
    scratch.seeded()
    let result = scratch.sqlite3("kb.sqlite", sql)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func cite(_ arguments: String...) -> String {
    let result = scratch.kb(["cite"] + arguments + ["--database", "kb.sqlite"])
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private static let plain = """
    INSERT INTO source (key, kind, title, authors, publisher_id, published_on, accessed_on, url, language, sha256)
      SELECT 'talks-2019', 'article', 'Talks go on', 'Doe, Jane; Ali Reza', id, '2019-05-14', '2019-06-02', 'https://example.org/a_b?x=1&y=%20', 'en',
        '\(String(repeating: "ab", count: 32))' FROM actor WHERE key = 'wana';
    INSERT INTO quote (key, speaker_id, text, said_on, kind) SELECT 'our-quote', id, 'We *will* talk.', '2019-05~', 'direct' FROM actor WHERE key = 'iran';
    INSERT INTO appearance (quote_id, source_id, locator) SELECT quote.id, source.id, 'p. 3' FROM quote, source
      WHERE quote.key = 'our-quote' AND source.key = 'talks-2019';
    """

  @Test func aFootnote() {
    run(Self.plain)
    let name = scratch.sqlite3("kb.sqlite", "SELECT name FROM actor WHERE key = 'iran'").output.dropLast()
    let hash = String(repeating: "ab", count: 32)
    #expect(
      cite("our-quote")
        == "\(name), “We *will* talk.”, said ca. May 2019, in Jane Doe and Ali Reza, “Talks go on”, West Asia News Agency, May 14, 2019, https://example.org/a_b?x=1&y=%20, p. 3, accessed June 2, 2019, SHA-256 of the archived file \(hash).\n"
    )
    #expect(
      cite("our-quote", "--format", "markdown").hasPrefix(
        "[^our-quote]: \(name), “We \\*will\\* talk.”, said ca. May 2019, in "))
    #expect(cite("our-quote", "--style", "short") == "\(name), “We *will* talk.”, our-quote.\n")
    #expect(cite("talks-2019").hasPrefix("Jane Doe and Ali Reza, “Talks go on”, West Asia News Agency, "))
    _ = scratch.sqlite3(
      "kb.sqlite", "UPDATE quote SET status = 'denied', kind = 'indirect' WHERE key = 'our-quote'")
    #expect(
      cite("our-quote").contains(
        ", as reported: We *will* talk., said ca. May 2019, denied by the speaker, in "))
    _ = scratch.sqlite3(
      "kb.sqlite",
      "UPDATE quote SET status = 'accepted', kind = 'direct', text = 'We' || char(13, 10) || 'will,', said_on = NULL WHERE key = 'our-quote'"
    )
    #expect(cite("our-quote").hasPrefix("\(name), “We will,” in Jane Doe"))
    let actor = scratch.kb("cite", "iran", "--database", "kb.sqlite")
    #expect(actor.status == 1 && actor.errors.contains("quotes and sources are cited"))
  }

  @Test func referencesOfOtherGuides() {
    run(Self.plain)
    let name = scratch.sqlite3("kb.sqlite", "SELECT name FROM actor WHERE key = 'iran'").output.dropLast()
    #expect(
      cite("talks-2019", "--style", "apa")
        == "Doe, J., & Ali Reza. (2019, May 14). Talks go on. West Asia News Agency. Retrieved June 2, 2019, from https://example.org/a_b?x=1&y=%20\n"
    )
    #expect(
      cite("talks-2019", "--style", "mla")
        == "Doe, Jane, and Ali Reza. “Talks go on.” West Asia News Agency, 14 May 2019, https://example.org/a_b?x=1&y=%20. Accessed 2 June 2019.\n"
    )
    #expect(
      cite("our-quote", "--style", "apa").hasPrefix(
        "\(name), “We *will* talk.” (said ca. May 2019), as cited in Doe, J., & Ali Reza. (2019, May 14). Talks go on. West Asia News Agency. p. 3. Retrieved"
      ))
    #expect(
      cite("our-quote", "--style", "mla").contains(
        ", qtd. in Doe, Jane, and Ali Reza. “Talks go on.” West Asia"))
    #expect(
      cite("talks-2019", "--style", "apa", "--format", "markdown").contains(
        "[^talks-2019]: Doe, J., & Ali Reza. (2019, May 14). *Talks go on*. West"))
    #expect(cite("art-of-sanctions", "--style", "apa") == "Richard Nephew. (n.d.). The Art of Sanctions.\n")
    #expect(cite("art-of-sanctions", "--style", "mla") == "Richard Nephew. The Art of Sanctions.\n")
    // Without an author, the publisher; without either, the title; without that, the key.
    _ = scratch.sqlite3(
      "kb.sqlite",
      "UPDATE source SET authors = NULL WHERE key = 'talks-2019'; INSERT INTO source (key, title) VALUES ('bare', 'Why?'); INSERT INTO source (key) VALUES ('nothing')"
    )
    #expect(
      cite("talks-2019", "--style", "apa").hasPrefix(
        "West Asia News Agency. (2019, May 14). Talks go on. Retrieved"))
    #expect(cite("bare", "nothing", "--style", "apa") == "Why? (n.d.).\nnothing (n.d.).\n")
    #expect(cite("bare", "nothing", "--style", "mla") == "“Why?”\nnothing.\n")
  }

  @Test func bibliographies() {
    run(Self.plain)
    let hash = String(repeating: "ab", count: 32)
    #expect(
      cite("our-quote", "--format", "biblatex") == """
        @article{talks-2019,
          author = {{Doe}, {Jane} and {Ali Reza}},
          title = {{Talks go on}},
          journaltitle = {{West Asia News Agency}},
          date = {2019-05-14},
          url = {https://example.org/a_b?x=1&y=%20},
          urldate = {2019-06-02},
          langid = {english},
          note = {SHA-256 of the archived file: \(hash)}
        }

        """)
    #expect(
      cite("our-quote", "--format", "ris")
        == [
          "TY  - NEWS", "ID  - talks-2019", "AU  - Doe, Jane", "AU  - Ali Reza", "TI  - Talks go on",
          "T2  - West Asia News Agency", "PY  - 2019", "DA  - 2019/05/14/",
          "UR  - https://example.org/a_b?x=1&y=%20", "Y2  - 2019/06/02/", "LA  - en",
          "N1  - SHA-256 of the archived file: \(hash)", "ER  - ", "",
        ].joined(separator: "\r\n"))
    #expect(
      cite("our-quote", "talks-2019", "--format", "csl-json") == """
        [
          {
            "id": "talks-2019",
            "type": "article-newspaper",
            "title": "Talks go on",
            "author": [
              {
                "family": "Doe",
                "given": "Jane"
              },
              {
                "literal": "Ali Reza"
              }
            ],
            "container-title": "West Asia News Agency",
            "issued": {
              "date-parts": [
                [
                  2019,
                  5,
                  14
                ]
              ]
            },
            "accessed": {
              "date-parts": [
                [
                  2019,
                  6,
                  2
                ]
              ]
            },
            "URL": "https://example.org/a_b?x=1&y=%20",
            "language": "en",
            "custom": {
              "kind": "article",
              "published_on": "2019-05-14",
              "sha256": "\(hash)"
            }
          }
        ]

        """)
  }

  /// EDTF, and what each form can say of it.
  @Test(
    arguments: [
      ("2019", "2019", "[[2019]]", "2019"), ("2019-05~", "2019-05~", "[[2019, 5]] circa", "ca. May 2019"),
      ("2019-05-14?", "2019-05-14?", "[[2019, 5, 14]] circa", "May 14, 2019?"),
      ("1964/2008", "1964/2008", "[[1964], [2008]]", "1964 to 2008"),
      ("1985/..", "1985/..", "from 1985", "from 1985"), ("../1985", "../1985", "until 1985", "until 1985"),
      ("XXXX-01-31", nil, "January 31 (year not known)", "January 31 (year not known)"),
      ("201X", "201X", "201X", "201X"), ("2X19", nil, "2X19", "2X19"),
      ("2004-XX", "2004-XX", "[[2004]]", "2004"), ("2019-0X", "2019-XX", "[[2019]]", "2019"),
      ("2019-XX-14", "2019-XX-XX", "[[2019]]", "2019"),
      ("2019-05-1X", "2019-05-XX", "[[2019, 5]]", "May 2019"),
      ("2001-21", "2001-21", "[[2001]] season 1", "spring 2001"),
      ("2019-05-14T10:00:00Z", "2019-05-14", "[[2019, 5, 14]]", "May 14, 2019"),
      ("-0043", "-0043", "[[-43]]", "44 BC"), ("Y170000002", nil, "Y170000002", "Y170000002"),
    ] as [(String, String?, String, String)])
  func dates(_ text: String, _ biblatex: String?, _ csl: String, _ words: String) throws {
    let date = try #require(CitedDate(text))
    #expect(date.levelOne == biblatex)
    #expect(date.inWords == words)
    var bytes: [UInt8] = []
    let output = unsafe Output { unsafe bytes += Array($0) }
    try CSLJSON.date(date).write(to: output, depth: nil)
    try output.flush()
    let parts = csl.split(separator: " c").first.map { $0.split(separator: " s").first ?? $0 } ?? ""
    let expected =
      csl.hasPrefix("[[")
      ? "{\"date-parts\": \(parts)\(csl.hasSuffix("season 1") ? ", \"season\": 1" : "")\(csl.hasSuffix("circa") ? ", \"circa\": true" : "")}"
      : "{\"literal\": \"\(csl)\"}"
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func names() {
    #expect(
      CitedName.all("Doe, Jane;  Ali Khamenei ; Smith, Jr.; A, B, C; Bureau 3, Tehran;; علی خامنه‌ای") == [
        .parted(family: "Doe", given: "Jane"), .literal("Ali Khamenei"), .literal("Smith, Jr."),
        .literal("A, B, C"), .literal("Bureau 3, Tehran"), .literal("علی خامنه‌ای"),
      ])
    #expect(CitedName.all(nil).isEmpty)
  }

  private static let hostile = """
    INSERT INTO source (key, kind, title, authors, url, published_on, language) VALUES
      ('h-braces', 'article', '}{ 100% & #1 $5 a_b ~^ \\textbf{x} \\', 'Black and White; {Odd} Name', 'https://e.org/{a}\\b c%20&d#e_f', '2019-05~', 'fa'),
      ('h-lines', 'book', 'One' || char(13, 10) || 'ER  - ' || char(10) || 'TY  - BOOK', 'Ad' || char(10) || 'a, Bo', NULL, 'XXXX-01-31', 'und'),
      ('h-farsi', 'speech', 'سخنرانی «رهبر»', 'خامنه‌ای، علی', 'https://e.org/سخن', '1964/2008', 'fa');
    """

  @Test func hostileTextStaysOneEntry() {
    run(Self.hostile)
    let entry = cite("h-braces", "--format", "biblatex")
    #expect(
      entry.contains(
        "title = {{\\textbraceright{}\\textbraceleft{} 100\\% \\& \\#1 \\$5 a\\_b \\textasciitilde{}\\textasciicircum{} \\textbackslash{}textbf\\textbraceleft{}x\\textbraceright{} \\textbackslash{}}}"
      ), "\(entry)")
    #expect(entry.contains("author = {{Black and White} and {\\textbraceleft{}Odd\\textbraceright{} Name}}"))
    #expect(entry.contains("url = {https://e.org/%7Ba%7D%5Cb%20c%20&d#e_f}"))
    #expect(entry.filter { $0 == "{" }.count == entry.filter { $0 == "}" }.count)
    let lines = cite("h-lines", "--format", "ris").components(separatedBy: "\r\n")
    #expect(lines.contains("TI  - One ER  - TY  - BOOK") && lines.contains("AU  - Ad a, Bo"))
    #expect(lines.contains("N1  - Date (EDTF): XXXX-01-31") && !lines.contains { $0.hasPrefix("PY") })
    #expect(lines.filter { $0.hasPrefix("ER") }.count == 1)
    #expect(cite("h-farsi", "--format", "ris").contains("TI  - سخنرانی «رهبر»\r\n"))
  }

  /// The readers of others, where they are; see ``StandardReaders``.
  @Test func readersOfTheStandardsTakeThem() throws {
    run(Self.hostile + Self.plain)
    for (format, file) in [("csl-json", "out.json"), ("biblatex", "out.bib"), ("ris", "out.ris")] {
      let result = scratch.kb(
        "export", "sources", "--format", format, "-o", file, "--database", "kb.sqlite")
      #expect(result.status == 0, "\(result.errors)")
    }
    let keys = scratch.sqlite3("kb.sqlite", "SELECT key FROM sources ORDER BY key").output
    if StandardReaders.have("pybtex") {
      let result = scratch.python(
        """
        from pybtex.database import parse_file
        bib = parse_file('out.bib', bib_format='bibtex')
        print('\\n'.join(sorted(bib.entries)))
        entry = bib.entries['h-braces']
        assert len(entry.persons['author']) == 2, entry.persons
        assert bib.entries['talks-2019'].persons['author'][0].first_names == ['{Jane}']
        """)
      #expect(result.output == keys && result.status == 0, "\(result.output)\(result.errors)")
    }
    if StandardReaders.have("rispy") {
      let result = scratch.python(
        """
        import rispy
        entries = rispy.load(open('out.ris', encoding='utf-8', newline=''))
        print('\\n'.join(sorted(e['id'] for e in entries)))
        assert [e for e in entries if e['id'] == 'talks-2019'][0]['authors'] == ['Doe, Jane', 'Ali Reza']
        """)
      #expect(result.output == keys && result.status == 0, "\(result.output)\(result.errors)")
    }
    let items = try #require(
      try JSONSerialization.jsonObject(with: Data(scratch.bytes("out.json"))) as? [[String: Any]])
    #expect(items.compactMap { $0["id"] as? String }.sorted().joined(separator: "\n") + "\n" == keys)
  }
}
