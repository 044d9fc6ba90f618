// A page to a document: its body, and what its head says.
// Unsafe: the page's bytes are looked at within the closure.

enum HTMLReader {
  /// - Parameter page: the page; empty afterwards, since a large one takes much memory.
  static func read(_ page: inout String, name: String) throws(DocumentFailure) -> Document {
    let parsed = page.withUTF8 { utf8 in
      Result { () throws(HTMLLimit) in try unsafe HTMLTree(parsing: utf8) }
    }
    page = ""
    let tree: HTMLTree
    switch parsed {
    case .success(let whole): tree = whole
    case .failure(let reason):
      let limit =
        switch reason {
        case .depth: "nests its elements more than \(HTMLTree.depthLimit) deep"
        case .nodes: "has more than \(HTMLTree.nodeLimit) elements"
        case .names: "has more than \(HTMLTree.nameLimit) names of elements and attributes"
        case .attributes: "has an element with more than \(HTMLTree.attributeLimit) attributes"
        }
      throw DocumentFailure(
        .tooLarge, "\(name) \(limit), as no page for readers does; save its text as a .txt file and read that"
      )
    }
    let metadata = PageMetadata(tree)
    let body = BodyFinder.body(of: tree, title: metadata.title)
    let text = BodyText.text(of: body, in: tree)
    var document = Document(
      text: String(decoding: text, as: UTF8.self), format: .html, sha256: "", encoding: "")
    if let told = metadata.body, lacks(document.text, told) {
      document.text = told
      document.notes = ["the text is that of the page's JSON-LD, which its visible part lacks"]
    }
    metadata.fill(&document)
    PlainTextReader.say(&document)
    return document
  }

  /// Whether a text lacks most words of what the page gives as its text: then a script would have put them
  /// there. Text with tags in it is not what a reader sees.
  private static func lacks(_ text: String, _ told: String) -> Bool {
    guard told.utf8.count > 400, told.utf8.count > 2 * text.utf8.count, !told.contains("</") else {
      return false
    }
    func words(_ text: String) -> [Substring.UTF8View] {
      text.utf8.split { $0 < 0x80 && !(0x61...0x7A).contains($0 | 0x20) && !(0x30...0x39).contains($0) }.map {
        $0
      }
    }
    let there = Set(words(text).map(Array.init))
    let wanted = words(told)
    return wanted.filter { there.contains(Array($0)) }.count * 2 < wanted.count
  }
}
