// Web annotations in JSON: the W3C's model, and what Hypothes.is exports and answers.
// Unsafe: the object is the stream's, and stands until the next is asked for.
import KnowledgeBase

/// Reads annotations from objects: each alone, in a list, a page, a collection, or the rows of an answer.
@safe final class WebAnnotationReader: AnnotationReader {
  private let objects: ObjectStream
  private let isHypothesis: Bool
  private var object: UnsafeBufferPointer<UInt8>?

  override var line: Int { objects.line }
  override var original: String { unsafe object.map { unsafe String(decoding: $0, as: UTF8.self) } ?? "" }

  /// - Parameter isHypothesis: whether positions count UTF-16 units, as JavaScript does.
  init(_ stream: TextStream, isHypothesis: Bool) throws {
    objects = try ObjectStream(stream)
    self.isHypothesis = isHypothesis
    super.init(Self.columns)
  }

  override func annotations() throws -> [Annotation]? {
    unsafe object = try unsafe objects.next()
    guard let object = unsafe object else { return nil }
    let tree: JSONTree
    do { tree = try unsafe JSONTree(object) } catch let mistake as JSONMistake {
      throw unsafe mistake.inRow(object)
    }
    return try single(tree).flatMap(read)
  }

  /// The annotations of a page or a collection, in their order.
  private func single(_ tree: JSONTree) -> [JSONTree] {
    var found: [JSONTree] = []
    var pending = [tree]
    while let next = pending.popLast() {
      if next["target"] != nil {
        found.append(next)
      } else {
        let inside = ["first", "items", "rows", "annotations", "search_results", "@graph"].compactMap {
          next[$0]
        }
        .flatMap(\.items).filter(\.isObject)
        if inside.isEmpty { leftOut.add("objects", next["type"]?.text ?? "without a target") }
        pending += inside.reversed()
      }
    }
    return found
  }

  /// One annotation for each of its targets.
  private func read(_ tree: JSONTree) throws -> [Annotation] {
    var common = Annotation()
    common.id = tree["id"]?.text
    common.unit = isHypothesis ? .utf16 : .codePoints
    common.title = tree["document"]?["title"]?.texts.first
    common.topics = tree["tags"]?.texts ?? []
    if isHypothesis, tree["text"]?.text != nil { leftOut.add("fields", "text") }
    for body in tree["body"]?.items ?? [] { readBody(body, into: &common) }
    common.isOwn = common.id?.hasPrefix(Self.own) ?? false
    for name in tree.names where !Self.known.contains(name) { leftOut.add("fields", name) }
    return try (tree["target"]?.items ?? []).map { target in
      var annotation = common
      try readTarget(target, into: &annotation, tree)
      return annotation
    }
  }

  private static let own = "urn:x-kb:"
  static let known: Set<String> = [
    "@context", "id", "type", "motivation", "target", "body", "tags", "document", "uri", "text", "links",
  ]

  private func readBody(_ body: JSONTree, into annotation: inout Annotation) {
    let name = body.text ?? body["id"]?.text
    if let name, name.hasPrefix(Self.own) {
      annotation.quotes.append(String(name.dropFirst(Self.own.count)))
    } else if body["purpose"]?.texts.contains("tagging") ?? false, let tag = body["value"]?.text {
      annotation.topics.append(tag)
    } else {
      leftOut.add("bodies", body["purpose"]?.text ?? body["type"]?.text ?? "without a purpose")
    }
  }

  private func readTarget(_ target: JSONTree, into annotation: inout Annotation, _ tree: JSONTree) throws {
    let source = target["source"].flatMap { $0.text ?? $0["id"]?.text } ?? target.text ?? target["id"]?.text
    annotation.url = source ?? tree["uri"]?.text
    if let url = annotation.url, url.hasPrefix(Self.own) {
      (annotation.url, annotation.sourceKey) = (nil, String(url.dropFirst(Self.own.count)))
    }
    for state in target["state"]?.items ?? [] {
      guard let cached = state["cached"]?.text, cached.hasPrefix(Self.own) else { continue }
      annotation.sourceKey = String(cached.dropFirst(Self.own.count))
    }
    for selector in target["selector"]?.items ?? [] {
      try readSelector(selector, into: &annotation, isInner: false)
    }
  }

  private func readSelector(_ selector: JSONTree, into annotation: inout Annotation, isInner: Bool) throws {
    switch selector["type"]?.text {
    case "TextQuoteSelector":
      annotation.exact = selector["exact"]?.text
      annotation.prefix = selector["prefix"]?.text
      annotation.suffix = selector["suffix"]?.text
    case "TextPositionSelector" where !isInner:
      guard let start = selector["start"]?.integer, let end = selector["end"]?.integer, 0 <= start,
        start < end
      else {
        throw RowMistake("a TextPositionSelector has start and end, two numbers, the smaller first")
      }
      (annotation.start, annotation.end) = (start, end)
    case let type: leftOut.add("selectors", type ?? "without a type")
    }
    // (A position in a part of the document counts from the part's start.)
    if !isInner, let inner = selector["refinedBy"] {
      try readSelector(inner, into: &annotation, isInner: true)
    }
  }
}
