// kb import of ClaimReview: the claim, who made it, the verdict, and the review that shows it.
import Foundation
import Scratch
import Testing

@Suite struct ClaimReviewImportTests: OnSeeds {
  let scratch = Scratch()

  init() { scratch.seeded() }

  private static let one = """
    {"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://check.example/1", "claimReviewed": "The ferry sank twice.",
     "name": "Did the ferry sink twice?", "datePublished": "2024-05-04T09:00:00+02:00", "inLanguage": "en",
     "author": {"@type": "Organization", "name": "Fjord Check"},
     "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ole Moen"}, "datePublished": "2024-05-01",
       "appearance": ["https://example.org/ole-2"], "firstAppearance": {"@type": "NewsArticle", "url": "https://example.org/ole", "headline": "Ole speaks"}},
     "reviewRating": {"@type": "Rating", "ratingValue": "1", "worstRating": 1, "bestRating": 5, "alternateName": "False"}}
    """
  private static let two = """
    {"@context": "https://schema.org", "@type": ["ClaimReview"], "url": "https://check.example/2", "claimReviewed": "Khamenei said it.",
     "author": [{"name": "Fjord Check"}, {"name": "Another"}], "datePublished": "soon", "itemReviewed": {"author": {"name": "Khamenei"}}, "reviewRating": {"alternateName": "Half true"}}
    """

  @Test(arguments: ["list", "graph", "lines", "page", "feed"])
  func reviewsInEveryWrapping(form: String) {
    let page =
      "<!DOCTYPE html>\n<html><head><title>x</title>\n<script>var a = \"<p>\";</script>\n<script type='application/ld+json'>\n"
    let text =
      switch form {
      case "list": "[\(Self.one), \(Self.two)]"
      case "graph":
        "{\"@context\": \"https://schema.org\", \"@graph\": [{\"@type\": \"WebPage\"}, \(Self.one), \(Self.two)]}"
      case "lines": (Self.one + "\n" + Self.two).replacing("\n ", with: " ") + "\n"
      case "feed":
        "{\"@context\": \"http://schema.org\", \"@type\": \"DataFeed\", \"dataFeedElement\": [{\"item\": [\(Self.one)]}, {\"item\": [\(Self.two)]}]}"
      default:
        page + Self.one + "</script><p>Text</p>\n<SCRIPT TYPE=\"application/ld+json\">[" + Self.two
          + "]</SCRIPT></head></html>"
      }
    let result = kb("import", "-", input: text)
    #expect(result.status == 0 && result.errors.contains("standard input: ClaimReview\n"), "\(result.errors)")
    #expect(
      result.errors.contains("2 rows; added 2 actors") && result.errors.contains("4 claims"),
      "\(result.errors)")
    #expect(result.errors.contains("left out further people: author of the review (1)"))
    #expect(result.errors.contains("left out dates that are none: 'soon' (1)"))
    if form == "graph" { #expect(result.errors.contains("left out items: WebPage (1)")) }
    #expect(
      sql("SELECT kind, asserted_by, asserted_on, language FROM claims WHERE text = 'The ferry sank twice.'")
        == "assertion|Ole Moen|2024-05-01|en\n")
    #expect(
      sql(
        "SELECT from_text, relation, asserted_by, asserted_on FROM relations JOIN claims ON claims.key = from_key WHERE to_text = 'The ferry sank twice.'"
      )
        == "“The ferry sank twice.” is rated “False” (1 on a scale from 1 to 5).|attacks|Fjord Check|2024-05-04\n"
    )
    #expect(
      sql(
        "SELECT relation FROM relations JOIN claims ON claims.key = to_key WHERE to_text = 'Khamenei said it.' AND asserted_by_key = 'khamenei'"
      )
        == "answers\n")
    #expect(
      sql(
        "SELECT claim.text, source.url, source.title FROM evidence JOIN claim ON claim.id = claim_id JOIN source ON source.id = source_id WHERE source.url LIKE '%example/1' OR source.url LIKE '%ole%' ORDER BY source.url"
      )
        == "“The ferry sank twice.” is rated “False” (1 on a scale from 1 to 5).|https://check.example/1|Did the ferry sink twice?\nThe ferry sank twice.|https://example.org/ole|Ole speaks\nThe ferry sank twice.|https://example.org/ole-2|\n"
    )
    #expect(
      sql("SELECT publisher, published_on, status FROM sources WHERE url = 'https://check.example/1'")
        == "Fjord Check|2024-05-04|proposed\n")
    expectNothingNew("-", input: text)
  }

  @Test func ourOwnClaimsComeBack() {
    #expect(kb("export", "claims", "--format", "jsonld", "-o", "claims.jsonld").status == 0)
    expectNothingNew("claims.jsonld")
  }

  @Test func reviewsThatAreHostile() {
    let text = #"""
      {"@type": "ClaimReview", "claimReviewed": ""}
      {"@type": "ClaimReview", "claimReviewed": "Numbers only", "reviewRating": {"ratingValue": 5, "bestRating": 5, "worstRating": 1}, "author": "Fjord Check"}
      {"@type": "ClaimReview", "claimReviewed": "No rating", "author": [], "itemReviewed": [], "reviewRating": []}
      {"@type": "ClaimReview", "claimReviewed": "Inverted", "reviewRating": {"ratingValue": "1e99", "bestRating": 1, "worstRating": 5, "alternateName": ["Fake"]}}
      {"@type": "ClaimReview", "claimReviewed": "Lone \udc00"}
      """#
    let refused = kb("import", "-", input: text)
    #expect(
      refused.status == 1 && refused.errors.contains("line 1: a review says what it reviews (claimReviewed)"),
      "\(refused.errors)")
    let aside = kb("import", "-", "--skip-bad", "bad.csv", input: text)
    #expect(aside.status == 0 && aside.errors.contains("2 rows not taken"), "\(aside.errors)")
    #expect(aside.errors.contains("left out reviews: without a rating (1)"))
    #expect(
      sql(
        "SELECT to_text, relation FROM relations WHERE to_text IN ('Numbers only', 'Inverted') ORDER BY to_text"
      )
        == "Inverted|attacks\nNumbers only|supports\n")
  }

  @Test func membersWithoutAPlaceAreCounted() {
    let review = """
      {"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "The quay is gone.", "keywords": "quay", "reviewBody": "Long.",
       "author": {"@type": "Organization", "name": "Fjord Check"}, "itemReviewed": {"@type": "Claim", "headline": "Gone!"},
       "reviewRating": {"alternateName": "False", "ratingExplanation": "It stands."}}
      """
    let result = kb("import", "-", input: review)
    #expect(result.status == 0, "\(result.errors)")
    for name in [
      "keywords (1)", "reviewBody (1)", "itemReviewed.headline (1)", "reviewRating.ratingExplanation (1)",
    ] {
      #expect(result.errors.contains(name), "\(name): \(result.errors)")
    }
  }
}
