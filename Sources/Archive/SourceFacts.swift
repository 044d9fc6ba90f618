// What is written of a source: flags before what the document says of itself, names looked up.
import Documents
import Foundation
import KnowledgeBase
import Storage

/// What a user says of documents; it wins over what they say of themselves.
public struct IngestFlags: Sendable {
  /// Who published them: a name or key. Somebody whom nobody knows becomes a proposed outlet.
  public var publisher: String?
  /// When, EDTF.
  public var published: String?
  public var url, title: String?
  /// BCP 47.
  public var language: String?
  /// `article`, `speech`, `interview`, `book`, `report`, `statement`, `post`, `treaty` or `transcript`.
  public var kind: String?

  public init(
    publisher: String? = nil, published: String? = nil, url: String? = nil, title: String? = nil,
    language: String? = nil, kind: String? = nil
  ) {
    (self.publisher, self.published, self.url) = (publisher, published, url)
    (self.title, self.language, self.kind) = (title, language, kind)
  }

  /// - Throws: ``Failure`` for a broken date, language or kind, before anything is read.
  func check() throws {
    if let published { _ = try EDTF(published) }
    if let language, !Self.isLanguage(language) {
      throw Failure(.invalid, "'\(language.prefix(40))' is no BCP 47 tag, such as en, fa or fa-Latn")
    }
    if let kind, !Source.kinds.contains(kind) {
      throw Failure(
        .invalid,
        "no kind of source '\(kind.prefix(40))'; it is one of \(Source.kinds.joined(separator: ", "))")
    }
  }
}

extension IngestFlags {
  /// Whether a text is a BCP 47 tag as the schema takes it: two or three small letters, then parts of letters and
  /// digits behind hyphens.
  static func isLanguage(_ text: String) -> Bool {
    guard text.utf8.count <= 35 else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) && $0 >= 0x41 }
    }
  }
}

/// What the row of a source gets.
struct SourceFacts {
  let kind: String
  let title, authors, publishedOn, url: String?
  let language: String
  let publisherId: Int64?
  /// Its URL where it has one that means this document alone, else the path it was read from.
  let address: String
  let readableKey: String?

  /// - Parameter propose: makes a new outlet of a name.
  /// - Throws: ``Failure`` of kind `invalid` where the document says what cannot be kept.
  init(
    _ prepared: PreparedDocument, flags: IngestFlags, editor: Editor, speakers: NewSpeakers,
    propose: (String) throws -> Int64
  ) throws {
    let document = prepared.document
    kind = flags.kind ?? document.kind.flatMap { Source.kinds.contains($0) ? $0 : nil } ?? "article"
    title = flags.title ?? document.title
    authors = document.authors.isEmpty ? nil : document.authors.joined(separator: "; ")
    publishedOn = flags.published ?? document.publishedOn
    if flags.published == nil, let date = document.publishedOn { _ = try EDTF(date) }
    url = flags.url ?? document.url
    language = flags.language ?? (IngestFlags.isLanguage(document.language) ? document.language : "und")
    for text in [title, authors, url] where text?.utf8.contains(0) ?? false {
      throw Failure(.invalid, "\(prepared.path) has a NUL in its title, its authors or its address")
    }
    // (A page that names its site's front page as its own address says nothing.)
    let path = url?.split(separator: "/", omittingEmptySubsequences: true).dropFirst(2).joined() ?? ""
    address = path.isEmpty ? Self.address(ofFile: prepared.path) : url!
    readableKey = ReadableKey.make(of: ReadableKey.stem(of: prepared.path))
    publisherId = try (flags.publisher ?? document.publisher).flatMap { name in
      try speakers.publisher(named: name) {
        try Self.publisher(name, isFlag: flags.publisher != nil, editor, before: speakers.lastKnown)
          ?? propose(name)
      } ?? nil
    }
  }

  /// The place of a file: its path from the root, without `.` and `..`.
  static func address(ofFile path: String) -> String {
    let full = path.utf8.first == UInt8(ascii: "/") ? path : folder + "/" + path
    guard full.contains("/.") || full.contains("//") else { return full }
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static let folder = FileManager.default.currentDirectoryPath

  /// The outlet that a name means: nil where nobody has that name, `.some(nil)` where it is ambiguous, which leaves
  /// it open, but for a flag, whose author can be asked.
  private static func publisher(_ name: String, isFlag: Bool, _ editor: Editor, before last: Int64) throws
    -> Int64??
  {
    let connection = editor.connection
    if let id = try connection.first(
      "SELECT id FROM actor WHERE key = \(name) AND id <= \(last)", { $0.int64(0) })
    {
      return id
    }
    let meant = try editor.lookup.actors(named: name).compactMap { actor in
      try connection.first("SELECT id, kind FROM actor WHERE key = \(actor.key) AND id <= \(last)") {
        (id: $0.int64(0), kind: $0.text(1) ?? "")
      }
    }
    let outlets = meant.filter { $0.kind == "outlet" }
    if let one = outlets.count == 1 ? outlets[0] : meant.count == 1 ? meant[0] : nil { return one.id }
    guard !meant.isEmpty else { return nil }
    if isFlag { _ = try editor.lookup.actor(name) }
    return .some(nil)
  }

  /// A source that is cited here already, under the name of this file or its address, and waits for its text;
  /// nil where what is known of the two differs.
  func sourceWithoutText(_ connection: Connection) throws -> (id: Int64, key: String)? {
    let named: SQL = "(key = \(readableKey) OR url = \(url))"
    let agrees: SQL = """
      (publisher_id IS NULL OR \(publisherId) IS NULL OR publisher_id = \(publisherId))
      AND (published_on IS NULL OR \(publishedOn) IS NULL OR published_on = \(publishedOn))
      """
    return try connection.first("SELECT id, key FROM source WHERE text IS NULL AND \(named) AND \(agrees)") {
      ($0.int64(0), $0.text(1) ?? "")
    }
  }

  /// What was read at this address before, the latest of it.
  func earlierVersion(_ connection: Connection) throws -> (id: Int64, key: String)? {
    try connection.first(
      """
      SELECT source.id, (SELECT first.key FROM source AS first WHERE first.id = ifnull(source.version_of_id, source.id))
      FROM document JOIN source ON source.id = document.source_id WHERE document.address = \(address) ORDER BY document.id DESC
      """
    ) { (id: $0.int64(0), key: $0.text(1) ?? "") }
  }
}
