// A record's text is the record: put back as it is, it changes nothing; what is taken out of it is gone.
import Interchange
import KnowledgeBase
import Scratch
import Testing

@Suite struct RecordTextTests {
  let scratch = Scratch()
  let ada = Authorship(author: "ada", command: "a test")

  func open() throws -> KnowledgeBase {
    scratch.seeded()
    return try KnowledgeBase(path: scratch.path("kb.sqlite"), for: .writing)
  }

  func lines(_ query: String) -> [String] {
    scratch.sqlite3("kb.sqlite", query).output.split(separator: "\n").map(String.init)
  }

  @Test func everyRecordIsItsText() throws {
    let kb = try open()
    let keys = lines(
      "select key from keyed where record not in ('relation', 'changeset') and (record <> 'actor' or id % 7 = 0)"
    )
    #expect(keys.count > 150)
    for key in keys {
      let record = try kb.recordText(key)
      let (change, edit) = try kb.edit(
        record, to: record.text + "\n# A comment changes the text alone.\n", by: ada)
      #expect(edit.isEmpty && change.changes.isEmpty, "\(key): \(change.changes)")
    }
    #expect(lines("select key from changesets where author = 'ada'").isEmpty)
  }

  @Test func onlyTheRequiredFieldsAreLeft() throws {
    let kb = try open()
    for (key, text) in [
      ("khamenei", "actors:\n  khamenei: {name: Ali Khamenei, kind: person}"),
      ("wana-jan-31", "sources:\n  wana-jan-31: {kind: article}"),
      ("strategic-deal", "claims:\n  strategic-deal: {text: A deal.}"),
      ("khamenei-our-problem", "quotes:\n  khamenei-our-problem: {speaker: khamenei, text: Ours.}"),
      ("jcpoa-concluded", "events:\n  jcpoa-concluded: {title: It is concluded.}"),
      ("sanctions", "topics:\n  sanctions: {label: Sanctions}"),
    ] {
      let (change, edit) = try kb.edit(try kb.recordText(key), to: "dossier: 1\n\(text)\n", by: ada)
      #expect(edit.changeset != nil && !change.changes.isEmpty, "\(key)")
      #expect(try kb.recordText(key).text.split(separator: "\n").count <= 7, "\(key)")
    }
    #expect(lines("select count(*) from names where actor_key = 'khamenei'") == ["1"])
    #expect(
      lines("select language, kind, status from quotes where key = 'khamenei-our-problem'") == [
        "und|direct|accepted"
      ])
    #expect(lines("select count(*) from participants where event_key = 'jcpoa-concluded'") == ["0"])
    // What others say of it stays.
    #expect(lines("select count(*) > 3 from stances where claim_key = 'strategic-deal'") == ["1"])
    #expect(lines("select count(*) > 3 from relations where to_key = 'strategic-deal'") == ["1"])
  }

  @Test func aTextOfAnotherRecordIsRefused() throws {
    let kb = try open()
    let record = try kb.recordText("khamenei")
    for text in [
      try kb.recordText("wana").text, record.text.replacing("  khamenei:", with: "  other:"),
      record.text + "  another:\n    name: Another\n    kind: person\n", "dossier: 1\n", "x",
      "dossier: 1\nactors: [{name: A}]\n",
    ] {
      #expect(throws: Failure.self, "\(text.prefix(60))") { try kb.edit(record, to: text, by: ada) }
    }
    #expect(lines("select key from changesets where author = 'ada'").isEmpty)
  }

  @Test func aChangeInBetweenIsAConflict() throws {
    let kb = try open()
    let record = try kb.recordText("khamenei")
    try kb.edit(by: ada) { try $0.set("khamenei", [.alias: "Another Name"]) }
    do {
      _ = try kb.edit(record, to: record.text.replacing("country: IR", with: "country: IQ"), by: ada)
      Issue.record("the conflict was not seen")
    } catch let failure as Failure {
      #expect(failure.kind == .conflict)
    }
    #expect(lines("select country from actors where key = 'khamenei'") == ["IR"])
  }
}
