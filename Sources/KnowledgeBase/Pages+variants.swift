// How each outlet printed an utterance: the variants and translations of a quote, over all links.
import Storage

extension KnowledgeBase {
  /// The section of a quote's page that has one row for each place where another wording of it is printed.
  static func variants(of key: String) -> (title: String, view: String, condition: SQL, order: String) {
    let tied: SQL = """
      key IN (
        WITH RECURSIVE tied (id) AS (
          SELECT id FROM quote WHERE key = \(key)
          UNION SELECT variant.variant_of_id FROM tied JOIN variant ON variant.quote_id = tied.id
          UNION SELECT variant.quote_id FROM tied JOIN variant ON variant.variant_of_id = tied.id
          UNION SELECT quote.translation_of_id FROM tied JOIN quote ON quote.id = tied.id WHERE quote.translation_of_id IS NOT NULL
          UNION SELECT quote.id FROM tied JOIN quote ON quote.translation_of_id = tied.id)
        SELECT quote.key FROM tied JOIN quote ON quote.id = tied.id)
      AND key <> \(key) AND status NOT IN ('rejected', 'retracted')
      """
    return ("Variants", printings, tied, "earliest IS NULL, earliest, key, source_key, start")
  }

  /// A quote's words with each place where they are printed; a quote that is printed nowhere has one row.
  private static let printings = """
    (SELECT quote.key AS key, quote.text AS text, quote.language AS language, quote.status AS status,
      quote.said_on AS said_on, ifnull(source.title, source.key) AS source, source.key AS source_key, publisher.name AS publisher,
      source.published_on AS published_on, ifnull(source.earliest, quote.earliest) AS earliest, passage.start AS start,
      passage."end" AS "end", appearance.locator AS locator
    FROM quote LEFT JOIN appearance ON appearance.quote_id = quote.id LEFT JOIN source ON source.id = appearance.source_id
    LEFT JOIN actor AS publisher ON publisher.id = source.publisher_id LEFT JOIN passage ON passage.id = appearance.passage_id) AS printings
    """
}
