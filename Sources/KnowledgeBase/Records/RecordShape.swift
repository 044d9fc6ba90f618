// What records may say: their fields and the columns that these fill. Dossiers and single edits read it here.

/// The fields of one kind of record, or of what hangs on one; in a dossier, one kind of mapping.
package struct RecordShape: Sendable {
  /// The table that it fills, and what people call one of it.
  package let table: String
  /// Field and column; most have one name.
  package let fields: [Field]
  /// Lists of mappings of another kind.
  package var lists: [String: RecordShape] = [:]
  /// Whether it carries a list of topic keys.
  package var hasTopics = false
  /// What a new record cannot be without.
  package var required: [String] = []

  package struct Field: Sendable {
    package let name: String
    package let column: String
    package let type: FieldType

    init(_ name: String, _ type: FieldType = .text, column: String? = nil) {
      (self.name, self.column, self.type) = (name, column ?? name, type)
    }
  }

  package enum FieldType: Sendable {
    case text, date, number
    case oneOf([String])
    /// The key of a record in this table.
    case reference(String)
    /// The name of the other claim, under the relation's own name: `requires: KEY`.
    case relation
  }

  package var names: [String] { fields.map(\.name) + lists.keys.sorted() + (hasTopics ? ["topics"] : []) }
}

extension RecordShape {
  static let statuses = FieldType.oneOf(StatusFilter.ofRecords)
  package static let relations = ["supports", "attacks", "requires", "hinders", "answers", "exemplifies"]

  /// The sections of a dossier, in the order in which they are written.
  package static let sections: [(name: String, shape: RecordShape)] = [
    ("topics", topic), ("actors", actor), ("sources", source), ("events", event), ("claims", claim),
    ("quotes", quote),
    ("stances", stance),
  ]

  static let topic = RecordShape(
    table: "topic", fields: [Field("label"), Field("parent", .reference("topic"), column: "parent_id")],
    required: ["label"])

  static let actor = RecordShape(
    table: "actor",
    fields: [
      Field("name"), Field("language"),
      Field(
        "kind",
        .oneOf(Actor.kinds)),
      Field("country"), Field("description"), Field("status", statuses),
    ],
    lists: ["names": name, "roles": role], required: ["name", "kind"])

  static let name = RecordShape(
    table: "name",
    fields: [
      Field("text"), Field("language"),
      // (The primary name is the actor's own; among these it says only since when and until when it is theirs.)
      Field(
        "kind",
        .oneOf(["alias", "primary", "abbreviation", "transliteration", "metonym", "demonym", "title"])),
      Field("since", .date),
      Field("until", .date),
    ], required: ["text"])

  static let role = RecordShape(
    table: "role",
    fields: [
      Field("title"), Field("organisation", .reference("actor"), column: "organisation_id"),
      Field("since", .date),
      Field("until", .date),
    ], required: ["title"])

  static let source = RecordShape(
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

  static let mention = RecordShape(
    table: "mention",
    fields: [
      Field("actor", .reference("actor"), column: "actor_id"), Field("start", .number), Field("end", .number),
      Field("surface"),
      Field("status", statuses),
    ], required: ["actor"])

  static let event = RecordShape(
    table: "event",
    fields: [
      Field("title"), Field("description"), Field("began_on", .date), Field("ended_on", .date),
      Field("place"),
      Field("status", statuses),
    ], lists: ["participants": participant, "evidence": evidence], hasTopics: true, required: ["title"])

  static let participant = RecordShape(
    table: "participant", fields: [Field("actor", .reference("actor"), column: "actor_id"), Field("part")],
    required: ["actor"])

  static let claim = RecordShape(
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

  static let relation = RecordShape(
    table: "relation",
    fields: relations.map { Field($0, .relation) } + [Field("key"), Field("status", statuses)])

  /// A relation as a record by itself; in a dossier it hangs on the claim that bears (``relation``).
  static let relationOfClaims = RecordShape(
    table: "relation",
    fields: [
      Field("from", .reference("claim"), column: "from_id"), Field("relation", .oneOf(relations)),
      Field("to", .reference("claim"), column: "to_id"), Field("status", statuses),
    ], required: ["from", "relation", "to"])

  static let quote = RecordShape(
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

  static let appearance = RecordShape(
    table: "appearance", fields: place + [Field("attributed_as"), Field("cue")], required: ["source"])

  static let evidence = RecordShape(
    table: "evidence", fields: place + [Field("quote", .reference("quote"), column: "quote_id")])

  static let stance = RecordShape(
    table: "stance",
    fields: [
      Field("actor", .reference("actor"), column: "actor_id"),
      Field("claim", .reference("claim"), column: "claim_id"),
      Field("position", .oneOf(Stance.positions)), Field("since", .date),
      Field("until", .date),
      Field("status", statuses),
    ], lists: ["evidence": evidence], required: ["actor", "claim", "position"])
}

/// "an actor", "a quote".
package func article(_ noun: String) -> String {
  ("aeiou".contains(noun.first ?? "x") ? "an " : "a ") + noun
}
