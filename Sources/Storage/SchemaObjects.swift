// What a file is made of, beside what it should be made of.
import GRDB

/// A table, view, index or trigger, as SQLite's `sqlite_schema` has it.
package struct SchemaObject: Sendable, Hashable {
  /// `table`, `view`, `index` or `trigger`.
  package let type: String
  package let name: String
  /// The table that an index or a trigger belongs to; its own name otherwise.
  package let table: String
  /// The statement that makes it.
  package let sql: String

  /// Whether it is a full-text index.
  package var isSearchIndex: Bool { sql.hasPrefix("CREATE VIRTUAL TABLE") }
}

extension SchemaText {
  /// What a file of one step of `Schema/` is made of, in the order in which it is made: without what SQLite adds
  /// by itself, such as the tables beneath a full-text index.
  package static func objects(ofStep step: Int) throws -> [SchemaObject] {
    try Failure.translating(path: "the schema of kb") {
      let queue = try DatabaseQueue()
      return try queue.write { db in
        try DatabaseFile.migrate(db, from: 0, to: step)
        return try Connection(db: db, path: "the schema of kb").schemaObjects()
      }
    }
  }
}

extension Connection {
  /// What this file is made of, in the order in which it was made: without what SQLite adds by itself.
  package func schemaObjects() throws -> [SchemaObject] {
    let all = try all(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY rowid"
    ) {
      SchemaObject(
        type: $0.text(0) ?? "", name: $0.text(1) ?? "", table: $0.text(2) ?? "", sql: $0.text(3) ?? "")
    }
    let beneath = all.filter(\.isSearchIndex).flatMap { index in
      ["data", "idx", "content", "docsize", "config"].map { "\(index.name)_\($0)" }
    }
    return all.filter { $0.type != "table" || !beneath.contains($0.name) }
  }
}
