// What a page says of itself in JSON-LD, the schema.org way.
import Foundation

/// The facts of the first article-like object in a page's JSON-LD.
struct LinkedData {
  var title: String?
  var authors: [String] = []
  var publisher: String?
  var published: String?
  var url: String?
  var language: String?
  var kind: String?
  /// The whole text, as some sites repeat it for search engines.
  var body: String?

  /// - Parameter title: what the page's `<title>` says: where a headline and a name differ, it tells which
  ///   one a reader sees.
  init(_ tree: HTMLTree, title: String?) {
    for node in tree.nodes.indices where tree.nodes[node].tag == .script {
      guard tree.string(.type, of: node)?.contains("ld+json") == true else { continue }
      for object in Self.objects(in: tree, script: node) { take(object, title: title) }
    }
  }

  /// All objects of a script that have a type, lists and `@graph` opened.
  private static func objects(in tree: HTMLTree, script: Int) -> [[String: Any]] {
    var bytes: [UInt8] = []
    for node in script..<tree.end(script) where tree.nodes[node].tag == .text { bytes += tree.text(node) }
    // Scripts hide from old browsers in comments, and break lines inside strings.
    var clean = bytes.map { $0 < 0x20 ? 0x20 : $0 }[...]
    if let mark = find("<![CDATA[", in: clean.prefix(200)) { clean = clean[(mark + 9)...] }
    guard let start = clean.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }),
      let end = clean.lastIndex(of: clean[start] + 2), start < end,
      depth(clean[start...end]) <= 100,
      let json = try? JSONSerialization.jsonObject(with: Data(clean[start...end]))
    else { return [] }
    var result: [[String: Any]] = []
    var pending: [Any] = [json]
    while let next = pending.popLast(), result.count < 200 {
      if let list = next as? [Any] { pending += list.reversed() }
      guard let object = next as? [String: Any] else { continue }
      result.append(object)
      if let graph = object["@graph"] { pending.append(graph) }
      if let main = object["mainEntity"] as? [String: Any] { pending.append(main) }
    }
    return result
  }

  /// How deep brackets nest, strings not looked into closely: an upper bound.
  private static func depth(_ bytes: ArraySlice<UInt8>) -> Int {
    var depth = 0
    var deepest = 0
    for byte in bytes {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
        deepest = max(deepest, depth)
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
      }
    }
    return deepest
  }

  private mutating func take(_ object: [String: Any], title whole: String?) {
    let types = (object["@type"] as? [String]) ?? (object["@type"] as? String).map { [$0] } ?? []
    guard let kind = types.lazy.compactMap({ Self.kinds[$0] }).first else {
      if types.contains("WebSite") { publisher = publisher ?? Self.text(object["name"]) }
      return
    }
    // The first one speaks for the page; others are its teasers.
    guard self.kind == nil else { return }
    self.kind = kind
    let titles = [Self.text(object["headline"]), Self.text(object["name"])].compactMap { $0 }
    title = titles.first { whole?.contains($0) == true } ?? titles.first
    authors = Self.names(object["author"])
    publisher = Self.names(object["publisher"]).first ?? publisher
    published = Self.text(object["datePublished"])
    url = Self.text(object["url"]) ?? Self.text((object["mainEntityOfPage"] as? [String: Any])?["@id"])
    language = Self.text(object["inLanguage"])
    body = object["articleBody"] as? String
  }

  /// The kinds of source that types of schema.org are.
  private static let kinds: [String: String] = [
    "Article": "article", "NewsArticle": "article", "ReportageNewsArticle": "article",
    "AnalysisNewsArticle": "article",
    "OpinionNewsArticle": "article", "BackgroundNewsArticle": "article", "ReviewNewsArticle": "article",
    "BlogPosting": "post", "LiveBlogPosting": "post", "SocialMediaPosting": "post",
    "DiscussionForumPosting": "post",
    "ScholarlyArticle": "article", "MedicalScholarlyArticle": "article", "TechArticle": "article",
    "AdvertiserContentArticle": "article", "SatiricalArticle": "article", "Report": "report", "Book": "book",
  ]

  /// A string with something in it, entities decoded where a page wrote them twice.
  private static func text(_ value: Any?) -> String? {
    guard let string = value as? String else { return nil }
    let bytes = collapsed(string.utf8)
    return bytes.isEmpty ? nil : PageMetadata.decoded(String(decoding: bytes, as: UTF8.self))
  }

  /// Names of one or several people or organisations, given as text or as objects.
  private static func names(_ value: Any?) -> [String] {
    let list = (value as? [Any]) ?? value.map { [$0] } ?? []
    return list.prefix(50).flatMap { item -> [String] in
      if let name = text(item) { return Names.authors(name) }
      guard let object = item as? [String: Any] else { return [] }
      if let name = text(object["name"]) { return name.contains("://") ? [] : [name] }
      return names(object["name"])
    }
  }
}
