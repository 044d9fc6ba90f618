// schema.org (version 28): quotes as Quotation, claims as Claim.
import Storage

/// A graph of items.
enum SchemaOrg {
  static let head = "{\n  \"@context\": \"https://schema.org\",\n  \"@graph\": ["
  static let foot = "\n  ]\n}\n"

  static let quotes: SQL = """
    SELECT quotes.*, actors.kind AS speaker_kind, sources.url, sources.kind AS source_kind, sources.title
    FROM quotes LEFT JOIN actors ON actors.key = quotes.speaker_key LEFT JOIN sources ON sources.key = quotes.source_key
    WHERE quotes.status NOT IN ('rejected', 'retracted', 'misattributed')
    """
  static let claims: SQL = """
    SELECT claims.*, actors.kind AS speaker_kind, sources.url, sources.kind AS source_kind, sources.title,
      sources.publisher, sources.published_on
    FROM claims LEFT JOIN actors ON actors.key = claims.asserted_by_key LEFT JOIN sources ON sources.key = claims.source_key
    WHERE claims.status NOT IN ('rejected', 'retracted')
    """

  static func quotation(_ row: LinkedRow) -> JSONValue {
    .present([
      ("@type", "Quotation"), ("@id", row.name("key")), ("identifier", row.string("key")),
      ("text", row.string("text")), ("inLanguage", row.language("language")),
      ("creator", actor(row, "speaker", row.text("speaker_kind"))), ("dateCreated", row.date("said_on")),
      ("creativeWorkStatus", status(row)), ("isBasedOn", work(row)),
    ])
  }

  static func claim(_ row: LinkedRow) -> JSONValue {
    .present([
      ("@type", "Claim"), ("@id", row.name("key")), ("identifier", row.string("key")),
      ("text", row.string("text")), ("inLanguage", row.language("language")),
      ("author", actor(row, "asserted_by", row.text("speaker_kind"))),
      ("dateCreated", row.date("asserted_on")),
      ("creativeWorkStatus", status(row)), ("appearance", work(row)),
    ])
  }

  static func status(_ row: LinkedRow) -> JSONValue? {
    row.text("status") == "accepted" ? nil : row.string("status")
  }

  static func actor(_ row: LinkedRow, _ column: String, _ kind: String?) -> JSONValue? {
    guard let name = row.string(column) else { return nil }
    let type: JSONValue =
      switch kind {
      case "person": "Person"
      case "government": "GovernmentOrganization"
      case "outlet": "NewsMediaOrganization"
      default: "Organization"
      }
    return .present([("@type", type), ("@id", row.name("\(column)_key")), ("name", name)])
  }

  static func work(_ row: LinkedRow) -> JSONValue? {
    guard let name = row.name("source_key") else { return nil }
    let types: [String: JSONValue] = [
      "article": "Article", "book": "Book", "report": "Report", "post": "SocialMediaPosting",
    ]
    return .present([
      ("@type", types[row.text("source_kind") ?? ""] ?? "CreativeWork"), ("@id", name),
      ("name", row.string("title")), ("url", row.string("url")),
      (
        "publisher",
        row.string("publisher").map { .object([("@type", "Organization"), ("name", $0)]) }
      ),
      ("datePublished", row.date("published_on")),
    ])
  }
}
