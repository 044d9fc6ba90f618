// `kb show`: one record of any kind, with all that is tied to it.
import Storage

/// One record and what is tied to it, as rows of the public views.
public struct Page: Sendable {
  /// `actor`, `source`, `quote`, `claim`, `relation`, `stance`, `event`, `topic`, `changeset` or `passage`.
  public let kind: String
  public let key: String
  /// The record's row: column and value; empty columns left out.
  public let fields: [(column: String, value: String)]
  /// What is tied to it. Empty ones are left out.
  public let sections: [Section]
  /// How the question was understood, where that could surprise: that the key was merged into another.
  public let notes: [String]

  /// What is tied to a record in one way.
  public struct Section: Sendable {
    /// What it is: "Quotes", "Claims about".
    public let title: String
    /// The view whose columns the rows have.
    public let view: String
    public let columns: [String]
    /// Values as text; nil where there is none.
    public let rows: [[String?]]
    /// How many there are; more than `rows` where the list was cut.
    public let total: Int
  }
}

extension KnowledgeBase {
  /// The record with a key, a passage by its address `SOURCE@START-END`, or else the actor of that name.
  ///
  /// - Parameter limit: at most so many rows a section; 0 for all.
  /// - Throws: ``Failure`` where nothing has that key or name, with the nearest.
  public func page(_ key: String, limit: Int = 50) throws -> Page {
    try read { lookup in
      let (kind, key) = try lookup.record(key)
      let fields = try lookup.connection.first(Self.row(kind, key)) { row in
        row.columns.indices.compactMap { index in
          row.text(index).map { (column: row.columns[index], value: $0) }
        }
      }
      let sections = try Self.sections(kind, key, lookup).compactMap { tie -> Page.Section? in
        let total =
          try lookup.connection.first("SELECT count(*) FROM \(raw: tie.view) WHERE \(tie.condition)") {
            $0.integer(0) ?? 0
          } ?? 0
        guard total > 0 else { return nil }
        var columns: [String] = []
        let rows = try lookup.connection.all(Self.rows(tie, limit)) { row in
          columns = row.columns
          return row.columns.indices.map { row.text($0) }
        }
        // (A query that stands in place of a view is called as it says behind AS.)
        let view = tie.view.split(separator: " ").last.map(String.init) ?? tie.view
        return Page.Section(title: tie.title, view: view, columns: columns, rows: rows, total: total)
      }
      return Page(kind: kind, key: key, fields: fields ?? [], sections: sections, notes: lookup.notes)
    }
  }

  /// The record's own row.
  package func record(_ key: String, columns: ([String]) throws -> Void, _ body: (Row) throws -> Void) throws
  {
    try read { lookup in
      let (kind, key) = try lookup.record(key)
      try lookup.connection.rows(Self.row(kind, key), columns: columns) {
        try body($0)
        return true
      }
    }
  }

  /// The statements that a page is made of, as `sqlite3` runs them too.
  package func pageSQL(_ key: String, limit: Int) throws -> [String] {
    try read { lookup in
      let (kind, key) = try lookup.record(key)
      return [Self.row(kind, key).literal]
        + (try Self.sections(kind, key, lookup).map { Self.rows($0, limit).literal })
    }
  }

  private static func row(_ kind: String, _ key: String) -> SQL {
    "SELECT * FROM \(raw: kind + "s") WHERE key = \(key)"
  }

  private static func rows(_ tie: Tie, _ limit: Int) -> SQL {
    "SELECT * FROM \(raw: tie.view) WHERE \(tie.condition) ORDER BY \(raw: tie.order)\(limit > 0 ? " LIMIT \(limit)" : "" as SQL)"
  }

  private typealias Tie = (title: String, view: String, condition: SQL, order: String)

  private static func sections(_ kind: String, _ key: String, _ lookup: Lookup) throws -> [Tie] {
    let merged: Tie = ("Merged into it", "merges", "into_key = \(key)", "key")
    return try ownSections(kind, key, lookup) + [merged]
  }

