// Edits such as people make, at random: every sort of row is added, changed, deleted and merged.

import Scratch

/// Statements that one person runs in a week. Some break a rule, and do nothing.
struct RandomEdits {
  var chance: Chance
  let person: String
  private var count = 0

  init(person: String, seed: UInt64) { (self.person, chance) = (person, Chance(seed)) }

  /// A record of a table, by its place among all: the same in copies that hold the same.
  private mutating func some(_ table: String, _ condition: String = "TRUE") -> String {
    "(SELECT id FROM \(table) WHERE \(condition) ORDER BY key LIMIT 1 OFFSET \(chance.below(8)))"
  }
  private mutating func someRow(_ table: String, _ order: String) -> String {
    "(SELECT id FROM \(table) ORDER BY \(order) LIMIT 1 OFFSET \(chance.below(8)))"
  }
  private mutating func word() -> String {
    chance.one(of: ["ash", "birch", "cédre", "ce\u{301}dre", "oak", "سرو", "it''s pine"])
  }
  private mutating func day() -> String { chance.one(of: ["2019", "2020-05~", "XXXX-01-31", "2021-03-0X"]) }

  mutating func week(_ size: Int) -> [String] { (0..<size).flatMap { _ in edit() } }

  private mutating func edit() -> [String] {
    count += 1
    let key = "\(person)-\(count)"
    switch chance.below(28) {
    case 0:
      return [
        "INSERT INTO actor (key, name, kind) VALUES ('\(key)', '\(word())', 'person')",
        "INSERT INTO name (actor_id, text) SELECT id, '\(word())' FROM actor WHERE key = '\(key)'",
      ]
    case 1:
      return ["INSERT INTO quote (key, speaker_id, text) VALUES ('\(key)', \(some("actor")), '\(word())')"]
    case 2: return ["INSERT INTO claim (key, text) VALUES ('\(key)', '\(word())')"]
    case 3:
      return [
        "INSERT INTO source (key, title, text) VALUES ('\(key)', '\(word())', 'The \(word()) stands by the oak.')",
        "INSERT INTO passage (source_id, start, \"end\", exact) SELECT id, 0, 3, 'The' FROM source WHERE key = '\(key)'",
        "INSERT INTO mention (actor_id, source_id, start, \"end\", surface) SELECT \(some("actor")), id, 0, 3, 'The' FROM source WHERE key = '\(key)'",
        "INSERT INTO appearance (quote_id, source_id, passage_id) SELECT \(some("quote")), source_id, id FROM passage WHERE id = (SELECT max(id) FROM passage)",
        "INSERT INTO document (source_id, address, format, text_sha256) SELECT id, 'x', 'text', '\(String(repeating: "a", count: 64))' FROM source WHERE key = '\(key)'",
        "INSERT INTO extraction (source_id, extractor) SELECT id, 'kb 1' FROM source WHERE key = '\(key)'",
        "INSERT INTO quote (key, text, status) VALUES ('q\(key)', '\(word())', 'proposed')",
        "INSERT INTO proposal (extraction_id, quote_id, kind, spans, confidence, rule) SELECT (SELECT max(id) FROM extraction), id, 'direct', '0-3', 0.5, 'right' FROM quote WHERE key = 'q\(key)'",
      ]
    case 4: return ["UPDATE actor SET description = '\(word())' WHERE id = \(some("actor"))"]
    case 5: return ["UPDATE actor SET name = '\(word())' WHERE id = \(some("actor"))"]
    case 6: return ["UPDATE quote SET said_on = '\(day())' WHERE id = \(some("quote"))"]
    case 7: return ["UPDATE quote SET speaker_id = \(some("actor")) WHERE id = \(some("quote"))"]
    case 8:
      let table = chance.one(of: ["actor", "claim", "source", "event", "stance", "relation"])
      return [
        "UPDATE \(table) SET status = '\(chance.one(of: ["retracted", "accepted"]))' WHERE id = \(some(table))"
      ]
    case 9:
      return ["UPDATE claim SET text = '\(word())', asserted_on = '\(day())' WHERE id = \(some("claim"))"]
    case 10: return ["INSERT INTO name (actor_id, text) VALUES (\(some("actor")), '\(word())')"]
    case 11: return ["DELETE FROM name WHERE kind <> 'primary' AND id = \(someRow("name", "text, language"))"]
    case 12:
      return [
        "UPDATE name SET text = '\(word())' WHERE kind <> 'primary' AND id = \(someRow("name", "text, language"))"
      ]
    case 13: return ["INSERT INTO tag (topic_id, quote_id) VALUES (\(some("topic")), \(some("quote")))"]
    case 14: return ["INSERT INTO tag (topic_id, claim_id) VALUES (\(some("topic")), \(some("claim")))"]
    case 15: return ["DELETE FROM tag WHERE topic_id = \(some("topic")) AND claim_id = \(some("claim"))"]
    case 16:
      return [
        "UPDATE appearance SET cue = '\(word())' WHERE quote_id = \(some("quote"))",
        "UPDATE mention SET status = 'rejected' WHERE id = \(someRow("mention", "start, surface"))",
      ]
    case 17:
      return [
        "INSERT INTO role (person_id, organisation_id, title) VALUES (\(some("actor")), \(some("actor")), '\(word())')"
      ]
    case 18:
      return ["UPDATE role SET since = '\(day())' WHERE id = \(someRow("role", "title, ifnull(since, '')"))"]
    case 19:
      return [
        "INSERT INTO decision (quote_id, author, verdict) VALUES (\(some("quote")), '\(person)', 'accept')",
        "UPDATE decision SET why = '\(word())' WHERE quote_id = \(some("quote"))",
      ]
    case 20: return deletion(of: some("quote"))
    case 21:
      let topic = some("topic")
      return [
        "DELETE FROM tag WHERE topic_id = \(topic)", "DELETE FROM topic WHERE id = \(topic)",
        "INSERT INTO topic (key, label) VALUES ('\(key)', '\(word())')",
      ]
    case 22: return merge()
    case 23:
      return [
        "INSERT INTO event (key, title) VALUES ('\(key)', '\(word())')",
        "INSERT INTO participant (event_id, actor_id, part) SELECT id, \(some("actor")), '\(word())' FROM event WHERE key = '\(key)'",
        "UPDATE participant SET part = '\(word())' WHERE event_id = \(some("event"))",
      ]
    case 24:
      return [
        "INSERT INTO evidence (claim_id, quote_id) VALUES (\(some("claim")), \(some("quote")))",
        "DELETE FROM evidence WHERE claim_id = \(some("claim")) AND quote_id IS NOT NULL",
      ]
    case 25:
      return [
        "INSERT INTO variant (quote_id, variant_of_id) SELECT id, (SELECT min(id) FROM quote) FROM quote WHERE key = '\(key)'",
        "INSERT INTO distinct_pair (first_key, second_key) SELECT min(key), max(key) FROM (SELECT key FROM actor ORDER BY key LIMIT 2 OFFSET \(chance.below(8)))",
        "DELETE FROM distinct_pair WHERE first_key = (SELECT key FROM actor ORDER BY key LIMIT 1 OFFSET \(chance.below(8)))",
      ]
    case 26:
      return [
        "INSERT INTO relation (key, from_id, relation, to_id) SELECT f.key || '.' || t.key, f.id, 'supports', t.id FROM claim AS f, claim AS t WHERE f.id = \(some("claim")) AND t.id = \(some("claim"))"
      ]
    default:
      return [
        "INSERT INTO stance (key, actor_id, claim_id, position) VALUES ('\(key)', \(some("actor")), \(some("claim")), 'supports')",
        "UPDATE stance SET position = '\(chance.one(of: ["opposes", "conditional"]))' WHERE id = \(some("stance"))",
      ]
    }
  }

