// Stances: who stands where, and on what evidence.
import Storage

/// An actor's position on a claim for a time: one row of the view `stances`.
public struct Stance: Sendable, Hashable {
  public let actor, actorKey: String
  /// `supports`, `opposes`, `conditional` or `ambivalent`.
  public let position: String
  /// The claim's text and key.
  public let claim, claimKey: String
  /// EDTF.
  public let since, until: String?
  /// Quote keys and places in sources.
  public let evidence: [String]
  public let key, status: String

  package static let positions = ["supports", "opposes", "conditional", "ambivalent"]
}

/// A question for stances. By claim, actor, and from when.
public struct StanceQuery: Sendable {
  /// A name or key. A state and its government count as one.
  public var actor: String?
  /// A claim: its key, or words that only it has.
  public var claim: String?
  public var position: String?
  /// Held then or later (earlier): EDTF.
  public var since, until: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the stance with this key.
  public var after: String?

  public init(
    actor: String? = nil, on claim: String? = nil, position: String? = nil, since: String? = nil,
    until: String? = nil,
    status: StatusFilter = .current, limit: Int = 0, after: String? = nil
  ) {
    (self.actor, self.claim, self.position, self.since, self.until) = (actor, claim, position, since, until)
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// The stances that a question asks for.
  public func stances(_ query: StanceQuery = StanceQuery()) throws -> [Stance] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachStance(_ query: StanceQuery = StanceQuery(), _ body: (Stance) throws -> Void) throws {
    try each(query, body)
  }
}

extension StanceQuery: Query {
  package static let noun = "stance"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "stances", order: "claim_key, actor_key, key", limit: limit)
    if let actor {
      statement.conditions.append(
        "actor_key IN (\(list: try lookup.polity(actor)))")
    }
    if let claim { statement.conditions.append("claim_key = \(try lookup.claim(claim))") }
    if let position = try checked(position, "position", Stance.positions) {
      statement.conditions.append("position = \(position)")
    }
    if let condition = try status.condition(known: StatusFilter.ofRecords) {
      statement.conditions.append(condition)
    }
    try statement.restrict(since: since, until: until)
    if let after {
      let place = try lookup.connection.first("SELECT claim_key, actor_key FROM stances WHERE key = \(after)")
      {
        ($0.text(0) ?? "", $0.text(1) ?? "")
      }
      guard let place else { throw Failure(.notFound, "--after: there is no '\(after)' among the stances") }
      statement.position = "(claim_key, actor_key, key) > (\(place.0), \(place.1), \(after))"
    }
    return statement
  }

  package static func record(_ row: Row) -> Stance {
    Stance(
      actor: row.text(0) ?? "", actorKey: row.text(1) ?? "", position: row.text(2) ?? "",
      claim: row.text(3) ?? "",
      claimKey: row.text(4) ?? "", since: row.text(5), until: row.text(6), evidence: row.list(7),
      key: row.text(8) ?? "",
      status: row.text(9) ?? "")
  }
}
