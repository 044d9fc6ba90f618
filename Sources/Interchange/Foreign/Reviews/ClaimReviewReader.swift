// ClaimReview of schema.org in JSON-LD: alone, in a list or a graph, one a line, or in the scripts of a page.
// Unsafe: an object is the stream's, and is copied before the next is asked for; a StaticString is asked for
// as many bytes as it has.
import KnowledgeBase
import Storage

/// Reads reviews and claims; ``ClaimReviewRows`` writes them.
final class ClaimReviewReader: FieldReader, RecordMaker {
  private let objects: ObjectStream?
  private var scripts: [PageScripts.Script]
  private var queue: [JSONTree] = []
  private var start = 0
  private var text = ""
  private(set) var item: JSONTree?

  override var line: Int { start }
  override var original: String { text }

  init(_ stream: TextStream) throws {
    if stream.head.first(where: { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) })
      == UInt8(ascii: "<")
    {
      objects = nil
      scripts = PageScripts.linkedData(in: try stream.wholeText()).reversed()
    } else {
      objects = try ObjectStream(stream)
      scripts = []
    }
    super.init([])
  }

  func taker(_ editor: Editor, _ changes: Changes, _ names: NameResolver) -> any RowTaker {
    ClaimReviewRows(editor, changes, names, self)
  }

  override func record() throws -> [String: String]? {
    while queue.isEmpty {
      guard let tree = try tree() else { return nil }
      queue = items(of: tree).reversed()
    }
    item = queue.popLast()
    return ["record": text]
  }

  private func tree() throws -> JSONTree? {
    if let object = try unsafe objects?.next() {
      (start, text) = unsafe (objects?.line ?? 0, String(decoding: object, as: UTF8.self))
      do { return try unsafe JSONTree(object) } catch let mistake as JSONMistake {
        throw unsafe mistake.inRow(object)
      }
    }
    guard let script = scripts.popLast() else { return nil }
    (start, text) = (script.line, String(decoding: script.bytes, as: UTF8.self))
    return try unsafe script.bytes.withUnsafeBufferPointer { bytes in
      do { return try unsafe JSONTree(bytes) } catch let mistake as JSONMistake {
        throw unsafe mistake.inRow(bytes)
      }
    }
  }

  /// The reviews and claims of a tree, in their order.
  private func items(of tree: JSONTree) -> [JSONTree] {
    var found: [JSONTree] = []
    var pending = [tree]
    while let next = pending.popLast() {
      let types = Self.types(next)
      if types.contains("ClaimReview") || types.contains("Claim") || next["claimReviewed"] != nil {
        found.append(next)
        continue
      }
      let inside = Self.containers.compactMap { next[$0] }.flatMap(\.items)
      if case .list(let values) = next { pending += values.reversed() }
      pending += inside.filter(\.isObject).reversed()
      if inside.isEmpty, next.isObject { leftOut.add("items", types.first ?? "without a type") }
    }
    return found
  }

  private static let containers = [
    "@graph", "itemListElement", "dataFeedElement", "item", "mainEntity", "review", "hasPart", "subjectOf",
  ]

  /// The types of an item, without their vocabulary.
  static func types(_ item: JSONTree) -> [String] {
    (item["@type"]?.texts ?? []).map { type in
      String(
        type[(type.lastIndex { "/:#".contains($0) }.map { type.index(after: $0) } ?? type.startIndex)...])
    }
  }
}

/// The scripts of a page.
enum PageScripts {
  struct Script {
    let line: Int
    let bytes: [UInt8]
  }

  /// Those of JSON-LD, from their first bracket to their last. (No tag is read inside of a script.)
  static func linkedData(in page: [UInt8]) -> [Script] {
    var scripts: [Script] = []
    var (at, line) = (0, 1)
    func starts(_ text: StaticString, at index: Int) -> Bool {
      index + text.utf8CodeUnitCount <= page.count
        && (0..<text.utf8CodeUnitCount).allSatisfy {
          unsafe page[index + $0] | 0x20 == text.utf8Start[$0] | 0x20
        }
    }
    while at < page.count {
      if page[at] == 0x0A { line += 1 }
      guard page[at] == UInt8(ascii: "<"), starts("<script", at: at) else {
        at += 1
        continue
      }
      guard let open = page[at...].firstIndex(of: UInt8(ascii: ">")) else { break }
      var end = open + 1
      while end < page.count, !(page[end] == UInt8(ascii: "<") && starts("</script", at: end)) { end += 1 }
      let isLinked = String(decoding: page[at..<open], as: UTF8.self).lowercased().utf8Contains("ld+json")
      let inside = page[(open + 1)..<end]
      if isLinked,
        let first = inside.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }),
        let last = inside.lastIndex(of: page[first] + 2), first < last
      {
        let before = page[at..<first].count { $0 == 0x0A }
        // (Pages break lines inside of strings, where JSON has none.)
        scripts.append(Script(line: line + before, bytes: page[first...last].map { $0 < 0x20 ? 0x20 : $0 }))
      }
      line += page[at..<end].count { $0 == 0x0A }
      at = end
    }
    return scripts
  }
}
