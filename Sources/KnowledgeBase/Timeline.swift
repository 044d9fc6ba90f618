// Quotes, events and stances in one order of time.
import Storage

/// One line of a timeline.
public struct Moment: Sendable, Hashable {
  /// When it was said, began, or was first held; EDTF.
  public let date: String?
  /// When it ended; EDTF.
  public let until: String?
  /// `quote`, `event` or `stance`.
  public let kind: String
  public let key: String
  /// Who said it, took part, or stands there.
  public let actor: String?
  /// The words, the event's title, or the position and the claim.
  public let text: String
  public let status: String
}

/// A question for a timeline. Oldest first; what has no date comes last.
public struct TimelineQuery: Sendable {
  /// Who spoke, took part or stands there: a name or key. A state and its government count as one.
  public var actor: String?
  /// A topic, with all below it; a stance has those of its claim.
  public var topic: String?
  /// EDTF.
  public var since, until: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the record with this key.
  public var after: String?

  public init(
    actor: String? = nil, topic: String? = nil, since: String? = nil, until: String? = nil,
    status: StatusFilter = .current,
    limit: Int = 0, after: String? = nil
  ) {
    (self.actor, self.topic, self.since, self.until) = (actor, topic, since, until)
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// What happened, was said and was held, in order.
  public func timeline(_ query: TimelineQuery = TimelineQuery()) throws -> [Moment] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachMoment(_ query: TimelineQuery = TimelineQuery(), _ body: (Moment) throws -> Void) throws
  { try each(query, body) }
}

extension TimelineQuery: Query {
  package static let noun = "moment"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var quotes: [SQL] = []
    var events: [SQL] = []
    var stances: [SQL] = []
    if let actor {
      let keys: SQL = "(\(list: try lookup.polity(actor)))"
      quotes.append("speaker_key IN \(keys)")
      events.append("key IN (SELECT event_key FROM participants WHERE actor_key IN \(keys))")
      stances.append("actor_key IN \(keys)")
    }
    if let topic {
      quotes.append(try lookup.topicCondition(topic, on: "quote"))
      events.append(try lookup.topicCondition(topic, on: "event"))
      stances.append("claim_\(try lookup.topicCondition(topic, on: "claim"))")
    }
    let countedQuotes = quotes
    if let condition = try status.condition() {
      quotes.append(condition)
      events.append(condition)
      stances.append(condition)
    }
    var position: SQL?
    if let after {
      let found = try ["quotes", "events", "stances"].lazy.compactMap { view in
        try lookup.connection.first("SELECT earliest FROM \(raw: view) WHERE key = \(after)") {
          [$0.integer(0)]
        }
      }.first
      guard let found else {
        throw Failure(.notFound, "--after: there is no '\(lookup.shown(after))' on the timeline")
      }
      position = .later(than: found[0], after)
    }
    // Each kind gives its first ones; what comes first of all is among them.
    func branch(_ select: SQL, _ conditions: [SQL]) throws -> SQL {
      var branch = Statement(select: select, order: .inTime, limit: limit)
      branch.conditions = conditions
      try branch.restrict(since: since, until: until)
      branch.position = position
      return "SELECT * FROM (\(branch.sql))"
    }
    let branches = [
      try branch(
        "SELECT said_on AS date, NULL AS until, 'quote' AS kind, key, speaker AS actor, text, status, earliest, latest FROM quotes",
        quotes),
      try branch(
        "SELECT began_on, ended_on, 'event', key, participants, title, status, earliest, latest FROM events",
        events),
      try branch(
        "SELECT since, until, 'stance', key, actor, position || ': ' || claim, status, earliest, latest FROM stances",
        stances),
    ]
    func counted(_ view: SQL, _ conditions: [SQL]) -> SQL {
      "SELECT key, earliest, latest FROM \(view)\(conditions.isEmpty ? "" : " WHERE \(conditions, joined: " AND ")" as SQL)"
    }
    var statement = Statement(
      select: "SELECT * FROM (\(branches, joined: "\nUNION ALL\n"))", order: .inTime, limit: limit)
    statement.lean = """
      SELECT * FROM (\(counted(QuoteQuery.lean(withSpeaker: actor != nil), status == .current ? countedQuotes : quotes)) \
      UNION ALL \(counted("events", events)) UNION ALL \(counted("stances", stances)))
      """
    if status == .current {
      let few = counted(QuoteQuery.setAside(withSpeaker: actor != nil), countedQuotes)
      statement.standing = (nil, "SELECT * FROM (\(few))")
    }
    try statement.restrict(since: since, until: until)
    statement.position = position
    return statement
  }

  package static func record(_ row: Row) -> Moment {
    Moment(
      date: row.text(0), until: row.text(1), kind: row.text(2) ?? "", key: row.text(3) ?? "",
      actor: row.text(4),
      text: row.text(5) ?? "", status: row.text(6) ?? "")
  }
}
