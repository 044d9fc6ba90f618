// How much of what is in each part of a page: sums over the order of the document, so that any part's
// figures are one subtraction away.

/// What can be counted in a part of a page.
struct PartCounts: Sendable {
  /// Bytes of text that are not white space.
  var text = 0
  /// The same inside links; a link within the page counts a third.
  var links = 0
  /// Commas and full stops of every script: prose has them, menus do not.
  var commas = 0
  var paragraphs = 0
  var items = 0
  var images = 0
  var inputs = 0
  var headings = 0
  /// Text inside lists.
  var listed = 0
  /// Players and frames.
  var embeds = 0

  static func - (a: PartCounts, b: PartCounts) -> PartCounts {
    PartCounts(
      text: a.text - b.text, links: a.links - b.links, commas: a.commas - b.commas,
      paragraphs: a.paragraphs - b.paragraphs, items: a.items - b.items, images: a.images - b.images,
      inputs: a.inputs - b.inputs, headings: a.headings - b.headings, listed: a.listed - b.listed,
      embeds: a.embeds - b.embeds)
  }

  /// The share of the text that is links, 0 to 1.
  var linkDensity: Double { text == 0 ? 0 : Double(links) / Double(text) }
}

struct PartWeights: Sendable {
  /// What stands before each node; one more than there are nodes.
  private var before: [PartCounts]
  private let ends: [Int]

  subscript(_ node: Int) -> PartCounts { before[ends[node]] - before[node] }

  /// - Parameter isRemoved: nodes whose subtree does not count.
  init(_ tree: HTMLTree, isRemoved: [Bool]) {
    before = []
    before.reserveCapacity(tree.nodes.count + 1)
    ends = tree.nodes.map { Int($0.end) }
    var total = PartCounts()
    var removedUntil = 0
    var linkUntil = 0
    var isLocal = false
    var headingUntil = 0
    var listUntil = 0
    for index in tree.nodes.indices {
      before.append(total)
      if isRemoved[index] { removedUntil = max(removedUntil, ends[index]) }
      let tag = tree.nodes[index].tag
      switch tag {
      case .input, .select, .textarea, .button: total.inputs += 1
      case .iframe, .embed, .object, .video, .audio: total.embeds += 1
      default: break
      }
      if index < removedUntil { continue }
      switch tag {
      case .a:
        if let target = tree.value(.href, of: index) {
          linkUntil = max(linkUntil, ends[index])
          isLocal = target.first == UInt8(ascii: "#")
        }
      case .p: total.paragraphs += 1
      case .li: total.items += 1
      case .img, .picture: total.images += 1
      case .ul, .ol, .dl, .menu: listUntil = max(listUntil, ends[index])
      case .text:
        let (length, commas) = Self.measure(tree.text(index))
        total.text += length
        total.commas += commas
        if index < linkUntil { total.links += isLocal ? length / 3 : length }
        if index < headingUntil { total.headings += length }
        if index < listUntil { total.listed += length }
      default:
        if tag.isHeading { headingUntil = max(headingUntil, ends[index]) }
      }
    }
    before.append(total)
  }

  /// Bytes that are not white space, and how many commas of any script.
  static func measure(_ text: ArraySlice<UInt8>) -> (length: Int, commas: Int) {
    var length = 0
    var commas = 0
    var (first, second): (UInt8, UInt8) = (0, 0)
    for byte in text {
      if !isHTMLSpace(byte) { length += 1 }
      switch (first, second, byte) {
      // , and the Arabic ، and the Chinese ，、。
      case (_, _, 0x2C), (_, 0xD8, 0x8C), (0xEF, 0xBC, 0x8C), (0xE3, 0x80, 0x81), (0xE3, 0x80, 0x82):
        commas += 1
      default: break
      }
      (first, second) = (second, byte)
    }
    return (length, commas)
  }
}
