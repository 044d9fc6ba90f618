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
    _ = try read { try $0.write(view.name, as: format, options: options, to: output, progress: progress) }
  }

  /// Writes the rows of one view, or those quotes that a question asks for, in its order.
  ///
  /// - Parameters:
  ///   - selection: of one view.
  ///   - progress: is told now and then how many rows have been written.
  /// - Throws: ``Failure`` as ``export(view:as:options:to:progress:)`` does, and where a filter names what is not
  ///   there.
  public func export(
    _ selection: ExportSelection, as format: RowFormat, options: RowOptions = RowOptions(), to output: Output,
    progress: (Int) -> Void = { _ in }
  ) throws {
    guard let query = selection.quotes else {
      guard let view = selection.view else { throw Failure(.invalid, "all views go into a folder") }
      return try export(view: view, as: format, options: options, to: output, progress: progress)
    }
    _ = try read {
      try $0.write("quotes", matching: query, as: format, options: options, to: output, progress: progress)
    }
  }

  /// How many quotes a selection leaves out only because they carry no date; and how its names were understood,
  /// where that could surprise.
  public func remarks(on selection: ExportSelection) throws -> (undated: Int, notes: [String]) {
    guard let query = selection.quotes else { return (0, []) }
    return try read { lookup in
      let count = try query.statement(lookup).undatedCount
      return (try count.flatMap { try lookup.connection.first($0) { $0.integer(0) ?? 0 } } ?? 0, lookup.notes)
    }
  }
}

extension Lookup {
  /// Writes all rows of a view, or those quotes that a question asks for, and tells how many.
  func write(
    _ view: String, matching query: QuoteQuery? = nil, as format: RowFormat, options: RowOptions,
    to output: Output, progress: (Int) -> Void
  ) throws -> Int {
    let writer = format.writer(to: output, options)
    var count = 0
    let all: SQL = "SELECT * FROM \(raw: view)\(raw: Self.order(of: view))"
    let rows = try query?.statement(self).sql ?? (view == View.texts.name ? View.textsQuery : all)
    try connection.rows(rows, columns: writer.begin) { row in
      try writer.write(row)
      count += 1
      if count & 0xFFFF == 0 { progress(count) }
      return true
    }
    try writer.end()
    return count
  }

  private static func order(of view: String) -> String {
    let keys = [
      "appearances": "quote_key, source_key, start, \"end\", locator",
      "relations": "from_key, relation, to_key",
      "stances": "key", "names": "actor_key, kind <> 'primary', kind, language, name, since, until",
      "roles": "person_key, earliest, title, organisation_key, since, until",
      "passages": "source_key, start, \"end\"",
      "mentions": "source_key, start, \"end\", actor_key",
      "evidence_places": "record_key, quote_key, source_key, start, \"end\", locator",
      "participants": "event_key, actor_key, part", "merges": "key", "distinctions": "first_key, second_key",
      "variants": "quote_key", "decisions": "key, author, blind", "proposals": "key, extracted_at, spans",
    ]
    return keys[view].map { " ORDER BY \($0)" } ?? ""
  }
}
