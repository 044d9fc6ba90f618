// What goes before the body is looked for: what is not shown, and what is named like furniture.

extension BodyFinder {
  /// Removes what no reader sees or reads as text.
  mutating func removeUnseen() {
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
  mutating func removeHeading(_ title: String?) {
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
  mutating func removeFurniture(_ kinds: PartHints) {
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
