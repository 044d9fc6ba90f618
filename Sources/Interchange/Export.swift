// A whole view, streamed, in a fixed order.
import KnowledgeBase
import Storage

extension KnowledgeBase {
  /// Writes the answer to a question as rows.
  package func write(
    _ query: some Query, as format: RowFormat, options: RowOptions, to output: Output
  ) throws -> Answer {
    let writer = format.writer(to: output, options)
    let answer = try answer(query, columns: writer.begin) { row, _ in try writer.write(row) }
    try writer.end()
    return answer
  }

  /// Writes all rows of a public view, whatever their status.
  ///
  /// Records come in the order in which they were added; rows that tie records together (names, roles,
  /// appearances, relations, stances, mentions, evidence, participants, passages) by the keys that they tie.
  ///
  /// - Parameter progress: is told now and then how many rows have been written.
  /// - Throws: ``Failure`` where there is no such view, or `output` cannot be written.
  public func export(
    view name: String, as format: RowFormat, options: RowOptions = RowOptions(), to output: Output,
    progress: (Int) -> Void = { _ in }
  ) throws {
    let view = try view(name)
    guard view.isPublic else {
      throw Failure(.invalid, "\(name) is a table, not a view; kb schema lists the views")
    }
    let writer = format.writer(to: output, options)
    var count = 0
    try read { lookup in
      try lookup.connection.rows(
        "SELECT * FROM \(raw: view.name)\(raw: Self.order(of: view.name))", columns: writer.begin
      ) { row in
        try writer.write(row)
        count += 1
        if count & 0xFFFF == 0 { progress(count) }
        return true
      }
    }
    try writer.end()
  }

  private static func order(of view: String) -> String {
    let keys = [
      "appearances": "quote_key, source_key, start, locator", "relations": "from_key, relation, to_key",
      "stances": "key", "names": "actor_key, kind <> 'primary', kind, language, name, since",
      "roles": "person_key, earliest, title, organisation_key", "passages": "source_key, start, \"end\"",
      "mentions": "source_key, start, \"end\", actor_key",
      "evidence_places": "record_key, quote_key, source_key, start, locator",
      "participants": "event_key, actor_key, part",
    ]
    return keys[view].map { " ORDER BY \($0)" } ?? ""
  }
}
