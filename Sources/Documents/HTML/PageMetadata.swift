// What a page says of itself: in meta tags, JSON-LD, attributes and bylines, in this order of trust.
import Foundation

struct PageMetadata {
  private let tree: HTMLTree
  private let linked: LinkedData
  /// The contents of meta tags by name or property in lower case, in order.
  private var meta: [String: [String]] = [:]

  init(_ tree: HTMLTree) {
    self.tree = tree
    let title = tree.nodes.indices.first { tree.nodes[$0].tag == .title }
    linked = LinkedData(tree, title: title.map { tree.plainText(of: $0) })
    for node in tree.nodes.indices where tree.nodes[node].tag == .meta {
      guard let content = tree.value(.content, of: node) else { continue }
      let value = Self.decoded(String(decoding: collapsed(content), as: UTF8.self))
      guard !value.isEmpty else { continue }
      for attribute in [HTMLAttribute.property, .name, .itemprop] {
        guard let names = tree.string(attribute, of: node)?.lowercased() else { continue }
        for name in names.split(separator: " ") {
          meta[String(name).replacing(":", with: "."), default: []].append(value)
        }
      }
    }
  }

  private func first(_ names: String...) -> String? { names.lazy.compactMap { meta[$0]?.first }.first }

  /// The text, where the page repeats it in JSON-LD.
  var body: String? { linked.body }

  /// Fills in what the page says.
  func fill(_ document: inout Document) {
    document.publisher = publisher
    document.title = title
    document.authors = authors
    document.publishedOn = published
    document.url = url
    document.kind = kind
    document.language = language ?? LanguageGuess.language(of: document.text)
  }

  // MARK: Publisher, title

  var publisher: String? {
    linked.publisher
      ?? first(
        "og.site_name", "og.sitename", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher",
        "application-name")
  }

  /// The headline, without the site's name.
  var title: String? {
    let title =
      first("dc.title", "dcterms.title", "og.title", "citation_title", "twitter.title", "parsely-title")
      ?? linked.title
    if let title { return withoutSite(title) }
    let heading = headings.count == 1 ? headings[0] : nil
    guard let whole = text(.title), !whole.isEmpty else { return heading }
    if let heading = headings.first(where: { !$0.isEmpty && whole.hasPrefix($0) && whole != $0 }),
      Self.isSeparated(whole.dropFirst(heading.count))
    {
      return heading
    }
    return withoutSite(whole)
  }

  private var headings: [String] {
    tree.nodes.indices.lazy.filter { tree.nodes[$0].tag == .h1 }.prefix(20).map { tree.plainText(of: $0) }
  }

  private static let separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / ", " « "]

  private static func isSeparated(_ rest: Substring) -> Bool { separators.contains { rest.hasPrefix($0) } }

  /// Takes the site's name off the end, or off the start. A bar is between a headline and a site; a dash may
  /// belong to the headline, so that what follows it must be the site's known name.
  private func withoutSite(_ title: String) -> String {
    let site = publisher?.lowercased()
    for separator in Self.separators {
      if let range = title.range(of: separator, options: .backwards) {
        let rest = title[range.upperBound...]
        let head = String(title[..<range.lowerBound])
        if isSite(rest.lowercased(), site) { return head }
        if separator == " | " || separator == " :: " || separator == " » ", site == nil, rest.count <= 40,
          head.split(separator: " ").count >= 3
        {
          return head
        }
      }
      if let range = title.range(of: separator), isSite(title[..<range.lowerBound].lowercased(), site) {
        return String(title[range.upperBound...])
      }
    }
    return title
  }

  private func isSite(_ text: String, _ site: String?) -> Bool {
    if let site, text == site || text == "the " + site || site == "the " + text || text + ".com" == site {
      return true
    }
    // "BBC News" on bbc.co.uk.
    guard let host = url.flatMap({ URLComponents(string: $0)?.host }) else { return false }
    let name = text.filter { $0.isLetter || $0.isNumber }
    return name.count > 2 && host.replacing("-", with: "").contains(name)
  }

  private func text(_ tag: HTMLTag) -> String? {
    // The first title is the page's; pictures drawn in the page have titles of their own.
    tree.nodes.indices.first { tree.nodes[$0].tag == tag }.map { Self.decoded(tree.plainText(of: $0)) }
  }

  // MARK: Authors

  private var authors: [String] {
    if !linked.authors.isEmpty { return linked.authors }
    for name in [
      "dc.creator", "dcterms.creator", "author", "article.author", "article.author_name", "byl",
      "citation_author",
      "parsely-author", "sailthru.author",
    ] {
      let names = (meta[name] ?? []).prefix(50).flatMap(Names.authors)
      if !names.isEmpty { return names }
    }
    for node in tree.nodes.indices where tree.nodes[node].tag != .text {
      guard isByline(node) else { continue }
      let names = Names.marked(tree.plainText(of: node))
      if !names.isEmpty { return names }
    }
    return []
  }

