// What goes out of a body that was found: lists of links, boxes of teasers, share bars.

struct BodyCleaner {
  let tree: HTMLTree
  let hints: [PartHints]
  /// Whether classes and ids count.
  let weighs: Bool
  private(set) var isRemoved: [Bool]

  mutating func clean(_ root: Int) {
    let weights = PartWeights(tree, isRemoved: isRemoved)
    var figureUntil = 0
    var dataUntil = 0
    var node = root
    while node < tree.end(root) {
      if isRemoved[node] {
        node = tree.end(node)
        continue
      }
      let tag = tree.nodes[node].tag
      if node != root, tag != .text {
        if tag == .figure { figureUntil = max(figureUntil, tree.end(node)) }
        if tag == .code || tag == .pre || tag == .table && isData(node, weights) {
          dataUntil = max(dataUntil, tree.end(node))
        }
        // Whatever it is called: what is most of the body is the body.
        let prose = weights[node].text - weights[node].links
        if prose * 5 < 2 * weights[root].text,
          isFurniture(node, weights[node], isInFigure: node < figureUntil, isInData: node < dataUntil)
        {
          isRemoved[node] = true
        }
      }
      node += 1
    }
  }

  private func isFurniture(_ node: Int, _ counts: PartCounts, isInFigure: Bool, isInData: Bool) -> Bool {
    let tag = tree.nodes[node].tag
    switch tag {
    case .footer, .aside: return true
    case .h1, .h2, .h3: return weighs && BodyFinder.weight(hints[node]) < 0
    case .form, .fieldset, .table, .ul, .ol, .dl, .menu, .div, .section: break
    default: return hints[node].contains(.sharing) && counts.text < 400 && tag != .a
    }
    if hints[node].contains(.sharing), counts.text < 400 { return true }
    if isInData { return false }
    let weight = weighs ? BodyFinder.weight(hints[node]) : 0
    if weight < 0 { return true }
    if counts.commas >= 10 || counts.text == 0 { return false }
    let isList = tag.isList || Double(counts.listed) > 0.9 * Double(counts.text)
    let density = counts.linkDensity
    if !isInFigure {
      if counts.images > 1, counts.paragraphs * 2 < counts.images { return true }
      if !isList, counts.text < 22, counts.images == 0 || counts.images > 2, counts.links > 0,
        Double(counts.headings) < 0.9 * Double(counts.text)
      {
        return true
      }
    }
    if !isList, counts.items - 100 > counts.paragraphs { return true }
    if counts.inputs > counts.paragraphs / 3, counts.inputs > 0 { return true }
    if !isList, weight < 25, density > 0.2 { return true }
    if weight >= 25, density > 0.5 { return true }
    return counts.embeds == 1 && counts.text < 65 || counts.embeds > 1
  }

  /// Whether a table holds data: rows and columns, not the frame of a page.
  private func isData(_ table: Int, _ weights: PartWeights) -> Bool {
    var rows = 0
    var cells = 0
    for node in table + 1..<tree.end(table) {
      switch tree.nodes[node].tag {
      case .table: return false
      case .caption, .thead, .th, .tfoot: return true
      case .tr: rows += 1
      case .td: cells += 1
      default: break
      }
    }
    return rows >= 10 || rows > 0 && cells > 4 * rows || rows > 0 && cells >= 10
  }
}
