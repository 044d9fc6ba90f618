// What the public views and their columns mean, read from the comments in the file's own SQL.
import Storage

/// A view or table, and what it holds.
public struct View: Sendable, Hashable {
  public let name: String
  /// Whether it is one of the public views, whose columns are a promise.
  public let isPublic: Bool
  /// Whether it tells of the changes to the file, and not of what the file knows.
  public var isOfHistory: Bool { ["changesets", "changes"].contains(name) }
  /// What one row is.
  public let description: String
  public let columns: [Column]

  /// A column, and what it says.
  public struct Column: Sendable, Hashable {
    public let name: String
    public let description: String
  }
}

extension KnowledgeBase {
  /// The public views, in the order in which they are defined, then the tables beneath.
  public func views() throws -> [View] {
    try read { lookup in
      try lookup.connection.all(
        """
        SELECT name, type, sql FROM sqlite_schema
        WHERE type IN ('table', 'view') AND sql LIKE '%--%' AND name NOT LIKE 'sqlite%' ORDER BY type DESC, rowid
        """
      ) { View(name: $0.text(0) ?? "", isPublic: $0.text(1) == "view", sql: $0.text(2) ?? "") }
    }
    .filter { !$0.description.isEmpty && (!$0.isPublic || !$0.columns.isEmpty) }
  }

  /// One view or table.
  ///
  /// - Throws: ``Failure`` of kind `notFound`, with the nearest names.
  public func view(_ name: String) throws -> View {
    let all = try views()
    if let view = all.first(where: { $0.name == name.lowercased() }) { return view }
    let near = Nearest.three(to: name.lowercased(), among: all.map(\.name)) { $0 }
    throw Failure(
      .notFound,
      "there is no view '\(name.prefix(80))'\(near.isEmpty ? "; kb schema lists them" : Nearest.hint(near))")
  }
}

extension View {
  /// Reads `CREATE … name ( -- what a row is … column, -- what it says … )`: the first lines of comment, then
  /// a line for each column with its comment behind it.
  init(name: String, isPublic: Bool, sql: String) {
    var description: [Substring] = []
    var columns: [Column] = []
    for line in sql.split(separator: "\n").dropFirst() {
      let text = line.drop { $0 == " " }
      if line.hasPrefix(")") { break }
      guard line.hasPrefix("  "), !text.isEmpty else { continue }
      if text.hasPrefix("--") {
        if columns.isEmpty { description.append(text.dropFirst(2).drop { $0 == " " }) }
        continue
      }
      // A column begins at two spaces with a lower-case name; table constraints and continued lines do not.
      guard line.dropFirst(2).first != " ", let first = text.first, first.isLowercase || first == "\"" else {
        continue
      }
      let column = text.prefix { !" ,".contains($0) }.filter { $0 != "\"" }
      let comment = text.firstRange(of: "-- ").map { String(text[$0.upperBound...]) } ?? ""
      columns.append(Column(name: String(column), description: comment))
    }
    self.init(
      name: name, isPublic: isPublic, description: description.joined(separator: " "), columns: columns)
  }
}
