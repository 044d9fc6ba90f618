// The archived texts as a table of their own: what an export holds besides the views, so that pins keep their ground.
import Storage

extension View {
  /// One row for each source whose text is kept. No view of the file: texts are long, and lookups do not need them.
  package static let texts = View(
    name: "texts", isPublic: false,
    description:
      "One row for each source whose text is kept here. Passages and mentions count from its start.",
    columns: [
      Column(name: "source_key", description: "the source"),
      Column(name: "text", description: "the archived text"),
      Column(name: "address", description: "its URL where it says one, else the path it was read from"),
      Column(name: "format", description: "of the file: text, markdown, html or pdf"),
      Column(name: "encoding", description: "in which the bytes of the file were"),
      Column(name: "text_sha256", description: "SHA-256 of the archived text in UTF-8"),
      Column(name: "read_at", description: "when the file was read, UTC, ISO 8601"),
    ])

  /// The rows of ``texts``, in the order in which their sources were added.
  package static let textsQuery: SQL = """
    SELECT source.key AS source_key, source.text, document.address, document.format, document.encoding,
      document.text_sha256, document.read_at
    FROM source LEFT JOIN document ON document.source_id = source.id
    WHERE source.text IS NOT NULL ORDER BY source.id
    """
}
