// XML, element by element: libxml2 reads, nothing is printed, fetched or expanded.
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
      bytes.isEmpty || bytes.count >= Int32.max
      ? nil
      : UnsafeRawPointer(bytes.baseAddress!).withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        xmlCreateMemoryParserCtxt($0, Int32(bytes.count))
      }
    guard let context = made else { throw XMLMistake(line: 1, what: "the document is empty") }
    defer { xmlFreeParserCtxt(context) }
    // (Whatever the document says of its encoding: the bytes are UTF-8.)
    // (Entities are those of XML itself, as no others are let in; without this they stay as they are in attributes.)
    let options = [
      XML_PARSE_NOENT, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NONET, XML_PARSE_NOCDATA,
      XML_PARSE_IGNORE_ENC,
    ]
    xmlCtxtUseOptions(context, Int32(options.reduce(UInt32(0)) { $0 | $1.rawValue }))
    let reading = Reading(taker, context)
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { reading, name, _, _, _, _, count, _, attributes in
      Reading.of(reading).open(name, Int(count), attributes)
    }
    handler.endElementNs = { reading, name, _, _ in Reading.of(reading).close(name) }
    let characters: charactersSAXFunc = { reading, text, count in
      if let text { Reading.of(reading).text(UnsafeBufferPointer(start: text, count: Int(count))) }
    }
    (handler.characters, handler.ignorableWhitespace, handler.cdataBlock) = (
      characters, characters, characters
    )
    handler.entityDecl = { reading, _, _, _, _, _ in
      Reading.of(reading).stop("it declares entities of its own")
    }
    context.pointee.sax.pointee = handler
    context.pointee.userData = Unmanaged.passUnretained(reading).toOpaque()
    xmlParseDocument(context)
    if let mistake = reading.mistake { throw mistake }
    guard context.pointee.wellFormed == 1 else {
      throw XMLMistake(line: reading.line, what: "it is not well-formed XML")
    }
  }

  /// Takes the parser's events.
  private final class Reading {
    private let taker: any XMLTaker
    private let context: xmlParserCtxtPtr
    private var depth = 0
    var mistake: XMLMistake?

    init(_ taker: any XMLTaker, _ context: xmlParserCtxtPtr) { (self.taker, self.context) = (taker, context) }

    static func of(_ pointer: UnsafeMutableRawPointer?) -> Reading {
      Unmanaged<Reading>.fromOpaque(pointer!).takeUnretainedValue()
    }

    var line: Int { context.pointee.input.map { max(Int($0.pointee.line), 1) } ?? 1 }

    func open(
      _ name: UnsafePointer<UInt8>?, _ count: Int, _ list: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
      guard mistake == nil, let name else { return }
      depth += 1
      guard depth <= XMLElements.deepest else { return stop("its elements nest too deep") }
      var attributes: [String: String] = [:]
      for index in 0..<count {
        // (Name, prefix, address of the prefix, start and end of the value.)
        guard let list, let name = list[5 * index], let start = list[5 * index + 3],
          let end = list[5 * index + 4]
        else { continue }
        attributes[String(cString: name)] = String(
          decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      }
      taker.open(String(cString: name), attributes, line: line)
    }

    func close(_ name: UnsafePointer<UInt8>?) {
      guard mistake == nil, let name else { return }
      depth -= 1
      taker.close(String(cString: name))
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) {
      guard mistake == nil else { return }
      taker.text(String(decoding: text, as: UTF8.self))
    }

    func stop(_ what: String) {
      if mistake == nil { mistake = XMLMistake(line: line, what: what) }
      xmlStopParser(context)
    }
  }
}
