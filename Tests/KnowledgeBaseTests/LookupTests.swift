// Questions to the library, on the seeds and on rows of other programs.
import Foundation
import Interchange
import KnowledgeBase
import Scratch
import Testing

@Suite struct LookupTests {
  let scratch = Scratch()
  let kb: KnowledgeBase

  init() throws {
    scratch.seeded()
    kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
  }

  @Test(arguments: [
    "Khamenei", "khamenei", "KHAMENEI", "Ayatollah Ali Khamenei", "Khameneʾi", "Khāmeneʾī", "خامنه‌ای",
    "خامنهای", "خامنه ای",
    "علی خامنه‌ای", "علي خامنئي", "the Leader", "Supreme Leader",
  ])
  func oneManInAllHisNames(_ name: String) throws { #expect(try kb.actor(name).key == "khamenei") }

  @Test func capitalsAreGovernments() throws {
    #expect(try kb.actor("Tehran").key == "government-of-iran")
    #expect(try kb.actor("واشنطن").key == "government-of-united-states")
    #expect(try kb.actor("سپاه").key == "irgc")
  }

  @Test func anUnknownNameOffersTheNearest() {
    let error = #expect(throws: Failure.self) { try kb.actor("Khamanei") }
    #expect(error?.kind == .notFound)
    #expect(error?.description.contains("Khamenei") == true)
    // A demonym is said of many.
    #expect(throws: Failure.self) { try kb.actor("Iranian") }
    for nasty in [
      "", " ", "'", "\"", "%", "_", "*", "NEAR(", "a\u{0}b", String(repeating: "x", count: 100_000),
    ] {
      let error = #expect(throws: Failure.self) { try kb.actor(nasty) }
      #expect((error?.description.count ?? 0) < 300)
    }
  }

  @Test func anAmbiguousNameListsAll() {
    _ = scratch.sqlite3(
      "kb.sqlite",
      "insert into name (actor_id, text) select id, 'Bagheri' from actor where key in ('khamenei', 'trump')")
    let error = #expect(throws: Failure.self) { try kb.quotes(QuoteQuery(speaker: "bagheri")) }
    #expect(error?.kind == .ambiguous)
    #expect(error?.description.contains("khamenei") == true && error?.description.contains("trump") == true)
  }

  @Test func quotesByEveryCondition() throws {
    let found = { (query: QuoteQuery) in try kb.quotes(query).map(\.key) }
    let his = ["khamenei-our-problem"]
    #expect(try found(QuoteQuery(speaker: "خامنه‌ای")) == his)
    #expect(try found(QuoteQuery("stepping stone")) == his)
    #expect(try found(QuoteQuery(about: "Washington")) == his)
    #expect(
      try found(QuoteQuery(topic: "iran-us-relations", source: "wana-jan-31")).contains(
        "khamenei-our-problem"))
    #expect(try found(QuoteQuery(publisher: "WANA", since: "2019", until: "2019")) == his)
    #expect(try found(QuoteQuery(speaker: "Khamenei", since: "2020")) == [])
    #expect(
      try found(QuoteQuery(speaker: "Khamenei", since: "2019-06", until: "2019-07")) == his,
      "2019 can fall in June")
    #expect(try found(QuoteQuery(speaker: "Khamenei", language: "fa")) == [])
    #expect(try found(QuoteQuery(source: "khamenei-2019-statement")) == his)
    #expect(throws: Failure.self) { try kb.quotes(QuoteQuery(kind: "loud")) }
    #expect(throws: Failure.self) { try kb.quotes(QuoteQuery(since: "2019-13")) }
    #expect(throws: Failure.self) { try kb.quotes(QuoteQuery(topic: "nothing-of-the-kind")) }
  }

  @Test func aNameOfSignsAloneIsNamedNowhere() throws {
    _ = scratch.sqlite3("kb.sqlite", "insert into actor (key, name, kind) values ('signs', '!!!', 'faction')")
    #expect(try kb.page("signs").fields.contains { $0.value == "!!!" })
    #expect(try kb.claims(ClaimQuery(about: "signs")).isEmpty)
    #expect(try kb.quotes(QuoteQuery(about: "signs")).isEmpty)
  }

  @Test func aRowOfWordsIsAPhrase() throws {
    #expect(try kb.quotes(QuoteQuery("stone stepping")).count == 1)
    #expect(try kb.quotes(QuoteQuery("\"stepping stone\" demands")).count == 1)
    #expect(try kb.quotes(QuoteQuery("\"stone stepping\"")).isEmpty)
    // One mark alone only separates words.
    #expect(try kb.quotes(QuoteQuery("stone\" stepping")).count == 1)
    #expect(try kb.events(EventQuery(with: ["Iran", "Biden"])).map(\.key) == ["jcpoa-revival-talks"])
  }

  @Test func whatWasSetAsideIsAsked() throws {
    _ = scratch.sqlite3(
      "kb.sqlite",
      "update quote set status = 'retracted' where key = 'khamenei-our-problem'; update claim set status = 'proposed' where key = 'tactical-deal'"
    )
    #expect(try kb.quotes(QuoteQuery(speaker: "Khamenei")).isEmpty)
    #expect(try kb.quotes(QuoteQuery(speaker: "Khamenei", status: .only("retracted"))).count == 1)
    #expect(try kb.quotes(QuoteQuery(speaker: "Khamenei", status: .all)).count == 1)
    #expect(try kb.claims(ClaimQuery(status: .only("proposed"))).map(\.key) == ["tactical-deal"])
    #expect(try kb.claims().contains { $0.key == "tactical-deal" && $0.status == "proposed" })
    #expect(try kb.search(SearchQuery("stepping stone")).allSatisfy { $0.kind != "quote" })
  }

  @Test func theArticleAnswers() throws {
    #expect(try kb.claims(ClaimQuery(kind: "condition")).count >= 5)
    #expect(try kb.claims(ClaimQuery(kind: "obstacle")).count >= 5)
    #expect(try kb.claims(ClaimQuery(kind: "question")).count >= 10)
    let stances = try kb.stances(StanceQuery(on: "strategic-deal"))
    #expect(
      Set(stances.filter { $0.position == "opposes" }.map(\.actorKey)).isSuperset(of: [
        "khamenei", "irgc", "russia", "china",
      ]))
    let argument = try kb.argument(ArgumentQuery("strategic-deal", depth: 1))
    #expect(argument.edges.count { $0.relation == "requires" } >= 5)
    #expect(argument.edges.count { $0.relation == "hinders" } >= 3)
    let timeline = try kb.timeline(TimelineQuery(actor: "Iran"))
    #expect(timeline.map(\.key).contains("jcpoa-concluded"))
    #expect(timeline.compactMap(\.date) == timeline.compactMap(\.date).sorted())
    let page = try kb.page("khamenei")
    #expect(page.sections.map(\.title).starts(with: ["Names", "Roles", "Said"]))
    #expect(try kb.stats().first { $0.records == "quotes" }?.total == 2)
  }

  @Test func textIsByteForByte() throws {
    let text = try kb.text(of: "reading-note")
    let mention = try #require(
      try kb.mentions(MentionQuery(actor: "khamenei")).first { $0.surface == "خامنه‌ای" })
    #expect(mention.end - mention.start == 8)
    let stretch = try kb.text(of: "reading-note", start: mention.start, end: mention.end)
    #expect(Array(stretch.utf8) == Array("خامنه‌ای".utf8))
    #expect(
      text.unicodeScalars.count
        == (try kb.text(of: "reading-note", start: 0, end: text.unicodeScalars.count)).unicodeScalars.count)
    #expect(throws: Failure.self) {
      try kb.text(of: "reading-note", start: 0, end: text.unicodeScalars.count + 1)
    }
    #expect(throws: Failure.self) { try kb.text(of: "wana-jan-31") }
    for nothing in ["", "...", "😀"] { #expect(throws: Failure.self) { try kb.text(of: nothing) } }
  }

  @Test func searchMarksTheWordsOfTheText() throws {
    let hit = try #require(
      try kb.search(SearchQuery("khamenei’s consent", in: ["claims"])).first
        ?? kb.search(SearchQuery("Khamenei consent")).first)
    let snippet = try kb.snippet(of: hit.text, for: "khamenei consent")
    #expect(snippet.pieces.contains { $0.isFound && $0.text == "Khamenei" })
    #expect(snippet.pieces.map(\.text).joined() == hit.text)
    for nasty in [
      "Iran-US", "U.S.", "\"", "Khamenei's", "NEAR(", "a AND", "*", "(", "x:y", "^", "{", "-", "",
    ] {
      #expect(throws: Never.self) { try kb.search(SearchQuery(nasty)) }
    }
  }

  /// Pages of three, put together, are the whole list: also where dates are equal, uncertain, or not there.
  @Test func pagesAreTheWhole() throws {
    let dates = ["2019", "2019", "2019-05", "XXXX-01-31", "-0044", "1979/..", nil, nil, nil, "2024-01-01"]
    for (index, date) in dates.enumerated() {
      let said = date.map { "'\($0)'" } ?? "null"
      _ = scratch.sqlite3(
        "kb.sqlite",
        "insert into quote (key, speaker_id, text, said_on) values ('q-\(index)', 1, 'page', \(said)); insert into event (key, title, began_on) values ('e-\(index)', 'page', \(said)); insert into source (key, title, published_on) values ('s-\(index)', 'page', \(said))"
      )
    }
    func pages<R>(_ key: (R) -> String, _ ask: (Int, String?) throws -> [R]) throws {
      let whole = try ask(0, nil).map(key)
      var together: [String] = []
      while true {
        let page = try ask(3, together.last).map(key)
        together += page
        if page.count < 3 { break }
      }
      #expect(together == whole)
      #expect(Set(whole).count == whole.count && whole.count > 3)
    }
    try pages(\.key) { try kb.quotes(QuoteQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.events(EventQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.sources(SourceQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.claims(ClaimQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.actors(ActorQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.stances(StanceQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.timeline(TimelineQuery(limit: $0, after: $1)) }
    try pages(\.key) { try kb.search(SearchQuery("Iran", limit: $0, after: $1)) }
    // Equal ranks, and two actors at one place.
    let equal = (0..<9).map { "('ac\($0)', 'Tied \(9 - $0)', 'person')" }.joined(separator: ", ")
    _ = scratch.sqlite3(
      "kb.sqlite",
      "insert into actor (key, name, kind) values \(equal); update actor set status = 'rejected' where key = 'ac4'; insert into mention (actor_id, source_id, start, \"end\", surface) select actor.id, source_id, start, \"end\", surface from mention join actor on actor.key in ('ac1', 'ac2')"
    )
    try pages(\.key) { try kb.search(SearchQuery("tied", limit: $0, after: $1)) }
    try pages(\.key) { try kb.search(SearchQuery("page", limit: $0, after: $1)) }
    #expect(
      scratch.kb("search", "tied", "--limit", "2", "--database", "kb.sqlite").errors.hasPrefix(
        "2 of 8 records"))
    #expect(
      scratch.kb("search", "tied", "--limit", "2", "--status", "all", "--database", "kb.sqlite").errors
        .hasPrefix(
          "2 of 9 records"))
    #expect(scratch.kb("search", "tied", "--limit", "8", "--database", "kb.sqlite").errors == "")
    func place(_ mention: Mention) -> String {
      "\(mention.sourceKey)@\(mention.start)-\(mention.end):\(mention.actorKey)"
    }
    try pages(place) { try kb.mentions(MentionQuery(limit: $0, after: $1)) }
  }

  @Test func severalThreadsAsk() async throws {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try kb.quotes(QuoteQuery(speaker: "Khamenei")).count } }
      for try await count in group { #expect(count == 1) }
    }
  }
}
