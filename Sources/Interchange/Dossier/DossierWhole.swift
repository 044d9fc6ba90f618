// A dossier that is all there is of a record: what it does not say is taken away.
import KnowledgeBase
import Storage

extension DossierImport {
  /// What is never in the text of a whole record, and stays: a text and its hash, where actors are named in it.
  static let leftOut: Set<String> = ["text", "sha256", "mentions"]

  /// The fields that a mapping does not say, as they are where nothing is said.
  func cleared(_ item: DossierItem) throws -> [Column] {
    let table = item.shape.table
    return try item.shape.fields.compactMap { field in
      guard item.fields[field.name] == nil, !["key", "start", "end", "exact"].contains(field.name) else {
        return nil
      }
      if table == "source", Self.leftOut.contains(field.name) { return nil }
      if case .relation = field.type { return nil }
      if item.shape.required.contains(field.name) {
        throw reader.failure(item.line, "\(article(table)) needs '\(field.name)'")
      }
      return (field.column, Self.usual(field.name, of: table), field.name, item.line)
    }
  }

  private static func usual(_ field: String, of table: String) -> Value {
    switch (field, table) {
    case ("status", _): .text("accepted")
    case ("language", "claim"): .text("en")
    case ("language", _): .text("und")
    case ("kind", "quote"): .text("direct")
    case ("kind", "claim"): .text("assertion")
    case ("kind", "name"): .text("alias")
    default: .null
    }
  }

  /// Deletes what hangs on a record and is not in its text: names, roles, places, evidence, relations, topics.
  func takeAway(from record: DossierItem, id: Int64) throws {
    let table = record.shape.table
    for list in DossierWriter.lists[table] ?? [] where !Self.leftOut.contains(list.name) {
      guard let shape = record.shape.lists[list.name] else { continue }
      let rows = try connection.all(
        "SELECT id FROM \(raw: shape.table) WHERE \(raw: list.owner) = \(id)\(raw: shape.table == "name" ? " AND kind <> 'primary'" : list.condition)"
      ) { $0.int64(0) }
      for row in rows where written[shape.table]?.contains(row) != true {
        try connection.execute("DELETE FROM \(raw: shape.table) WHERE id = \(row)")
      }
    }
    guard record.shape.hasTopics else { return }
    try connection.execute(
      """
      DELETE FROM tag WHERE \(raw: table)_id = \(id)
      AND topic_id NOT IN (SELECT id FROM topic WHERE key IN (\(list: record.topics.map(\.key))))
      """)
  }
}
