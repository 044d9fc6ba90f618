// The text of a body as a browser lays it out: white space collapsed, paragraphs kept apart.

/// Writes the text that is left of parts of a page. A blank line stands between paragraphs; a heading, an
/// item of a list and a row of a table have lines of their own, cells a tab between them; `<br>` is a line
/// break; `<pre>` keeps its lines. A no-break space stays what it is.
struct BodyText {
  private let tree: HTMLTree
  private var output: [UInt8] = []
  /// Line breaks that are due before the next text.
  private var breaks = 0
  private var isSpaceDue = false
  private var isTabDue = false

  static func text(of body: BodyFinder.Body, in tree: HTMLTree) -> [UInt8] {
    var writer = BodyText(tree: tree)
    for root in body.roots { writer.write(root, body.isRemoved) }
    return writer.output
  }

  private init(tree: HTMLTree) { self.tree = tree }

  private mutating func write(_ root: Int, _ isRemoved: [Bool]) {
    var open: [Int] = []
    var preUntil = 0
    var node = root
    while node < tree.end(root) {
      while let last = open.last, tree.end(last) <= node {
        open.removeLast()
        edge(tree.nodes[last].tag, isEnd: true)
      }
      if isRemoved[node] {
        if tree.nodes[node].tag.isBlock { edge(.div, isEnd: true) }
        node = tree.end(node)
        continue
      }
      let tag = tree.nodes[node].tag
      if tag == .text {
        node < preUntil ? writeLines(tree.text(node)) : writeRun(tree.text(node))
      } else if tag == .br {
        breaks = min(2, breaks + 1)
        isSpaceDue = false
      } else if tag.isBlock {
        edge(tag, isEnd: false)
        open.append(node)
        if tag == .pre { preUntil = max(preUntil, tree.end(node)) }
      }
      node += 1
    }
    while let last = open.popLast() { edge(tree.nodes[last].tag, isEnd: true) }
  }

  /// The start or the end of a block.
  private mutating func edge(_ tag: HTMLTag, isEnd: Bool) {
    isSpaceDue = false
    switch tag {
    case .td, .th:
      if isEnd { isTabDue = breaks == 0 }
      return
    case .li, .dt, .dd, .tr, .thead, .tbody, .tfoot: breaks = max(breaks, 1)
    default: breaks = 2
    }
    isTabDue = false
  }

  private mutating func startText() {
    if !output.isEmpty {
      if breaks > 0 {
        output.append(contentsOf: repeatElement(0x0A, count: breaks))
      } else if isTabDue {
        output.append(0x09)
      } else if isSpaceDue {
        output.append(0x20)
      }
    }
    breaks = 0
    isTabDue = false
    isSpaceDue = false
  }

  private mutating func writeRun(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    while start < text.endIndex {
      if isHTMLSpace(text[start]) {
        isSpaceDue = breaks == 0
        start += 1
        continue
      }
      var end = start
      while end < text.endIndex, !isHTMLSpace(text[end]) { end += 1 }
      startText()
      output.append(contentsOf: text[start..<end])
      start = end
    }
  }

  private mutating func writeLines(_ text: ArraySlice<UInt8>) {
    var lines = text
    // The parser leaves the first line break of <pre> in place; a browser does not show it.
    if breaks > 0, lines.first == 0x0A { lines = lines.dropFirst() }
    guard !lines.isEmpty else { return }
    startText()
    output.append(contentsOf: lines)
  }
}
