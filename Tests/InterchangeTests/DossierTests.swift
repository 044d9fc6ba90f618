// Dossiers: what is read, what is refused and where, and that what goes out comes back.
import Foundation
import Interchange
import KnowledgeBase
import Scratch
import Testing

@Suite struct DossierTests {
  let scratch = Scratch()

  static let views = [
    "quotes", "appearances", "claims", "relations", "stances", "actors", "names", "roles", "sources",
    "passages", "mentions",
    "evidence_places", "events", "participants", "topics",
  ]

  private func rows(_ file: String) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: Self.views.map { view in
        let output = scratch.sqlite3(file, ".mode quote\nselect * from \(view);").output
        return (view, output.split(separator: "\n").map(String.init).sorted())
      })
  }

  private func imported(_ yaml: String, _ options: String..., into file: String = "kb.sqlite")
    -> Program.Result
  {
    scratch.write("dossier: 1\n" + yaml, to: "d.yaml")
    return scratch.kb(["import", "d.yaml", "--database", file] + options)
  }

  @Test func seedsComeBackRowByRow() {
    scratch.seeded()
    #expect(
      scratch.kb("export", "all", "--format", "dossier", "-o", "all.yaml", "--database", "kb.sqlite").status
        == 0)
    #expect(scratch.kb("init", "--empty", "--database", "copy.sqlite").status == 0)
    #expect(scratch.kb("import", "all.yaml", "--database", "copy.sqlite").status == 0)
    #expect(rows("copy.sqlite") == rows("kb.sqlite"))
    // Twice adds nothing, not even a changeset.
    let before = rows("copy.sqlite")
    let changesets = scratch.sqlite3("copy.sqlite", "select count(*) from changesets").output
    let again = scratch.kb("import", "all.yaml", "--database", "copy.sqlite")
    #expect(again.errors.contains("nothing new"))
    #expect(
      rows("copy.sqlite") == before
        && scratch.sqlite3("copy.sqlite", "select count(*) from changesets").output == changesets)
  }

  @Test func hostileTextComesBackByteForByte() {
    scratch.seeded()
    let texts = [
      " leading", "trailing ", "two\nlines", "ends with break\n", "ends with two\n\n", "and three\n\n\n",
      "\n", "\n\nbegins so", "tab\there", "cr\r\nlf",
      "next\u{85}line", "sep\u{2028}arator",
      "\u{FEFF}bom", "in\u{FEFF}side", "emoji 🇮🇷", "- list", "# comment", "key: value", "x #y", "null", "true",
      "1e3", "0x10",
      "'single'", "\"double\"", "back\\slash",
      "e\u{301} é", "خامنه‌ای گفت: «بله»", "\u{200F}rtl\u{202E}", "  \n  indented\n   more", " ", "|", ">",
      "%", "@", "`", "{a}", "[b]", "*a", "&a", "!t", "?", "a:\n", "\u{1}control\u{7F}",
      String(repeating: "long words ", count: 3000), "…", "\u{10FFFF}",
    ]
    let inserts = texts.enumerated().map { index, text in
      "insert into quote (key, speaker_id, text) values ('n-\(index)', 1, cast(x'\(text.utf8.map { String(format: "%02x", $0) }.joined())' as text));"
    }
    #expect(scratch.sqlite3("kb.sqlite", inserts.joined(separator: "\n")).errors == "")
    let keys = texts.indices.map { "n-\($0)" }
    #expect(scratch.kb(["export"] + keys + ["-o", "out.yaml", "--database", "kb.sqlite"]).status == 0)
    _ = scratch.kb("init", "--empty", "--database", "copy.sqlite")
    let result = scratch.kb("import", "out.yaml", "--database", "copy.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    let hex = "select key, hex(text) from quote where key like 'n-%' order by key"
    #expect(scratch.sqlite3("copy.sqlite", hex).output == scratch.sqlite3("kb.sqlite", hex).output)
  }

  @Test(arguments: [
    (
      "quotes:\n  a:\n    speaker: khamanei\n    text: x",
      "line 4: no actor 'khamanei' here or in the database; did you mean 'khamenei'?"
    ),
    (
      "quotes:\n  a: {speaker: khamenei, text: x, said_on: 2019-13}",
      "line 3: said_on: '2019-13' is not a date"
    ),
    (
      "quotes:\n  a: {speaker: khamenei, text: x, kind: loud}",
      "line 3: kind is one of direct, mixed, indirect"
    ),
    (
      "quotes:\n  a: {speeker: khamenei, text: x}",
      "line 3: a quote has no 'speeker'; did you mean 'speaker'?"
    ),
    ("quots:\n  a: {speaker: khamenei, text: x}", "line 2: a dossier has no 'quots'; did you mean 'quotes'"),
    ("actors:\n  b: {name: B, kind: person, country: XX}", "line 3: country is an ISO 3166-1"),
    ("actors:\n  b: {name: B, kind: person, language: English}", "line 3: language is a BCP 47"),
    ("actors:\n  B!: {name: B, kind: person}", "line 3: 'B!' is no key"),
    ("actors:\n  b: {kind: person}", "line 3: an actor needs 'name'"),
    (
      "actors:\n  wana-jan-31: {name: B, kind: person}",
      "line 3: the key 'wana-jan-31' is a source in the database"
    ),
    (
      "topics:\n  b: {label: x}\nactors:\n  b: {name: B, kind: person}",
      "line 5: the key 'b' stands for a topic on line 3 already"
    ),
    ("topics:\n  a: {label: x, parent: b}\n  b: {label: y, parent: a}", "comes round to itself"),
    ("actors:\n  b: {name: B, kind: person}\n  b: {name: C, kind: person}", "'b' stands twice"),
    ("actors:\n  b: {name: [B], kind: person}", "line 3: name is one text"),
    ("actors: [b]", "line 2: expected the fields of an actor"),
    ("actors:\n  b: {name: 'B", "the YAML breaks off here"),
    (
      "claims:\n  c:\n    text: x\n    evidence:\n      - {source: reading-note, start: 5, end: 99999}",
      "line 6: 5 to 99999 is not a stretch of reading-note"
    ),
    (
      "claims:\n  c:\n    text: x\n    evidence:\n      - {source: reading-note, exact: not in there}",
      "line 6: these words do not stand in reading-note"
    ),
    (
      "claims:\n  c:\n    text: x\n    evidence:\n      - {source: reading-note, exact: Iran}",
      "line 6: these words stand in reading-note more than once"
    ),
    (
      "claims:\n  c:\n    text: x\n    evidence:\n      - {source: wana-jan-31, start: 5, end: 9}",
      "line 6: wana-jan-31 is not archived"
    ),
    (
      "claims:\n  c:\n    text: x\n    relations:\n      - {likes: strategic-deal}",
      "line 6: a relation has no 'likes'"
    ),
    ("actors:\n  khamenei: {kind: faction}", "line 3: khamenei has kind 'person' in the database"),
    ("dossier: 2", "stands twice"),
  ])
  func mistakesSayWhere(_ yaml: String, _ reason: String) {
    scratch.seeded()
    let before = scratch.bytes("kb.sqlite")
    // A good record first: nothing of it may be left.
    let result = imported(yaml)
    #expect(result.status == 1)
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(result.errors.hasPrefix("kb: d.yaml, line "), "\(result.errors)")
    #expect(scratch.bytes("kb.sqlite") == before)
  }

  @Test func bytesThatAreNoText() {
    scratch.seeded()
    scratch.write(Array("dossier: 1\nnote: ab".utf8) + [0xFF] + Array("\n".utf8), to: "bad.yaml")
    #expect(
      scratch.kb("import", "bad.yaml", "--database", "kb.sqlite").errors
        == "kb: bad.yaml, line 2: column 9: this is not UTF-8; save the file as UTF-8\n")
    scratch.write([0xFF, 0xFE, 0x64, 0x00], to: "wide.yaml")
    #expect(scratch.kb("import", "wide.yaml", "--database", "kb.sqlite").errors.contains("UTF-16"))
    scratch.write([], to: "empty.yaml")
    #expect(scratch.kb("import", "empty.yaml", "--database", "kb.sqlite").errors.contains("is empty"))
    scratch.write("actors: {}\n", to: "unversioned.yaml")
    #expect(scratch.kb("import", "unversioned.yaml", "--database", "kb.sqlite").errors.contains("dossier: 1"))
    #expect(
      scratch.kb("import", "nosuch.yaml", "--database", "kb.sqlite").errors.contains("there is no file"))
  }

  @Test func orderDoesNotMatterAndKeysAreMade() {
    scratch.seeded()
    let yaml = """
      quotes:
        - {speaker: rouhani, text: "A window opens.", said_on: "2013"}
      stances:
        - {actor: rouhani, claim: talks-help, position: supports}
      claims:
        talks-help: {text: Talks help., asserted_by: rouhani, relations: [{supports: strategic-deal}]}
      actors:
        rouhani: {name: Hassan Rouhani, kind: person, country: IR}
      """
    #expect(imported(yaml).status == 0)
    let keys = scratch.sqlite3(
      "kb.sqlite",
      "select key from quotes where speaker_key = 'rouhani' union all select key from stances where actor_key = 'rouhani'"
    ).lines
    #expect(keys.count == 2 && keys[0].hasPrefix("q-") && keys[1].hasPrefix("s-"))
    #expect(imported(yaml).errors.contains("nothing new"))
    // The same words give the same keys elsewhere.
    _ = scratch.kb("init", "--database", "other.sqlite")
    #expect(imported(yaml, into: "other.sqlite").status == 0)
    #expect(
      scratch.sqlite3("other.sqlite", "select key from quotes where speaker_key = 'rouhani'").lines.first
        == keys[0])
  }

  @Test func fillingReplacingAndTrying() {
    scratch.seeded()
    let before = scratch.bytes("kb.sqlite")
    #expect(
      imported("actors:\n  wana: {name: WANA News}", "--dry-run", "--replace").errors.contains(
        "nothing was written"))
    #expect(scratch.bytes("kb.sqlite") == before)
    #expect(imported("sources:\n  wana-jan-31: {url: 'https://wana.example/1'}").status == 0)
    #expect(
      scratch.sqlite3("kb.sqlite", "select url from sources where key = 'wana-jan-31'").output
        == "https://wana.example/1\n")
    #expect(
      imported("actors:\n  wana: {name: WANA News}", "--replace", "--author", "Ada", "--note", "shorter")
        .status == 0)
    #expect(
      scratch.sqlite3("kb.sqlite", "select name from actors where key = 'wana'").output == "WANA News\n")
    #expect(
      scratch.sqlite3("kb.sqlite", "select author, command, note from changesets order by at desc limit 1")
        .output == "Ada|kb import d.yaml|shorter\n")
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "select old ->> 'name' from history join changeset on changeset.id = changeset_id where record = 'actor' and author = 'Ada'"
      ).output == "West Asia News Agency\n")
  }

  @Test func exactWordsPinThemselves() {
    scratch.seeded()
    #expect(
      imported(
        "claims:\n  quick: {text: Quick deals are lost quickly., evidence: [{source: reading-note, exact: quick to lose}]}"
      ).status == 0)
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "select exact, substr(text, start + 1, \"end\" - start) = exact from passage join source on source.id = source_id where exact = 'quick to lose'"
      ).output == "quick to lose|1\n")
  }

  @Test func aKeyBringsWhatItNeeds() {
    scratch.seeded()
    #expect(scratch.kb("export", "khamenei", "-o", "k.yaml", "--database", "kb.sqlite").status == 0)
    _ = scratch.kb("init", "--empty", "--database", "copy.sqlite")
    #expect(scratch.kb("import", "k.yaml", "--database", "copy.sqlite").status == 0)
    for question in [
      "select * from actors where key = 'khamenei'", "select * from quotes where speaker_key = 'khamenei'",
      "select * from stances where actor_key = 'khamenei'",
    ] {
      #expect(
        scratch.sqlite3("copy.sqlite", question).output == scratch.sqlite3("kb.sqlite", question).output)
      #expect(!scratch.sqlite3("copy.sqlite", question).output.isEmpty)
    }
  }

  @Test func longChainsAndAliasBombs() {
    scratch.seeded()
    let chain = (0..<20_000).map { "  t\($0): {label: t\($0)\($0 < 19_999 ? ", parent: t\($0 + 1)" : "")}" }
    #expect(imported("topics:\n" + chain.joined(separator: "\n")).status == 0)
    let bomb =
      "x0: &a0 [a, a]\n"
      + (1..<40).map { "x\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
    #expect(imported(bomb + "\n? *a39 : x").errors.contains("aliases"))
    // An anchor or two are nobody's harm.
    #expect(
      imported("actors:\n  one: {name: One, kind: &k person}\n  two: {name: Two, kind: *k}").status == 0)
  }

  @Test func aByteOrderMarkIsNoText() {
    scratch.seeded()
    scratch.write(
      [0xEF, 0xBB, 0xBF] + Array("dossier: 1\nactors:\n  one: {name: One, kind: person}\n".utf8),
      to: "marked.yaml")
    #expect(scratch.kb("import", "marked.yaml", "--database", "kb.sqlite").status == 0)
  }

  @Test func mistakesInLongRecordsNameTheLineOfTheField() {
    scratch.seeded()
    let actor = "actors:\n  b:\n    name: B\n    kind: person\n    country: XX\n    language: English"
    #expect(imported(actor).errors.contains("line 7: language is"))
    #expect(imported(actor.replacing("English", with: "en")).errors.contains("line 6: country is"))
    #expect(
      imported(
        "actors:\n  b: {name: B, kind: person}\n  c: {name: C, kind: person}\n  b: {name: D, kind: person}"
      ).errors.contains("line 5: 'b' stands twice"))
    #expect(
      imported("quotes:\n  khamenei-our-problem: {speaker: wana}").errors.contains(
        "has speaker 'khamenei' in the database"))
  }

  @Test func aPinnedQuoteHasTheWordsOfItsPassage() {
    scratch.seeded()
    func quote(_ text: String, _ exact: String, _ more: String = "") -> Program.Result {
      imported(
        "quotes:\n  altered:\n    speaker: wana\n    text: \(text)\n    \(more)\n    appearances: [{source: reading-note, exact: \(exact)}]"
      )
    }
    #expect(
      quote("It is slow to sign", "It is quick to sign").errors.contains(
        "line 7: the passage has other words than the quote ('slow' is not there)"))
    #expect(quote("It is slow to sign", "It is quick to sign", "kind: indirect").status == 0)
    // In two parts, with other words between them; and with other marks.
    #expect(
      imported(
        "quotes:\n  parted: {speaker: wana, text: 'It is quick … to lose!', appearances: [{source: reading-note, exact: It is quick to sign and quick to lose}]}"
      ).status == 0)
  }

  @Test func aChangesetAndATopicCanBeShared() throws {
    scratch.seeded()
    let yaml =
      "topics:\n  rivers: {label: Rivers}\n  hirmand: {label: Hirmand, parent: rivers}\nactors:\n  kajaki: {name: Kajaki Authority, kind: organisation}\nclaims:\n  dry: {text: The river is dry., topics: [hirmand]}\nstances:\n  - {actor: kajaki, claim: dry, position: opposes}"
    let changeset = try #require(imported(yaml).errors.firstMatch(of: /changeset (c-[0-9a-f]+)/)?.1)
    for key in [String(changeset), "rivers"] {
      #expect(scratch.kb("export", key, "-o", "part.yaml", "--database", "kb.sqlite").status == 0)
      _ = scratch.kb("init", "--empty", "--database", "copy.sqlite")
      #expect(scratch.kb("import", "part.yaml", "--database", "copy.sqlite").status == 0)
      #expect(
        scratch.sqlite3("copy.sqlite", "select actor, position, claim from stances").output
          == "Kajaki Authority|opposes|The river is dry.\n", "\(key)")
      #expect(scratch.sqlite3("copy.sqlite", "select count(*) from topics").output == "2\n")
      _ = Program.run("/bin/rm", [scratch.path("copy.sqlite")])
    }
  }
}