  private static func ownSections(_ kind: String, _ key: String, _ lookup: Lookup) throws -> [Tie] {
    let current: SQL = "status NOT IN ('rejected', 'retracted')"
    switch kind {
    case "actor":
      let claimsAbout: SQL =
        "\(try lookup.claimsNaming([key])) AND asserted_by_key IS NOT \(key) AND \(current)"
      return [
        ("Names", "names", "actor_key = \(key)", "kind <> 'primary', kind, language, name"),
        ("Roles", "roles", "person_key = \(key)", "earliest, title"),
        ("Held by", "roles", "organisation_key = \(key)", "earliest, title"),
        ("Said", "quotes", "speaker_key = \(key) AND \(current)", "latest DESC, key"),
        ("Asserts", "claims", "asserted_by_key = \(key) AND \(current)", "kind, key"),
        ("Claimed about them", "claims", claimsAbout, "kind, key"),
        ("Stands", "stances", "actor_key = \(key) AND \(current)", "claim_key, key"),
        (
          "Took part in", "events",
          "key IN (SELECT event_key FROM participants WHERE actor_key = \(key)) AND \(current)",
          "earliest IS NULL, earliest, key"
        ),
        ("Published", "sources", "publisher_key = \(key) AND \(current)", "latest DESC, key"),
        ("Named in", "mentions", "actor_key = \(key) AND \(current)", "source_key, start"),
      ]
    case "source":
      return [
        (
          "Quotes", "quotes",
          "key IN (SELECT quote_key FROM appearances WHERE source_key = \(key)) AND \(current)", "start, key"
        ),
        ("First said here", "quotes", "origin_key = \(key) AND \(current)", "latest DESC, key"),
        ("Claims", "claims", "\(lookup.claimsShown(by: key)) AND \(current)", "kind, key"),
        ("Mentions", "mentions", "source_key = \(key) AND \(current)", "start"),
        (
          "Later versions", "sources",
          "key IN (SELECT source.key FROM source AS earlier JOIN source ON source.version_of_id = earlier.id WHERE earlier.key = \(key))",
          "key"
        ),
      ]
    case "quote":
      return [
        ("Printed in", "appearances", "quote_key = \(key)", "published_on, source_key, start"),
        (
          "Translations", "quotes",
          "key IN (SELECT quote.key FROM quote AS original JOIN quote ON quote.translation_of_id = original.id WHERE original.key = \(key)) AND \(current)",
          "language, key"
        ),
        ("Shows", "evidence_places", "quote_key = \(key)", "record_key"),
      ] + (lookup.connection.schemaVersion < 3 ? [] : [variants(of: key)])
    case "claim":
      return [
        ("Shown by", "evidence_places", "record_key = \(key)", "source_key, locator"),
        ("Bears on it", "relations", "to_key = \(key) AND \(current)", "relation, from_key"),
        ("It bears on", "relations", "from_key = \(key) AND \(current)", "relation, to_key"),
        ("Stances", "stances", "claim_key = \(key) AND \(current)", "position, actor_key"),
      ]
    case "stance": return [("Shown by", "evidence_places", "record_key = \(key)", "source_key, locator")]
    case "event":
      return [
        ("Participants", "participants", "event_key = \(key)", "actor_key"),
        ("Shown by", "evidence_places", "record_key = \(key)", "source_key, locator"),
      ]
    case "topic":
      return [
        ("Below it", "topics", "parent_key = \(key)", "key"),
        (
          "Quotes", "quotes", "\(try lookup.topicCondition(key, on: "quote")) AND \(current)",
          "latest DESC, key"
        ),
        ("Claims", "claims", "\(try lookup.topicCondition(key, on: "claim")) AND \(current)", "kind, key"),
        (
          "Events", "events", "\(try lookup.topicCondition(key, on: "event")) AND \(current)", "earliest, key"
        ),
        (
          "Sources", "sources", "\(try lookup.topicCondition(key, on: "source")) AND \(current)",
          "latest DESC, key"
        ),
      ]
    case "passage":
      let place = PassageAddress(key)!
      return [
        (
          "Quotes", "quotes",
          "key IN (SELECT quote_key FROM appearances WHERE source_key = \(place.source) AND start = \(place.start) AND end = \(place.end))",
          "key"
        )
      ]
    default: return []
    }
  }
}

extension Lookup {
  /// The kind and key of the record that a key, a passage's address or an actor's name means.
  package func record(_ key: String) throws -> (kind: String, key: String) {
    if let kind = try connection.first("SELECT record FROM keyed WHERE key = \(key)", { $0.text(0) ?? "" }) {
      return (kind, try standing(key))
    }
    if try connection.first("SELECT 1 FROM passages WHERE key = \(key)", { _ in true }) != nil {
      return ("passage", key)
    }
    if try !actors(named: key).isEmpty { return ("actor", try actor(key)) }
    let keys = try connection.all("SELECT key FROM keyed LIMIT 100000") { $0.text(0) ?? "" }
    let near = Nearest.three(to: key.lowercased(), among: keys) { $0 }
    if near.isEmpty { _ = try actor(key) }
    throw Failure(.notFound, "nothing has the key or name '\(shown(key))'\(Nearest.hint(near))")
  }
}
