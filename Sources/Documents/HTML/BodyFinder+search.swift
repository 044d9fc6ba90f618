// The search: points for the parts that paragraphs lie in, and the part with the most.

extension BodyFinder {
  mutating func find(cleans: Bool, weighs: Bool) -> Body {
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
