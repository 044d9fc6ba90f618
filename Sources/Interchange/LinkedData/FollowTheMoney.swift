// FollowTheMoney: who holds which office, who took part in what, who is named where, for tools of investigation.
import KnowledgeBase
import Storage

/// Entities of the FollowTheMoney model (version 4), one JSON object a line.
///
/// It has no place for quotes, claims and stances. Dates that it cannot say are left out, as are languages that it does
/// not know.
enum FollowTheMoney {
  static var views: [(sql: SQL, entity: (LinkedRow) -> JSONValue)] {
    [
      (actors, actor), (positions, position), (occupancies, occupancy), (sources, document), (events, event),
      (mentions, mention),
    ]
  }

  private static let standing = "NOT IN ('rejected', 'retracted')"

  private static let actors: SQL = """
    SELECT actors.*,
      (SELECT json_group_array(DISTINCT name) FROM names WHERE actor_key = actors.key AND names.kind IN ('alias', 'transliteration')) AS alias,
      (SELECT json_group_array(DISTINCT name) FROM names WHERE actor_key = actors.key AND names.kind = 'abbreviation') AS abbreviation,
      (SELECT json_group_array(DISTINCT name) FROM names WHERE actor_key = actors.key AND names.kind IN ('metonym', 'demonym', 'title')) AS weak_alias,
      (SELECT json_group_array(DISTINCT title) FROM roles WHERE person_key = actors.key) AS position
    FROM actors WHERE status \(raw: standing)
    """
  private static let roles = """
    roles JOIN actors AS holder ON holder.key = person_key LEFT JOIN actors AS body ON body.key = organisation_key
    WHERE holder.status \(standing) AND ifnull(body.status, '') \(standing)
    """
  private static let positions: SQL = """
    SELECT title, organisation, organisation_key, body.country FROM \(raw: roles)
    GROUP BY title, organisation_key ORDER BY title, organisation_key
    """
  private static let occupancies: SQL = """
    SELECT roles.* FROM \(raw: roles) ORDER BY person_key, title, organisation_key, since, until
    """
  private static let sources: SQL = "SELECT * FROM sources WHERE status \(raw: standing)"
  private static let events: SQL = """
    SELECT events.*, (SELECT json_group_array(DISTINCT actor_key) FROM participants JOIN actors ON actors.key = actor_key
      WHERE event_key = events.key AND actors.status \(raw: standing)) AS involved
    FROM events WHERE status \(raw: standing)
    """
  private static let mentions: SQL = """
    SELECT mentions.* FROM mentions JOIN sources ON sources.key = source_key JOIN actors ON actors.key = actor_key
    WHERE mentions.status \(raw: standing) AND sources.status \(raw: standing) AND actors.status \(raw: standing)
    GROUP BY source_key, actor_key, surface ORDER BY source_key, actor_key, surface
    """

  private static func actor(_ row: LinkedRow) -> JSONValue {
    let kind = row.text("kind") ?? ""
    let schema =
      switch kind {
      case "person": "Person"
      case "state", "government", "armed-force", "office": "PublicBody"
      default: "Organization"
      }
    return entity(
      id(row.text("key")), schema,
      [
        ("name", texts(row.text("name"))), ("alias", row.list("alias")),
        ("abbreviation", row.list("abbreviation")), ("weakAlias", row.list("weak_alias")),
        ("position", kind == "person" ? row.list("position") : []), ("country", country(row)),
        ("description", texts(row.text("description"))),
      ])
  }

  private static func position(_ row: LinkedRow) -> JSONValue {
    entity(
      positionId(row), "Position",
      [
        (
          "name",
          texts([row.text("title"), row.text("organisation")].compactMap { $0 }.joined(separator: ", "))
        ),
        ("organization", texts(row.text("organisation_key").map { id($0) })), ("country", country(row)),
      ])
  }

  private static func occupancy(_ row: LinkedRow) -> JSONValue {
    let said = ["person_key", "title", "organisation_key", "since", "until"].map { row.text($0) ?? "" }
    return entity(
      "kb-occupancy-" + FNV1a.hex(said.joined(separator: "\u{1F}")), "Occupancy",
      [
        ("holder", texts(id(row.text("person_key")))), ("post", texts(positionId(row))),
        ("startDate", date(row, "since")), ("endDate", date(row, "until")),
      ])
  }

