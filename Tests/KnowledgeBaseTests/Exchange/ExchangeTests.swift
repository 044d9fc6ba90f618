// What an import of a colleague's file takes, what it leaves, and what it asks.
import Foundation
import Scratch
import Testing

@testable import KnowledgeBase

@Suite struct ExchangeTests {
  let scratch = Scratch()

  init() {
    scratch.seeded("ada.sqlite")
    scratch.copy("ada.sqlite", to: "bob.sqlite")
  }

  func differences() throws -> [String] {
    try Contents.differences(scratch.path("ada.sqlite"), scratch.path("bob.sqlite"))
  }

  func value(_ file: String, _ sql: String) -> String {
    scratch.sqlite3(file, sql).output.trimmingCharacters(in: .newlines)
  }

  @Test func twoPeopleSwapTheirWorkAtWeeksEnd() throws {
    for week in 1...3 {
      try scratch.edit(
        "ada.sqlite", by: "ada",
        [
          "INSERT INTO quote (key, speaker_id, text) SELECT 'ada-\(week)', id, 'Week \(week): cédre' FROM actor WHERE key = 'khamenei'",
          "INSERT INTO tag (topic_id, quote_id) SELECT topic.id, quote.id FROM topic, quote WHERE topic.key = 'jcpoa' AND quote.key = 'ada-\(week)'",
          "UPDATE actor SET description = 'As Ada knew in week \(week)' WHERE key = 'iran'",
        ])
      _ = scratch.sqlite3(
        "bob.sqlite",
        """
        INSERT INTO name (actor_id, text) SELECT id, 'Bob''s name \(week)' FROM actor WHERE key = 'iran';
        DELETE FROM name WHERE text = 'Bob''s name \(week - 1)';
        UPDATE actor SET country = NULL WHERE key = 'trump';
        UPDATE quote SET said_on = '201\(week)' WHERE key = 'ada-\(week - 1)';
        """)
      scratch.copy("ada.sqlite", to: "from-ada.sqlite")
      scratch.copy("bob.sqlite", to: "from-bob.sqlite")
      let taken = try scratch.take("from-bob.sqlite", into: "ada.sqlite")
      #expect(taken.conflicts.isEmpty && taken.hasBase)
      #expect(try scratch.take("from-ada.sqlite", into: "bob.sqlite").conflicts.isEmpty)
      #expect(try differences() == [])
      #expect(
        value("ada.sqlite", "SELECT group_concat(text) FROM name WHERE text LIKE 'Bob''s%'")
          == "Bob's name \(week)")
      #expect(value("bob.sqlite", "SELECT count(*) FROM quotes WHERE text LIKE 'Week%'") == "\(week)")
      // Full-text search knows what came in, and nothing comes in twice.
      #expect(
        value("bob.sqlite", "SELECT count(*) FROM quote_search WHERE quote_search MATCH 'cedre'") == "\(week)"
      )
      let again = try scratch.take("from-bob.sqlite", into: "ada.sqlite")
      #expect(again.edit.isEmpty && again.edit.changeset == nil)
    }
    #expect(value("ada.sqlite", "SELECT said_on FROM quote WHERE key = 'ada-2'") == "2013")
  }

  @Test func threePeoplePassTheirFilesRound() throws {
    scratch.copy("ada.sqlite", to: "cem.sqlite")
    let people = ["ada", "bob", "cem"]
    for week in 1...3 {
      for (place, person) in people.enumerated() {
        try scratch.edit(
          "\(person).sqlite", by: person,
          [
            "INSERT INTO topic (key, label) VALUES ('\(person)-\(week)', 'A topic')",
            "UPDATE topic SET label = 'Of \(person)' WHERE key = '\(people[(place + 1) % 3])-\(week - 1)'",
            "DELETE FROM topic WHERE key = '\(person)-\(week - 2)'",
          ])
      }
      for _ in 1...2 {
        for (place, person) in people.enumerated() {
          let taken = try scratch.take("\(people[(place + 1) % 3]).sqlite", into: "\(person).sqlite")
          #expect(taken.conflicts.isEmpty, "\(taken.conflicts)")
        }
      }
      #expect(try differences() == [])
      #expect(try Contents.differences(scratch.path("ada.sqlite"), scratch.path("cem.sqlite")) == [])
    }
    #expect(
      value("cem.sqlite", "SELECT group_concat(label) FROM topic WHERE key LIKE 'ada-%'") == "Of cem,A topic")
  }

  func bothChange() throws {
    try scratch.edit("ada.sqlite", by: "ada", ["UPDATE actor SET description = 'Ada''s' WHERE key = 'iran'"])
    try scratch.edit("bob.sqlite", by: "bob", ["UPDATE actor SET description = 'Bob''s' WHERE key = 'iran'"])
  }

  @Test(arguments: [(Preference.ours, "Ada's"), (.theirs, "Bob's"), (.newer, "Bob's")])
  func aConflictIsSettledByChoice(_ preference: Preference, _ expected: String) throws {
    let before = value("ada.sqlite", "SELECT description FROM actor WHERE key = 'iran'")
    try bothChange()
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: preference)
    let conflict = try #require(exchange.conflicts.first)
    #expect(exchange.conflicts.count == 1 && exchange.open.isEmpty)
    #expect((conflict.record, conflict.key, conflict.field) == ("actor", "iran", "description"))
    #expect((conflict.ours.value, conflict.theirs.value, conflict.base) == ("Ada's", "Bob's", before))
    #expect((conflict.ours.by, conflict.theirs.by) == ("ada", "bob"))
    #expect(conflict.outcome == (expected == "Ada's" ? .ours : .theirs))
    // What was chosen goes over to the other without a question.
    #expect(try scratch.take("ada.sqlite", into: "bob.sqlite").conflicts.isEmpty)
    for file in ["ada.sqlite", "bob.sqlite"] {
      #expect(value(file, "SELECT description FROM actor WHERE key = 'iran'") == expected)
    }
    #expect(try differences() == [])
  }

  @Test func anOpenConflictIsListedUntilSomebodySettlesIt() throws {
    try bothChange()
    for _ in 1...2 {
      #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").open.count == 1)
      #expect(try scratch.take("ada.sqlite", into: "bob.sqlite").open.count == 1)
    }
    #expect(value("ada.sqlite", "SELECT description FROM actor WHERE key = 'iran'") == "Ada's")
    #expect(value("bob.sqlite", "SELECT description FROM actor WHERE key = 'iran'") == "Bob's")
    // Bob decides; Ada's file learns it.
    #expect(try scratch.take("ada.sqlite", into: "bob.sqlite", prefer: .ours).open.isEmpty)
    #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").conflicts.isEmpty)
    #expect(value("ada.sqlite", "SELECT description FROM actor WHERE key = 'iran'") == "Bob's")
    // It is settled for good: the next change on one side is none.
    try scratch.edit("ada.sqlite", by: "ada", ["UPDATE actor SET description = 'Later' WHERE key = 'iran'"])
    #expect(try scratch.take("ada.sqlite", into: "bob.sqlite").conflicts.isEmpty)
    #expect(try differences() == [])
  }

  @Test func anEditSettlesAnOpenConflict() throws {
    try bothChange()
    #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").open.count == 1)
    try scratch.edit("ada.sqlite", by: "ada", ["UPDATE actor SET description = 'Both' WHERE key = 'iran'"])
    #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").conflicts.isEmpty)
    #expect(try scratch.take("ada.sqlite", into: "bob.sqlite").conflicts.isEmpty)
    #expect(value("bob.sqlite", "SELECT description FROM actor WHERE key = 'iran'") == "Both")
  }

  @Test func singleConflictsAreAnswered() throws {
    try bothChange()
    try scratch.edit("ada.sqlite", by: "ada", ["UPDATE actor SET description = 'Ada''s' WHERE key = 'trump'"])
    try scratch.edit("bob.sqlite", by: "bob", ["UPDATE actor SET description = 'Bob''s' WHERE key = 'trump'"])
    let trial = try scratch.take("bob.sqlite", into: "ada.sqlite", isTrial: true)
    #expect(trial.open.map(\.key) == ["trump", "iran"] || trial.open.map(\.key) == ["iran", "trump"])
    let iran = try #require(trial.open.first { $0.key == "iran" })
    let kb = try KnowledgeBase(path: scratch.path("ada.sqlite"), for: .writing)
    let exchange = try kb.takeIn(
      scratch.path("bob.sqlite"), choices: [iran.question: .theirs],
      by: Authorship(author: "ada", command: "import"))
    #expect(exchange.open.map(\.key) == ["trump"])
    #expect(value("ada.sqlite", "SELECT description FROM actor WHERE key = 'iran'") == "Bob's")
    #expect(value("ada.sqlite", "SELECT description FROM actor WHERE key = 'trump'") == "Ada's")
  }

  @Test(arguments: [Preference.ours, .theirs, nil])
  func deletedHereAndChangedThere(_ preference: Preference?) throws {
    try scratch.edit(
      "ada.sqlite", by: "ada", ["INSERT INTO topic (key, label) VALUES ('one', 'One'), ('two', 'Two')"])
    _ = try scratch.take("ada.sqlite", into: "bob.sqlite")
    try scratch.edit("ada.sqlite", by: "ada", ["DELETE FROM topic WHERE key IN ('one', 'two')"])
    try scratch.edit("bob.sqlite", by: "bob", ["UPDATE topic SET label = 'First' WHERE key = 'one'"])
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: preference)
    #expect(exchange.conflicts.map(\.field) == ["presence"])
    #expect(
      value("ada.sqlite", "SELECT group_concat(label) FROM topic WHERE key IN ('one', 'two')")
        == (preference == .theirs ? "First" : ""))
    let back = try scratch.take("ada.sqlite", into: "bob.sqlite")
    #expect(back.open.count == (preference == nil ? 1 : 0))
    #expect(
      value("bob.sqlite", "SELECT group_concat(label) FROM topic WHERE key IN ('one', 'two')")
        == (preference == .ours ? "" : "First"))
    if preference != nil { #expect(try differences() == []) }
  }

  @Test func whatIsNamedAnewComesBack() throws {
    try scratch.edit(
      "ada.sqlite", by: "ada",
      [
        "INSERT INTO actor (key, name, kind) VALUES ('envoy', 'The envoy', 'person')",
        "INSERT INTO name (actor_id, text) SELECT id, 'Her Excellency' FROM actor WHERE key = 'envoy'",
      ])
    _ = try scratch.take("ada.sqlite", into: "bob.sqlite")
    try scratch.edit("ada.sqlite", by: "ada", ["DELETE FROM actor WHERE key = 'envoy'"])
    try scratch.edit(
      "bob.sqlite", by: "bob",
      ["INSERT INTO quote (key, speaker_id, text) SELECT 'said', id, 'Yes.' FROM actor WHERE key = 'envoy'"])
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite")
    #expect(exchange.edit.added == ["actor": 1, "name": 2, "quote": 1])
    #expect(value("ada.sqlite", "SELECT speaker FROM quotes WHERE key = 'said'") == "The envoy")
    _ = try scratch.take("ada.sqlite", into: "bob.sqlite")
    #expect(try differences() == [])
  }

  @Test func whatNamesAMergedRecordGoesWhereItWent() throws {
    try scratch.edit(
      "ada.sqlite", by: "ada",
      [
        "INSERT INTO actor (key, name, kind) VALUES ('solberg', 'I. Solberg', 'person'), ('ingrid', 'Ingrid Solberg', 'person')"
      ])
    _ = try scratch.take("ada.sqlite", into: "bob.sqlite")
    try scratch.edit(
      "ada.sqlite", by: "ada",
      [
        "INSERT INTO merged (key, into_key) VALUES ('solberg', 'ingrid')",
        "UPDATE actor SET status = 'retracted' WHERE key = 'solberg'",
      ])
    try scratch.edit(
      "bob.sqlite", by: "bob",
      [
        "INSERT INTO quote (key, speaker_id, text) SELECT 'open', id, 'The door is open.' FROM actor WHERE key = 'solberg'"
      ])
    scratch.copy("ada.sqlite", to: "from-ada.sqlite")
    _ = try scratch.take("bob.sqlite", into: "ada.sqlite")
    _ = try scratch.take("from-ada.sqlite", into: "bob.sqlite")
    for file in ["ada.sqlite", "bob.sqlite"] {
      #expect(value(file, "SELECT speaker_key FROM quotes WHERE key = 'open'") == "ingrid")
    }
    #expect(try differences() == [])
    // A merge that is taken back is taken back on both sides.
    try scratch.edit(
      "bob.sqlite", by: "bob",
      [
        "DELETE FROM merged WHERE key = 'solberg'",
        "UPDATE quote SET speaker_id = (SELECT id FROM actor WHERE key = 'solberg') WHERE key = 'open'",
        "UPDATE actor SET status = 'accepted' WHERE key = 'solberg'",
      ])
    #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").conflicts.isEmpty)
    #expect(value("ada.sqlite", "SELECT speaker_key FROM quotes WHERE key = 'open'") == "solberg")
    #expect(try differences() == [])
  }

  @Test func anImportThatWasTakenBackCanBeMadeAgain() throws {
    try scratch.edit("bob.sqlite", by: "bob", ["UPDATE actor SET description = 'Bob''s' WHERE key = 'iran'"])
    let before = value("ada.sqlite", "SELECT description FROM actor WHERE key = 'iran'")
    let exchange = try scratch.take("bob.sqlite", into: "ada.sqlite")
    let changeset = try #require(exchange.edit.changeset)
    try scratch.edit(
      "ada.sqlite", by: "ada",
      [
        "UPDATE actor SET description = '\(before.replacing("'", with: "''"))' WHERE key = 'iran'",
        "INSERT INTO taken_back (changeset_id, by_id) SELECT id, (SELECT changeset_id FROM editing) FROM changeset WHERE key = '\(changeset)'",
      ])
    #expect(try scratch.take("bob.sqlite", into: "ada.sqlite").changed == 1)
    #expect(value("ada.sqlite", "SELECT description FROM actor WHERE key = 'iran'") == "Bob's")
  }

  @Test func aTrialChangesNothing() throws {
    try bothChange()
    let before = try Contents.of(scratch.path("ada.sqlite"))
    let trial = try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: .theirs, isTrial: true)
    #expect(trial.changed == 1 && trial.conflicts.count == 1 && trial.edit.changeset == nil)
    #expect(try Contents.of(scratch.path("ada.sqlite")) == before)
    #expect(value("ada.sqlite", "SELECT count(*) FROM taken_in") == "0")
  }

  @Test func theOtherFileStaysAsItIs() throws {
    try bothChange()
    scratch.copy("bob.sqlite", to: "from-bob.sqlite")
    let before = scratch.bytes("from-bob.sqlite")
    _ = try scratch.take("from-bob.sqlite", into: "ada.sqlite", prefer: .theirs)
    #expect(scratch.bytes("from-bob.sqlite") == before)
    #expect(!scratch.files.contains { $0.hasPrefix("from-bob.sqlite-") })
  }
}
