// What every question has: one statement over the public views, its order, and where it goes on.
import Storage

/// Which records a question asks for by what people decided about them.
public enum StatusFilter: Sendable, Equatable {
  /// What people stand behind and what is proposed: the usual.
  case current
  /// Everything, also what was rejected or retracted.
  case all
  /// One status: `proposed`, `accepted`, `rejected`, `retracted`; for quotes also `denied`, `misattributed`.
  case only(String)

  /// Reads `all` or a status.
  public init(_ text: String) { self = text == "all" ? .all : .only(text) }

  /// The statuses of every record, and those of quotes.
  package static let ofRecords = ["proposed", "accepted", "rejected", "retracted"]
  package static let ofQuotes = ofRecords + ["denied", "misattributed"]

  func condition(known: [String] = ofQuotes, of column: SQL = "status") throws -> SQL? {
    switch self {
    case .current: return "\(column) NOT IN ('rejected', 'retracted')"
    case .all: return nil
    case .only(let status):
      guard known.contains(status) else {
        throw Failure(
          .invalid, "no status '\(status)'; it is one of \(known.joined(separator: ", ")), or all")
      }
      // (Said twice, so that the index over what is not accepted can be used.)
      return status == "accepted"
        ? "\(column) = 'accepted'" : "\(column) = \(status) AND \(column) <> 'accepted'"
    }
  }
}

/// A question as it is run: `SELECT … FROM view WHERE conditions ORDER BY order LIMIT limit`.
package struct Statement: Sendable {
  /// `SELECT * FROM quotes`, or what stands in its place.
  var select: SQL
  var conditions: [SQL] = []
  /// That the words are there: how it is asked, and how it is asked to count them all.
  var words: (look: SQL, count: SQL)?
  /// Conditions of `--after` and of dates; they do not count when the whole is counted.
  var position: SQL?
  var order: SQL
  var limit: Int
  /// Without its conditions on dates: to say how many have none.
  var undated: [SQL]?
  /// Counts all there are, where that needs less than the whole.
  var counted: SQL?
  /// What `select` gives, but for columns that no condition asks for: enough to count.
  var lean: SQL?
  /// A condition that few fail, which `lean` leaves out; and those few, which are counted apart and taken off.
  var standing: (condition: SQL?, few: SQL)?

  init(view: String, order: SQL, limit: Int) {
    select = "SELECT * FROM \(raw: view)"
    self.order = order
    self.limit = limit
  }

  init(select: SQL, order: SQL, limit: Int) {
    self.select = select
    self.order = order
    self.limit = limit
  }

  private static func filtered(_ conditions: [SQL]) -> SQL {
    conditions.isEmpty ? "" : "\nWHERE \(conditions, joined: "\n  AND ")"
  }

  package var sql: SQL {
    let all =
      (words.map { [$0.look] } ?? []) + conditions + (standing?.condition.map { [$0] } ?? [])
      + (position.map { [$0] } ?? [])
    return "\(select)\(Self.filtered(all))\nORDER BY \(order)\(limit > 0 ? "\nLIMIT \(limit)" as SQL : "")"
  }

  /// How many there are in all, from the first.
  package var count: SQL { counted ?? count(conditions) }

  /// How many there are in all from where the question goes on.
  package var countFromHere: SQL {
    position.map { count(conditions + [$0]) } ?? count
  }

  /// How many were left out only because they carry no date; nil where no date was asked for.
  package var undatedCount: SQL? { undated.map { count($0 + ["latest IS NULL"]) } }

  private func count(_ conditions: [SQL]) -> SQL {
    let filter = Self.filtered((words.map { [$0.count] } ?? []) + conditions)
    let whole: SQL = "SELECT count(*) FROM (\(lean ?? select)\(filter))"
    guard let standing else { return whole }
    return "SELECT (\(whole)) - (SELECT count(*) FROM (\(standing.few)\(filter)))"
  }
}

/// A question that the library can ask.
package protocol Query: Sendable {
  associatedtype Record
  /// What its answer is called, for messages: "quote".
  static var noun: String { get }
  /// At most so many; 0 for all.
  var limit: Int { get }
  func statement(_ lookup: Lookup) throws -> Statement
  static func record(_ row: Row) -> Record
}

extension Query {
  package var limit: Int { 0 }
}

extension KnowledgeBase {
  func records<Q: Query>(_ query: Q) throws -> [Q.Record] {
    try read { lookup in
      let statement = try query.statement(lookup)
      return try lookup.connection.all(statement.sql, Q.record)
    }
  }

  func each<Q: Query>(_ query: Q, _ body: (Q.Record) throws -> Void) throws {
    try read { lookup in
      try lookup.connection.rows(try query.statement(lookup).sql) {
        try body(Q.record($0))
        return true
      }
    }
  }

  /// The statement that a question runs, as `sqlite3` runs it too.
  package func sql(_ query: some Query) throws -> String { try read { try query.statement($0).sql.literal } }
}

extension Statement {
  /// Keeps what can fall between two dates, ends included. A record without a date is left out, and counted.
  mutating func restrict(since: String?, until: String?) throws {
    guard since != nil || until != nil else { return }
    undated = conditions
    if let since { conditions.append("latest >= \(try EDTF(since).earliest)") }
    if let until { conditions.append("earliest <= \(try EDTF(until).latest)") }
  }

  /// Goes on after a record, in the order `latest DESC, key`.
  mutating func goOn(after key: String?, in view: String, _ lookup: Lookup) throws {
    guard let key else { return }
    guard
      let latest = try lookup.connection.first(
        "SELECT latest FROM \(raw: view) WHERE key = \(key)", { $0.integer(0) })
    else {
      throw Failure(.notFound, "--after: there is no '\(key)' among the \(view)")
    }
    position =
      latest.map { "(latest < \($0) OR latest = \($0) AND key > \(key) OR latest IS NULL)" }
      ?? "(latest IS NULL AND key > \(key))"
  }
}

extension SQL {
  /// The order of time: oldest first, then by key; what has no date comes last.
  static let inTime: SQL = "earliest IS NULL, earliest, key"

  /// What comes after a record in the order of time.
  static func later(than earliest: Int?, _ key: String) -> SQL {
    earliest.map { "(earliest > \($0) OR earliest = \($0) AND key > \(key) OR earliest IS NULL)" }
      ?? "(earliest IS NULL AND key > \(key))"
  }
}

/// One of a fixed list of words, or a sentence that lists them.
func checked(_ value: String?, _ what: String, _ known: [String]) throws -> String? {
  guard let value else { return nil }
  guard known.contains(value) else {
    throw Failure(.invalid, "no \(what) '\(value)'; it is one of \(known.joined(separator: ", "))")
  }
  return value
}
