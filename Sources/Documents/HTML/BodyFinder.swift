// Which part of a page is its text: where paragraphs are dense and links are rare.

/// Finds the body in a page. Passes, each linear: what is never read or not shown goes; what is named like
/// furniture goes, unless that leaves too little; every paragraph gives points to the parts around it; the
/// part with the most, and parts beside it that are alike, are the body; then each list, table and box in
/// it that looks like furniture goes.
struct BodyFinder {
  let tree: HTMLTree
  /// Nodes whose subtree is not part of the body.
  var isRemoved: [Bool]
  let hints: [PartHints]
  var weights: PartWeights

  /// The body: the parts, in order, and what to leave out of them.
  struct Body {
    var roots: [Int]
    var isRemoved: [Bool]
    /// Bytes of text that are not white space.
    var length: Int
  }

  /// - Parameter title: the page's title; a heading that repeats it is no part of the body.
  static func body(of tree: HTMLTree, title: String?) -> Body {
    var finder = BodyFinder(tree)
    finder.removeUnseen()
    finder.removeHeading(title)
    finder.removeFurniture(.comments)
    let unseen = finder.isRemoved
    var best: Body?
    for strictness in [3, 2, 1, 0] {
      finder.isRemoved = unseen
      if strictness >= 3 { finder.removeFurniture([.furniture, .sharing, .byline, .caption]) }
      let body = finder.find(cleans: strictness >= 1, weighs: strictness >= 2)
      // A short body is looked for again with less left out, and taken if that brings much more.
      if body.length > 2 * (best?.length ?? -1) { best = body }
      if body.length >= 400 { break }
    }
    return best ?? Body(roots: [], isRemoved: unseen, length: 0)
  }

  private init(_ tree: HTMLTree) {
    self.tree = tree
    isRemoved = Array(repeating: false, count: tree.nodes.count)
    hints = tree.nodes.indices.map { node in
      guard tree.nodes[node].tag != .text else { return [] }
      var hints: PartHints = []
      if let name = tree.value(.class, of: node) { hints.formUnion(PartHints(name)) }
      if let name = tree.value(.id, of: node) { hints.formUnion(PartHints(name)) }
      return hints
    }
    weights = PartWeights(tree, isRemoved: isRemoved)
  }

  /// The nodes that are left, in order.
  func forEachLeft(_ body: (Int) -> Void) {
    var node = 0
    while node < tree.nodes.count {
      if isRemoved[node] {
        node = tree.end(node)
      } else {
        body(node)
        node += 1
      }
    }
  }
}
