// Which tables name which: read from the schema, so that what is new there is known here.
import Storage

/// A column that holds the id of a row of another table.
struct Reference: Hashable, Sendable {
  let table: String
  let column: String
  let target: String
}

extension Connection {
  /// All references between the tables of records.
  func references() throws -> [Reference] {
    try KnowledgeBase.tables.flatMap { table in
      try all("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(\(table)) ORDER BY id") {
        Reference(table: table, column: $0.text(0) ?? "", target: $0.text(1) ?? "")
      }
    }
  }
}
