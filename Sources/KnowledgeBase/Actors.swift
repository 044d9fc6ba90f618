// Actors, their names and offices.
import Storage

/// Anyone who can speak, act or be spoken about: one row of the view `actors`.
public struct Actor: Sendable, Hashable {
  public let key, name: String
  /// `person`, `state`, `government`, `armed-force`, `organisation`, `alliance`, `faction`, `office` or `outlet`.
  public let kind: String
  /// ISO 3166-1 alpha-2.
  public let country: String?
  public let description: String?
  /// All names, the primary one first.
  public let names: [String]
  /// Offices held: title, organisation, and dates.
  public let roles: [String]
  public let status: String

  package static let kinds = [
    "person", "state", "government", "armed-force", "organisation", "alliance", "faction", "office", "outlet",
  ]
}

/// One name of an actor: a row of the view `names`.
public struct Name: Sendable, Hashable {
  public let text: String
  /// `primary`, `alias`, `abbreviation`, `transliteration`, `metonym`, `demonym` or `title`.
  public let kind: String
  /// BCP 47.
  public let language: String
  public let actor, actorKey: String
  /// EDTF.
  public let since, until: String?
}

/// A question for actors. By key.
public struct ActorQuery: Sendable {
  /// A name or key: the one actor that it means.
  public var name: String?
  public var kind: String?
  /// ISO 3166-1 alpha-2.
  public var country: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the actor with this key.
  public var after: String?

  public init(
    _ name: String? = nil, kind: String? = nil, country: String? = nil, status: StatusFilter = .current,
    limit: Int = 0,
    after: String? = nil
  ) {
    (self.name, self.kind, self.country) = (name, kind, country)
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// The actors that a question asks for.
  public func actors(_ query: ActorQuery = ActorQuery()) throws -> [Actor] { try records(query) }

  /// The same one by one, for answers of any length.
  public func forEachActor(_ query: ActorQuery = ActorQuery(), _ body: (Actor) throws -> Void) throws {
    try each(query, body)
  }

  /// The actor that a name or key means; throws where none or several could be meant.
  public func actor(_ name: String) throws -> Actor {
    guard let actor = try actors(ActorQuery(name, status: .all)).first else {
      throw Failure(.notFound, "no actor is named '\(name)'")
    }
    return actor
  }

  /// The names of an actor, the primary one first.
  public func names(of actor: String) throws -> [Name] {
    try read { lookup in
      try lookup.connection.all(
        "SELECT * FROM names WHERE actor_key = \(try lookup.actor(actor)) ORDER BY kind <> 'primary', kind, language, name"
      ) {
        Name(
          text: $0.text(0) ?? "", kind: $0.text(1) ?? "", language: $0.text(2) ?? "", actor: $0.text(3) ?? "",
          actorKey: $0.text(4) ?? "", since: $0.text(5), until: $0.text(6))
      }
    }
  }
}

extension ActorQuery: Query {
  package static let noun = "actor"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "actors", order: "key", limit: limit)
    if let name { statement.conditions.append("key = \(try lookup.actor(name))") }
    if let kind = try checked(kind, "kind of an actor", Actor.kinds) {
      statement.conditions.append("kind = \(kind)")
    }
    if let country { statement.conditions.append("country = \(country.uppercased())") }
    if name == nil,
      let condition = try status.condition(known: StatusFilter.ofRecords)
    {
      statement.conditions.append(condition)
    }
    if let after {
      guard try lookup.connection.first("SELECT 1 FROM actor WHERE key = \(after)", { _ in true }) != nil
      else {
        throw Failure(.notFound, "--after: there is no '\(lookup.shown(after))' among the actors")
      }
      statement.position = "key > \(after)"
    }
    return statement
  }

  package static func record(_ row: Row) -> Actor {
    Actor(
      key: row.text(0) ?? "", name: row.text(1) ?? "", kind: row.text(2) ?? "", country: row.text(3),
      description: row.text(4),
      names: row.list(5), roles: row.list(6), status: row.text(7) ?? "")
  }
}
