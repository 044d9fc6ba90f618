// What an export holds: all views, one of them, or those quotes that a question asks for.
import KnowledgeBase

/// What is exported.
public struct ExportSelection: Sendable {
  /// A public view; nil for all but those of the history.
  public let view: String?
  /// Which quotes; nil for all rows.
  public let quotes: QuoteQuery?
  /// Whether the archived texts are part of it. Only an export of all views has them.
  public let hasTexts: Bool

  /// - Parameters:
  ///   - view: nil for all views but those of the history.
  ///   - withoutTexts: leave the archived texts out, which may be somebody's property.
  public init(view: String? = nil, withoutTexts: Bool = false) {
    (self.view, quotes, hasTexts) = (view, nil, view == nil && !withoutTexts)
  }

  /// The quotes that a question asks for, without words and limit, in its order: newest first.
  public init(quotes query: QuoteQuery) {
    (view, hasTexts) = ("quotes", false)
    var query = query
    (query.limit, query.after, query.words) = (0, nil, nil)
    quotes = query
  }

  /// The options that narrow an export, in the order in which a manifest names them.
  static let filterNames = [
    "speaker", "about", "topic", "source", "publisher", "since", "until", "language", "kind", "status",
  ]

  /// What a manifest says of the filters.
  var filters: [(String, String)] {
    guard let quotes else { return [] }
    let status: String? =
      switch quotes.status {
      case .all: "all"
      case .current: nil
      case .only(let status): status
      }
    let values = [
      quotes.speaker, quotes.about, quotes.topic, quotes.source, quotes.publisher, quotes.since, quotes.until,
      quotes.language, quotes.kind, status,
    ]
    return zip(Self.filterNames, values).compactMap { name, value in value.map { (name, $0) } }
  }

  /// The selection that a manifest tells of.
  init(_ manifest: ExportManifest) {
    guard !manifest.filters.isEmpty else {
      let hasTexts = manifest.files.contains { $0.path.hasPrefix(View.texts.name + ".") }
      self.init(view: manifest.view, withoutTexts: !hasTexts)
      return
    }
    let filters = manifest.filters
    self.init(
      quotes: QuoteQuery(
        speaker: filters["speaker"], about: filters["about"], topic: filters["topic"],
        source: filters["source"],
        publisher: filters["publisher"], since: filters["since"], until: filters["until"],
        language: filters["language"],
        kind: filters["kind"], status: filters["status"].map { StatusFilter($0) } ?? .current))
  }

  /// The command that makes such an export, as a shell reads it.
  func command(_ rows: ExportManifest.Rows) -> String {
    var words = ["kb", "export", view ?? "all"]
    if view == nil, !hasTexts { words.append("--without-texts") }
    for (name, value) in filters { words += ["--\(name)", Self.quoted(value)] }
    words += ["--format", rows.format]
    if rows.excel { words.append("--excel") }
    if rows.safeFormulas { words.append("--safe-formulas") }
    return words.joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || "-._/:".utf8.contains($0)
    }
    return isPlain && !word.isEmpty
      ? word
      : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
