// schema.org (version 28): ClaimReview, what somebody found of a claim, or of words that somebody is said to have said.
import Storage

/// A graph of reviews. A rating has its name alone: nobody gives numbers here.
///
/// A stance is a review of its claim by its actor. A quote that is denied or misattributed is one of the claim that these
/// words were said; who marked it so stands in the history, and not here.
enum ClaimReviews {
  static let stances: SQL = """
    SELECT stances.*, claims.asserted_by, claims.asserted_by_key, claims.asserted_on, claims.language,
      (SELECT kind FROM actors WHERE key = actor_key) AS actor_kind,
      (SELECT kind FROM actors WHERE key = asserted_by_key) AS asserted_by_kind,
      (SELECT sources.url FROM evidence_places JOIN sources ON sources.key = evidence_places.source_key
        WHERE record_key = stances.key AND sources.url IS NOT NULL LIMIT 1) AS url
    FROM stances JOIN claims ON claims.key = claim_key
    WHERE stances.status NOT IN ('rejected', 'retracted') AND claims.status NOT IN ('rejected', 'retracted') ORDER BY stances.key
    """
  static let quotes: SQL = """
    SELECT quotes.*, (SELECT url FROM sources WHERE sources.key = source_key) AS url
    FROM quotes WHERE status IN ('denied', 'misattributed')
    """

  static func ofStance(_ row: LinkedRow) -> JSONValue {
    .present([
      ("@type", "ClaimReview"), ("@id", row.name("key")), ("identifier", row.string("key")),
      ("claimReviewed", row.string("claim")),
      ("author", SchemaOrg.actor(row, "actor", row.text("actor_kind"))),
      ("datePublished", row.date("since")), ("url", row.string("url")),
      ("reviewRating", rating(row.string("position"))),
      (
        "itemReviewed",
        .present([
          ("@type", "Claim"), ("@id", row.name("claim_key")), ("text", row.string("claim")),
          ("inLanguage", row.language("language")),
          ("author", SchemaOrg.actor(row, "asserted_by", row.text("asserted_by_kind"))),
          ("dateCreated", row.date("asserted_on")),
        ])
      ),
      ("creativeWorkStatus", SchemaOrg.status(row)),
    ])
  }

  static func ofQuote(_ row: LinkedRow) -> JSONValue {
    let said = "\(row.text("speaker") ?? "Somebody"): \u{201C}\(row.text("text") ?? "")\u{201D}"
    return .present([
      ("@type", "ClaimReview"), ("@id", row.text("key").map { .string("urn:x-kb:\($0)#review") }),
      ("identifier", row.string("key")), ("claimReviewed", .string(said)), ("url", row.string("url")),
      ("reviewRating", rating(row.string("status"))),
      (
        "itemReviewed",
        .present([
          ("@type", "Claim"), ("@id", row.name("key")), ("text", .string(said)),
          ("inLanguage", row.language("language")), ("appearance", SchemaOrg.work(row)),
        ])
      ),
    ])
  }

  private static func rating(_ name: JSONValue?) -> JSONValue {
    .present([("@type", "Rating"), ("alternateName", name)])
  }
}