  private func isByline(_ node: Int) -> Bool {
    if tree.string(.rel, of: node) == "author" { return true }
    if let property = tree.string(.itemprop, of: node), property.split(separator: " ").contains("author") {
      return true
    }
    guard tree.nodes[node].tag != .body, tree.nodes[node].tag != .html else { return false }
    return [HTMLAttribute.class, .id].contains {
      tree.value($0, of: node).map { PartHints($0).contains(.byline) } == true
    }
  }

  // MARK: Date

  private var published: String? {
    let names = [
      "article.published", "og.published_time", "datepublished", "parsely-pub-date", "dc.date",
      "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "citation_publication_date",
      "citation_date", "sailthru.date", "publishdate", "publish-date", "publish_date", "publication_date",
      "pubdate",
      "pdate", "ptime", "date", "article_date_original", "originalpublicationdate",
      "cxenseparse.recs.publishtime",
    ]
    if let date = linked.published.flatMap(WrittenDate.edtf) { return date }
    if let date = first("article.published_time").flatMap(WrittenDate.edtf) { return date }
    for name in names {
      if let date = first(name).flatMap(WrittenDate.edtf) { return date }
    }
    return markedTime
  }

  /// The date of a `<time>` or of an element marked as the date of publication; a plain `<time>` only where
  /// all of the page agree, since teasers have dates too.
  private var markedTime: String? {
    var plain: Set<String> = []
    for node in tree.nodes.indices where tree.nodes[node].tag != .text {
      let isMarked = tree.string(.itemprop, of: node)?.contains("datePublished") == true
      guard isMarked || tree.nodes[node].tag == .time else { continue }
      let text =
        tree.string(.datetime, of: node) ?? tree.string(.content, of: node) ?? tree.plainText(of: node)
      guard let date = WrittenDate.edtf(text) else { continue }
      if isMarked || isPublicationClass(node) { return date }
      plain.insert(date)
    }
    return plain.count == 1 ? plain.first : nil
  }

  private func isPublicationClass(_ node: Int) -> Bool {
    guard let name = tree.string(.class, of: node)?.lowercased() else { return false }
    return name.contains("publish") || name.contains("dateline") || name.contains("entry-date")
  }

  // MARK: Address, language, kind

  private var url: String? {
    for node in tree.nodes.indices where tree.nodes[node].tag == .link {
      if tree.string(.rel, of: node)?.lowercased() == "canonical", let address = tree.string(.href, of: node),
        let whole = Self.address(address)
      {
        return whole
      }
    }
    return [first("og.url"), linked.url, first("twitter.url")].lazy.compactMap { $0.flatMap(Self.address) }
      .first
  }

  /// An address that leads somewhere from anywhere.
  private static func address(_ text: String) -> String? {
    let bytes = collapsed(text.utf8)
    let address = String(decoding: bytes, as: UTF8.self)
    guard address.hasPrefix("http://") || address.hasPrefix("https://"), !bytes.contains(0x20) else {
      return nil
    }
    return address
  }

  private var language: String? {
    let root = tree.nodes.indices.first { tree.nodes[$0].tag == .html }.flatMap { tree.string(.lang, of: $0) }
    return [root, first("og.locale"), linked.language, first("content-language", "dc.language")].lazy
      .compactMap { $0.flatMap(Self.tag) }.first
  }

  /// A tag of BCP 47 in its usual spelling: `en-US` for `en_us`; nil where it cannot be one.
  static func tag(_ text: String) -> String? {
    let parts = text.trimmingCharacters(in: .whitespaces).split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...3).contains(first.utf8.count), parts.count <= 4,
      parts.allSatisfy({
        $0.utf8.count <= 8
          && $0.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || (0x30...0x39).contains($0) }
      }),
      first.utf8.allSatisfy({ $0 > 0x39 })
    else { return nil }
    return parts.enumerated().map { index, part in
      if index == 0 { return part.lowercased() }
      return part.utf8.count == 2
        ? part.uppercased() : part.utf8.count == 4 ? part.capitalized : part.lowercased()
    }.joined(separator: "-")
  }

  private var kind: String? {
    if let kind = linked.kind { return kind }
    switch first("og.type")?.lowercased() {
    case "article", "news", "newsarticle": return "article"
    case "blog", "blogpost": return "post"
    case "book", "books.book": return "book"
    default: return nil
    }
  }

  /// Text whose entities were written twice (`&amp;amp;`), decoded once more; few pages do that.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = text
    for (entity, character) in [
      ("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"),
      ("&nbsp;", " "),
      ("&#8217;", "’"), ("&#8216;", "‘"), ("&#8220;", "“"), ("&#8221;", "”"), ("&#8211;", "–"),
      ("&amp;", "&"),
    ] {
      result = result.replacing(entity, with: character)
    }
    return result
  }
}
