// A page to a document: its body, and what its head says.

enum HTMLReader {
  static func read(_ page: String, name: String) throws(DocumentFailure) -> Document {
    var page = page
    let parsed = page.withUTF8 { utf8 in
      Result { () throws(HTMLLimit) in try HTMLTree(parsing: utf8) }
    }
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
    metadata.fill(&document)
    PlainTextReader.say(&document)
    return document
  }
}
