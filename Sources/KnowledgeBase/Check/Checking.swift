// A check-up under way: the state of the file that is looked at, and what was found so far.
import Storage

package final class Checking {
  package let lookup: Lookup
  package var connection: Connection { lookup.connection }
  /// Findings kept of one check; all are counted.
  let limit: Int
  /// The last day that is not in the future, as year * 10000 + month * 100 + day.
  let today: Int
  /// What the file should be made of.
  let expected: [SchemaObject]
  package var notes: [String] = []

  private var kept: [String: [Checkup.Finding]] = [:]
  private var counts: [String: Int] = [:]
  private var order: [(check: Check, remedy: String)] = []

  init(_ lookup: Lookup, limit: Int, today: Int) throws {
    (self.lookup, self.limit, self.today) = (lookup, limit, today)
    expected = try SchemaText.objects(ofStep: lookup.connection.schemaVersion)
  }

  package func add(_ check: Check, _ record: String, _ problem: String) {
    let count = (counts[check.name] ?? 0) + 1
    counts[check.name] = count
    if count == 1 { order.append((check, check.remedy)) }
    guard limit == 0 || count <= limit else { return }
    kept[check.name, default: []].append(
      Checkup.Finding(
        severity: check.severity, check: check.name, record: record, problem: problem, remedy: check.remedy))
  }

  package func hasFound(_ check: Check) -> Bool { counts[check.name] != nil }

  /// Adds a finding for each row: its first column is the record, its second the problem.
  func addRows(_ check: Check, _ sql: SQL) throws {
    try connection.rows(sql) {
      add(check, $0.text(0) ?? "", $0.text(1) ?? "")
      return true
    }
  }

  /// Runs one part of the check-up. Where the file is too damaged for it, that is a finding, and the rest goes on.
  package func part(_ name: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as Failure where failure.kind == .unusableFile || failure.kind == .storage {
      add(
        Check(.error, "unchecked", "mend the errors above first, or restore a backup"), name,
        "this could not be checked, because the file is damaged there")
    }
  }

  /// The record's key, or the table and the id where it has none.
  package func place(_ table: String, _ id: Int64) -> String {
    let hasKey = Self.keyed.contains(table)
    let key =
      hasKey ? try? connection.first("SELECT key FROM \(raw: table) WHERE id = \(id)") { $0.text(0) } : nil
    return (key ?? nil) ?? "\(table) \(id)"
  }

  /// The tables whose records have a key.
  static let keyed = [
    "actor", "source", "quote", "claim", "relation", "stance", "event", "topic", "changeset",
  ]

  /// Whether the file has a table of later steps of the schema.
  package func has(_ table: String) -> Bool { expected.contains { $0.type == "table" && $0.name == table } }

  package func checkup() -> Checkup {
    let order = order.filter { $0.check.severity == .error } + order.filter { $0.check.severity == .advice }
    return Checkup(
      findings: order.flatMap { kept[$0.check.name] ?? [] },
      tallies: order.map {
        Checkup.Tally(
          severity: $0.check.severity, check: $0.check.name, remedy: $0.remedy,
          count: counts[$0.check.name] ?? 0)
      }, notes: notes)
  }
}

extension KnowledgeBase {
  /// Everything that can be checked without reading archived texts; `more` does that, or anything else.
  package func checkup(limit: Int, today: Int, _ more: (Checking) throws -> Void) throws -> Checkup {
    var found: Checkup?
    do {
      try read { lookup in
        let checking = try Checking(lookup, limit: limit, today: today)
        try all(checking, more)
        found = checking.checkup()
      }
    } catch let failure as Failure {
      // Where pages are damaged, even to end the reading can fail; what was found by then stays true.
      if found == nil { throw failure }
    }
    return found!
  }

  private func all(_ checking: Checking, _ more: (Checking) throws -> Void) throws {
    let probe = SearchProbe(file, indexes: checking.indexes.map(\.name))
    try checking.part("integrity") { try checking.integrity() }
    try checking.part("schema") { try checking.schema() }
    try checking.part("references") { try checking.references() }
    try checking.part("dates") { try checking.dates() }
    try checking.part("primary names") { try checking.primaryNames() }
    try more(checking)
    try checking.part("keys") { try checking.keys() }
    try checking.part("circles") { try checking.circles() }
    try checking.part("merges") { try checking.merges() }
    try checking.part("history") { try checking.history() }
    try checking.part("rows and their history") { try checking.rowsAndHistory() }
    try checking.part("names") { try checking.sameNames() }
    try checking.part("roles") { try checking.overlappingRoles() }
    try checking.part("quotes and their speakers") { try checking.quotesOutOfTime() }
    try checking.part("claims") { try checking.support() }
    try checking.part("sources") { try checking.sources() }
    try checking.part("records set aside") { try checking.namesSetAside() }
    try checking.part("days to come") { try checking.daysToCome() }
    try checking.part("search indexes") { try checking.searchIndexes(probe) }
  }

  /// The tables whose rows the history keeps: those whose ids only rise, but for the history's own.
  package static func recordedTables(_ connection: Connection) throws -> [String] {
    try recorded(SchemaText.objects(ofStep: connection.schemaVersion))
  }

  static func recorded(_ objects: [SchemaObject]) -> [String] {
    objects.filter { $0.type == "table" && $0.sql.contains("AUTOINCREMENT") }.map(\.name).filter {
      $0 != "changeset" && $0 != "history"
    }
  }
}
