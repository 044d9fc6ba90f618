// Which sources are proposed as one document.
import KnowledgeBase
import Scratch
import Testing

@Suite struct SourceDuplicatesTests {
  let scratch = Scratch()
  let path: String

  init() throws {
    path = scratch.path("kb.sqlite")
    try KnowledgeBase.createEmpty(at: path)
    _ = scratch.sqlite3(
      "kb.sqlite",
      "INSERT INTO actor (key, name, kind) VALUES ('post', 'Fjord Post', 'outlet'), ('mail', 'Harbour Mail', 'outlet')"
    )
  }

  private func add(
    _ key: String, title: String? = nil, publisher: String? = nil, on day: String? = nil, url: String? = nil,
    text: String? = nil, sha: String? = nil, versionOf: String? = nil
  ) {
    func sql(_ value: String?) -> String { value.map { "'\($0.replacing("'", with: "''"))'" } ?? "NULL" }
    let made = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO source (key, title, publisher_id, published_on, url, text, sha256, version_of_id) VALUES (\(sql(key)), \(sql(title)),
        (SELECT id FROM actor WHERE key = \(sql(publisher))), \(sql(day)), \(sql(url)), \(sql(text)), \(sql(sha)),
        (SELECT id FROM source WHERE key = \(sql(versionOf))));
      """)
    #expect(made.errors == "", "\(key)")
  }

  private func found(minScore: Double = 0.5) throws -> [[String]] {
    try KnowledgeBase(path: path).duplicates(of: .sources, limit: 0, minScore: minScore).pairs.map {
      [$0.firstKey, $0.secondKey, $0.reason]
    }
  }

  /// A text of so many different words.
  private func text(_ words: Range<Int>) -> String { words.map { "word\($0)" }.joined(separator: " ") }

  @Test func files() throws {
    add("a", sha: String(repeating: "a", count: 64))
    add("b", sha: String(repeating: "a", count: 64))
    add("c", sha: String(repeating: "c", count: 64))
    #expect(try found() == [["a", "b", "the same file"]])
  }

  @Test func addresses() throws {
    add("a", url: "https://www.fjord.example/news/talks/?utm_source=x&id=7#top")
    add("b", url: "http://fjord.example/news/talks?id=7")
    add("c", url: "http://fjord.example/news/talks?id=8")
    add("d", url: "http://fjord.example/News/talks?id=7")
    #expect(try found() == [["a", "b", "the same address"]])
  }

  @Test func laterVersionsAreNone() throws {
    add("a", url: "https://fjord.example/talks")
    add("a-v2", url: "https://fjord.example/talks", versionOf: "a")
    add("a-v3", url: "https://fjord.example/talks", versionOf: "a-v2")
    #expect(try found() == [])
  }

  @Test func titlesAndDates() throws {
    add("a", title: "Talks Could Open Within Weeks", publisher: "post", on: "2024-05-03")
    add("b", title: "Talks could open within weeks!", publisher: "mail", on: "2024-05-03")
    add("c", title: "Talks could open within weeks", publisher: "mail", on: "2023-01-01")
    add("d", title: "Talks may open within weeks", publisher: "post", on: "2024-05-03")
    #expect(
      try found() == [
        ["a", "b", "the same title and date; published by Fjord Post and Harbour Mail"],
        ["a", "d", "nearly the same title, 1 of 5 words differ"],
      ])
  }

  @Test func texts() throws {
    add("a", text: text(0..<300))
    add("b", text: text(0..<295) + " and a few more words at the end")
    // What shares its background only is another report.
    add("c", text: text(1000..<1150) + " " + text(150..<300))
    add("d", text: text(0..<300).uppercased())
    let pairs = try found()
    #expect(pairs.map { [$0[0], $0[1]] } == [["a", "d"], ["a", "b"], ["b", "d"]])
    #expect(pairs[0][2] == "the same text" && pairs[1][2].hasPrefix("nearly the same text, about 9"))
  }

  @Test func oneTitleOverTwoTextsIsTwoReports() throws {
    add("a", title: "Foreign ministry spokesman answers questions", publisher: "post", text: text(0..<200))
    add("b", title: "Foreign ministry spokesman answers questions", publisher: "post", text: text(500..<700))
    #expect(try found() == [])
  }
}
