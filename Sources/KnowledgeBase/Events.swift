// Events, and who took part.
import Storage

/// Something that happened or was planned: one row of the view `events`.
public struct Event: Sendable, Hashable {
  public let key, title: String
  /// EDTF.
  public let beganOn, endedOn: String?
  public let place: String?
  /// Names, with their parts in parentheses.
  public let participants: [String]
  public let topics: [String]
  public let description: String?
  public let status: String
}

/// A question for events. Oldest first, then by key; those without a date last.
public struct EventQuery: Sendable {
  /// Words of its title or description, folded, in any order.
  public var words: String?
  /// Who took part, all of them: names or keys. A state and its government count as one.
  public var with: [String]
  /// Going on then or later (earlier): EDTF.
  public var since, until: String?
  /// A topic, with all below it.
  public var topic: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the event with this key.
  public var after: String?

  public init(
    _ words: String? = nil, with actors: [String] = [], since: String? = nil, until: String? = nil,
    topic: String? = nil,
    status: StatusFilter = .current, limit: Int = 0, after: String? = nil
  ) {
    (self.words, self.with, self.since, self.until, self.topic) = (words, actors, since, until, topic)
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// The events that a question asks for.
  public func events(_ query: EventQuery = EventQuery()) throws -> [Event] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachEvent(_ query: EventQuery = EventQuery(), _ body: (Event) throws -> Void) throws {
    try each(query, body)
  }
}

extension EventQuery: Query {
  package static let noun = "event"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "events", order: .inTime, limit: limit)
    statement.words = try lookup.wordsCondition(
      words, index: "event_search", table: "event", isCut: limit > 0)
    for actor in with {
      let keys = try lookup.polity(actor)
      statement.conditions.append(
        "key IN (SELECT event_key FROM participants WHERE actor_key IN (\(list: keys)))"
      )
    }
    if let topic { statement.conditions.append(try lookup.topicCondition(topic, on: "event")) }
    if let condition = try status.condition(known: StatusFilter.ofRecords) {
      statement.conditions.append(condition)
    }
    try statement.restrict(since: since, until: until)
    if let after {
      guard
        let earliest = try lookup.connection.first(
          "SELECT earliest FROM events WHERE key = \(after)", { $0.integer(0) })
      else {
        throw Failure(.notFound, "--after: there is no '\(after)' among the events")
      }
      statement.position = .later(than: earliest, after)
    }
    return statement
  }

  package static func record(_ row: Row) -> Event {
    Event(
      key: row.text(0) ?? "", title: row.text(1) ?? "", beganOn: row.text(2), endedOn: row.text(3),
      place: row.text(4),
      participants: row.list(5), topics: row.list(6), description: row.text(7), status: row.text(8) ?? "")
  }
}
