// A claim with what bears on it.
import Storage

/// A claim and what supports, attacks, hinders, answers and exemplifies it and what it requires, step by step.
public struct ArgumentMap: Sendable {
  /// The claim that was asked for.
  public let claim: Claim
  /// How claims bear on each other, nearest first. Each relation once, also where the graph has circles.
  public let edges: [Edge]

  /// One relation between two claims: read it from left to right.
  public struct Edge: Sendable, Hashable {
    /// How many steps from the claim that was asked for: 1 for what bears on it itself.
    public let depth: Int
    public let from, fromText: String
    /// `supports`, `attacks`, `requires`, `hinders`, `answers` or `exemplifies`.
    public let relation: String
    public let to, toText: String
    public let key, status: String
  }
}

/// A question for an argument.
public struct ArgumentQuery: Sendable {
  /// A claim: its key, or words that only it has.
  public var claim: String
  /// How many steps from the claim, from 1.
  public var depth: Int

  public init(_ claim: String, depth: Int = 3) { (self.claim, self.depth) = (claim, depth) }
}

extension KnowledgeBase {
  /// A claim with what bears on it.
  public func argument(_ query: ArgumentQuery) throws -> ArgumentMap {
    try read { lookup in
      let key = try lookup.claim(query.claim)
      guard
        let claim = try lookup.connection.first("SELECT * FROM claims WHERE key = \(key)", ClaimQuery.record)
      else {
        throw Failure(.notFound, "no claim has the key '\(key)'")
      }
      return ArgumentMap(
        claim: claim, edges: try lookup.connection.all(try query.statement(lookup).sql, ArgumentQuery.record))
    }
  }
}

extension ArgumentQuery: Query {
  package static let noun = "relation"

  package func statement(_ lookup: Lookup) throws -> Statement {
    guard depth >= 1, depth <= 100 else {
      throw Failure(.invalid, "the depth of an argument is 1 to 100, not \(depth)")
    }
    return Statement(
      select: """
        WITH RECURSIVE near (key, depth) AS (
          SELECT key, 0 FROM claims WHERE key = \(try lookup.claim(claim))
          UNION
          SELECT from_key, depth + 1 FROM near JOIN relations ON to_key = near.key
          WHERE depth < \(depth) AND relation <> 'requires' AND relations.status NOT IN ('rejected', 'retracted')
          UNION
          SELECT to_key, depth + 1 FROM near JOIN relations ON from_key = near.key
          WHERE depth < \(depth) AND relation = 'requires' AND relations.status NOT IN ('rejected', 'retracted')
        ), nearest AS (SELECT key, min(depth) AS depth FROM near GROUP BY key)
        SELECT min(nearest.depth) + 1 AS depth, from_key, from_text, relation, to_key, to_text, relations.key, relations.status
        FROM nearest JOIN relations ON (to_key = nearest.key AND relation <> 'requires') OR (from_key = nearest.key AND relation = 'requires')
        WHERE nearest.depth < \(depth) AND relations.status NOT IN ('rejected', 'retracted')
        GROUP BY relations.key
        """, order: "1, relation, relations.key", limit: 0)
  }

  package static func record(_ row: Row) -> ArgumentMap.Edge {
    ArgumentMap.Edge(
      depth: row.integer(0) ?? 0, from: row.text(1) ?? "", fromText: row.text(2) ?? "",
      relation: row.text(3) ?? "",
      to: row.text(4) ?? "", toText: row.text(5) ?? "", key: row.text(6) ?? "", status: row.text(7) ?? "")
  }
}
