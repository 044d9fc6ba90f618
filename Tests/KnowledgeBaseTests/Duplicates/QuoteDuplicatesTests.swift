// Which quotes are proposed as one utterance, and what links make of them.
import KnowledgeBase
import Scratch
import Testing

@Suite struct QuoteDuplicatesTests {
  let scratch = Scratch()
  let path: String
  static let words = "We will sit down at the table once the other side has lifted what it imposed in May"

  init() throws {
    path = scratch.path("kb.sqlite")
    try KnowledgeBase.createEmpty(at: path)
    let made = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO actor (key, name, kind, country) VALUES ('solberg', 'Ingrid Solberg', 'person', 'NO'),
        ('dahl', 'Nils Dahl', 'person', 'NO'), ('norway', 'Norway', 'state', 'NO'), ('oman', 'Oman', 'state', 'OM');
      INSERT INTO name (actor_id, text, language) SELECT id, 'نروژ', 'fa' FROM actor WHERE key = 'norway';
      INSERT INTO name (actor_id, text, language) SELECT id, 'عمان', 'fa' FROM actor WHERE key = 'oman';
      """)
    #expect(made.errors == "")
  }

  private func add(
    _ key: String, _ text: String, by speaker: String? = "solberg", language: String = "en",
    on day: String? = nil, status: String = "accepted"
  ) {
    let made = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO quote (key, speaker_id, text, language, said_on, status) VALUES ('\(key)',
        (SELECT id FROM actor WHERE key = '\(speaker ?? "")'), '\(text.replacing("'", with: "''"))', '\(language)',
        \(day.map { "'\($0)'" } ?? "NULL"), '\(speaker == nil ? "proposed" : status)');
      """)
    #expect(made.errors == "", "\(key)")
  }

  /// - Parameter kb: where the file is open already.
  private func found(minScore: Double = 0.5, in kb: KnowledgeBase? = nil) throws -> [DuplicatePair] {
    try (kb ?? KnowledgeBase(path: path)).duplicates(of: .quotes, limit: 0, minScore: minScore).pairs
  }

  @Test func theSameWords() throws {
    add("a", Self.words)
    add("b", Self.words)
    add("c", "“WE will sit down at the table, once the other side\u{A0}has lifted what it imposed in May.”")
    add("d", Self.words, by: nil)
    add("e", Self.words, by: "dahl")
    add("f", Self.words, status: "rejected")
    let pairs = try found()
    #expect(pairs.map { [$0.firstKey, $0.secondKey] } == [["a", "b"], ["a", "c"], ["a", "d"]])
    #expect(pairs.map(\.score) == [1, 0.97, 0.93])
    #expect(pairs.allSatisfy { $0.relation == .same })
    #expect(pairs[0].reason == "the same words")
    #expect(pairs[1].reason == "the same words but for signs, case or spelling")
    #expect(pairs[2].reason == "the same words; one speaker is open")
    #expect(pairs[1].command == "kb merge a c")
    // Two people with the same words: no more than a question.
    #expect(try found(minScore: 0.3).contains { $0.secondKey == "e" && $0.reason.contains("but by") })
  }

  @Test func theSamePersianWords() throws {
    add("a", "ما می‌خواهیم كه آن‌ها به تعهدات خود برگردند", language: "fa")
    add("b", "ما میخواهیم که آنها به تعهدات خود برگردند!", language: "fa")
    #expect(try found().map(\.secondKey) == ["b"])
  }

  @Test func aFewWordsAreSaidMoreThanOnce() throws {
    for (number, day) in ["2019-01-01", "2021-05-05"].enumerated() {
      add("s-\(number)", "No comment", on: day)
      add("l-\(number)", Self.words, on: day)
    }
    #expect(try found().map(\.firstKey) == ["l-0"])
  }

  @Test func otherWordsAreVariants() throws {
    add("a", Self.words)
    add("b", Self.words.replacing("lifted", with: "removed"))
    add("c", "the other side has lifted what it imposed in May")
    add("d", "We will never sit down at any table while others write the bill of fare for May")
    let pairs = try found()
    #expect(
      pairs.map { [$0.firstKey, $0.secondKey, $0.relation.rawValue] } == [
        ["a", "b", "variant"], ["a", "c", "variant"], ["b", "c", "variant"],
      ])
    #expect(pairs[0].reason == "nearly the same words, 1 of 18 differ: “lifted” against “removed”")
    #expect(pairs[1].reason == "the 10 words of one stand in the 18 of the other")
    #expect(pairs[0].command == "kb link b --variant-of a")
  }

  @Test func anotherNumberIsAnotherStatement() throws {
    add("a", "the health of 4339 patients in the north of the land is better than it was")
    add("b", "the health of 4996 patients in the north of the land is better than it was")
    #expect(try found() == [])
  }

  @Test func aTranslationNeedsMoreThanADay() throws {
    add("en", "Norway and Oman will open 250 ports to each other", on: "2024-05-02")
    add("fa", "نروژ و عمان ۲۵۰ بندر را به روی یکدیگر باز می‌کنند", language: "fa", on: "2024-05-02")
    add("other", "هوا در این روزها بسیار خوب است و باران نمی‌بارد", language: "fa", on: "2024-05-02")
    add("later", "نروژ و عمان ۲۵۰ بندر را به روی یکدیگر باز می‌کنند.", language: "fa", on: "2024-06-02")
    let pairs = try found().filter { $0.relation == .translation }
    #expect(pairs.map { [$0.firstKey, $0.secondKey] } == [["en", "fa"]])
    #expect(
      pairs.first?.reason
        == "perhaps a translation: one speaker and occasion, in en and fa; both name Norway, Oman; both have 250"
    )
    #expect((pairs.first?.score ?? 1) <= 0.7)
  }

  @Test func whatIsLinkedIsNotProposed() throws {
    add("a", Self.words)
    add("b", Self.words.replacing("lifted", with: "removed"))
    add("c", Self.words.replacing("lifted", with: "undone"))
    let kb = try KnowledgeBase(path: path, for: .writing)
    let ada = Authorship(author: "ada", command: "test")
    #expect(try found(in: kb).count == 3)
    #expect(try kb.link("b", to: "a", as: .variant, by: ada, isTrial: true).changeset == nil)
    #expect(try kb.link("b", to: "a", as: .variant, by: ada).added == ["variant": 1])
    #expect(try kb.link("b", to: "a", as: .variant, by: ada).isEmpty)
    #expect(try found(in: kb).count == 2)
    // Through another one too.
    _ = try kb.link("c", to: "b", as: .variant, by: ada)
    #expect(try found(in: kb).isEmpty)
    #expect(throws: Failure.self) { try kb.link("a", to: "c", as: .variant, by: ada) }
    #expect(throws: Failure.self) { try kb.link("a", to: "a", as: .variant, by: ada) }
    #expect(throws: Failure.self) { try kb.link("b", to: "c", as: .variant, by: ada) }
    #expect(throws: Failure.self) { try kb.link("a", to: "b", as: .translation, by: ada) }
    #expect(throws: Failure.self) { try kb.link("a", to: "solberg", as: .variant, by: ada) }
    #expect(throws: Failure.self) { try kb.unlink("a", from: "b", as: .variant, by: ada) }
    #expect(try kb.unlink("c", from: "b", as: .variant, by: ada).changed == 1)
    #expect(try found(in: kb).count == 2)
  }

  @Test func notTheSameIsRemembered() throws {
    add("a", Self.words)
    add("b", Self.words)
    let kb = try KnowledgeBase(path: path, for: .writing)
    _ = try kb.distinguish("a", "b", as: .quotes, by: Authorship(author: "ada", command: "test"))
    #expect(try found(in: kb) == [])
  }
}
