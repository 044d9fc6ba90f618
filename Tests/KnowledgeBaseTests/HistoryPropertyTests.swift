// Whatever is done can be taken back, and can be seen as it stood: random edits, with the seed in the message.
import Foundation
import Interchange
import Scratch
import Storage
import Testing

@testable import KnowledgeBase

@Suite struct HistoryPropertyTests {
  let scratch = Scratch()

  /// KB_SEED and KB_STEPS ask for another run, such as a long one at night.
  static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["KB_SEED"].flatMap(UInt64.init).map { [$0] } ?? [20_260_314]
  static let steps = ProcessInfo.processInfo.environment["KB_STEPS"].flatMap(Int.init) ?? 500

  @Test(arguments: seeds) func takenBackInReverseOrderAllIsAsItWas(_ seed: UInt64) throws {
    scratch.seededOrBase()
    let path = scratch.path("kb.sqlite")
    let kb = try KnowledgeBase(path: path, for: .writing)
    let first = try FileContents(kb)
    var random = RandomActs(seed: seed, kb: kb, scratch: scratch)
    var done: [String] = []
    var copies: [(changeset: String, contents: FileContents)] = []
    for step in 1...Self.steps {
      guard let changeset = try random.step() else { continue }
      // (What another program writes within a second is one changeset.)
      if done.last != changeset { done.append(changeset) }
      if step % 60 == 7 { copies.append((changeset, try FileContents(kb, withHistory: true))) }
    }
    #expect(done.count > Self.steps / 2, "seed \(seed)")
    // As of any changeset on the way the file is what it was then.
    for copy in copies {
      let past = try FileContents(
        KnowledgeBase(path: path, asOf: .changeset(copy.changeset)), withHistory: true)
      let difference = past.difference(from: copy.contents)
      #expect(difference == nil, "seed \(seed), as of \(copy.changeset): \(difference ?? "")")
    }
    // (What was taken back on the way already is not taken back again.)
    for changeset in done.reversed() {
      if try kb.changesets(ChangesetQuery(record: changeset)).first?.takenBackBy != nil { continue }
      _ = try kb.undo(changeset, by: Authorship(author: "test", command: "undo"))
    }
    let last = try FileContents(kb).difference(from: first)
    #expect(last == nil, "seed \(seed): \(last ?? "")")
    let checks = scratch.sqlite3(
      "kb.sqlite",
      "PRAGMA integrity_check; INSERT INTO quote_search (quote_search) VALUES ('integrity-check'); INSERT INTO name_search (name_search) VALUES ('integrity-check');"
    )
    #expect(checks.output == "ok\n" && checks.errors.isEmpty, "seed \(seed): \(checks.errors)")
  }
}

/// The rows of all tables, to be compared.
private struct FileContents {
  var tables: [String: [String]] = [:]

  init(_ kb: KnowledgeBase, withHistory: Bool = false) throws {
    let names =
      KnowledgeBase.tables
      + (withHistory ? ["changeset", "changeset_rows", "outside_changeset", "history", "taken_back"] : [])
    tables = try kb.read { lookup in
      var tables: [String: [String]] = [:]
      for name in names {
        tables[name] = try lookup.connection.all("SELECT * FROM \(raw: name)") { row in
          row.columns.indices.map { "\(row.value($0))" }.joined(separator: "|")
        }.sorted()
      }
      tables["quote_search"] = try lookup.connection.all(
        "SELECT rowid FROM quote_search WHERE quote_search MATCH 'words OR problem' ORDER BY rowid"
      ) { "\($0.int64(0))" }
      return tables
    }
  }

  func difference(from other: FileContents) -> String? {
    for (name, rows) in tables.sorted(by: { $0.key < $1.key }) where rows != other.tables[name] {
      let theirs = other.tables[name] ?? []
      let odd = rows.first { !theirs.contains($0) } ?? theirs.first { !rows.contains($0) } ?? "order"
      return "\(name): \(rows.count) rows beside \(theirs.count), such as \(odd)"
    }
    return nil
  }
}

/// Edits of all sorts, by the library and by plain SQL in its transactions.
private struct RandomActs {
  var random: Chance
  let kb: KnowledgeBase
  let scratch: Scratch
  var number = 0
  var done: [String] = []

  init(seed: UInt64, kb: KnowledgeBase, scratch: Scratch) {
    (random, self.kb, self.scratch) = (Chance(seed), kb, scratch)
  }

  mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(max(1, count))) }

  mutating func one<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[below(list.count)] }

  func keys(_ table: String, _ condition: String = "TRUE") throws -> [String] {
    try kb.read {
      try $0.connection.all("SELECT key FROM \(raw: table) WHERE \(raw: condition) ORDER BY id") {
        $0.text(0) ?? ""
      }
    }
  }

  /// One act; nil where chance chose one that cannot be done now.
  mutating func step() throws -> String? {
    number += 1
    let by = Authorship(author: "author \(below(3))", command: "step \(number)")
    do {
      let changeset = try act(by)
      if let changeset { done.append(changeset) }
      return changeset
    } catch let failure as Failure where [.invalid, .ambiguous, .notFound].contains(failure.kind) {
      return nil
    }
  }

  private mutating func act(_ by: Authorship) throws -> String? {
    let what = below(20)
    switch what {
    case 0, 1:
      guard let keep = one(try keys("actor", "status <> 'retracted' AND id % 7 = \(below(7))")),
        let other = one(try keys("actor", "status <> 'retracted' AND kind = 'person'"))
      else { return nil }
      return try kb.merge(keep, [other], by: by).edit.changeset
    case 2:
      let merged = try kb.read {
        try $0.connection.all("SELECT key FROM merged ORDER BY id") { $0.text(0) ?? "" }
      }
      guard let key = one(merged) else { return nil }
      let rest: Belonging = below(2) == 0 ? .keep : .other
      return try kb.unmerge(key, by: by) { _ in rest }.edit.changeset
    case 3, 4:
      guard let changeset = one(done) else { return nil }
      return try kb.undo(changeset, cascade: below(3) == 0, by: by).edit.changeset
    case 5:
      // Quotes in the same words become one.
      let pairs = try kb.read {
        try $0.connection.all(
          "SELECT a.key, b.key FROM quote AS a JOIN quote AS b ON a.text = b.text AND a.id < b.id WHERE b.status <> 'retracted' AND a.status <> 'retracted'"
        ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
      }
      guard let pair = one(pairs) else { return nil }
      return try kb.merge(pair.0, [pair.1], by: by).edit.changeset
    default:
      let statement = try sql(what)
      if below(12) == 0 {
        // Another program, which leaves references unchecked.
        guard scratch.sqlite3("kb.sqlite", statement).errors.isEmpty else { return nil }
        let newest = try kb.changesets(ChangesetQuery(limit: 1)).first
        return newest?.isOutside == true ? newest?.key : nil
      }
      return try kb.edit(by) { try $0.connection.execute(SQL(stringLiteral: statement)) }.changeset
    }
  }

  private mutating func sql(_ what: Int) throws -> String {
    let n = number
    func pick(_ table: String, _ condition: String = "TRUE", _ offset: Int) -> String {
      "(SELECT id FROM \(table) WHERE \(condition) ORDER BY id LIMIT 1 OFFSET \(offset))"
    }
    switch what {
    case 6:
      return
        "INSERT INTO quote (key, speaker_id, text, said_on) VALUES ('rq-\(n)', \(pick("actor", "kind = 'person' AND status = 'accepted'", below(300))), 'words \(below(12))', '20\(10 + below(15))')"
    case 7:
      return
        "INSERT INTO appearance (quote_id, source_id, locator, attributed_as) VALUES (\(pick("quote", "TRUE", below(20))), \(pick("source", "TRUE", below(5))), 'page \(n % 9)', 'him')"
    case 8:
      return
        "UPDATE quote SET text = 'other words \(n)' WHERE id = \(pick("quote", "key GLOB 'rq-*'", below(20)))"
    case 9:
      return "UPDATE actor SET name = 'Name \(n)', description = 'number \(n)' WHERE id = \(1 + below(900))"
    case 10:
      return
        "INSERT INTO name (actor_id, text, language, kind) VALUES (\(1 + below(900)), 'Alias \(below(40))', 'en', 'alias')"
    case 11: return "DELETE FROM name WHERE id = \(pick("name", "kind <> 'primary'", below(3000)))"
    case 12: return "DELETE FROM tag WHERE id = \(pick("tag", "TRUE", below(100)))"
    case 13:
      return
        "INSERT INTO tag (topic_id, quote_id) VALUES (\(pick("topic", "TRUE", below(10))), \(pick("quote", "TRUE", below(30))))"
    case 14:
      return
        "UPDATE claim SET status = CASE status WHEN 'retracted' THEN 'accepted' ELSE 'retracted' END WHERE id = \(1 + below(70))"
    case 15:
      return "UPDATE role SET until = '20\(10 + below(15))' WHERE id = \(1 + below(500)) AND since < '2009'"
    case 16: return "DELETE FROM quote WHERE id = \(pick("quote", "key GLOB 'rq-*'", below(20)))"
    case 17: return "INSERT INTO actor (key, name, kind) VALUES ('ra-\(n)', 'Alias \(below(40))', 'person')"
    case 18: return "DELETE FROM actor WHERE id = \(pick("actor", "key GLOB 'ra-*'", below(10)))"
    default:
      return
        "UPDATE quote SET speaker_id = \(pick("actor", "kind = 'person'", below(300))), status = 'denied' WHERE id = \(pick("quote", "TRUE", below(30)))"
    }
  }
}
