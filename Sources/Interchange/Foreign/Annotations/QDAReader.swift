// REFI-QDA projects (project.qde, urn:QDA-XML:project:1.0), as QualCoder and others export them: coded text.
// Unsafe: the bytes are looked at within the closure.
import Documents
import Foundation
import KnowledgeBase
import Storage

/// Reads coded stretches of texts as annotations; codes are topics. Positions count code points.
///
/// The project names its texts by file; where they lie beside it (in `sources` or `Sources`), they give the words.
final class QDAReader: AnnotationReader {
  private let project: QDAProject
  private let texts: QDATexts
  private var next = 0
  private var at = 0

  override var line: Int { at }
  override var original: String { "" }

  init(_ stream: TextStream) throws {
    let bytes = try stream.wholeText()
    let project = QDAProject()
    do {
      try unsafe bytes.withUnsafeBufferPointer { try unsafe XMLElements.read($0, project) }
    } catch let mistake as XMLMistake {
      throw Failure(.invalid, "\(stream.name), line \(mistake.line): \(mistake.what)")
    }
    self.project = project
    texts = QDATexts(beside: stream.name)
    super.init(Self.columns)
    for (name, count) in project.others.sorted(by: { $0.key < $1.key }) {
      leftOut.add("elements", name, count: count)
    }
  }

  override func annotations() throws -> [Annotation]? {
    guard next < project.selections.count else { return nil }
    let selection = project.selections[next]
    (next, at) = (next + 1, selection.line)
    guard let start = selection.start, let end = selection.end, 0 <= start, start < end else {
      throw RowMistake("a selection has startPosition and endPosition, two numbers, the smaller first")
    }
    let source = project.sources[selection.source]
    var annotation = Annotation(title: source.name, start: start, end: end)
    annotation.topics = selection.codes.compactMap { project.codes[$0] }
    let missing = selection.codes.count - annotation.topics.count
    leftOut.add("codes", "that the project does not have", count: missing)
    if let text = try source.text ?? source.path.flatMap({ try texts.text($0) }) {
      guard let words = Self.words(of: text, start, end) else {
        throw RowMistake("\(start) to \(end) is no stretch of \(source.name ?? "its text")")
      }
      annotation.exact = words
    } else {
      annotation.exact = selection.name
    }
    return [annotation]
  }

  private static func words(of text: String, _ start: Int, _ end: Int) -> String? {
    let scalars = text.unicodeScalars
    guard let first = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex),
      let last = scalars.index(first, offsetBy: end - start, limitedBy: scalars.endIndex)
    else { return nil }
    return String(scalars[first..<last])
  }
}

/// Texts that lie beside a project.
private final class QDATexts {
  private let folders: [String]
  private var last: (path: String, text: String?)?

  init(beside path: String) {
    let folder = PathName.folder(of: path)
    folders =
      path == "standard input"
      ? [] : ["sources", "Sources", ""].map { PathName.inside(folder, $0) }
  }

  /// The text of `internal://….txt`; nil where it is not there. A name that leads out of the folder is none.
  func text(_ path: String) throws -> String? {
    if let last, last.path == path { return last.text }
    let name = path.hasPrefix("internal://") ? String(path.dropFirst("internal://".count)) : path
    var text: String?
    if !name.contains("/"), !name.hasPrefix(".") {
      for folder in folders {
        let place = PathName.inside(folder, name)
        guard FolderBounds.holds(folder, place), let data = FileManager.default.contents(atPath: place)
        else { continue }
        let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        text = String(bytes: bytes, encoding: .utf8)
        break
      }
    }
    last = (path, text)
    return text
  }
}
