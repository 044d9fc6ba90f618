// Reads a dossier: YAML to records with the lines on which they stand. Knows no database.
import Foundation
import KnowledgeBase
import Yams

/// One mapping of a dossier, checked against its shape.
struct DossierItem {
  let shape: RecordShape
  /// The key of a record; nil where it has none of its own.
  var key: String?
  let line: Int
  var fields: [String: (text: String, line: Int)] = [:]
  var lists: [String: [DossierItem]] = [:]
  var topics: [(key: String, line: Int)] = []
}

/// A dossier as it was read.
struct Dossier {
  let note: String?
  /// All records, in the order in which they stand.
  let records: [DossierItem]
}

struct DossierReader {
  /// What messages call the file.
  let file: String
  /// The lines of a file in which a text may begin with U+FEFF; see ``scalar(_:_:)``.
  private var lines: [Substring]?

  init(file: String) { self.file = file }

  func failure(_ line: Int, _ message: String) -> Failure {
    Failure(.invalid, "\(file), line \(line): \(message)")
  }

  mutating func read(_ bytes: [UInt8]) throws -> Dossier {
    let text = try checkedText(bytes)
    let mayBeginWithMark =
      text.unicodeScalars.dropFirst().contains("\u{FEFF}") || text.contains(/\\[uU]0*[fF][eE][fF][fF]/)
    lines = mayBeginWithMark ? text.split(separator: "\n", omittingEmptySubsequences: false) : nil
    guard let root = try compose(text) else {
      throw Failure(.invalid, "\(file) is empty; a dossier begins with: dossier: 1")
    }
    guard let mapping = root.mapping else {
      throw failure(line(of: root), "a dossier is a mapping that begins with: dossier: 1")
    }
    var all: [DossierItem] = []
    var note: String?
    var hasVersion = false
    for (name, value) in mapping {
      let section = try scalar(name, "the name of a section")
      if section == "dossier" {
        guard value.scalar?.string == "1" else {
          throw failure(line(of: value), "this kb reads dossiers of version 1")
        }
        hasVersion = true
      } else if section == "note" {
        note = try scalar(value, "note")
      } else if let shape = RecordShape.sections.first(where: { $0.name == section })?.shape {
        all += try records(in: value, shape)
      } else {
        throw unknown(
          section, among: ["dossier", "note"] + RecordShape.sections.map(\.name), in: "a dossier",
          line(of: name))
      }
    }
    guard hasVersion else { throw failure(1, "a dossier says its version; add the line: dossier: 1") }
    return Dossier(note: note, records: all)
  }

  /// A section is a mapping from keys to records, or a list of records that may have a key.
  private func records(in node: Node, _ shape: RecordShape) throws -> [DossierItem] {
    if isAbsent(node) { return [] }
    if let mapping = node.mapping {
      return try mapping.map { key, value in
        let text = try scalar(key, "a key")
        var item = try self.item(value, shape, line: line(of: key), ownKey: nil)
        item.key = try checkedKey(text, line(of: key))
        return item
      }
    }
    guard let sequence = node.sequence else {
      throw failure(
        line(of: node), "\(shape.table)s are a mapping of keys to \(shape.table)s, or a list of them")
    }
    return try sequence.map { try item($0, shape, line: line(of: $0), ownKey: "key") }
  }

  private func item(_ node: Node, _ shape: RecordShape, line: Int, ownKey: String?) throws -> DossierItem {
    guard let mapping = node.mapping else {
      if isAbsent(node), ownKey == nil { return DossierItem(shape: shape, line: line) }
      throw failure(
        self.line(of: node),
        "expected the fields of \(article(shape.table)): \(shape.names.joined(separator: ", "))")
    }
    var item = DossierItem(shape: shape, line: line)
    for (name, value) in mapping {
      let field = try scalar(name, "the name of a field")
      let place = self.line(of: name)
      if isAbsent(value) {
        guard field == ownKey || shape.names.contains(field) else {
          throw unknown(field, among: shape.names, in: article(shape.table), place)
        }
        continue
      }
      if field == ownKey, shape.table != "relation" {
        item.key = try checkedKey(try scalar(value, "key"), self.line(of: value))
      } else if field == "topics", shape.hasTopics {
        guard let sequence = value.sequence else {
          throw failure(self.line(of: value), "topics is a list of topic keys: [sanctions]")
        }
        item.topics = try sequence.map { (try scalar($0, "a topic"), self.line(of: $0)) }
      } else if let inner = shape.lists[field] {
        guard let sequence = value.sequence else { throw failure(self.line(of: value), "\(field) is a list") }
        item.lists[field] = try sequence.map {
          try self.item($0, inner, line: self.line(of: $0), ownKey: nil)
        }
      } else if field == "authors", let sequence = value.sequence {
        item.fields[field] = (
          try sequence.map { try scalar($0, "an author") }.joined(separator: "; "), self.line(of: value)
        )
      } else if shape.fields.contains(where: { $0.name == field }) {
        item.fields[field] = (try scalar(value, field), self.line(of: value))
      } else {
        throw unknown(field, among: shape.names, in: article(shape.table), place)
      }
    }
    return item
  }

