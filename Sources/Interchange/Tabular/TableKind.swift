// What the rows of a table can be, and by which names of columns that is recognised.
import KnowledgeBase

/// What the rows of a table are: the name of the public view that they would stand in.
public enum TableKind: String, CaseIterable, Sendable {
  case quotes, claims, actors, sources, events, stances, mentions
}

/// A field that a column can fill.
struct TableField: Sendable {
  let name: String
  /// Other names that columns have for it, in small letters with underscores.
  let others: [String]

  init(_ name: String, _ others: String...) { (self.name, self.others) = (name, others) }
}

extension TableKind {
  /// One row, as people call it.
  var noun: String { String(rawValue.dropLast()) }

  /// The kind of record that a row makes; nil for mentions, which are no records of their own.
  var record: RecordKind? { RecordKind(rawValue: noun) }

  /// The fields, in the order of the view.
  var fields: [TableField] {
    switch self {
    case .quotes:
      [
        .key,
        TableField("speaker", "speaker_name", "author", "said_by", "spoken_by", "who", "person", "name"),
        TableField("speaker_key"),
        TableField("text", "quote", "quotation", "quote_text", "words", "statement", "utterance"),
        .language, TableField("said_on", "date", "said", "said_at", "date_said", "day", "when"),
        .kind, .status,
      ] + Self.place + Self.published + [
        TableField("attributed_as"), TableField("cue", "verb"), .topics, TableField("origin"),
        TableField("origin_key"), TableField("translation_of"),
      ]
    case .claims:
      [
        .key, TableField("text", "claim", "proposition", "statement"), .kind, .status,
        TableField("asserted_by", "author", "by", "who", "speaker", "claimant"),
        TableField("asserted_by_key"),
        TableField("asserted_on", "date", "when", "day"),
      ] + Self.place + [TableField("exact"), .topics, .language]
    case .actors:
      [
        .key, TableField("name", "actor", "full_name", "person", "label"), .kind,
        TableField("country", "country_code", "nationality"),
        TableField("description", "note", "notes", "about", "bio"),
        TableField("names", "alias", "aliases", "other_names", "also_known_as", "aka"), .language, .status,
      ]
    case .sources:
      [
        .key, TableField("title", "headline", "source"), .kind,
        TableField("publisher", "outlet", "newspaper", "publication", "site"), TableField("publisher_key"),
        TableField("authors", "author", "byline"),
        TableField("published_on", "date", "published", "published_at", "date_published", "publication_date"),
        TableField("accessed_on", "accessed", "retrieved", "date_accessed"),
        TableField("url", "link", "address", "href", "web_address"), .language, .topics,
        TableField("version_of"),
        .status,
      ]
    case .events:
      [
        .key, TableField("title", "event", "headline", "what"),
        TableField("began_on", "date", "start_date", "began", "when", "day"),
        TableField("ended_on", "end_date", "ended"), TableField("place", "location", "where", "city"),
        TableField("participants", "with", "actors", "who"), .topics,
        TableField("description", "note", "notes", "details"), .status,
      ] + Self.place + [TableField("exact")]
    case .stances:
      [
        TableField("actor", "who", "author", "name"), TableField("actor_key"),
        TableField("position", "stance"), TableField("claim", "on"), TableField("claim_key"),
        TableField("since", "from", "date"), TableField("until", "to"), TableField("evidence", "quote"), .key,
        .status,
      ] + Self.place + [TableField("exact")]
    case .mentions:
      [
        TableField("actor", "name", "entity"), TableField("actor_key"),
        TableField("source", "article", "document"),
        TableField("source_key"), TableField("start"), TableField("end"),
        TableField("surface", "text", "mention", "exact"), .status,
      ]
    }
  }

  private static let place = [
    TableField("source", "source_title", "article", "document", "printed_in"), TableField("source_key"),
    TableField("start"), TableField("end"), TableField("locator", "page", "paragraph", "pages"),
  ]
  /// What is said of a source that is not there yet.
  private static let published = [
    TableField("url", "link", "source_url", "href"),
    TableField("publisher", "outlet", "newspaper", "publication"),
    TableField("published_on", "published", "published_at", "date_published", "publication_date"),
  ]

  /// What a row cannot be without, one of each list.
  var required: [[String]] {
    switch self {
    case .quotes: [["text"]]
    case .claims: [["text"]]
    case .actors: [["name"]]
    case .sources: [["title", "url"]]
    case .events: [["title"]]
    case .stances: [["actor", "actor_key"], ["claim", "claim_key"], ["position"]]
    case .mentions: [["actor", "actor_key"], ["source", "source_key"], ["start"], ["end"]]
    }
  }

  /// The names of these fields, in the order of the view.
  public func columns(of fields: [String]) -> [String] {
    self.fields.map(\.name).filter { $0 != "key" && fields.contains($0) }
  }

  /// The field that a column's name means, and whether it is the field's own name.
  func field(ofColumn column: String) -> (name: String, isOwn: Bool)? {
    let name = Self.plain(column)
    if let field = fields.first(where: { $0.name == name }) { return (field.name, true) }
    return fields.first { $0.others.contains(name) }.map { ($0.name, false) }
  }

  /// A column's name in small letters, with an underscore for each space or hyphen.
  static func plain(_ column: String) -> String {
    let words = column.lowercased().unicodeScalars.split { scalar in
      !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "_")
  }
}

extension TableField {
  fileprivate static let key = TableField("key")
  fileprivate static let kind = TableField("kind", "type")
  fileprivate static let status = TableField("status")
  fileprivate static let language = TableField("language", "lang")
  fileprivate static let topics = TableField("topics", "topic", "tags", "tag", "subjects")
}
