// Quotes that are one utterance in other words, or in another language: linked, not merged.
import Storage

extension KnowledgeBase {
  /// How one quote goes with another.
  public enum QuoteLink: String, Sendable {
    /// The same utterance as another outlet prints it.
    case variant
    /// The same utterance in another language.
    case translation
  }

  /// Links a quote with the one that it is a variant or a translation of. One changeset; where they are linked so
  /// already, none.
  ///
  /// - Parameter isTrial: write nothing, and only say what would be done.
  /// - Throws: ``Failure`` where a key is unknown, the quote has such a link already, the links would go round in a
  ///   circle, or both quotes of a translation are in one language.
  public func link(
    _ quote: String, to other: String, as link: QuoteLink, by authorship: Authorship, isTrial: Bool = false
  ) throws -> Edit {
    try edit(authorship, isTrial: isTrial) { editor in
      let (one, target) = (try editor.linked(quote), try editor.linked(other))
      let present = try editor.target(of: one, link)
      if present == target.key { return }
      if let present {
        throw Failure(
          .invalid,
          "\(one.key) is a \(link.rawValue) of \(present) already; take that back with --remove first")
      }
      try editor.refuseCircle(one, target, link)
      switch link {
      case .variant:
        try editor.connection.execute(
          "INSERT INTO variant (quote_id, variant_of_id) VALUES (\(one.id), \(target.id))")
      case .translation:
        guard one.language != target.language || one.language == "und" else {
          throw Failure(
            .invalid,
            "\(one.key) and \(target.key) are both in \(one.language); link them as variants instead")
        }
        try editor.connection.execute(
          "UPDATE quote SET translation_of_id = \(target.id) WHERE id = \(one.id)")
      }
    }
  }

  /// Takes a link back.
  ///
  /// - Throws: ``Failure`` where the quotes are not linked so.
  public func unlink(
    _ quote: String, from other: String, as link: QuoteLink, by authorship: Authorship, isTrial: Bool = false
  ) throws -> Edit {
    try edit(authorship, isTrial: isTrial) { editor in
      let (one, target) = (try editor.linked(quote), try editor.linked(other))
      guard try editor.target(of: one, link) == target.key else {
        throw Failure(.notFound, "\(one.key) is no \(link.rawValue) of \(target.key)")
      }
      switch link {
      case .variant: try editor.connection.execute("DELETE FROM variant WHERE quote_id = \(one.id)")
      case .translation:
        try editor.connection.execute("UPDATE quote SET translation_of_id = NULL WHERE id = \(one.id)")
      }
    }
  }
}

extension Editor {
  fileprivate typealias Linked = (id: Int64, key: String, language: String)

  fileprivate func linked(_ key: String) throws -> Linked {
    let key = try lookup.quote(key)
    return try connection.first("SELECT id, key, language FROM quote WHERE key = \(key)") {
      ($0.int64(0), $0.text(1) ?? "", $0.text(2) ?? "")
    } ?? (0, key, "")
  }

  /// The key of the quote that a quote is linked to.
  fileprivate func target(of quote: Linked, _ link: KnowledgeBase.QuoteLink) throws -> String? {
    let id: SQL =
      switch link {
      case .variant: "SELECT variant_of_id FROM variant WHERE quote_id = \(quote.id)"
      case .translation: "SELECT translation_of_id FROM quote WHERE id = \(quote.id)"
      }
    return try connection.first("SELECT key FROM quote WHERE id = (\(id))") { $0.text(0) } ?? nil
  }

  fileprivate func refuseCircle(_ quote: Linked, _ target: Linked, _ link: KnowledgeBase.QuoteLink) throws {
    if quote.id == target.id { throw Failure(.invalid, "\(quote.key) is no \(link.rawValue) of itself") }
    let step: SQL =
      switch link {
      case .variant: "SELECT variant_of_id FROM variant JOIN above ON variant.quote_id = above.id"
      case .translation:
        "SELECT translation_of_id FROM quote JOIN above ON quote.id = above.id WHERE translation_of_id IS NOT NULL"
      }
    let isAbove = try connection.first(
      "WITH RECURSIVE above (id) AS (SELECT \(target.id) UNION \(step)) SELECT 1 FROM above WHERE id = \(quote.id)"
    ) { _ in true }
    if isAbove != nil {
      throw Failure(
        .invalid,
        "\(target.key) is a \(link.rawValue) of \(quote.key), so that cannot be one of \(target.key)")
    }
  }
}
