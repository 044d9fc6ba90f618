// Two copies of one file, what each holds, and how they are exchanged.
import Foundation
import Scratch

@testable import KnowledgeBase
@testable import Storage

/// What the records of a file say, without the ids, which differ from copy to copy.
enum Contents {
  static func of(_ path: String) throws -> [String] {
    try KnowledgeBase(path: path).read { lookup in
      try Shape.all.flatMap { shape in
        let values = shape.columns.enumerated().map { place, column in
          "quote(\(shape.references[place].map { name(of: "\(shape.table).\"\(column)\"", in: $0) } ?? "\"\(column)\""))"
        }
        return try lookup.connection.all(
          "SELECT \(raw: values.joined(separator: " || ' ' || ")) FROM \(raw: shape.table)"
        ) { "\(shape.table) \($0.text(0) ?? "")" }
      }.sorted()
    }
  }

  /// SQL that names a row by the keys of records.
  private static func name(of reference: String, in table: String) -> String {
    let key =
      switch table {
      case "passage":
        "(SELECT key FROM source WHERE source.id = passage.source_id) || '@' || start || '-' || \"end\""
      case "extraction": "(SELECT key FROM source WHERE source.id = extraction.source_id) || extractor || at"
      default: "key"
      }
    return "(SELECT \(key) FROM \(table) WHERE id = \(reference))"
  }

  /// What only one of two files has; empty where both say the same.
  static func differences(_ first: String, _ second: String) throws -> [String] {
    let (first, second) = (try of(first), try of(second))
    return second.difference(from: first).map {
      switch $0 {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
  }
}

extension Scratch {
  /// Runs SQL as one act of kb's; a statement that breaks a rule changes nothing.
  func edit(_ file: String, by author: String, _ statements: [String]) throws {
    let kb = try KnowledgeBase(path: path(file), for: .writing)
    _ = try kb.edit(Authorship(author: author, command: "test")) { editor in
      for statement in statements {
        do {
          try editor.connection.rows(SQL(stringLiteral: statement)) { _ in true }
        } catch let failure as Failure where failure.kind == .invalid {}
      }
    }
  }

  @discardableResult func take(
    _ theirs: String, into ours: String, prefer: Preference? = nil, by author: String = "tester",
    isTrial: Bool = false
  ) throws -> Exchange {
    try KnowledgeBase(path: path(ours), for: .writing).takeIn(
      path(theirs), prefer: prefer, by: Authorship(author: author, command: "import"), isTrial: isTrial)
  }

  func copy(_ file: String, to other: String) {
    for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path(other + ending)) }
    _ = sqlite3(file, "VACUUM INTO '\(path(other))';")
  }
}
