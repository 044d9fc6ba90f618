// Mentions: where actors are named.
import Storage

/// An actor's name in an archived source: one row of the view `mentions`.
public struct Mention: Sendable, Hashable {
  public let actor, actorKey, source, sourceKey: String
  /// In code points of the archived text, from 0, end excluded.
  public let start, end: Int
  /// The name as it stands there.
  public let surface: String
  public let status: String
}

/// A question for mentions. By source, then by place in it.
public struct MentionQuery: Sendable {
  /// A name or key. A state and its government count as one.
  public var actor: String?
  /// A key or title.
  public var source: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the mention at this place, written `SOURCE@START-END:ACTOR`; without an actor, after all there.
  public var after: String?

  public init(
    actor: String? = nil, source: String? = nil, status: StatusFilter = .current, limit: Int = 0,
    after: String? = nil
  ) {
    (self.actor, self.source, self.status, self.limit, self.after) = (actor, source, status, limit, after)
  }
}

extension KnowledgeBase {
  /// The mentions that a question asks for.
  public func mentions(_ query: MentionQuery = MentionQuery()) throws -> [Mention] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachMention(_ query: MentionQuery = MentionQuery(), _ body: (Mention) throws -> Void) throws
  { try each(query, body) }
}

extension MentionQuery: Query {
  package static let noun = "mention"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "mentions", order: "source_key, start, end, actor_key", limit: limit)
    if let actor {
      statement.conditions.append(
        "actor_key IN (\(list: try lookup.polity(actor)))")
    }
    if let source { statement.conditions.append("source_key = \(try lookup.source(source))") }
    if let condition = try status.condition(known: StatusFilter.ofRecords) {
      statement.conditions.append(condition)
    }
    if let after {
      guard let place = PassageAddress(after) else {
        throw Failure(
          .invalid,
          "--after takes the place of a mention, written SOURCE@START-END:ACTOR, not '\(lookup.shown(after))'"
        )
      }
      let start: SQL = "\(place.source), \(place.start), \(place.end)"
      statement.position =
        place.actor.map { "(source_key, start, end, actor_key) > (\(start), \($0))" }
        ?? "(source_key, start, end) > (\(start))"
    }
    return statement
  }

  package static func record(_ row: Row) -> Mention {
    Mention(
      actor: row.text(0) ?? "", actorKey: row.text(1) ?? "", source: row.text(2) ?? "",
      sourceKey: row.text(3) ?? "",
      start: row.integer(4) ?? 0, end: row.integer(5) ?? 0, surface: row.text(6) ?? "",
      status: row.text(7) ?? "")
  }
}

/// `wana-jan-31@120-154`: a stretch of an archived source, in code points from 0, end excluded; for a mention
/// with `:ACTOR` behind it.
package struct PassageAddress {
  package let source: String
  package let start, end: Int
  package let actor: String?

  package init?(_ text: String) {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty else { return nil }
    let parts = halves[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0, start < end else { return nil }
    (source, self.start, self.end) = (String(halves[0]), start, end)
    actor = parts.count > 1 ? String(parts[1]) : nil
  }
}
