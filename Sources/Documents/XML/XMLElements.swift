// XML, element by element: libxml2 reads, nothing is printed, fetched or expanded.
// Unsafe: libxml2, the reading and the bytes live until the parser is done; what an event brings is read
// before it returns, five pointers an attribute, names as far as their NUL.
import CLibXML2

/// Why XML is not read to its end.
package struct XMLMistake: Error {
  /// From 1.
  package let line: Int
  package let what: String
}

/// What an XML document has, as it goes by; names are without their prefixes.
package protocol XMLTaker: AnyObject {
  /// - Parameter line: on which the element begins, from 1.
  func open(_ name: String, _ attributes: [String: String], line: Int)
  func text(_ text: String)
  func close(_ name: String)
}

package enum XMLElements {
  /// How deep elements may nest.
  package static let deepest = 200

  /// Reads a document and hands over its elements.
  ///
  /// - Parameter bytes: UTF-8, at most 2 GiB. Entities that the document declares itself are refused: they can make a
  ///   small file an endless one.
  /// - Throws: ``XMLMistake`` where it is no well-formed XML, or nests deeper than ``deepest``.
  package static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ taker: any XMLTaker) throws(XMLMistake) {
    xmlInitParser()
    let made: xmlParserCtxtPtr? =
      unsafe bytes.isEmpty || bytes.count >= Int32.max
      ? nil
      : UnsafeRawPointer(bytes.baseAddress!).withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        unsafe xmlCreateMemoryParserCtxt($0, Int32(bytes.count))
      }
    guard let context = unsafe made else { throw XMLMistake(line: 1, what: "the document is empty") }
    defer { unsafe xmlFreeParserCtxt(context) }
    // (Whatever the document says of its encoding: the bytes are UTF-8.)
    // (Entities are those of XML itself, as no others are let in; without this they stay as they are in attributes.)
    let options = [
      XML_PARSE_NOENT, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NONET, XML_PARSE_NOCDATA,
      XML_PARSE_IGNORE_ENC,
    ]
    unsafe xmlCtxtUseOptions(context, Int32(options.reduce(UInt32(0)) { $0 | $1.rawValue }))
    let reading = unsafe Reading(taker, context)
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { reading, name, _, _, _, _, count, _, attributes in
      unsafe Reading.of(reading).open(name, Int(count), attributes)
    }
    unsafe handler.endElementNs = { reading, name, _, _ in unsafe Reading.of(reading).close(name) }
    let characters: charactersSAXFunc = { reading, text, count in
      if let text = unsafe text {
        unsafe Reading.of(reading).text(UnsafeBufferPointer(start: text, count: Int(count)))
      }
    }
    unsafe (handler.characters, handler.ignorableWhitespace, handler.cdataBlock) = (
      characters, characters, characters
    )
    unsafe handler.entityDecl = { reading, _, _, _, _, _ in
      unsafe Reading.of(reading).stop("it declares entities of its own")
    }
    unsafe context.pointee.sax.pointee = handler
    unsafe context.pointee.userData = Unmanaged.passUnretained(reading).toOpaque()
    unsafe xmlParseDocument(context)
    if let mistake = reading.mistake { throw mistake }
    guard unsafe context.pointee.wellFormed == 1 else {
      throw XMLMistake(line: reading.line, what: "it is not well-formed XML")
    }
  }

  /// Takes the parser's events.
  @safe private final class Reading {
    private let taker: any XMLTaker
    private let context: xmlParserCtxtPtr
    private var depth = 0
    var mistake: XMLMistake?

    init(_ taker: any XMLTaker, _ context: xmlParserCtxtPtr) {
      unsafe (self.taker, self.context) = (taker, context)
    }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Reading {
      unsafe Unmanaged<Reading>.fromOpaque(pointer!).takeUnretainedValue()
    }

    var line: Int { unsafe context.pointee.input.map { unsafe max(Int($0.pointee.line), 1) } ?? 1 }

    func open(
      _ name: UnsafePointer<UInt8>?, _ count: Int, _ list: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
      guard mistake == nil, let name = unsafe name else { return }
      depth += 1
      guard depth <= XMLElements.deepest else { return stop("its elements nest too deep") }
      var attributes: [String: String] = [:]
      for index in 0..<count {
        // (Name, prefix, address of the prefix, start and end of the value.)
        guard let list = unsafe list, let name = unsafe list[5 * index],
          let start = unsafe list[5 * index + 3],
          let end = unsafe list[5 * index + 4]
        else { continue }
        unsafe attributes[String(cString: name)] = String(
          decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      }
      unsafe taker.open(String(cString: name), attributes, line: line)
    }

    func close(_ name: UnsafePointer<UInt8>?) {
      guard mistake == nil, let name = unsafe name else { return }
      depth -= 1
      unsafe taker.close(String(cString: name))
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) {
      guard mistake == nil else { return }
      unsafe taker.text(String(decoding: text, as: UTF8.self))
    }

    func stop(_ what: String) {
      if mistake == nil { mistake = XMLMistake(line: line, what: what) }
      unsafe xmlStopParser(context)
    }
  }
}
