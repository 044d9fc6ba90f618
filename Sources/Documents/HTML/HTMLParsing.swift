// Bytes to tree: libxml2 reads the page and reports each tag; nothing is printed, fetched or nested.
// Unsafe: libxml2 and the builder live until the parser is done; what an event brings is read before it
// returns, lists and names as far as their NUL.
import CLibXML2

/// Why a page is not read, although it is one.
enum HTMLLimit: Error {
  /// Elements inside elements, more than ``HTMLTree/depthLimit`` of them.
  case depth
  /// More nodes than ``HTMLTree/nodeLimit``.
  case nodes
  /// An element with more attributes than ``HTMLTree/attributeLimit``.
  case attributes
  /// More different names of elements, attributes and entities than ``HTMLTree/nameLimit``.
  case names
}

extension HTMLTree {
  /// libxml2 looks through all open elements for each stray end tag, through all attributes of an element
  /// for each further one, and through a list of the names it has seen. These bounds keep that linear, and
  /// memory small; pages written for readers stay below. Browsers nest no deeper either.
  static let depthLimit = 512
  static let attributeLimit = 256
  static let nameLimit: Int32 = 50_000
  static let nodeLimit = 500_000

  /// Done once, before the first of several threads reads a page.
  private static let isReady: Void = xmlInitParser()

  /// - Parameter source: the page in valid UTF-8, without NUL.
  init(parsing source: UnsafeBufferPointer<UInt8>) throws(HTMLLimit) {
    if unsafe Self.hasCrowdedTag(source) { throw .attributes }
    Self.isReady
    let builder = HTMLTreeBuilder()
    builder.tree.bytes.reserveCapacity(source.count / 2)
    guard source.count > 0, source.count <= Int32.max, let base = source.baseAddress,
      let context = unsafe base.withMemoryRebound(
        to: CChar.self, capacity: source.count, { unsafe htmlCreateMemoryParserCtxt($0, Int32(source.count)) }
      )
    else {
      self.init()
      return
    }
    defer { unsafe htmlFreeParserCtxt(context) }
    let options = [HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET]
    // 1 << 21 is HTML_PARSE_IGNORE_ENC: the bytes are UTF-8, whatever the page says.
    unsafe htmlCtxtUseOptions(context, Int32(options.reduce(1 << 21) { $0 | $1.rawValue }))
    unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    unsafe builder.context = context
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = { builder, name, attributes in
      if let name = unsafe name { unsafe HTMLTreeBuilder.of(builder).open(name, attributes) }
    }
    unsafe handler.endElement = { builder, name in
      if let name = unsafe name { unsafe HTMLTreeBuilder.of(builder).close(HTMLTag(name)) }
    }
    let characters: charactersSAXFunc = { builder, text, count in
      if let text = unsafe text {
        unsafe HTMLTreeBuilder.of(builder).append(UnsafeBufferPointer(start: text, count: Int(count)))
      }
    }
    unsafe handler.characters = characters
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = characters
    unsafe context.pointee.sax.pointee = handler
    unsafe context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
    unsafe htmlParseDocument(context)
    if let limit = builder.limit { throw limit }
    builder.closeAll()
    self = builder.tree
  }

  /// Whether a tag has more attributes than the limit, counted as words outside of quotation marks.
  private static func hasCrowdedTag(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    var words = 0
    var quote: UInt8 = 0
    var isInTag = false
    var previous: UInt8 = 0
    for at in source.indices {
      let byte = unsafe source[at]
      if isInTag {
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: ">") {
          isInTag = false
        } else if (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")) && previous == UInt8(ascii: "=") {
          quote = byte
        } else if (isHTMLSpace(previous) || previous == UInt8(ascii: "/")) && !isHTMLSpace(byte) {
          words += 1
          if words > attributeLimit { return true }
        }
      } else if previous == UInt8(ascii: "<"), (0x41...0x5A).contains(byte & 0xDF) {
        isInTag = true
        words = 0
      }
      previous = byte
    }
    return false
  }
}

/// Takes the parser's events and grows the tree.
@safe private final class HTMLTreeBuilder {
  var tree = HTMLTree()
  var limit: HTMLLimit?
  var context: htmlParserCtxtPtr?
  private var open: [Int32] = []
  private var isSkipping = false

  static func of(_ pointer: UnsafeMutableRawPointer?) -> HTMLTreeBuilder {
    unsafe Unmanaged<HTMLTreeBuilder>.fromOpaque(pointer!).takeUnretainedValue()
  }

  func open(_ name: UnsafePointer<UInt8>, _ list: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard limit == nil else { return }
    if unsafe xmlDictSize(context?.pointee.dict) > HTMLTree.nameLimit { return stop(.names) }
    if open.count >= HTMLTree.depthLimit { return stop(.depth) }
    if tree.nodes.count >= HTMLTree.nodeLimit { return stop(.nodes) }
    let tag = unsafe HTMLTag(name)
    let start = tree.attributes.count
    var position = 0
    while let list = unsafe list, let attribute = unsafe list[position] {
      let value = unsafe list[position + 1]
      position += 2
      guard let kept = unsafe HTMLAttribute(attribute) else { continue }
      let first = tree.bytes.count
      if var value = unsafe value {
        while unsafe value.pointee != 0 {
          unsafe tree.bytes.append(value.pointee)
          unsafe value += 1
        }
      }
      tree.attributes.append((kept, Int32(first), Int32(tree.bytes.count - first)))
    }
    let index = Int32(tree.nodes.count)
    tree.nodes.append(
      HTMLTree.Node(
        tag: tag, parent: open.last ?? -1, end: index + 1, start: Int32(start),
        count: Int32(tree.attributes.count - start)))
    open.append(index)
    isSkipping =
      tag == .style || tag == .script && tree.string(.type, of: Int(index))?.contains("ld+json") != true
  }

  func close(_ tag: HTMLTag) {
    guard let last = open.last, tree.nodes[Int(last)].tag == tag else { return }
    tree.nodes[Int(last)].end = Int32(tree.nodes.count)
    open.removeLast()
    isSkipping = false
  }

  func closeAll() {
    for index in open { tree.nodes[Int(index)].end = Int32(tree.nodes.count) }
    open = []
  }

  func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard limit == nil, !isSkipping else { return }
    if unsafe xmlDictSize(context?.pointee.dict) > HTMLTree.nameLimit { return stop(.names) }
    let last = tree.nodes.count - 1
    let parent = open.last ?? -1
    if last >= 0, tree.nodes[last].tag == .text, tree.nodes[last].parent == parent {
      tree.nodes[last].count += Int32(text.count)
    } else {
      if tree.nodes.count >= HTMLTree.nodeLimit { return stop(.nodes) }
      tree.nodes.append(
        HTMLTree.Node(
          tag: .text, parent: parent, end: Int32(last + 2), start: Int32(tree.bytes.count),
          count: Int32(text.count)))
    }
    unsafe tree.bytes.append(contentsOf: text)
  }

  private func stop(_ limit: HTMLLimit) {
    self.limit = limit
    unsafe xmlStopParser(context)
  }
}
