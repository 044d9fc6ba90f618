// A JSON value read whole, for formats whose records are trees.
// Unsafe: the bytes are the caller's until the call returns, and the tree copies what it keeps; the reader
// stays within them.

/// A value of JSON, its members in their order. Numbers stay as they are written.
indirect enum JSONTree {
  case text(String)
  case number(String)
  case boolean(Bool)
  case null
  case list([JSONTree])
  case object([(name: String, value: JSONTree)])

  /// Reads one value, which takes all of the bytes.
  ///
  /// - Throws: ``JSONMistake`` where it breaks the rules of JSON, nests deeper than ``JSONReader/deepest``, holds a
  ///   lone surrogate or a NUL, or gives a member twice.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    var reader = unsafe JSONReader(bytes)
    reader.skipSpace()
    self = try unsafe Self.value(&reader, bytes, 0)
    try reader.end()
  }

  private static func value(_ reader: inout JSONReader, _ bytes: UnsafeBufferPointer<UInt8>, _ depth: Int)
    throws -> JSONTree
  {
    guard depth < JSONReader.deepest else { throw JSONMistake(at: reader.at, what: "nested too deep") }
    let start = reader.at
    switch reader.peek {
    case UInt8(ascii: "{"):
      var members: [(name: String, value: JSONTree)] = []
      var names: Set<String> = []
      try reader.object { name, reader in
        guard names.insert(name).inserted else {
          throw JSONMistake(at: reader.at, what: "the member \(name.prefix(40)) is given twice")
        }
        unsafe members.append((name, try value(&reader, bytes, depth + 1)))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var values: [JSONTree] = []
      try reader.array { unsafe values.append(try value(&$0, bytes, depth + 1)) }
      return .list(values)
    case UInt8(ascii: "\""):
      let text = try reader.optionalString() ?? ""
      guard !text.utf8.contains(0) else {
        throw JSONMistake(at: start, what: "a text holds a NUL, which no text has")
      }
      return .text(text)
    default:
      try reader.skip()
      let word = unsafe String(decoding: bytes[start..<reader.at], as: UTF8.self)
      switch word {
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      case "null": return .null
      default: return .number(word)
      }
    }
  }

  /// The value of a member; nil where there is none or it is null.
  subscript(_ name: String) -> JSONTree? {
    guard case .object(let members) = self, let value = members.first(where: { $0.name == name })?.value
    else { return nil }
    if case .null = value { return nil }
    return value
  }

  /// The names of the members that are there.
  var names: [String] {
    guard case .object(let members) = self else { return [] }
    return members.compactMap { if case .null = $0.value { nil } else { $0.name } }
  }

  /// A text that is not empty; a number as it is written.
  var text: String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .number(let number): number
    default: nil
    }
  }

  /// The values of a list; a single value is a list of one.
  var items: [JSONTree] {
    if case .list(let values) = self { return values }
    return [self]
  }

  /// The texts of a list, or the one text.
  var texts: [String] { items.compactMap(\.text) }

  var integer: Int? {
    switch self {
    case .number(let text), .text(let text): Int(text)
    default: nil
    }
  }

  /// Whether it is null or a text without characters.
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .text(let text): text.isEmpty
    default: false
    }
  }

  var isObject: Bool { if case .object = self { true } else { false } }
}
