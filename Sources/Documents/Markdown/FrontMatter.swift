// The lines between `---` at the start of a Markdown file: what the file says of itself, in YAML.
// Unsafe: the bytes are copied.
import Yams

struct FrontMatter {
  /// Values by key in lower case; a list gives several.
  private(set) var values: [String: [String]] = [:]
  /// Where the text after it begins, as an offset into the UTF-8 of the file.
  let end: Int

  /// nil where the file does not begin with front matter.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let head = unsafe Array(bytes.prefix(65_536))
    guard head.starts(with: "---".utf8) else { return nil }
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var end: Int?
    while start < head.count {
      let stop = head[start...].firstIndex(of: 0x0A) ?? head.count
      var line = head[start..<stop]
      while let last = line.last, isHTMLSpace(last) { line.removeLast() }
      if start == 0 {
        guard line.elementsEqual("---".utf8) else { return nil }
      } else if line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8) {
        end = min(stop + 1, head.count)
        break
      } else {
        lines.append(line)
      }
      start = stop + 1
    }
    guard let end else { return nil }
    self.end = end
    // YAML nests by signs; a line with very many of them is no description of a document.
    let isPlain = lines.allSatisfy { line in line.reduce(0) { $0 + (Self.nesting.contains($1) ? 1 : 0) } <= 60
    }
    let yaml = String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
    if isPlain, let node = try? compose(yaml: yaml), let mapping = node.mapping {
      for (key, value) in mapping {
        if let key = key.scalar?.string.lowercased() { values[key] = Self.strings(value) }
      }
    } else {
      // Broken YAML, such as a title with a colon in it, still has lines of `key: value`.
      for line in lines {
        guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex, line.first != 0x20 else {
          continue
        }
        let value = collapsed(line[(colon + 1)...]).filter { $0 != 0x22 }
        if !value.isEmpty {
          values[String(decoding: line[..<colon], as: UTF8.self).lowercased()] = [
            String(decoding: value, as: UTF8.self)
          ]
        }
      }
    }
  }

  private static let nesting = Set("[{-?".utf8)

  private static func strings(_ node: Node) -> [String] {
    switch node {
    case .scalar(let scalar):
      scalar.string.isEmpty || scalar.string == "null" || scalar.string == "~" ? [] : [scalar.string]
    case .sequence(let sequence): sequence.prefix(100).flatMap(strings)
    case .mapping(let mapping): mapping["name"].map(strings) ?? []
    default: []
    }
  }

  private func first(_ keys: String...) -> String? { keys.lazy.compactMap { values[$0]?.first }.first }

  func fill(_ document: inout Document) {
    document.title = first("title", "headline")
    for key in ["authors", "author", "by", "byline"] where document.authors.isEmpty {
      document.authors = (values[key] ?? []).flatMap(Names.authors)
    }
    document.publisher = first("publisher", "site", "site_name", "outlet", "publication", "newspaper")
    if let date = first(
      "published", "publishedon", "published_on", "date", "pubdate", "publishdate", "issued")
    {
      document.publishedOn = Self.isEDTF(date) ? date : WrittenDate.edtf(date)
    }
    if let url = first("url", "canonical", "canonical_url", "link", "source_url", "source"),
      url.contains("://")
    {
      document.url = url
    }
    if let language = first("language", "lang", "locale").flatMap(PageMetadata.tag) {
      document.language = language
    }
    let kinds = [
      "article", "speech", "interview", "book", "report", "statement", "post", "treaty", "transcript",
    ]
    if let kind = first("kind", "type")?.lowercased(), kinds.contains(kind) { document.kind = kind }
  }

  /// A date with unknown digits or a mark of doubt, which only someone who knows EDTF writes.
  private static func isEDTF(_ date: String) -> Bool {
    date.utf8.count <= 40 && date.utf8.contains { $0 == 0x58 || $0 == 0x7E || $0 == 0x3F || $0 == 0x25 }
      && date.utf8.allSatisfy { (0x30...0x39).contains($0) || "X-~?%/.Y".utf8.contains($0) }
  }
}
