// The tables whose rows the history keeps.
import Storage

/// A table of records, and those of its columns that people decide on.
struct RecordTable: Sendable {
  let name: String
  /// As SQL names them, without `id` and what is filled from other columns.
  let columns: [String]
  /// Those of them that a search index holds: changing one is dear.
  let searched: [String]

  /// Filled by triggers from other columns.
  private static let filled: Set = ["id", "earliest", "latest", "words", "prefix", "suffix"]
  private static let indexed = [
    "quote": ["text"], "claim": ["text"], "name": ["text"], "source": ["title", "text"],
    "event": ["title", "description"],
  ]

  /// All of them, in the order in which they can be filled.
  static func all(_ connection: Connection) throws -> [RecordTable] {
    try KnowledgeBase.tables.map { table in
      let columns = try connection.all("SELECT name FROM pragma_table_info(\(table)) ORDER BY cid") {
        $0.text(0) ?? ""
      }
      return RecordTable(
        name: table, columns: columns.filter { !filled.contains($0) }, searched: indexed[table] ?? [])
    }
  }

  /// `"a", "b"`, each behind a prefix such as `old.`.
  static func list(_ columns: [String], _ prefix: String = "") -> String {
    columns.map { "\(prefix)\"\($0)\"" }.joined(separator: ", ")
  }

  /// What hangs on a record and is no record itself: the columns that say on which, of which one is filled.
  static let owners = [
    "name": ["actor_id"], "role": ["person_id"], "document": ["source_id"], "appearance": ["quote_id"],
    "participant": ["event_id"], "decision": ["quote_id"], "variant": ["quote_id"],
    "evidence": ["claim_id", "stance_id", "event_id"],
    "tag": ["quote_id", "claim_id", "source_id", "event_id"],
  ]
}
