// Answers as rows, for everything that writes them out: the formats, the command.
import Storage

/// How an answer went: what was shown, and what was not.
package struct Answer: Sendable {
  package let shown: Int
  /// How many there are in all; nil where all are shown.
  package let total: Int?
  /// How many were left out only because they carry no date.
  package let undated: Int
  /// How the question was understood, where that could surprise.
  package let notes: [String]
}

extension KnowledgeBase {
  /// Hands over the columns, then each row of an answer, and says at the end whether there is more.
  ///
  /// All of it is read from one state of the file.
  package func answer(
    _ query: some Query, columns: ([String]) throws -> Void = { _ in }, _ body: (Row, Lookup) throws -> Void
  ) throws -> Answer {
    try read { lookup in
      let statement = try query.statement(lookup)
      var shown = 0
      try lookup.connection.rows(statement.sql, columns: columns) { row in
        shown += 1
        try body(row, lookup)
        return true
      }
      func number(_ sql: SQL) throws -> Int { try lookup.connection.first(sql) { $0.integer(0) ?? 0 } ?? 0 }
      // A list shorter than its limit is not cut, nor is one that ends with the last.
      var total: Int?
      if statement.limit > 0, shown == statement.limit {
        let all = try number(statement.count)
        let fromHere = statement.position == nil ? all : try number(statement.countFromHere)
        if fromHere > shown { total = all }
      }
      return Answer(
        shown: shown, total: total, undated: try statement.undatedCount.map(number) ?? 0, notes: lookup.notes)
    }
  }

  /// Prepares a statement of a user's on a connection of its own, which can only read.
  package func userQuery(_ sql: String, parameters: [(name: String, value: String)] = []) throws -> UserQuery
  {
    try UserQuery(sql, parameters: parameters, file: file)
  }
}
