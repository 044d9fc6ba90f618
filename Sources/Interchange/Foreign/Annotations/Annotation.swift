// What an annotation says, whichever format it came in: words in a source, with where they stand.
import KnowledgeBase
import Storage

/// Words that somebody marked in a document.
struct Annotation {
  /// In what positions count.
  enum Unit { case codePoints, utf16 }

  var id: String?
  /// The address of the document, or its name.
  var url, title: String?
  /// The key of the archived text, where the annotation says that its positions count in it.
  var sourceKey: String?
  var exact: String?
  var prefix, suffix: String?
  var start, end: Int?
  var unit = Unit.codePoints
  var topics: [String] = []
  /// Keys of quotes that kb itself linked to the words.
  var quotes: [String] = []
  /// Whether kb itself wrote it: without a quote, it is a passage.
  var isOwn = false
  var language: String?
}

/// Reads annotations as rows of quotes: proposed, since nobody is said to have spoken the words.
///
/// Each format says how it is read (``annotations()``); where the words stand is asked of the archived text.
class AnnotationReader: FieldReader {
  private var queue: [(Annotation, String?)] = []
  private var places: AnnotationPlaces?
  static let columns = [
    "key", "speaker_key", "text", "language", "said_on", "kind", "status", "source", "source_key",
    "url", "start", "end", "topics",
  ]

  /// The annotations of the next piece of the file; nil at its end.
  func annotations() throws -> [Annotation]? { nil }

  /// What is to be asked of the archive while rows are read.
  func open(_ editor: Editor, _ names: NameResolver) { places = AnnotationPlaces(editor, names, leftOut) }

  override final func record() throws -> [String: String]? {
    while true {
      if let (annotation, quote) = queue.popLast() {
        if let row = try row(annotation, quote) { return row }
        continue
      }
      guard let next = try annotations() else { return nil }
      // (What links several quotes is a row for each.)
      queue = next.flatMap { one in one.quotes.isEmpty ? [(one, nil)] : one.quotes.map { (one, Optional($0)) }
      }
      .reversed()
    }
  }

  /// Texts as a cell has them, where a semicolon parts one from the next.
  private static func list(_ texts: [String]) -> String {
    texts.map { $0.replacing(";", with: ",") }.joined(separator: "; ")
  }

  private func row(_ annotation: Annotation, _ quote: String?) throws -> [String: String]? {
    guard let places else { return nil }
    guard annotation.url ?? annotation.title ?? annotation.sourceKey != nil else {
      throw RowMistake("an annotation names the document that it is on")
    }
    let found = try places.find(annotation)
    if annotation.isOwn, quote == nil {
      if try !places.keepPassage(found) { leftOut.add("passages", "whose source has no text here") }
      return nil
    }
    guard let words = found.words else {
      leftOut.add("annotations", "without words")
      return nil
    }
    var row = ["text": words, "status": "proposed"]
    row["source_key"] = found.source
    row["language"] = annotation.language.flatMap { ForeignLanguage.tag($0) }
    if !annotation.topics.isEmpty { row["topics"] = Self.list(annotation.topics) }
    if let range = found.range {
      row["start"] = String(range.lowerBound)
      row["end"] = String(range.upperBound)
    }
    row["key"] = quote
    if let known = try places.quote(quote, at: found) {
      row.merge(known.fields) { $1 }
      // (A quote of two stretches has other words than its passage.)
      if known.isPinned { (row["start"], row["end"]) = (nil, nil) }
    }
    return row
  }
}
