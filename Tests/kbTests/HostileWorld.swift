// Knowledge bases at random, full of text that breaks careless readers and writers.
import Scratch

/// Statements that fill every table. Some break a rule of the schema, and do nothing.
struct HostileWorld {
  private var numbers: Chance
  /// How long the longest text is, in pieces.
  private let longest: Int

  init(seed: UInt64, longest: Int = 6) { (numbers, self.longest) = (Chance(seed), longest) }

  static let pieces = [
    "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "; ", "; ", "\t", " ", "\u{2028}", "\u{2029}", "\u{85}",
    "\u{202E}",
    "\u{2066}", "\u{200F}", "é", "e\u{301}", "\u{FEFF}", "=1+1", "+", "-", "@SUM(A1)", "'", "\\", "\\n",
    "\u{1}",
    "\u{1B}[31m", "\u{7F}", "خامنه\u{200C}ای", "👨‍👩‍👧", "\u{10FFFF}", "\u{FFFE}", ": ", " #", "- ", "null",
    "true", "~", "0x1",
    "%", "&amp;", "<b>", "|", "word", "word", "a, p. 3", "(host)", " (../2019)", "\\ud800", "{}", "[",
  ]

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }

  mutating func text() -> String {
    (0...below(longest)).map { _ in Self.pieces[below(Self.pieces.count)] }.joined()
  }

  /// A text as SQL that any shell reads.
  static func sql(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return "CAST(X'\(String(text.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))' AS TEXT)"
  }

  private mutating func words() -> String { Self.sql(text()) }
  private mutating func maybe() -> String { below(3) == 0 ? "NULL" : words() }
  private mutating func one(_ choices: String...) -> String { "'\(choices[below(choices.count)])'" }
  private mutating func status() -> String {
    one("accepted", "accepted", "proposed", "rejected", "retracted")
  }
  private mutating func day() -> String {
    let days = ["NULL", "'2019'", "'2020-05~'", "'XXXX-01-31'", "'2021-03-0X'", "'1979/..'", "'2001-21'"]
    return days[below(days.count)]
  }
  private mutating func language() -> String { one("und", "en", "fa", "fa-Latn", "ar") }
  private mutating func some(_ table: String) -> String {
    "(SELECT id FROM \(table) ORDER BY id LIMIT 1 OFFSET \(below(10)))"
  }
  private mutating func perhaps(_ table: String) -> String { below(2) == 0 ? "NULL" : some(table) }
  private mutating func place() -> (start: Int, end: Int) {
    let start = below(6)
    return (start, start + 1 + below(4))
  }

  /// - Parameter count: of each sort of record.
  mutating func statements(_ count: Int = 10) -> [String] {
    (0..<count).flatMap { records($0) } + (0..<(3 * count)).flatMap { _ in ties() } + curating()
  }

  private mutating func records(_ n: Int) -> [String] {
    let kind = one("person", "state", "government", "office", "outlet")
    let text = text() + "0123456789"
    return [
      "INSERT INTO topic (key, label, parent_id) VALUES ('t-\(n)', \(words()), \(perhaps("topic")))",
      "INSERT INTO actor (key, name, language, kind, country, description, status) VALUES ('act-\(n)', \(words()), \(language()), \(kind), \(one("IR", "US")), \(maybe()), \(status()))",
      "INSERT INTO source (key, kind, title, authors, publisher_id, published_on, accessed_on, url, language, version_of_id, status, text) VALUES ('src-\(n)', \(one("article", "book", "speech")), \(maybe()), \(maybe()), \(perhaps("actor")), \(day()), \(day()), \(maybe()), \(language()), \(perhaps("source")), \(status()), \(n % 3 == 0 ? "NULL" : Self.sql(text)))",
      "INSERT INTO document (source_id, address, format, encoding, text_sha256, read_at) SELECT id, \(words()), 'text', \(maybe()), '\(String(repeating: "a", count: 64))', '2020-01-01T00:00:00Z' FROM source WHERE key = 'src-\(n)' AND text IS NOT NULL",
      "INSERT INTO event (key, title, description, began_on, ended_on, place, status) VALUES ('e-\(n)', \(words()), \(maybe()), \(day()), \(day()), \(maybe()), \(status()))",
      "INSERT INTO quote (key, speaker_id, text, language, said_on, kind, origin_id, translation_of_id, status) VALUES ('q-\(n)', \(some("actor")), \(words()), \(language()), \(day()), \(one("direct", "mixed", "indirect")), \(perhaps("source")), \(perhaps("quote")), \(one("accepted", "proposed", "denied", "misattributed", "rejected", "retracted")))",
      "INSERT INTO quote (key, text, status) VALUES ('open-\(n)', \(words()), 'proposed')",
      "INSERT INTO claim (key, text, language, kind, asserted_by_id, asserted_on, status) VALUES ('cl-\(n)', \(words()), \(language()), \(one("assertion", "question")), \(perhaps("actor")), \(day()), \(status()))",
    ]
  }

  private mutating func ties() -> [String] {
    let (start, end) = place()
    let source = "(SELECT id FROM source WHERE text IS NOT NULL ORDER BY id LIMIT 1 OFFSET \(below(6)))"
    let cut = "substr(text, \(start + 1), \(end - start))"
    let passage = "(SELECT id FROM passage ORDER BY id LIMIT 1 OFFSET \(below(12)))"
    let owner = ["claim", "stance", "event"][below(3)]
    let topical = ["quote", "claim", "source", "event"][below(4)]
    // A text of few pieces comes up several times: names of two kinds, roles in two places.
    let few = Self.sql(["; ", "a", "a; b", "b", "c; a; b"][below(5)])
    return [
      "INSERT INTO name (actor_id, text, language, kind, since, until) VALUES (\(some("actor")), \(below(2) == 0 ? few : words()), \(language()), \(one("alias", "title", "demonym")), \(day()), \(day()))",
      "INSERT INTO role (person_id, organisation_id, title, since, until) VALUES (\(some("actor")), \(perhaps("actor")), \(below(2) == 0 ? few : words()), \(day()), \(day()))",
      "INSERT INTO passage (source_id, start, \"end\", exact) SELECT id, \(start), \(end), \(cut) FROM source WHERE id = \(source)",
      "INSERT INTO mention (actor_id, source_id, start, \"end\", surface, status) SELECT \(some("actor")), id, \(start), \(end), \(cut), \(status()) FROM source WHERE id = \(source)",
      "INSERT INTO participant (event_id, actor_id, part) VALUES (\(some("event")), \(some("actor")), \(below(2) == 0 ? few : maybe()))",
      "INSERT INTO appearance (quote_id, source_id, passage_id, attributed_as, cue) SELECT (SELECT id FROM quote WHERE kind <> 'direct' ORDER BY id LIMIT 1 OFFSET \(below(6))), source_id, id, \(maybe()), \(maybe()) FROM passage WHERE id = \(passage)",
      "INSERT INTO appearance (quote_id, source_id, locator, attributed_as, cue) VALUES (\(some("quote")), \(some("source")), \(maybe()), \(maybe()), \(maybe()))",
      "INSERT INTO relation (key, from_id, relation, to_id, status) VALUES ('r-' || lower(hex(\(numbers.next() >> 40))), \(some("claim")), \(one("supports", "attacks", "hinders")), \(some("claim")), \(status()))",
      "INSERT INTO stance (key, actor_id, claim_id, position, since, until, status) VALUES ('s-' || lower(hex(\(numbers.next() >> 40))), \(some("actor")), \(some("claim")), \(one("supports", "opposes")), \(day()), \(day()), \(status()))",
      "INSERT INTO evidence (\(owner)_id, quote_id) VALUES (\(some(owner)), \(some("quote")))",
      "INSERT INTO evidence (\(owner)_id, source_id, locator) VALUES (\(some(owner)), \(some("source")), \(below(2) == 0 ? few : maybe()))",
      "INSERT INTO evidence (\(owner)_id, source_id, passage_id) SELECT \(some(owner)), source_id, id FROM passage WHERE id = \(passage)",
      "INSERT INTO tag (topic_id, \(topical)_id) VALUES (\(some("topic")), \(some(topical)))",
    ]
  }

  private mutating func curating() -> [String] {
    (0..<6).flatMap { n in
      [
        "INSERT INTO extraction (source_id, extractor, at) SELECT id, \(words()), '2020-01-0\(n + 1)T00:00:00Z' FROM source WHERE text IS NOT NULL LIMIT 1 OFFSET \(below(4))",
        "INSERT INTO proposal (extraction_id, quote_id, kind, spans, cue, attributed_as, via, speaker_id, candidates, confidence, rule) VALUES (\(some("extraction")), \(some("quote")), 'direct', '\(n)-9', \(maybe()), \(maybe()), \(maybe()), \(perhaps("actor")), \(maybe()), 0.\(below(99) + 1), \(words()))",
        "INSERT INTO decision (quote_id, author, at, verdict, speaker_id, start, \"end\", why, is_blind) VALUES (\(some("quote")), \(words()), '2020-01-01T00:00:00Z', \(one("accept", "reject")), \(perhaps("actor")), \(n), \(n + 2), \(maybe()), \(below(2)))",
        "INSERT INTO variant (quote_id, variant_of_id) VALUES (\(some("quote")), \(some("quote")))",
        "INSERT INTO merged (key, into_key) VALUES ('act-\(below(10))', 'act-\(below(10))')",
        "INSERT INTO distinct_pair (first_key, second_key) VALUES ('cl-\(below(5))', 'cl-\(5 + below(5))')",
        // One that is named and comes later in the file.
        "UPDATE quote SET translation_of_id = \(some("quote")) WHERE key = 'q-\(n)'",
        "UPDATE topic SET parent_id = \(some("topic")) WHERE key = 't-\(n)'",
        "UPDATE name SET since = \(day()) WHERE kind = 'primary' AND actor_id = \(some("actor"))",
      ]
    }
  }

  /// Makes a knowledge base of such statements.
  static func make(_ file: String, seed: UInt64, longest: Int = 6, in scratch: Scratch) {
    _ = scratch.kb("init", "--empty", "--database", file)
    var world = HostileWorld(seed: seed, longest: longest)
    _ = scratch.sqlite3(file, world.statements().map { $0 + ";\n" }.joined())
  }
}
