// What takes the rows of a table, one by one.

/// Writes rows of one kind inside an act of editing.
protocol RowTaker: AnyObject {
  /// Writes the row on which the reader stands, or finds that it is there.
  ///
  /// - Throws: ``RowMistake`` where the row cannot be taken; nothing of it is written then.
  func take() throws -> TakenRow
  /// Writes what is gathered, and rows that waited for others.
  ///
  /// - Parameter setAside: gets each row that waited in vain, and why. It may throw that on.
  func finish(_ setAside: (any TableReader, RowMistake) throws -> Void) throws
  /// How many rows said what was there already.
  var present: Int { get }
  /// How many places stay unpinned, since the source's text is not in the file.
  var unpinned: Int { get }
}

/// What became of a row.
struct TakenRow {
  let key: String
  let isNew: Bool
  /// The keys of whom and what it names.
  var speaker, source: String?
  /// Whether it waits for others, and nothing is written yet.
  var isWaiting = false
}
