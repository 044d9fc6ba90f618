// JSON in (RFC 8259): one value at a time from bytes, with the column of what is wrong.
// Unsafe: the bytes outlive the reader, as its maker promises; `at` is compared with their count before a
// byte is read.
import KnowledgeBase

/// What is wrong in a JSON text, and where: bytes from 0.
struct JSONMistake: Error {
  let at: Int
  let what: String
}

/// Reads JSON from its start to its end. Strings come out as UTF-8; a lone surrogate, which UTF-8 cannot hold, and
/// bytes that are no UTF-8 are mistakes.
@safe struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var at = 0
  /// How deep arrays and objects may be nested.
  static let deepest = 200

  init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = bytes }

  /// Reads an object, and hands over each member: its key, and the reader before its value, which `body` reads
  /// or skips.
  mutating func object(_ body: (String, inout JSONReader) throws -> Void) throws {
    try expect(UInt8(ascii: "{"), "an object, which begins with {")
    var key: [UInt8] = []
    skipSpace()
    if peek == UInt8(ascii: "}") {
      at += 1
      return
    }
    while true {
      skipSpace()
      try string(into: &key)
      try expect(UInt8(ascii: ":"), "a colon behind the name")
      skipSpace()
      try body(String(decoding: key, as: UTF8.self), &self)
      skipSpace()
      if peek == UInt8(ascii: ",") {
        at += 1
        continue
      }
      return try expect(UInt8(ascii: "}"), "a comma or }")
    }
  }

  /// Reads a string, or null as nil.
  mutating func optionalString() throws -> String? {
    if peek == UInt8(ascii: "n") {
      try word("null")
      return nil
    }
    var text: [UInt8] = []
    try string(into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads a string into a buffer, whose old content goes.
  mutating func string(into text: inout [UInt8]) throws {
    text.removeAll(keepingCapacity: true)
    let start = at
    guard peek == UInt8(ascii: "\"") else { throw JSONMistake(at: at, what: "a string is expected") }
    at += 1
    var run = at
    while unsafe at < bytes.count {
      at = unsafe bytes.endOfPlain(from: at)
      guard let byte = peek else { break }
      switch byte {
      case UInt8(ascii: "\""):
        unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<at]))
        at += 1
        if unsafe !text.withUnsafeBufferPointer(unsafe \.isUTF8) {
          throw JSONMistake(at: start, what: "this string is not UTF-8")
        }
        return
      case UInt8(ascii: "\\"):
        unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<at]))
        at += 1
        try escape(into: &text)
        run = at
      default: throw JSONMistake(at: at, what: "a control character in a string must be escaped")
      }
    }
    throw JSONMistake(at: start, what: "this string does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    let start = at - 1
    guard let byte = peek else { throw JSONMistake(at: start, what: "this string does not end") }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try hex()
      if (0xD800...0xDBFF).contains(value), peek == UInt8(ascii: "\\"), unsafe at + 1 < bytes.count,
        unsafe bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        let low = try hex()
        guard (0xDC00...0xDFFF).contains(low) else {
          throw JSONMistake(at: start, what: "a lone surrogate, which no text has")
        }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw JSONMistake(at: start, what: "a lone surrogate, which no text has")
      }
      text.append(contentsOf: UTF8.encode(scalar)!)
    default: throw JSONMistake(at: start, what: "no such escape in JSON")
    }
  }

  private mutating func hex() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw JSONMistake(at: at, what: "\\u takes four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }

  /// Reads over a value of any kind.
  mutating func skip(_ depth: Int = 0) throws {
    guard depth < Self.deepest else { throw JSONMistake(at: at, what: "nested too deep") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): try object { _, reader in try reader.skip(depth + 1) }
    case UInt8(ascii: "["):
      try array { try $0.skip(depth + 1) }
    case UInt8(ascii: "\""):
      var text: [UInt8] = []
      try string(into: &text)
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  /// Reads an array, with the reader before each value, which `body` reads or skips.
  mutating func array(_ body: (inout JSONReader) throws -> Void) throws {
    try expect(UInt8(ascii: "["), "an array, which begins with [")
    skipSpace()
    if peek == UInt8(ascii: "]") {
      at += 1
      return
    }
    while true {
      skipSpace()
      try body(&self)
      skipSpace()
      if peek == UInt8(ascii: ",") {
        at += 1
        continue
      }
      return try expect(UInt8(ascii: "]"), "a comma or ]")
    }
  }

  /// Reads an array of strings.
  ///
  /// - Parameter other: what is thrown where something else is in it.
  mutating func strings(else other: () -> any Error) throws -> [[UInt8]] {
    var all: [[UInt8]] = []
    try array { reader in
      guard reader.peek == UInt8(ascii: "\"") else { throw other() }
      var text: [UInt8] = []
      try reader.string(into: &text)
      all.append(text)
    }
    return all
  }

  private mutating func number() throws {
    let start = at
    if peek == UInt8(ascii: "-") { at += 1 }
    let first = at
    digits()
    var isNumber = unsafe at > first && (bytes[first] != UInt8(ascii: "0") || at == first + 1)
    if peek == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      digits()
      isNumber = isNumber && at > fraction
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      at += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
      let exponent = at
      digits()
      isNumber = isNumber && at > exponent
    }
    guard isNumber else { throw JSONMistake(at: start, what: "a value is expected") }
  }

  private mutating func digits() {
    while let byte = peek, (0x30...0x39).contains(byte) { at += 1 }
  }

  private mutating func word(_ word: StaticString) throws {
    let start = at
    for offset in 0..<word.utf8CodeUnitCount {
      guard unsafe peek == word.utf8Start[offset] else {
        throw JSONMistake(at: start, what: "a value is expected")
      }
      at += 1
    }
  }

  /// - Throws: where anything but white space follows.
  mutating func end() throws {
    skipSpace()
    guard unsafe at == bytes.count else { throw JSONMistake(at: at, what: "something follows the object") }
  }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  /// The next byte; nil at the end.
  var peek: UInt8? { unsafe at < bytes.count ? bytes[at] : nil }

  private mutating func expect(_ byte: UInt8, _ what: String) throws {
    skipSpace()
    guard peek == byte else { throw JSONMistake(at: at, what: "\(what) is expected") }
    at += 1
  }
}
