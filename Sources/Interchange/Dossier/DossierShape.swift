// What a dossier may say: its sections, their fields, and the columns that these fill.
import KnowledgeBase

/// One kind of mapping in a dossier.
struct DossierShape: Sendable {
  /// The table that it fills, and what people call one of it.
  let table: String
  /// Field and column; most have one name.
  let fields: [Field]
  /// Lists of mappings of another kind.
  var lists: [String: DossierShape] = [:]
  /// Whether it carries a list of topic keys.
  var hasTopics = false
  /// What a new record cannot be without.
  var required: [String] = []

  struct Field: Sendable {
    let name: String
    let column: String
    let type: FieldType

    init(_ name: String, _ type: FieldType = .text, column: String? = nil) {
      (self.name, self.column, self.type) = (name, column ?? name, type)
    }
  }

  enum FieldType: Sendable {
    case text, date, number
    case oneOf([String])
    /// The key of a record in this table.
    case reference(String)
    /// The name of the other claim, under the relation's own name: `requires: KEY`.
    case relation
  }

  var names: [String] { fields.map(\.name) + lists.keys.sorted() + (hasTopics ? ["topics"] : []) }
}

extension DossierShape {
  static let statuses = FieldType.oneOf(StatusFilter.ofRecords)
  static let relations = ["supports", "attacks", "requires", "hinders", "answers", "exemplifies"]

  /// The sections of a dossier, in the order in which they are written.
  static let sections: [(name: String, shape: DossierShape)] = [
    ("topics", topic), ("actors", actor), ("sources", source), ("events", event), ("claims", claim),
    ("quotes", quote),
    ("stances", stance),
  ]

  static let topic = DossierShape(
    table: "topic", fields: [Field("label"), Field("parent", .reference("topic"), column: "parent_id")],
    required: ["label"])

  static let actor = DossierShape(
    table: "actor",
    fields: [
      Field("name"), Field("language"),
      Field(
        "kind",
        .oneOf(Actor.kinds)),
      Field("country"), Field("description"), Field("status", statuses),
    ],
    lists: ["names": name, "roles": role], required: ["name", "kind"])

  static let name = DossierShape(
    table: "name",
    fields: [
      Field("text"), Field("language"),
      Field("kind", .oneOf(["alias", "abbreviation", "transliteration", "metonym", "demonym", "title"])),
      Field("since", .date),
      Field("until", .date),
    ], required: ["text"])

  static let role = DossierShape(
    table: "role",
    fields: [
      Field("title"), Field("organisation", .reference("actor"), column: "organisation_id"),
      Field("since", .date),
      Field("until", .date),
    ], required: ["title"])

  static let source = DossierShape(
    table: "source",
    fields: [
      Field(
        "kind",
        .oneOf(Source.kinds)),
      Field("title"), Field("authors"), Field("publisher", .reference("actor"), column: "publisher_id"),
      Field("published_on", .date), Field("accessed_on", .date), Field("url"), Field("language"),
      Field("version_of", .reference("source"), column: "version_of_id"), Field("status", statuses),
      Field("sha256"), Field("text"),
    ], lists: ["mentions": mention], hasTopics: true, required: ["kind"])

  static let mention = DossierShape(
    table: "mention",
    fields: [
      Field("actor", .reference("actor"), column: "actor_id"), Field("start", .number), Field("end", .number),
      Field("surface"),
      Field("status", statuses),
    ], required: ["actor"])

  static let event = DossierShape(
    table: "event",
    fields: [
      Field("title"), Field("description"), Field("began_on", .date), Field("ended_on", .date),
      Field("place"),
      Field("status", statuses),
    ], lists: ["participants": participant, "evidence": evidence], hasTopics: true, required: ["title"])

  static let participant = DossierShape(
    table: "participant", fields: [Field("actor", .reference("actor"), column: "actor_id"), Field("part")],
    required: ["actor"])

  static let claim = DossierShape(
    table: "claim",
    fields: [
      Field("text"),
      Field(
        "kind",
        .oneOf(Claim.kinds)),
      Field("asserted_by", .reference("actor"), column: "asserted_by_id"), Field("asserted_on", .date),
      Field("language"),
      Field("status", statuses),
    ], lists: ["evidence": evidence, "relations": relation], hasTopics: true, required: ["text"])

  static let relation = DossierShape(
    table: "relation",
    fields: relations.map { Field($0, .relation) } + [Field("key"), Field("status", statuses)])

  static let quote = DossierShape(
    table: "quote",
    fields: [
      Field("speaker", .reference("actor"), column: "speaker_id"), Field("text"), Field("language"),
      Field("said_on", .date),
      Field("kind", .oneOf(Quote.kinds)),
      Field("origin", .reference("source"), column: "origin_id"),
      Field("translation_of", .reference("quote"), column: "translation_of_id"),
      Field("status", .oneOf(StatusFilter.ofQuotes)),
    ], lists: ["appearances": appearance], hasTopics: true, required: ["text"])

  private static let place = [
    Field("source", .reference("source"), column: "source_id"), Field("locator"), Field("start", .number),
    Field("end", .number),
    Field("exact"),
  ]

  static let appearance = DossierShape(
    table: "appearance", fields: place + [Field("attributed_as"), Field("cue")], required: ["source"])

  static let evidence = DossierShape(
    table: "evidence", fields: place + [Field("quote", .reference("quote"), column: "quote_id")])

  static let stance = DossierShape(
    table: "stance",
    fields: [
      Field("actor", .reference("actor"), column: "actor_id"),
      Field("claim", .reference("claim"), column: "claim_id"),
      Field("position", .oneOf(Stance.positions)), Field("since", .date),
      Field("until", .date),
      Field("status", statuses),
    ], lists: ["evidence": evidence], required: ["actor", "claim", "position"])
}
