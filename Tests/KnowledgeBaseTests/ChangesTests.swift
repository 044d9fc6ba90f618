// The editing interface: one transaction a changeset, each value checked, nothing lost, nothing twice.
import Foundation
import Interchange
import KnowledgeBase
import Scratch
import Testing

@Suite struct ChangesTests {
  let scratch = Scratch()
  let ada = Authorship(author: "ada", command: "a test", note: "to try it")

  func open() throws -> KnowledgeBase {
    scratch.seeded()
    return try KnowledgeBase(path: scratch.path("kb.sqlite"), for: .writing)
  }

  func sql(_ query: String) -> String {
    scratch.sqlite3("kb.sqlite", query).output.trimmingCharacters(in: .newlines)
  }

  func failure(_ body: () throws -> Void) -> Failure? {
    do { try body() } catch { return error as? Failure }
    return nil
  }

  @Test func severalChangesAreOneChangeset() throws {
    let kb = try open()
    var key = ""
    var description: String?
    let edit = try kb.edit(by: ada) {
      let actor = try $0.add(
        .actor, [.name: "Ingrid Solberg", .kind: "person", .alias: ["Solberg", "سولبرگ"]])
      key = try $0.add(.quote, [.speaker: "Solberg", .text: "The door is open.", .saidOn: "2024-05~"]).key
      try $0.set(actor.key, [.description: "envoy"])
      try $0.tag(key, "sanctions")
      description = try $0.fields(of: "Solberg")[.description]
    }
    #expect(description == "envoy")
    #expect(edit.added == ["actor": 1, "name": 3, "quote": 1, "tag": 1] && edit.changed == 1)
    #expect(
      sql("select speaker, said_on, earliest, topics from quotes where key = '\(key)'")
        == "Ingrid Solberg|2024-05~|20240501|sanctions")
    #expect(
      sql("select author, command, note from changesets where key = '\(edit.changeset!)'")
        == "ada|a test|to try it")
    #expect(sql("select speaker from quotes where speaker_key = 'ingrid-solberg'") == "Ingrid Solberg")
    // One that fails leaves nothing of what came before it.
    let before = scratch.sqlite3("kb.sqlite", ".dump actor").output
    let missed = failure {
      try kb.edit(by: ada) {
        try $0.add(.actor, [.name: "Somebody Else", .kind: "person"])
        try $0.add(.quote, [.speaker: "nobody at all", .text: "x"])
      }
    }
    #expect(missed?.kind == .notFound)
    #expect(scratch.sqlite3("kb.sqlite", ".dump actor").output == before)
  }

  @Test func theSameThingTwiceAddsNothing() throws {
    let kb = try open()
    let things: [(RecordKind, [Field: FieldValue])] = [
      (.actor, [.name: "Ingrid Solberg", .kind: "person", .alias: "Solberg"]),
      (.quote, [.speaker: "khamenei", .text: "Made up.", .source: "wana-jan-31", .saidOn: "2019"]),
      (.claim, [.text: "Doors open.", .assertedBy: "khamenei", .quote: "khamenei-our-problem"]),
      (.source, [.title: "A note", .kind: "post", .url: "https://example.org/a", .publishedOn: "2024"]),
      (.source, [.title: "Another note", .kind: "report", .publisher: "wana"]),
      (.event, [.title: "A meeting", .beganOn: "2024-05-03", .with: ["Iran", "norway:host"]]),
      (.stance, [.actor: "khamenei", .claim: "strategic-deal", .position: "ambivalent", .since: "2024"]),
      (.relation, [.from: "no-single-issue", .relation: "attacks", .to: "strategic-deal"]),
      (.topic, [.label: "Oil exports", .parent: "sanctions"]),
    ]
    for (kind, fields) in things {
      var keys: [String] = []
      for round in 0..<2 {
        let edit = try kb.edit(by: ada) {
          let addition = try $0.add(kind, fields)
          #expect(addition.isNew == (round == 0) && addition.kind == kind, "\(kind)")
          keys.append(addition.key)
        }
        #expect(edit.isEmpty == (round == 1), "\(kind): \(edit)")
      }
      #expect(keys[0] == keys[1])
    }
    #expect(sql("select participants from events where title = 'A meeting'") == "Iran; Norway (host)")
    #expect(
      sql("select key from topics where parent_key = 'sanctions' and label = 'Oil exports'") == "oil-exports")
  }

  @Test func theSameWordsElsewhereAreAnotherPlace() throws {
    let kb = try open()
    let words: [Field: FieldValue] = [.speaker: "khamenei", .text: "Made up.", .saidOn: "2019"]
    var additions: [Addition] = []
    try kb.edit(by: ada) { changes in
      for source in ["wana-jan-31", "reading-note"] {
        additions.append(try changes.add(.quote, words.merging([.source: .text(source)]) { $1 }))
      }
      // Another day, other bytes: other quotes.
      additions.append(try changes.add(.quote, [.speaker: "khamenei", .text: "Made up.", .saidOn: "2020"]))
      additions.append(try changes.add(.quote, [.speaker: "khamenei", .text: "caf\u{E9}"]))
      additions.append(try changes.add(.quote, [.speaker: "khamenei", .text: "cafe\u{301}"]))
    }
    #expect(additions.map(\.isNew) == [true, false, true, true, true])
    #expect(additions[1].added.map(\.field) == ["source"] && additions[1].pin == .absent)
    #expect(sql("select count(*) from appearances where quote_key = '\(additions[0].key)'") == "2")
    #expect(Set(additions.map(\.key)).count == 4)
  }

  @Test func valuesThatAreNone() throws {
    let kb = try open()
    let mistakes: [(RecordKind, [Field: FieldValue], String)] = [
      (.actor, [.saidOn: "2019"], "an actor has no 'said_on'; it has name, "),
      (.actor, ["nmae": "x"], "did you mean 'name'?"),
      (.quote, [.speaker: "khamenei"], "a quote needs text"),
      (.quote, [.text: "x"], "a quote needs speaker"),
      (
        .quote, [.speaker: "khamenei", .text: "x", .saidOn: "yesterday"], "said_on: 'yesterday' is not a date"
      ),
      (.quote, [.speaker: "khamenei", .text: "x", .kind: "loud"], "kind is one of direct, mixed, indirect"),
      (.quote, [.speaker: "Iranian", .text: "x"], "no actor is named 'Iranian'"),
      (.quote, [.speaker: ["khamenei", "wana"], .text: "x"], "speaker takes one value, not 2"),
      (.quote, [.speaker: "khamenei", "speaker_key": "khamenei", .text: "x"], "given twice"),
      (.quote, [.speaker: "khamenei", .text: "x", .cue: "said"], "cue goes with a source"),
      (.quote, [.speaker: "khamenei", .text: "x\0y"], "text is not empty and holds no NUL"),
      (.quote, [.speaker: "khamenei", .text: "x", .language: "English"], "language is a BCP 47 tag"),
      (.quote, [.speaker: "khamenei", .text: "x", .topic: "no such"], "kb add topic --label 'no such'"),
      (.actor, [.name: "X", .kind: "state", .country: "UK"], "the United Kingdom is GB"),
      (.claim, [.text: "x", .quote: "wana"], "'wana' is an actor, and a quote is wanted here"),
      (.claim, [.text: "x", .quote: "no-such"], "there is no quote 'no-such'"),
      (.claim, [.text: "x", .source: "reading-note", .exact: "not there"], "do not stand in reading-note"),
      (
        .stance,
        [
          .actor: "khamenei", .claim: "strategic-deal", .position: "supports", .since: "2020", .until: "2019",
        ],
        "since is not after until"
      ),
      (
        .relation, [.from: "strategic-deal", .relation: "attacks", .to: "strategic-deal"],
        "does not bear on itself"
      ),
    ]
    let before = scratch.bytes("kb.sqlite")
    for (kind, fields, sentence) in mistakes {
      let failure = failure { try kb.edit(by: ada) { try $0.add(kind, fields) } }
      #expect(failure?.description.contains(sentence) == true, "\(fields): \(String(describing: failure))")
    }
    #expect(sql("select count(*) from quotes") == "2" && scratch.bytes("kb.sqlite") == before)
  }

  @Test(arguments: [
    "--x", "-", "a\nb\r\nc\t", "می‌خواهیم «صلح»", "e\u{301}🇮🇷\u{200F}", "\u{FEFF}x", "' OR 1; --", "# x: [y",
  ])
  func hostileWordsComeOutAsTheyWentIn(_ text: String) throws {
    let kb = try open()
    var key = ""
    try kb.edit(by: ada) { key = try $0.add(.quote, [.speaker: "khamenei", .text: .text(text)]).key }
    #expect(
      Array(try kb.quotes(QuoteQuery(speaker: "khamenei")).first { $0.key == key }!.text.utf8)
        == Array(text.utf8))
    // Through the text of the editor and back.
    let record = try kb.recordText(key)
    let edited = record.text.replacing("speaker: khamenei", with: "speaker: khamenei\n    said_on: \"2018\"")
    let (change, _) = try kb.edit(record, to: edited, by: ada)
    #expect(change.changes == [FieldChange(field: "said_on", old: nil, new: "2018")])
    #expect(
      Array(try kb.quotes(QuoteQuery(speaker: "khamenei")).first { $0.key == key }!.text.utf8)
        == Array(text.utf8))
  }

  @Test func aMegabyte() throws {
    let kb = try open()
    let text = String(repeating: "کتاب e\u{301} word ", count: 60_000)
    var addition: Addition!
    try kb.edit(by: ada) {
      addition = try $0.add(.quote, [.speaker: "khamenei", .text: .text(text), .source: "reading-note"])
    }
    #expect(addition.pin == .absent)
    #expect(
      sql("select length(cast(text as blob)) from quotes where key = '\(addition.key)'")
        == "\(text.utf8.count)")
  }

  @Test func fieldsThatChange() throws {
    let kb = try open()
    var change: RecordChange!
    try kb.edit(by: ada) {
      change = try $0.set(
        "Ali Khamenei",
        [.country: nil, .description: "the Leader", .alias: "Seyyed Ali", "name": "Ali Khamenei"])
    }
    #expect(change.key == "khamenei")
    #expect(Set(change.changes.map(\.field)) == ["country", "description", "alias"])
    #expect(change.changes.contains { $0.description == "country: removed “IR”" })
    #expect(sql("select country is null, description from actors where key = 'khamenei'") == "1|the Leader")
    #expect(
      sql("select count(*), json_extract(old, '$.country') from changes where record = 'actor'") == "1|IR")
    let again = try kb.edit(by: ada) { change = try $0.set("khamenei", [.description: "the Leader"]) }
    #expect(again.isEmpty && change.changes.isEmpty)
    for (fields, sentence): ([Field: FieldValue], String) in [
      ([.name: ""], "name of an actor cannot be empty"), ([.kind: nil], "kind of an actor cannot be empty"),
      ([.text: "x"], "an actor has no 'text'"),
    ] {
      let failure = failure { try kb.edit(by: ada) { try $0.set("khamenei", fields) } }
      #expect(failure?.description.contains(sentence) == true)
    }
  }
}
