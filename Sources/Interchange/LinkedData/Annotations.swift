// Web Annotation Data Model (W3C Recommendation, 23 February 2017): an annotation for each pinned passage.
import KnowledgeBase
import Storage

/// A collection with one page. Positions count code points of the archived text, from 0, ends excluded: the state of
/// each target names that text.
enum Annotations {
  static let passages: SQL = """
    SELECT passages.*, sources.url, sources.title, (
      SELECT json_group_array(DISTINCT appearances.quote_key) FROM appearances JOIN quotes ON quotes.key = appearances.quote_key
      WHERE appearances.source_key = passages.source_key AND appearances.start = passages.start
        AND appearances."end" = passages."end" AND quotes.status NOT IN ('rejected', 'retracted')) AS quotes
    FROM passages JOIN sources ON sources.key = passages.source_key
    WHERE sources.status NOT IN ('rejected', 'retracted')
    ORDER BY passages.source_key, passages.start, passages."end"
    """

  static func head(_ lookup: Lookup) throws -> String {
    let total =
      try lookup.connection.first(
        "SELECT count(*) FROM passages JOIN sources ON sources.key = source_key WHERE status NOT IN ('rejected', 'retracted')"
      ) { $0.integer(0) ?? 0 } ?? 0
    return """
      {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:x-kb:passages",
        "type": "AnnotationCollection",
        "total": \(total),
        "first": {"id": "urn:x-kb:passages:1", "type": "AnnotationPage", "startIndex": 0, "items": [
      """
  }

  static let foot = "\n  ]}\n}\n"

  static func annotation(_ row: LinkedRow) -> JSONValue {
    // (A list of keys, which hold no character that JSON escapes.)
    let quotes = (row.text("quotes") ?? "[]").split { "[]\",".contains($0) }
    return .present([
      ("id", row.name("key")),
      ("type", "Annotation"),
      ("motivation", quotes.isEmpty ? "highlighting" : "linking"),
      ("body", quotes.isEmpty ? nil : .array(quotes.map { .string("urn:x-kb:\($0)") })),
      (
        "target",
        .present([
          ("source", row.string("url") ?? row.name("source_key")),
          (
            "selector",
            .array([
              .present([
                ("type", "TextQuoteSelector"), ("exact", row.string("exact")),
                ("prefix", row.string("prefix")), ("suffix", row.string("suffix")),
              ]),
              .present([
                ("type", "TextPositionSelector"), ("start", row.integer("start")),
                ("end", row.integer("end")),
              ]),
            ])
          ),
          ("state", .present([("type", "TimeState"), ("cached", row.name("source_key"))])),
        ])
      ),
    ])
  }
}
