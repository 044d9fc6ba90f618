// Places in sources that were one for a while: what is pinned follows the source that it is cited from.
import Storage

extension Unmerge {
  /// Gives a row that was added since the merge to the record that is taken out; a place with its passage.
  func give(_ row: RowID, _ column: String) throws {
    guard kind == "source", case .integer(let passage)? = try history.present(row)?["passage_id"] else {
      try connection.execute(
        "UPDATE \(raw: row.table) SET \"\(raw: column)\" = \(other.id) WHERE id = \(row.id)")
      return
    }
    let there = try self.passage(like: passage, in: other.id)
    try connection.execute(
      "UPDATE \(raw: row.table) SET source_id = \(other.id), passage_id = \(there) WHERE id = \(row.id)")
  }

  /// Places that share a passage with one that went get a passage in their own source, and passages that were made
  /// since the merge and that nothing names any more go.
  func mendPlaces() throws {
    for table in ["appearance", "evidence"] {
      let apart = try connection.all(
        """
        SELECT place.id, place.passage_id, place.source_id FROM passage
        JOIN \(raw: table) AS place ON place.passage_id = passage.id
        WHERE passage.source_id = \(other.id) AND place.source_id <> \(other.id)
        """
      ) { (id: $0.int64(0), passage: $0.int64(1), source: $0.int64(2)) }
      for place in apart {
        let own = try passage(like: place.passage, in: place.source)
        try connection.execute("UPDATE \(raw: table) SET passage_id = \(own) WHERE id = \(place.id)")
      }
    }
    for holder in holders {
      try connection.execute(
        """
        DELETE FROM passage WHERE source_id = \(holder.row.id)
          AND id IN (SELECT passage.id FROM changeset_rows JOIN passage ON passage.id BETWEEN first_id AND last_id
            WHERE record = 'passage' AND changeset_id > \(merging))
          AND NOT EXISTS (SELECT 1 FROM appearance WHERE passage_id = passage.id)
          AND NOT EXISTS (SELECT 1 FROM evidence WHERE passage_id = passage.id)
        """)
    }
  }

  /// Whether one passage is the same stretch as another that it took the place of.
  func isTwin(_ column: String, _ given: Value, _ present: Value) throws -> Bool {
    guard kind == "source", column == "passage_id", case .integer(let one) = given,
      case .integer(let two) = present
    else { return false }
    return try connection.first(
      """
      SELECT 1 FROM passage AS one JOIN passage AS two ON one.start = two.start AND one."end" = two."end"
      WHERE one.id = \(one) AND two.id = \(two)
      """
    ) { _ in true } ?? false
  }

  /// The passage of a source that is the same stretch as another source's; made where it is not there.
  private func passage(like passage: Int64, in source: Int64) throws -> Int64 {
    let there = try connection.first(
      """
      SELECT mine.id FROM passage AS mine JOIN passage AS one ON one.start = mine.start AND one."end" = mine."end"
      WHERE mine.source_id = \(source) AND one.id = \(passage)
      """
    ) { $0.int64(0) }
    if let there { return there }
    try connection.execute(
      """
      INSERT INTO passage (source_id, start, "end", exact)
      SELECT \(source), start, "end", exact FROM passage WHERE id = \(passage)
      """)
    return connection.lastInsertedId
  }
}
