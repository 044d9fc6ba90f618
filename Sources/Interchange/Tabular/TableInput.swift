// What a file is, told by its content: a table in one of its formats, or something else.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import KnowledgeBase

/// A file or a pipe that is opened to be taken in, and looked at once.
public final class TableInput {
  /// What it looks like, by its first bytes.
  public enum Format: Sendable, Hashable {
    case separated(by: UInt8)
    case objects
    case foreign(ForeignFormat)
    case dossier
    case database
  }

  let stream: TextStream
  public let format: Format
  public var name: String { stream.name }

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - isTable: whether the caller knows that it is a table, such as by saying what of.
  ///   - isRows: whether the caller knows at least that it is no dossier.
  ///   - encoding: as iconv knows it; nil to tell by the bytes.
  /// - Throws: ``Failure`` where it cannot be read, or is in an encoding that cannot be told.
  public convenience init(
    path: String, isTable: Bool = false, isRows: Bool = false, encoding: String? = nil
  ) throws {
    try self.init(TextStream(path: path), isTable: isTable, isRows: isRows, encoding: encoding)
  }

  /// Takes bytes that are in memory.
  public convenience init(
    _ bytes: [UInt8], named name: String, isTable: Bool = false, encoding: String? = nil
  ) throws {
    try self.init(TextStream(bytes, name: name), isTable: isTable, isRows: isTable, encoding: encoding)
  }

  private init(_ stream: TextStream, isTable: Bool, isRows: Bool, encoding: String?) throws {
    self.stream = stream
    if stream.head.starts(with: "SQLite format 3\u{0}".utf8) {
      format = .database
      return
    }
    if stream.head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw Failure(
        .invalid,
        "\(stream.name) is packed (zip): unpack it into a folder, and import what is in it, such as its project.qde"
      )
    }
    let head = try Self.decodedHead(stream, encoding)
    let foreign = isTable ? nil : ForeignFormat.of(head)
    let found = foreign.map { .foreign($0) } ?? Self.format(head, isTable: isTable || isRows)
    format = found
    if found != .dossier { try stream.decode(as: encoding) }
  }

  /// Whether it is a table, or records of another format that are taken in as rows.
  public var isTable: Bool {
    switch format {
    case .separated, .objects, .foreign: true
    case .dossier, .database: false
    }
  }

  /// All bytes as they stand there, for what is no table. A second call gives only the first of them.
  public func bytes() throws -> [UInt8] { try stream.allBytes() }

  func reader() throws -> any TableReader {
    switch format {
    case .separated(let separator): try SeparatedReader(stream, separator: separator)
    case .objects: try ObjectReader(stream)
    case .foreign(let format): try format.reader(stream)
    case .dossier, .database: throw Failure(.invalid, "\(name) is no table")
    }
  }

  private static func format(_ head: [UInt8], isTable: Bool) -> Format {
    let start = head.firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? head.count
    if start < head.count, head[start] == UInt8(ascii: "[") || head[start] == UInt8(ascii: "{") {
      // (A dossier may be written as JSON, which is YAML too.)
      let rest = head[(start + 1)...].drop { [0x20, 0x09, 0x0A, 0x0D, 0x22].contains($0) }
      return rest.starts(with: "dossier".utf8) ? .dossier : .objects
    }
    if !isTable, isDossier(head) { return .dossier }
    let separator = separator(of: head)
    guard isTable || looksLikeTable(head, separator) else { return .dossier }
    return .separated(by: separator)
  }

  /// The first bytes in UTF-8, as far as they can be told.
  private static func decodedHead(_ stream: TextStream, _ encoding: String?) throws -> [UInt8] {
    // (A second look, so that the stream itself is read from its start.)
    let start = TextStream(Array(stream.head.prefix(64 << 10)), name: stream.name)
    guard (try? start.decode(as: encoding)) != nil else { return start.head }
    var decoded = [UInt8](repeating: 0, count: 256 << 10)
    // (The last character may be cut, which is no mistake here.)
    let count = unsafe decoded.withUnsafeMutableBytes { unsafe (try? start.read(into: $0)) ?? 0 }
    return count > 0 ? Array(decoded[..<count]) : start.head
  }

  private static func isDossier(_ head: [UInt8]) -> Bool {
    head.split(separator: 0x0A).contains { line in
      let line = line.drop { $0 == 0x22 || $0 == 0x27 }
      return line.starts(with: "dossier:".utf8) || line.starts(with: "dossier\":".utf8)
    }
  }

  /// Whether the first line names columns that a table can have.
  private static func looksLikeTable(_ head: [UInt8], _ separator: UInt8) -> Bool {
    let names = firstRow(head, separator)
    // (YAML begins with a word and a colon.)
    guard let first = names.first, !first.contains(":") else { return false }
    return TableKind.allCases.contains { kind in names.contains { kind.field(ofColumn: $0) != nil } }
  }

  /// What separates cells: of those that spreadsheets write, the one by which the header has most columns that
  /// are known, then most columns.
  private static func separator(of head: [UInt8]) -> UInt8 {
    if head.starts(with: "sep=".utf8), head.count > 4 { return head[4] }
    let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: Unicode.Scalar($0)!) }
    func worth(_ separator: UInt8) -> (Int, Int) {
      let names = firstRow(head, separator)
      let known =
        TableKind.allCases.map { kind in names.count { kind.field(ofColumn: $0) != nil } }.max() ?? 0
      return (known, names.count)
    }
    return candidates.max { worth($0) < worth($1) } ?? candidates[0]
  }

  private static func firstRow(_ head: [UInt8], _ separator: UInt8) -> [String] {
    let start = TextStream(head, name: "")
    return (try? SeparatedReader(start, separator: separator).columns) ?? []
  }
}