  private func deletion(of quote: String) -> [String] {
    [
      "CREATE TEMP TABLE IF NOT EXISTS gone (id INTEGER)", "DELETE FROM gone",
      "INSERT INTO gone SELECT \(quote)",
    ]
      + ["appearance", "tag", "evidence", "proposal", "decision", "variant"].map {
        "DELETE FROM \($0) WHERE quote_id IN (SELECT id FROM gone)"
      } + ["DELETE FROM quote WHERE id IN (SELECT id FROM gone)"]
  }

  /// Two actors taken for one, as `kb merge` moves what names them.
  private mutating func merge() -> [String] {
    let (keep, other) = (chance.below(12), chance.below(12))
    guard keep != other else { return [] }
    func key(_ place: Int) -> String { "(SELECT key FROM actor ORDER BY key LIMIT 1 OFFSET \(place))" }
    return [
      "CREATE TEMP TABLE IF NOT EXISTS pair (keep INTEGER, other INTEGER, into_key TEXT, key TEXT)",
      "DELETE FROM pair",
      """
      INSERT INTO pair SELECT k.id, o.id, k.key, o.key FROM actor AS k, actor AS o
      WHERE k.key = \(key(min(keep, other))) AND o.key = \(key(max(keep, other)))
      AND NOT EXISTS (SELECT 1 FROM merged WHERE key IN (k.key, o.key))
      """,
      "INSERT INTO merged (key, into_key) SELECT key, into_key FROM pair",
    ]
      + [
        ("quote", "speaker_id"), ("stance", "actor_id"), ("role", "person_id"), ("role", "organisation_id"),
        ("participant", "actor_id"), ("mention", "actor_id"), ("claim", "asserted_by_id"),
        ("source", "publisher_id"),
        ("decision", "speaker_id"),
      ].flatMap { table, column in
        [
          "UPDATE OR IGNORE \(table) SET \(column) = (SELECT keep FROM pair) WHERE \(column) = (SELECT other FROM pair)",
          "DELETE FROM \(table) WHERE \(column) = (SELECT other FROM pair)",
        ]
      } + [
        "UPDATE name SET actor_id = (SELECT keep FROM pair) WHERE kind <> 'primary' AND actor_id = (SELECT other FROM pair)",
        "UPDATE actor SET status = 'retracted' WHERE id = (SELECT other FROM pair)",
      ]
  }
}
