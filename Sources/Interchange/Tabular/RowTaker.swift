// What takes the rows of a table, one by one.
import KnowledgeBase
import Storage

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
  /// What is stored, where the row's cells are not it.
  var fields: [String: String] = [:]
}

extension RowTaker {
  /// Runs what writes one row: a row that fails halfway leaves nothing.
  ///
  /// - Throws: ``RowMistake`` where it is the row that is wrong.
  func whole(_ editor: Editor, _ names: NameResolver, _ write: () throws -> TakenRow) throws -> TakenRow {
    try editor.connection.execute("SAVEPOINT table_row")
    do {
      let taken = try write()
      try editor.connection.execute("RELEASE table_row")
      return taken
    } catch {
      try editor.connection.execute("ROLLBACK TO table_row")
      try editor.connection.execute("RELEASE table_row")
      names.forget()
      guard let failure = error as? Failure, [.invalid, .notFound, .ambiguous].contains(failure.kind) else {
        throw error
      }
      throw RowMistake(failure.description)
    }
  }
}

/// A reader whose records are not rows of one kind, and are written by their own rules.
protocol RecordMaker: TableReader {
  func taker(_ editor: Editor, _ changes: Changes, _ names: NameResolver) -> any RowTaker
}