  private static func document(_ row: LinkedRow) -> JSONValue {
    let isArticle = ["article", "post"].contains(row.text("kind") ?? "")
    let language = row.text("language").flatMap { $0.split(separator: "-").first }.flatMap {
      languages[String($0)] ?? (languages.values.contains(String($0)) ? String($0) : nil)
    }
    return entity(
      id(row.text("key")), isArticle ? "Article" : "Document",
      [
        ("title", texts(row.text("title"))), ("fileName", texts(row.text("key"))),
        ("author", (row.text("authors") ?? "").split(separator: ";").map { String($0.drop { $0 == " " }) }),
        ("publisher", texts(row.text("publisher"))), ("publishedAt", date(row, "published_on")),
        ("retrievedAt", date(row, "accessed_on")), ("sourceUrl", texts(row.text("url"))),
        ("language", texts(language)),
      ])
  }

  private static func event(_ row: LinkedRow) -> JSONValue {
    entity(
      id(row.text("key")), "Event",
      [
        ("name", texts(row.text("title"))), ("description", texts(row.text("description"))),
        ("startDate", date(row, "began_on")), ("endDate", date(row, "ended_on")),
        ("location", texts(row.text("place"))), ("involved", row.list("involved").map { id($0) }),
      ])
  }

  private static func mention(_ row: LinkedRow) -> JSONValue {
    let said = ["source_key", "actor_key", "surface"].map { row.text($0) ?? "" }
    return entity(
      "kb-mention-" + FNV1a.hex(said.joined(separator: "\u{1F}")), "Mention",
      [
        ("document", texts(id(row.text("source_key")))), ("resolved", texts(id(row.text("actor_key")))),
        ("name", texts(row.text("surface"))),
      ])
  }

  private static func entity(_ id: String, _ schema: String, _ properties: [(String, [String])]) -> JSONValue
  {
    .object([
      ("id", .string(id)), ("schema", .string(schema)),
      (
        "properties",
        .object(properties.filter { !$0.1.isEmpty }.map { ($0.0, .strings($0.1)) })
      ),
    ])
  }

  private static func positionId(_ row: LinkedRow) -> String {
    "kb-position-" + FNV1a.hex("\(row.text("title") ?? "")\u{1F}\(row.text("organisation_key") ?? "")")
  }

  /// The id of a record: its key, where that is one that the model takes.
  private static func id(_ key: String?) -> String {
    let key = key ?? ""
    let ends =
      key.unicodeScalars.last.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    guard key.contains("_") || !ends else { return "kb-" + key }
    return "kb-" + key.replacing("_", with: "-") + "-" + FNV1a.hex(key)
  }

  private static func texts(_ text: String?) -> [String] { text.map { [$0] } ?? [] }

  private static func country(_ row: LinkedRow) -> [String] { texts(row.text("country")?.lowercased()) }

  private static func date(_ row: LinkedRow, _ column: String) -> [String] {
    if case .string(let text)? = row.date(column) { [text] } else { [] }
  }

  /// ISO 639-1 to 639-3, of the languages that the model knows.
  private static let languages: [String: String] = {
    let codes = """
      af afr am amh ar ara az aze be bel bn ben bs bos bg bul ca cat cs ces da dan de deu el ell en eng et
      est fa fas fi fin fr fra ga gle he heb hi hin hr hrv hu hun hy hye id ind is isl it ita ja jpn kn
      kan ka kat kk kaz km khm ky kir ko kor lo lao lv lav lt lit lb ltz mk mkd mt mlt mn mon ms msa my
      mya ne nep nl nld no nor pl pol pt por ps pus ro ron ru rus si sin sk slk sl slv es spa sq sqi sr
      srp sw swa sv swe ta tam te tel tg tgk tl tgl th tha tk tuk tr tur uk ukr ur urd uz uzb vi vie zh
      zho
      """.split { $0 == " " || $0 == "\n" }.map(String.init)
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: codes.count, by: 2).map { (codes[$0], codes[$0 + 1]) })
  }()
}
