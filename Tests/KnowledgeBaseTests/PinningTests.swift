// A quote is pinned where its words stand, and only there.
import KnowledgeBase
import Scratch
import Testing

@Suite struct PinningTests {
  let scratch = Scratch()
  let ada = Authorship(author: "ada", command: "a test")

  /// A source with 🇮🇷 before the words, so that bytes, UTF-16 units and code points differ.
  func open() throws -> KnowledgeBase {
    scratch.seeded()
    let text = "🇮🇷 She said: “The door is\n open.” Then “Wait.” And again: \"Wait.\" The party."
    _ = scratch.sqlite3(
      "kb.sqlite", "insert into source (key, title, text) values ('talks', 'Talks', '\(text)')")
    return try KnowledgeBase(path: scratch.path("kb.sqlite"), for: .writing)
  }

  func add(_ kb: KnowledgeBase, _ words: FieldValue, _ others: [Field: FieldValue] = [:]) throws -> Addition {
    var addition: Addition!
    try kb.edit(by: ada) {
      let fields: [Field: FieldValue] = [.speaker: "khamenei", .text: words, .source: "Talks"]
      addition = try $0.add(.quote, fields.merging(others) { $1 })
    }
    return addition
  }

  func places(of key: String) -> String {
    scratch.sqlite3(
      "kb.sqlite",
      """
      select start, end, exact = substr(text, start + 1, end - start) from appearances
      join source on source.key = source_key where quote_key = '\(key)'
      """
    ).output
  }

  @Test func wordsThatStandThereOnce() throws {
    let kb = try open()
    let addition = try add(kb, "\"The door is open.\"", [.attributedAs: "She", .cue: "said"])
    #expect(addition.pin == .pinned(14..<32) && addition.remarks.isEmpty)
    #expect(places(of: addition.key) == "14|32|1\n")
    #expect(
      scratch.sqlite3("kb.sqlite", "select attributed_as, cue from quotes where key = '\(addition.key)'")
        .output
        == "She|said\n")
  }

  @Test func wordsThatDoNotStandThere() throws {
    let kb = try open()
    for words in ["The door was open.", "art", "the door is open"] {
      let addition = try add(kb, .text(words))
      #expect(addition.isNew && addition.pin == .absent)
      #expect(addition.remarks == ["these words do not stand in talks, so nothing is pinned"])
      #expect(places(of: addition.key) == "||\n")
    }
    #expect(try add(kb, "Made up.", [.source: "wana-jan-31", .locator: "page 2"]).pin == .notArchived)
    #expect(throws: Failure.self) { try add(kb, "The door is closed.", [.start: 14]) }
    #expect(throws: Failure.self) { try add(kb, "The door is closed.", [.start: 14, .end: 32]) }
    #expect(throws: Failure.self) { try add(kb, "The door is open.", [.start: 14, .end: 4000]) }
    #expect(throws: Failure.self) { try add(kb, "Made up.", [.source: "wana-jan-31", .start: 14]) }
  }

  @Test func wordsThatStandThereTwice() throws {
    let kb = try open()
    let open = try add(kb, "Wait.")
    #expect(open.pin == .several([40..<45, 59..<64]))
    #expect(
      open.remarks == [
        "these words stand in talks more than once, so nothing is pinned; say which with start: talks@40-45, talks@59-64"
      ])
    // The place that said less is now the one that says more.
    let chosen = try add(kb, "Wait.", [.start: 59])
    #expect(!chosen.isNew && chosen.key == open.key && chosen.pin == .pinned(59..<64))
    #expect(places(of: open.key) == "59|64|1\n")
    #expect(try add(kb, "Wait.", [.start: 59]).added.isEmpty && add(kb, "Wait.").added.isEmpty)
    var change: RecordChange!
    try kb.edit(by: ada) { change = try $0.set(open.key, [.start: 40, .cue: "added"]) }
    #expect(
      change.changes.map(\.description) == ["source: “talks@59-64” → “talks@40-45”", "cue: added “added”"])
    #expect(places(of: open.key) == "40|45|1\n")
    #expect(try add(kb, "Wait.", [.start: 40, .end: 45, .saidOn: "2020"]).pin == .pinned(40..<45))
  }

  @Test func wordsThatStandThereVeryOften() throws {
    let kb = try open()
    let text = String(repeating: "No. ", count: 400)
    _ = scratch.sqlite3("kb.sqlite", "insert into source (key, text) values ('refusals', '\(text)')")
    let many = try add(kb, "No.", [.source: "refusals"])
    #expect(many.remarks.count == 1 && many.remarks[0].hasSuffix("refusals@28-31, …"))
    #expect(try add(kb, "No.", [.source: "refusals", .start: 1200]).pin == .pinned(1200..<1203))
  }

  @Test func wordsStayThoseOfTheirPassage() throws {
    let kb = try open()
    let key = try add(kb, "The door is open.").key
    #expect(throws: Failure.self) { try kb.edit(by: ada) { try $0.set(key, [.text: "The gate is open."]) } }
    // Without the space that the line break left, it is the same words.
    try kb.edit(by: ada) { try $0.set(key, [.text: "The door is open", .cue: "whispered"]) }
    #expect(
      scratch.sqlite3("kb.sqlite", "select text, cue from quotes where key = '\(key)'").output
        == "The door is open|whispered\n")
  }

  @Test func evidenceIsPinnedToo() throws {
    let kb = try open()
    try kb.edit(by: ada) {
      try $0.add(.claim, [.text: "It is open.", .source: "talks", .exact: "door is open"], key: "it-is-open")
    }
    #expect(
      scratch.sqlite3("kb.sqlite", "select start, end from evidence_places where record_key = 'it-is-open'")
        .output
        == "18|31\n")
  }
}
