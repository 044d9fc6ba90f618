// What each table looks like to two files that are compared: its columns, and what makes a row one.

/// A table whose rows are exchanged.
struct Shape: Sendable {
  let table: String
  /// The columns that people decide on: those that the history keeps.
  let columns: [String]
  /// The table that a column names a row of, by the column's place.
  let references: [Int: String]
  /// The places of the columns that make a row one of its kind: those of the table's unique index.
  let identity: [Int]
  /// The column that names the record that a row belongs to.
  let owner: Int?
  /// Columns that say how a row came to be: where both differ, the lesser value is kept without asking.
  let circumstances: Set<Int>
  /// Whether rows never change once they are there.
  let isFixed: Bool

  var isKeyed: Bool { columns[0] == "key" && table != "merged" }
  /// Whether other rows name rows of this table, so that they go last where they are deleted.
  var isNamed: Bool { Shape.all.contains { $0.references.values.contains(table) } }

  func place(of column: String) -> Int? { columns.firstIndex(of: column) }

  /// - Parameters:
  ///   - columns: with `>table` behind a column that names a row of it.
  ///   - one: the columns that make a row one; all where it is empty.
  private init(
    _ table: String, _ columns: String, one: String = "", of owner: String? = nil, circumstances: String = "",
    isFixed: Bool = false
  ) {
    let parts = columns.split(separator: " ").map { $0.split(separator: ">").map(String.init) }
    let names = parts.map { $0[0] }
    func places(_ list: String) -> [Int] {
      list.split(separator: " ").map { names.firstIndex(of: String($0))! }
    }
    self.table = table
    self.columns = names
    references = Dictionary(
      uniqueKeysWithValues: parts.indices.compactMap { at in parts[at].count > 1 ? (at, parts[at][1]) : nil })
    identity = one.isEmpty ? Array(names.indices) : places(one)
    self.owner = owner.map { names.firstIndex(of: $0)! }
    self.circumstances = Set(places(circumstances))
    self.isFixed = isFixed
  }

  /// All tables, those that are named before those that name them.
  static let all = [
    Shape("topic", "key label parent_id>topic", one: "key"),
    Shape("actor", "key name language kind country description status", one: "key"),
    Shape("name", "actor_id>actor text language kind since until", of: "actor_id"),
    Shape("role", "person_id>actor organisation_id>actor title since until", of: "person_id"),
    Shape(
      "source",
      "key kind title authors publisher_id>actor published_on accessed_on url language version_of_id>source status sha256 text",
      one: "key"),
    Shape("passage", "source_id>source start end exact", one: "source_id start end", of: "source_id"),
    Shape(
      "mention", "actor_id>actor source_id>source start end surface status",
      one: "source_id start end actor_id",
      of: "source_id"),
    Shape("event", "key title description began_on ended_on place status", one: "key"),
    Shape("participant", "event_id>event actor_id>actor part", of: "event_id"),
    Shape(
      "quote",
      "key speaker_id>actor text language said_on kind origin_id>source translation_of_id>quote status",
      one: "key"),
    Shape(
      "appearance", "quote_id>quote source_id>source passage_id>passage locator attributed_as cue",
      one: "quote_id source_id passage_id locator", of: "quote_id"),
    Shape("claim", "key text language kind asserted_by_id>actor asserted_on status", one: "key"),
    Shape("relation", "key from_id>claim relation to_id>claim status", one: "key"),
    Shape("stance", "key actor_id>actor claim_id>claim position since until status", one: "key"),
    Shape(
      "evidence",
      "claim_id>claim stance_id>stance event_id>event quote_id>quote source_id>source passage_id>passage locator"
    ),
    Shape(
      "tag", "topic_id>topic quote_id>quote claim_id>claim source_id>source event_id>event", of: "topic_id"),
    Shape(
      "document", "source_id>source address format encoding text_sha256 read_at", one: "source_id",
      of: "source_id", circumstances: "address read_at"),
    Shape("extraction", "source_id>source extractor at", of: "source_id", circumstances: "at"),
    Shape(
      "proposal",
      "extraction_id>extraction quote_id>quote kind spans cue attributed_as via speaker_id>actor candidates confidence rule",
      one: "extraction_id quote_id kind spans rule", of: "quote_id", isFixed: true),
    Shape(
      "decision", "quote_id>quote author at verdict speaker_id>actor start end why is_blind",
      one: "quote_id author is_blind", of: "quote_id", circumstances: "at"),
    Shape("merged", "key into_key", one: "key"),
    Shape("distinct_pair", "first_key second_key"),
    Shape("variant", "quote_id>quote variant_of_id>quote", one: "quote_id", of: "quote_id"),
  ]

  static let named: [String: Shape] = Dictionary(uniqueKeysWithValues: all.map { ($0.table, $0) })
}
