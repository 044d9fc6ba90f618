// A page as flat arrays, in the order of the document: a subtree is a range, so that nothing recurses.
// Unsafe: libxml2 ends names with a NUL, and the name is copied.

/// The attributes that say something about a page or its parts.
enum HTMLAttribute: UInt8, Sendable {
  case `class`, id, role, style, hidden, href, itemprop, name, property, content, datetime, rel, lang, type
  case ariaHidden

  init?(_ name: UnsafePointer<UInt8>) {
    guard let attribute = unsafe Self.byName[String(cString: name)] else { return nil }
    self = attribute
  }

  private static let byName: [String: HTMLAttribute] = [
    "class": .class, "id": .id, "role": .role, "style": .style, "hidden": .hidden, "href": .href,
    "itemprop": .itemprop, "name": .name, "property": .property, "content": .content,
    "datetime": .datetime, "rel": .rel, "lang": .lang, "xml:lang": .lang, "type": .type,
    "aria-hidden": .ariaHidden,
  ]
}

struct HTMLTree: Sendable {
  struct Node: Sendable {
    let tag: HTMLTag
    /// The index of the element around it; -1 for the root.
    let parent: Int32
    /// The index after the last node of its subtree.
    var end: Int32
    /// An element: where its attributes are. A text: where its bytes are.
    var start: Int32
    var count: Int32
  }

  var nodes: [Node] = []
  /// UTF-8 of all texts and all kept attributes' values.
  var bytes: [UInt8] = []
  var attributes: [(name: HTMLAttribute, start: Int32, count: Int32)] = []

  func end(_ node: Int) -> Int { Int(nodes[node].end) }
  func parent(_ node: Int) -> Int { Int(nodes[node].parent) }

  /// The bytes of a text node.
  func text(_ node: Int) -> ArraySlice<UInt8> {
    let start = Int(nodes[node].start)
    return bytes[start..<start + Int(nodes[node].count)]
  }

  /// The value of an element's attribute; nil where it has none of that name.
  func value(_ name: HTMLAttribute, of node: Int) -> ArraySlice<UInt8>? {
    let start = Int(nodes[node].start)
    for index in start..<start + Int(nodes[node].count) where attributes[index].name == name {
      let first = Int(attributes[index].start)
      return bytes[first..<first + Int(attributes[index].count)]
    }
    return nil
  }

  func string(_ name: HTMLAttribute, of node: Int) -> String? {
    value(name, of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The text of a subtree, with white space collapsed and trimmed: for metadata, not for the body.
  func plainText(of node: Int) -> String {
    var result: [UInt8] = []
    for index in node..<end(node) where nodes[index].tag == .text { result += text(index) }
    return String(decoding: collapsed(result), as: UTF8.self)
  }
}

/// White space as HTML sees it: a no-break space is none.
func isHTMLSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
}

/// Runs of white space as one space, none at either end.
func collapsed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var isSpacePending = false
  for byte in bytes {
    if isHTMLSpace(byte) {
      isSpacePending = !result.isEmpty
    } else {
      if isSpacePending { result.append(0x20) }
      isSpacePending = false
      result.append(byte)
    }
  }
  return result
}
