// Which part of a page is its text: where paragraphs are dense and links are rare.

/// Finds the body in a page. Passes, each linear: what is never read or not shown goes; what is named like
/// furniture goes, unless that leaves too little; every paragraph gives points to the parts around it; the
/// part with the most, and parts beside it that are alike, are the body; then each list, table and box in
/// it that looks like furniture goes.
struct BodyFinder {
  let tree: HTMLTree
  /// Nodes whose subtree is not part of the body.
  private(set) var isRemoved: [Bool]
  private let hints: [PartHints]
  private var weights: PartWeights

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
  private func forEachLeft(_ body: (Int) -> Void) {
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

// MARK: - What goes before the search

extension BodyFinder {
  /// Removes what no reader sees or reads as text.
  private mutating func removeUnseen() {
    for node in tree.nodes.indices where tree.nodes[node].tag != .text {
      let tag = tree.nodes[node].tag
      // Some pages hide all of themselves until a script has run.
      isRemoved[node] = tag.isNeverRead || tag != .html && tag != .body && isHidden(node)
    }
  }

  private func isHidden(_ node: Int) -> Bool {
    if tree.value(.hidden, of: node) != nil { return true }
    if let value = tree.value(.ariaHidden, of: node), value.elementsEqual("true".utf8) { return true }
    guard let style = tree.value(.style, of: node) else { return false }
    let packed = style.filter { !isHTMLSpace($0) }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let text = String(decoding: packed, as: UTF8.self)
    return text.contains("display:none") || text.contains("visibility:hidden")
  }

  /// Removes the first heading that says what the title says: the title is kept apart.
  private mutating func removeHeading(_ title: String?) {
    guard let title else { return }
    let wanted = Self.words(title)
    guard !wanted.isEmpty else { return }
    var found: Int?
    forEachLeft { node in
      guard found == nil, tree.nodes[node].tag == .h1 || tree.nodes[node].tag == .h2 else { return }
      let words = Self.words(tree.plainText(of: node))
      guard !words.isEmpty else { return }
      let shared = words.filter(wanted.contains).count
      if Double(shared) >= 0.75 * Double(max(words.count, wanted.count)) { found = node }
    }
    if let found { isRemoved[found] = true }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
  }

  /// Removes what is named like furniture or has the role of it, unless most of the page's text is there.
  ///
  /// - Parameter kinds: which names count.
  private mutating func removeFurniture(_ kinds: PartHints) {
    weights = PartWeights(tree, isRemoved: isRemoved)
    guard !tree.nodes.isEmpty else { return }
    let all = weights[0].text - weights[0].links
    // Comments may be longer than what they comment on; but something must be left.
    let least = kinds == .comments ? 250 : 1_500
    var left = all
    var tableUntil = 0
    var node = 0
    while node < tree.nodes.count {
      let tag = tree.nodes[node].tag
      if isRemoved[node] {
        node = tree.end(node)
        continue
      }
      if tag == .table || tag == .code || tag == .pre { tableUntil = max(tableUntil, tree.end(node)) }
      if isFurniture(node, kinds, isInTable: node < tableUntil) {
        let prose = weights[node].text - weights[node].links
        if prose * 2 < all || weights[node].commas < 5 || left - prose > least {
          isRemoved[node] = true
          left -= prose
          continue
        }
      }
      node += 1
    }
  }

  private func isFurniture(_ node: Int, _ kinds: PartHints, isInTable: Bool) -> Bool {
    switch tree.nodes[node].tag {
    case .text, .body, .html, .a, .article, .main: return false
    default: break
    }
    let hint = hints[node].intersection(kinds)
    let isBody = hints[node].contains(.body)
    if hint.contains(.caption), !isBody { return true }
    if !hint.isDisjoint(with: [.furniture, .sharing, .comments]), !isBody, !isInTable { return true }
    guard kinds.contains(.furniture) else { return false }
    if hint.contains(.byline) || isByline(node) { return weights[node].text < 90 }
    switch tree.string(.role, of: node) {
    case "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "search",
      "banner",
      "contentinfo":
      return true
    default: return false
    }
  }

  private func isByline(_ node: Int) -> Bool {
    if let rel = tree.string(.rel, of: node), rel == "author" { return true }
    return tree.string(.itemprop, of: node)?.contains("author") == true
  }
}

// MARK: - The search

extension BodyFinder {
  private mutating func find(cleans: Bool, weighs: Bool) -> Body {
    let unchanged = isRemoved
    defer { isRemoved = unchanged }
    weights = PartWeights(tree, isRemoved: isRemoved)
    let paragraphs = paragraphs()
    let scores = scores(paragraphs, weighs: weighs)
    var roots: [Int] = []
    if let top = top(scores) { roots = withSiblings(climbed(from: top, paragraphs), scores) }
    if roots.isEmpty, let body = tree.nodes.firstIndex(where: { $0.tag == .body }) { roots = [body] }
    if roots.isEmpty, !tree.nodes.isEmpty { roots = [0] }
    if cleans {
      var cleaner = BodyCleaner(tree: tree, hints: hints, weighs: weighs, isRemoved: isRemoved)
      for root in roots { cleaner.clean(root) }
      isRemoved = cleaner.isRemoved
    }
    weights = PartWeights(tree, isRemoved: isRemoved)
    return Body(roots: roots, isRemoved: isRemoved, length: roots.reduce(0) { $0 + weights[$1].text })
  }

  /// Points for each element that paragraphs lie in; 0 for others.
  private func scores(_ paragraphs: [Paragraph], weighs: Bool) -> [Double] {
    var scores = Array(repeating: 0.0, count: tree.nodes.count)
    for paragraph in paragraphs where paragraph.length >= 20 {
      let points = 1 + Double(paragraph.commas) + min(Double(paragraph.length) / 80, 3)
      var node = paragraph.owner
      for level in 0..<5 {
        guard node >= 0, tree.nodes[node].tag != .html else { break }
        if scores[node] == 0 { scores[node] = start(node, weighs: weighs) }
        scores[node] += level == 0 ? points : level == 1 ? points / 2 : points / Double(level * 3)
        node = tree.parent(node)
      }
    }
    for node in scores.indices where scores[node] != 0 { scores[node] *= 1 - weights[node].linkDensity }
    return scores
  }

  /// What an element is worth before its paragraphs are counted.
  private func start(_ node: Int, weighs: Bool) -> Double {
    var points: Double
    switch tree.nodes[node].tag {
    case .article, .main: points = 10
    case .div, .section: points = 5
    case .pre, .td, .blockquote: points = 3
    case .address, .ol, .ul, .dl, .dd, .dt, .li, .form: points = -3
    case .h1, .h2, .h3, .h4, .h5, .h6, .th: points = -5
    default: points = 0
    }
    if weighs { points += Self.weight(hints[node]) }
    return points == 0 ? 0.001 : points
  }

  static func weight(_ hints: PartHints) -> Double {
    (hints.contains(.body) ? 25 : 0) - (hints.isDisjoint(with: [.furniture, .sharing, .unseen]) ? 0 : 25)
  }

  private struct Paragraph {
    /// The element that its points go to; -1 where there is none.
    var owner = -1
    /// Its first text.
    var start = 0
    /// Bytes that are not white space.
    var length = 0
    var links = 0
    var commas = 0
  }

  /// Every run of inline content between two edges of blocks: the element that its points go to, its length
  /// and its commas. A block that holds nothing but such a run is the paragraph, and the element around it
  /// gets the points.
  private func paragraphs() -> [Paragraph] {
    var holdsBlock = Array(repeating: false, count: tree.nodes.count)
    forEachLeft { node in
      if tree.nodes[node].tag.isBlock, tree.parent(node) >= 0 { holdsBlock[tree.parent(node)] = true }
    }
    // A block inside an inline element makes that one a block too.
    for node in tree.nodes.indices.reversed() where holdsBlock[node] && !tree.nodes[node].tag.isBlock {
      if tree.parent(node) >= 0 { holdsBlock[tree.parent(node)] = true }
    }
    var result: [Paragraph] = []
    var block = Array(repeating: -1, count: tree.nodes.count)
    var current = Paragraph()
    var breaks = 0
    func flush() {
      if current.length > 0 { result.append(current) }
      current = Paragraph()
    }
    forEachLeft { node in
      let tag = tree.nodes[node].tag
      let parent = tree.parent(node)
      let around = parent < 0 ? -1 : block[parent]
      block[node] = tag.isBlock || holdsBlock[node] ? node : around
      if tag == .br {
        breaks += 1
        if breaks == 2 { flush() }
      } else if tag == .text {
        let (length, commas) = PartWeights.measure(tree.text(node))
        guard length > 0 else { return }
        breaks = 0
        let owner = around >= 0 && !holdsBlock[around] ? tree.parent(around) : around
        // A run ends where the block around the text is another one, or was left and entered again.
        if owner != current.owner || tag.isBlock { flush() }
        if current.length == 0 { current.start = node }
        current.owner = owner
        current.length += length
        current.links += weights[node].links
        current.commas += commas
      } else if tag.isBlock {
        flush()
      }
    }
    flush()
    return result
  }

  /// The element that holds the body: the one with most points, or one above it that does as well.
  private func top(_ scores: [Double]) -> Int? {
    let candidates = scores.indices.filter { scores[$0] > 0 }.sorted {
      scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1]
    }.prefix(5)
    guard var top = candidates.first, tree.nodes[top].tag != .body else { return nil }
    // Where several parts are nearly as good, the body is what holds three of them.
    let rivals = candidates.dropFirst().filter { scores[$0] >= 0.75 * scores[top] }
    if rivals.count >= 3 {
      var node = tree.parent(top)
      while node >= 0, tree.nodes[node].tag != .body {
        if rivals.filter({ $0 > node && $0 < tree.end(node) }).count >= 3 {
          top = node
          break
        }
        node = tree.parent(node)
      }
    }
    // An element above with more points holds other parts of the same body.
    var last = scores[top]
    let least = last / 3
    var node = tree.parent(top)
    while node >= 0, tree.nodes[node].tag != .body, tree.nodes[node].tag != .html {
      if scores[node] != 0 {
        if scores[node] < least { break }
        if scores[node] > last {
          top = node
          break
        }
        last = scores[node]
      }
      node = tree.parent(node)
    }
    return top
  }

  /// An element further up, where it holds a good deal more prose and little else besides: the text of one
  /// article in several sections.
  private func climbed(from top: Int, _ paragraphs: [Paragraph]) -> Int {
    var before = Array(repeating: 0, count: tree.nodes.count + 1)
    for paragraph in paragraphs where paragraph.length >= 80 && paragraph.links * 3 < paragraph.length {
      before[paragraph.start + 1] += paragraph.length
    }
    for index in 1..<before.count { before[index] += before[index - 1] }
    var best = top
    var node = tree.parent(top)
    while node >= 0, tree.nodes[node].tag != .html {
      let gain = before[tree.end(node)] - before[node] - (before[tree.end(best)] - before[best])
      let added = weights[node].text - weights[best].text
      if Double(gain) > 0.2 * Double(before[tree.end(best)] - before[best]),
        Double(gain) > 0.8 * Double(added)
      {
        best = node
      }
      node = tree.parent(node)
    }
    return best
  }

  /// The best part and those beside it that look like more of the same.
  private func withSiblings(_ top: Int, _ scores: [Double]) -> [Int] {
    let parent = tree.parent(top)
    guard parent >= 0 else { return [top] }
    let least = max(10, scores[top] * 0.2)
    let name = tree.value(.class, of: top)
    var roots: [Int] = []
    var node = parent + 1
    while node < tree.end(parent) {
      defer { node = tree.end(node) }
      guard !isRemoved[node], tree.nodes[node].tag != .text else { continue }
      var isPart = node == top
      if !isPart {
        var score = scores[node]
        if let name, !name.isEmpty, let other = tree.value(.class, of: node), other == name {
          score += scores[top] * 0.2
        }
        isPart = scores[node] > 0 && score >= least
        if tree.nodes[node].tag == .p {
          let counts = weights[node]
          isPart =
            isPart || counts.text > 70 && counts.linkDensity < 0.25
            || counts.text > 0 && counts.links == 0 && endsSentence(node)
        }
      }
      if isPart { roots.append(node) }
    }
    return roots
  }

  private func endsSentence(_ node: Int) -> Bool {
    for index in (node..<tree.end(node)).reversed() where tree.nodes[index].tag == .text {
      guard let last = tree.text(index).last(where: { !isHTMLSpace($0) }) else { continue }
      return last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!")
    }
    return false
  }
}