  private func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  private func isAbsent(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  private func scalar(_ node: Node, _ what: String) throws -> String {
    guard let scalar = node.scalar else {
      throw failure(line(of: node), "\(what) is one text, not a list or a mapping")
    }
    // Yams makes its strings with Foundation, which takes a U+FEFF at a text's beginning for a byte order mark
    // and drops it: where the file has one, it is put back.
    guard let lines, let mark = scalar.mark, lines.indices.contains(mark.line - 1) else {
      return scalar.string
    }
    let source = lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1).drop {
      $0 == "\"" || $0 == "'"
    }
    let begins =
      source.first == "\u{FEFF}"
      || String(source.prefix(10)).prefixMatch(of: /\\[uU]0*[fF][eE][fF][fF]/) != nil
    return begins && scalar.string.unicodeScalars.first != "\u{FEFF}"
      ? "\u{FEFF}" + scalar.string : scalar.string
  }

  private func checkedKey(_ key: String, _ line: Int) throws -> String {
    guard ReadableKey.isKey(key) else {
      throw failure(line, "'\(key.prefix(80))' is no key: \(ReadableKey.rule)")
    }
    return key
  }

  private func unknown(_ name: String, among known: [String], in what: String, _ line: Int) -> Failure {
    let near = Nearest.three(to: name.lowercased(), among: known) { $0 }
    return failure(
      line,
      "\(what) has no '\(name.prefix(80))'\(near.isEmpty ? "; it has \(known.joined(separator: ", "))" : Nearest.hint(near))"
    )
  }

  // MARK: Bytes to nodes

  /// The text of the file; what YAML cannot carry is refused with its place.
  private func checkedText(_ bytes: [UInt8]) throws -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw failure(1, "this is UTF-16; save the file as UTF-8")
    }
    // (A byte order mark, which some editors write, is no part of the text.)
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = Self.place(ofFirstInvalidByteIn: bytes)
      throw failure(place.line, "column \(place.column): this is not UTF-8; save the file as UTF-8")
    }
    let scalars = text.unicodeScalars
    if let place = scalars.firstIndex(where: { !Self.isPrintable($0) }) {
      let code = String(scalars[place].value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
      throw failure(
        scalars[..<place].count { $0 == "\n" } + 1,
        "the character \(name) cannot stand in YAML; write it as an escape in double quotes")
    }
    try checkAliases(text)
    return text
  }

  /// What YAML 1.1 lets stand as it is.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Aliases of aliases can stand for more than any memory holds: how much they stand for is added up before
  /// YAML is read. (`&name` and `*name` in running text are counted too; they weigh little.)
  private func checkAliases(_ text: String) throws {
    guard text.utf8.contains(UInt8(ascii: "*")), text.utf8.contains(UInt8(ascii: "&")) else { return }
    var weights: [Substring: Int] = [:]
    var current: Substring?
    for token in text.split(whereSeparator: { " \n\r\t[]{},:?-".contains($0) }) {
      if token.hasPrefix("&") {
        current = token.dropFirst()
        weights[token.dropFirst()] = 1
      } else if token.hasPrefix("*"), let weight = weights[token.dropFirst()], let name = current {
        weights[name, default: 1] += weight
        if weights[name]! > 100_000 {
          throw failure(1, "aliases that stand for aliases are too many; write them out")
        }
      }
    }
  }

  /// Line and column, both from 1, of the first byte that ends valid UTF-8.
  static func place(ofFirstInvalidByteIn bytes: [UInt8]) -> (line: Int, column: Int) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var (line, column) = (1, 1)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (line, column)
  }

  private func compose(_ text: String) throws -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw failure(mark.line, "column \(mark.column): the YAML breaks off here (\(problem))")
      case .duplicatedKeysInMapping(let duplicates, let context):
        let again = text.split(separator: "\n", omittingEmptySubsequences: false).indices(
          of: duplicates.first ?? "")
        throw failure(
          again.count > 1 ? again[1] : context.mark.line,
          "'\(duplicates.joined(separator: "', '"))' stands twice in one mapping")
      default: throw Failure(.invalid, "\(file) is not YAML that can be read")
      }
    }
  }
}

extension [Substring] {
  /// The lines, from 1, that begin with a key.
  fileprivate func indices(of key: String) -> [Int] {
    enumerated().compactMap { index, line in
      let text = line.drop { $0 == " " || $0 == "\"" || $0 == "'" }
      let rest = text.dropFirst(key.count).drop { "\"' ".contains($0) }
      return text.hasPrefix(key) && rest.hasPrefix(":") ? index + 1 : nil
    }
  }
}
