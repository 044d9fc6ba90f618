// BibTeX and BibLaTeX files, entry by entry: macros, concatenation, braces; no TeX is read here.
import KnowledgeBase

/// Cuts a file into entries.
struct BibTeXScanner {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var counted = 0
  private var macros: [String: String] = {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return Dictionary(uniqueKeysWithValues: zip(months, months))
  }()
  private var hasOpenComment = false
  /// Where the entry that was read last begins and ends, in bytes.
  private(set) var place = 0..<0

  /// One entry, its field names in small letters.
  struct Entry {
    let type, key: String
    let line: Int
    var fields: [(name: String, value: String)] = []
  }

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next entry; nil at the end. What stands between entries is a comment.
  ///
  /// - Throws: ``RowMistake`` where this entry cannot be read; the next call goes on behind it.
  mutating func next() throws -> Entry? {
    while true {
      while at < bytes.count, bytes[at] != UInt8(ascii: "@") { at += 1 }
      guard at < bytes.count else { return nil }
      let start = at
      at += 1
      let type = word().lowercased()
      skipSpace()
      if type == "comment", peek == UInt8(ascii: "{") {
        // (A brace that is not closed is part of the comment; to look for the end of each would take for ever.)
        let inside = at + 1
        if !hasOpenComment, (try? braced(inComment: true)) != nil { continue }
        (at, hasOpenComment) = (inside, true)
        continue
      }
      guard !type.isEmpty, let open = peek, open == UInt8(ascii: "{") || open == UInt8(ascii: "(")
      else { continue }
      let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
      at += 1
      place = start..<at
      count(to: start)
      do {
        switch type {
        case "preamble": _ = try value(close)
        case "string":
          skipSpace()
          let name = word().lowercased()
          try expect(UInt8(ascii: "="), "= behind the name")
          macros[name] = try value(close, limit: 64 << 10)
        default:
          let entry = try entry(type, close)
          place = start..<at
          return entry
        }
        skipSpace()
        try expect(close, "the end of @\(type)")
      } catch {
        // (What is broken ends where the next line begins an entry.)
        at = nextEntry(after: start + 1)
        place = start..<at
        throw error
      }
    }
  }

  /// The line of the entry that was read last, from 1.
  var entryLine: Int { line }

  private mutating func count(to start: Int) {
    for index in counted..<start where bytes[index] == 0x0A { line += 1 }
    counted = max(counted, start)
  }

  private mutating func entry(_ type: String, _ close: UInt8) throws -> Entry {
    skipSpace()
    let start = at
    while let byte = peek, byte != UInt8(ascii: ","), byte != close, !Self.isSpace(byte) { at += 1 }
    var entry = Entry(type: type, key: String(decoding: bytes[start..<at], as: UTF8.self), line: line)
    skipSpace()
    while peek == UInt8(ascii: ",") {
      at += 1
      skipSpace()
      if peek == close { break }
      let name = word().lowercased()
      guard !name.isEmpty else { throw RowMistake("the name of a field is expected") }
      try expect(UInt8(ascii: "="), "= behind \(name)")
      entry.fields.append((name, try value(close)))
      skipSpace()
    }
    try expect(close, "a comma, or the end of the entry \(entry.key.prefix(40))")
    return entry
  }

  /// Pieces that # joins: in braces or quotation marks, a number, or a macro.
  ///
  /// - Parameter limit: in bytes. (Macros that are joined to themselves would double with each line.)
  private mutating func value(_ close: UInt8, limit: Int = 1 << 20) throws -> String {
    var text = ""
    while true {
      skipSpace()
      switch peek {
      case UInt8(ascii: "{"): text += try braced()
      case UInt8(ascii: "\""): text += try quoted()
      default:
        let start = at
        while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: "#"), byte != close,
          !Self.isSpace(byte)
        { at += 1 }
        let piece = String(decoding: bytes[start..<at], as: UTF8.self)
        guard !piece.isEmpty else { throw RowMistake("a value is expected") }
        if piece.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
          text += piece
        } else if let macro = macros[piece.lowercased()] {
          text += macro
        } else {
          throw RowMistake("no @string is called '\(piece.prefix(40))'")
        }
      }
      guard text.utf8.count <= limit else { throw RowMistake("a value is longer than \(limit >> 10) KiB") }
      skipSpace()
      guard peek == UInt8(ascii: "#") else { return text }
      at += 1
    }
  }

  /// - Parameter inComment: whether entries may stand inside; else a line that begins one shows that a brace is open.
  private mutating func braced(inComment: Bool = false) throws -> String {
    let start = at + 1
    var depth = 0
    while let byte = peek {
      if byte == UInt8(ascii: "@"), !inComment, bytes[at - 1] == 0x0A, isEntry(at) { break }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      at += 1
      if depth == 0 { return String(decoding: bytes[start..<at - 1], as: UTF8.self) }
    }
    throw RowMistake("a brace is not closed")
  }

  private mutating func quoted() throws -> String {
    at += 1
    let start = at
    var depth = 0
    while let byte = peek {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth < 0 { throw RowMistake("a brace is closed that was not opened") }
      at += 1
      if byte == UInt8(ascii: "\""), depth == 0 {
        return String(decoding: bytes[start..<at - 1], as: UTF8.self)
      }
    }
    throw RowMistake("a quotation mark is not closed")
  }

  /// Whether `@type{key,` stands here.
  private func isEntry(_ start: Int) -> Bool {
    let rest = bytes[(start + 1)...].prefix(200)
    let name = rest.prefix { (0x61...0x7A).contains($0 | 0x20) }
    guard !name.isEmpty, rest.dropFirst(name.count).first == UInt8(ascii: "{") else { return false }
    let key = rest.dropFirst(name.count + 1).prefix { !Self.isSpace($0) && $0 != UInt8(ascii: ",") }
    return rest.dropFirst(name.count + 1 + key.count).first == UInt8(ascii: ",")
  }

  private func nextEntry(after start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "@"), bytes[index - 1] == 0x0A { return index }
      index += 1
    }
    return bytes.count
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func expect(_ byte: UInt8, _ what: String) throws {
    skipSpace()
    guard peek == byte else { throw RowMistake("\(what) is expected") }
    at += 1
  }

  private mutating func word() -> String {
    let start = at
    while let byte = peek, !Self.isSpace(byte), !"{}(),=#\"@".utf8.contains(byte) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while let byte = peek, Self.isSpace(byte) { at += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The bytes of the entry that was read last.
  var original: String { String(decoding: bytes[place], as: UTF8.self) }
}
