// "Not the same": what a person decided about two records that look alike, kept for good.
import Storage

extension KnowledgeBase {
  /// Writes down that two records are not the same: they are proposed no more. One changeset; where it is written
  /// already, none.
  ///
  /// - Parameters:
  ///   - first, second: keys; for actors and sources also what else they are looked up by.
  ///   - isTrial: write nothing, and only say what would be done.
  /// - Throws: ``Failure`` where one is not found, or both are one record.
  public func distinguish(
    _ first: String, _ second: String, as kind: DuplicateKind, by authorship: Authorship,
    isTrial: Bool = false
  ) throws -> Edit {
    try edit(authorship, isTrial: isTrial) { editor in
      let (one, other) = try editor.lookup.two(first, second, of: kind)
      guard try !editor.lookup.areDistinct(one, other) else { return }
      try editor.connection.execute(
        "INSERT INTO distinct_pair (first_key, second_key) VALUES (\(one), \(other))")
    }
  }

  /// Takes back that two records are not the same.
  ///
  /// - Throws: ``Failure`` where nobody said so.
  public func takeBackDistinction(
    _ first: String, _ second: String, as kind: DuplicateKind, by authorship: Authorship,
    isTrial: Bool = false
  ) throws -> Edit {
    try edit(authorship, isTrial: isTrial) { editor in
      let (one, other) = try editor.lookup.two(first, second, of: kind)
      guard try editor.lookup.areDistinct(one, other) else {
        throw Failure(.notFound, "nobody said that \(one) and \(other) are not the same")
      }
      try editor.connection.execute(
        "DELETE FROM distinct_pair WHERE first_key = \(one) AND second_key = \(other)")
    }
  }
}

extension Lookup {
  /// Whether a person said that two records are not the same; in either order.
  func areDistinct(_ one: String, _ other: String) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM distinct_pair
      WHERE first_key = \(one) AND second_key = \(other) OR first_key = \(other) AND second_key = \(one)
      """
    ) { _ in true } ?? false
  }
}

extension Lookup {
  /// The keys of two records of one kind, in their order.
  fileprivate func two(_ first: String, _ second: String, of kind: DuplicateKind) throws -> (String, String) {
    let keys = try [first, second].map { name in
      switch kind {
      case .actors: try actor(name)
      case .quotes: try quote(name)
      case .sources: try source(name)
      }
    }
    guard keys[0] != keys[1] else {
      throw Failure(.invalid, "'\(shown(first))' and '\(shown(second))' are one record, \(keys[0])")
    }
    return keys[0].utf8.lexicographicallyPrecedes(keys[1].utf8) ? (keys[0], keys[1]) : (keys[1], keys[0])
  }

  /// A quote's key, which is all that it is called by.
  func quote(_ key: String) throws -> String {
    if let key = try connection.first("SELECT key FROM quote WHERE key = \(key)", { $0.text(0) }) ?? nil {
      return key
    }
    let kind = try connection.first("SELECT record FROM keyed WHERE key = \(key)") { $0.text(0) ?? "" }
    throw Failure(
      .notFound,
      kind.map { "\(shown(key)) is no quote; it is of the \($0)s" } ?? "there is no quote '\(shown(key))'")
  }
}
