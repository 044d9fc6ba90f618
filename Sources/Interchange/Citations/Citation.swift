// A quote or a source with what a citation of it says.
import KnowledgeBase
import Storage

/// What is cited: words and the source that prints them, or a source alone.
public struct Citation: Sendable {
  /// nil where a source is cited as a whole.
  public let quote: Quote?
  /// nil where nothing is known of where a quote is printed.
  public let source: Source?
  /// How the question was understood, where that could surprise: that the key was merged into another.
  public let notes: [String]

  /// Key of the record that is cited.
  public var key: String { quote?.key ?? source?.key ?? "" }
}

extension KnowledgeBase {
  /// What there is to cite of a quote, with the first source that prints it, or of a source.
  ///
  /// - Throws: ``Failure`` where there is no record of that key, or it is neither a quote nor a source.
  public func citation(of key: String) throws -> Citation {
    try read { lookup in
      let (kind, key) = try lookup.record(key)
      let quote =
        kind == "quote"
        ? try lookup.connection.first("SELECT * FROM quotes WHERE key = \(key)", QuoteQuery.record) : nil
      let source = try (kind == "source" ? key : quote?.sourceKey).flatMap { key in
        try lookup.connection.first("SELECT * FROM sources WHERE key = \(key)", SourceQuery.record)
      }
      guard quote != nil || source != nil else {
        throw Failure(.invalid, "\(key) is of the kind \(kind); quotes and sources are cited")
      }
      return Citation(quote: quote, source: source, notes: lookup.notes)
    }
  }
}
