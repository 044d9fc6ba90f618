// Where the words of an annotation stand in the archived text: where it says, checked to the byte, or nowhere.
import KnowledgeBase
import Storage

/// Asks the archive, one source's text in memory at a time.
final class AnnotationPlaces {
  private let editor: Editor
  private let names: NameResolver
  private let leftOut: LeftOut
  private var text: (source: Int64, text: PlacedText)?

  /// What came of looking for an annotation.
  struct Found {
    let source: String
    let id: Int64
    /// In code points; nil where nothing is pinned.
    var range: Range<Int>?
    /// The words as the archived text has them, else as the annotation has them.
    var words: String?
  }

  init(_ editor: Editor, _ names: NameResolver, _ leftOut: LeftOut) {
    (self.editor, self.names, self.leftOut) = (editor, names, leftOut)
  }

  /// The source, proposed where it is not known, and the place, if the words stand there.
  ///
  /// - Throws: ``RowMistake`` where the annotation names the archived text itself and other words stand in it.
  func find(_ annotation: Annotation) throws -> Found {
    let key = try annotation.sourceKey.flatMap {
      try editor.source(called: $0, title: nil, url: annotation.url)
    }
    let source: NameResolver.Named?
    do {
      source = try names.source(try facts(annotation, key))
    } catch let failure as Failure where [.invalid, .notFound, .ambiguous].contains(failure.kind) {
      throw RowMistake(failure.description)
    }
    guard let source else { throw RowMistake("an annotation names the document that it is on") }
    var found = Found(source: source.key, id: source.id, range: nil, words: annotation.exact)
    guard source.hasText else {
      if annotation.exact != nil { leftOut.add("pins", "of words in sources whose text is not in the file") }
      return found
    }
    let text = try archived(source.id)
    if let range = text.place(of: annotation) {
      found.range = range.points
      found.words = text.words(range.bytes)
    } else if key != nil {
      throw RowMistake("the words do not stand in \(source.key) where the annotation says")
    } else if annotation.exact != nil {
      leftOut.add("pins", "of words that do not stand in the archived text, or not clearly once")
    }
    return found
  }

  /// How the source is asked for: by its key, else by its address, for which another file may have another key.
  private func facts(_ annotation: Annotation, _ key: String?) throws -> NameResolver.SourceFacts {
    if let key { return .init(key: key) }
    var facts = NameResolver.SourceFacts(title: annotation.title, url: annotation.url)
    guard let wanted = annotation.sourceKey else { return facts }
    let isTaken = try editor.connection.first(
      "SELECT 1 FROM keyed WHERE key = \(wanted) UNION ALL SELECT 1 FROM source WHERE url = \(annotation.url)",
      { _ in true })
    if isTaken == nil { facts.key = wanted }
    return facts
  }

  private func archived(_ source: Int64) throws -> PlacedText {
    if let text, text.source == source { return text.text }
    let read = PlacedText(
      try editor.connection.first("SELECT text FROM source WHERE id = \(source)") { $0.text(0) ?? "" } ?? "")
    text = (source, read)
    return read
  }

  /// Makes a passage that no quote is tied to.
  ///
  /// - Returns: false where there is no place for it.
  func keepPassage(_ found: Found) throws -> Bool {
    guard let range = found.range, let words = found.words else { return false }
    _ = try editor.passage(found.id, range, words)
    return true
  }

  /// What is known of the quote that has this key, or is pinned to the very same words: a row that says it once more.
  func quote(_ key: String?, at found: Found) throws -> Known? {
    let range = found.range ?? 0..<0
    let isHere: SQL = """
      quote.id IN (
        SELECT quote_id FROM appearance JOIN passage ON passage.id = appearance.passage_id
        WHERE passage.source_id = \(found.id) AND start = \(range.lowerBound) AND "end" = \(range.upperBound))
      """
    let condition: SQL =
      key.map { "quote.key = \($0)" } ?? "quote.status NOT IN ('rejected', 'retracted') AND \(isHere)"
    guard key != nil || found.range != nil else { return nil }
    return try editor.connection.first(
      """
      SELECT quote.key, actor.key, quote.text, said_on, quote.kind, quote.status, quote.language, \(isHere) FROM quote
      LEFT JOIN actor ON actor.id = speaker_id WHERE \(condition) ORDER BY quote.id LIMIT 1
      """
    ) { row in
      let fields = ["key", "speaker_key", "text", "said_on", "kind", "status", "language"]
      let values = fields.enumerated().compactMap { index, field in row.text(index).map { (field, $0) } }
      return Known(
        fields: Dictionary(uniqueKeysWithValues: values), isPinned: row.int64(fields.count) == 1)
    }
  }

  struct Known {
    let fields: [String: String]
    /// Whether it is pinned to these words already.
    let isPinned: Bool
  }
}
