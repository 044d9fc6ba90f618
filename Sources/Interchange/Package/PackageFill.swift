// The rows of a package into an empty knowledge base: records first, each after those that it names.
import KnowledgeBase
import Storage

/// Writes what a package's views say into the tables from which the views come.
///
/// All rules of the schema hold. Records keep the order of their file; what hangs on a record comes in the order in
/// which its own row joins it, so that every view is what it was.
final class PackageFill {
  let stage: PackageStage
  var connection: Connection { stage.connection }

  init(_ stage: PackageStage) { self.stage = stage }

  /// What fills a column of a table.
  enum Source {
    /// The column of the view that is called the same.
    case same
    case column(String)
    /// The id of the record whose key stands in a column of the view.
    case key(String, of: String)
    /// SQL over the view's row `p`.
    case sql(String)
  }

  func run() throws {
    try fillRecords()
    try fillPlaces()
    try fillClaims()
    try fillTags()
    try fillProposals()
    try fillCurating()
  }

  private func fillRecords() throws {
    try fill(
      "topic", from: "topics",
      [("key", .same), ("label", .same), ("parent_id", .key("parent_key", of: "topic"))])
    try point("topic", "parent_id", from: "topics", "parent_key")
    try fill(
      "actor", from: "actors",
      [
        ("key", .same), ("name", .same), ("kind", .same), ("country", .same), ("description", .same),
        (
          "language",
          .sql(
            "ifnull((SELECT n.language FROM package_names AS n WHERE n.actor_key = p.key AND n.kind = 'primary'), 'und')"
          )
        ), ("status", .same),
      ])
    try fillNames()
    try fill(
      "source", from: "sources",
      [
        ("key", .same), ("kind", .same), ("title", .same), ("authors", .same),
        ("publisher_id", .key("publisher_key", of: "actor")), ("published_on", .same), ("accessed_on", .same),
        ("url", .same), ("language", .same), ("version_of_id", .key("version_of", of: "source")),
        ("status", .same), ("sha256", .same),
        ("text", .sql("(SELECT t.text FROM package_texts AS t WHERE t.source_key = p.key)")),
      ])
    try point("source", "version_of_id", from: "sources", "version_of")
    try fill(
      "document", from: "texts",
      [
        ("source_id", .key("source_key", of: "source")), ("address", .same), ("format", .same),
        ("encoding", .same), ("text_sha256", .same), ("read_at", .same),
      ], where: "p.address IS NOT NULL")
    try fill(
      "event", from: "events",
      [
        ("key", .same), ("title", .same), ("description", .same), ("began_on", .same), ("ended_on", .same),
        ("place", .same), ("status", .same),
      ])
    try fill(
      "participant", from: "participants",
      [
        ("event_id", .key("event_key", of: "event")), ("actor_id", .key("actor_key", of: "actor")),
        ("part", .same),
      ],
      joined: Joined(
        owner: "p.event_key", part: "p.actor || ifnull(' (' || p.part || ')', '')",
        text: "(SELECT e.participants FROM package_events AS e WHERE e.key = p.event_key)"))
    try fill(
      "quote", from: "quotes",
      [
        ("key", .same), ("speaker_id", .key("speaker_key", of: "actor")), ("text", .same),
        ("language", .same),
        ("said_on", .same), ("kind", .same), ("origin_id", .key("origin_key", of: "source")),
        ("translation_of_id", .key("translation_of", of: "quote")), ("status", .same),
      ])
    try point("quote", "translation_of_id", from: "quotes", "translation_of")
  }

  private func fillNames() throws {
    try fill(
      "name", from: "names",
      [
        ("actor_id", .key("actor_key", of: "actor")), ("text", .column("name")), ("language", .same),
        ("kind", .same), ("since", .same), ("until", .same),
      ], where: "p.kind IS NOT 'primary'",
      joined: Joined(
        owner: "p.actor_key", part: "p.name",
        text: "(SELECT a.names FROM package_actors AS a WHERE a.key = p.actor_key)",
        first: "(SELECT a.name FROM package_actors AS a WHERE a.key = p.actor_key)", isDistinct: true))
    // The primary name came with its actor; when it was theirs is said here alone.
    try connection.rows(
      "SELECT line, actor_key, since, until FROM package_names WHERE kind = 'primary' AND ifnull(since, until) IS NOT NULL"
    ) { row in
      try blame("names", row.int64(0)) {
        try connection.execute(
          """
          UPDATE name SET since = \(row.value(2)), until = \(row.value(3))
          WHERE kind = 'primary' AND actor_id = (SELECT id FROM actor WHERE key = \(row.value(1)))
          """)
      }
      return true
    }
    try fill(
      "role", from: "roles",
      [
        ("person_id", .key("person_key", of: "actor")),
        ("organisation_id", .key("organisation_key", of: "actor")),
        ("title", .same), ("since", .same), ("until", .same),
      ],
      joined: Joined(
        owner: "p.person_key",
        part: """
          p.title || ifnull(', ' || p.organisation, '') || CASE WHEN ifnull(p.since, p.until) IS NULL THEN ''
            ELSE ' (' || ifnull(p.since, '..') || '/' || ifnull(p.until, '..') || ')' END
          """,
        text: "(SELECT a.roles FROM package_actors AS a WHERE a.key = p.person_key)"))
  }

  private func fillPlaces() throws {
    try fill(
      "passage", from: "passages",
      [("source_id", .key("source_key", of: "source")), ("start", .same), ("end", .same), ("exact", .same)])
    try fill(
      "mention", from: "mentions",
      [
        ("actor_id", .key("actor_key", of: "actor")), ("source_id", .key("source_key", of: "source")),
        ("start", .same), ("end", .same), ("surface", .same), ("status", .same),
      ])
    // The first place of a quote stands in its own row.
    let isFirst = """
      EXISTS (SELECT 1 FROM package_quotes AS q WHERE q.key = p.quote_key AND q.source_key IS p.source_key
        AND q.start IS p.start AND q."end" IS p."end" AND q.locator IS p.locator)
      """
    for condition in [isFirst, "NOT \(isFirst)"] {
      try fill(
        "appearance", from: "appearances",
        [
          ("quote_id", .key("quote_key", of: "quote")), ("source_id", .key("source_key", of: "source")),
          ("passage_id", .sql(Self.passage)), ("locator", .same), ("attributed_as", .same), ("cue", .same),
        ], where: condition, pins: true)
    }
  }

  static let passage = """
    (SELECT passage.id FROM passage WHERE passage.source_id = (SELECT id FROM source WHERE key = p.source_key)
      AND passage.start = CAST(p.start AS INTEGER) AND passage."end" = CAST(p."end" AS INTEGER))
    """
}
