// Claims: what is asserted, asked, predicted, weighed.
import Storage

/// A proposition in our own words: one row of the view `claims`.
public struct Claim: Sendable, Hashable {
  public let key, text: String
  /// `assertion`, `prediction`, `condition`, `obstacle`, `proposal`, `comparison`, `question` or `evaluation`.
  public let kind: String
  /// `proposed`, `accepted`, `rejected` or `retracted`.
  public let status: String
  /// Who asserts it, and when (EDTF).
  public let assertedBy, assertedByKey, assertedOn: String?
  /// The first source that shows it: its title, or its key where it has none; and its key.
  public let source, sourceKey: String?
  public let topics: [String]
  /// The place in that source.
  public let locator: String?
  /// Of the text, BCP 47.
  public let language: String

  package static let kinds = [
    "assertion", "prediction", "condition", "obstacle", "proposal", "comparison", "question", "evaluation",
  ]
}

/// A question for claims. All conditions must hold; nil asks nothing. By kind, then by key.
public struct ClaimQuery: Sendable {
  /// Words that the text has, folded, in any order.
  public var words: String?
  /// Who asserts it: a name or key.
  public var by: String?
  /// Whom it names: a name or key. A state and its government count as one.
  public var about: String?
  public var kind: String?
  /// A topic, with all below it.
  public var topic: String?
  /// A source that shows it: a key or title.
  public var source: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the claim with this key.
  public var after: String?

  public init(
    _ words: String? = nil, by: String? = nil, about: String? = nil, kind: String? = nil,
    topic: String? = nil,
    source: String? = nil, status: StatusFilter = .current, limit: Int = 0, after: String? = nil
  ) {
    (self.words, self.by, self.about, self.kind, self.topic) = (words, by, about, kind, topic)
    (self.source, self.status, self.limit, self.after) = (source, status, limit, after)
  }
}

extension KnowledgeBase {
  /// The claims that a question asks for.
  public func claims(_ query: ClaimQuery = ClaimQuery()) throws -> [Claim] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachClaim(_ query: ClaimQuery = ClaimQuery(), _ body: (Claim) throws -> Void) throws {
    try each(query, body)
  }
}

extension ClaimQuery: Query {
  package static let noun = "claim"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "claims", order: "kind, key", limit: limit)
    if let by { statement.conditions.append("asserted_by_key = \(try lookup.actor(by))") }
    statement.words = try lookup.wordsCondition(
      words, index: "claim_search", table: "claim", isCut: limit > 0)
    if let about { statement.conditions.append(try lookup.claimsNaming(try lookup.polity(about))) }
    if let kind = try checked(kind, "kind of a claim", Claim.kinds) {
      statement.conditions.append("kind = \(kind)")
    }
    if let topic { statement.conditions.append(try lookup.topicCondition(topic, on: "claim")) }
    if let source { statement.conditions.append(lookup.claimsShown(by: try lookup.source(source))) }
    if let condition = try status.condition(known: StatusFilter.ofRecords) {
      statement.conditions.append(condition)
    }
    if let after {
      guard
        let kind = try lookup.connection.first(
          "SELECT kind FROM claims WHERE key = \(after)", { $0.text(0) ?? "" })
      else {
        throw Failure(.notFound, "--after: there is no '\(after)' among the claims")
      }
      statement.position = "(kind, key) > (\(kind), \(after))"
    }
    return statement
  }

  package static func record(_ row: Row) -> Claim {
    Claim(
      key: row.text(0) ?? "", text: row.text(1) ?? "", kind: row.text(2) ?? "", status: row.text(3) ?? "",
      assertedBy: row.text(4), assertedByKey: row.text(5), assertedOn: row.text(6), source: row.text(7),
      sourceKey: row.text(8), topics: row.list(9), locator: row.text(10), language: row.text(11) ?? "")
  }
}

extension Lookup {
  /// Claims whose text names any of these actors.
  func claimsNaming(_ actors: [String]) throws -> SQL {
    """
    key IN (SELECT claim.key FROM claim_search JOIN claim ON claim.id = claim_search.rowid
      WHERE claim_search MATCH \(try namesMatch(actors)))
    """
  }

  /// Claims that a source shows, or a quote that it prints.
  func claimsShown(by source: String) -> SQL {
    """
    key IN (SELECT claim.key FROM source JOIN evidence ON evidence.source_id = source.id
      JOIN claim ON claim.id = evidence.claim_id WHERE source.key = \(source)
      UNION SELECT claim.key FROM source JOIN appearance ON appearance.source_id = source.id
      JOIN evidence ON evidence.quote_id = appearance.quote_id JOIN claim ON claim.id = evidence.claim_id
      WHERE source.key = \(source))
    """
  }
}
