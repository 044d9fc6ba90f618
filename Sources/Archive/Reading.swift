// A document read and searched: the part of the work that needs no database.
// Unsafe: the text's bytes are looked at within the closure.
import Documents
import Extraction
import KnowledgeBase
import Storage

/// The name and version under which extractions go on record. A change of the rules is a new version.
public let extractorVersion = "kb 0.3"

/// Where a document comes from.
enum DocumentInput: Sendable {
  case file(String)
  /// Bytes at hand, and what to call them.
  case bytes([UInt8], String)
}

/// What became of reading one document.
enum DocumentReading: Sendable {
  case read(PreparedDocument)
  /// Its bytes are archived already.
  case known(path: String)
  case refused(path: String, reason: String)

  /// How much memory it needs, roughly, in bytes.
  var size: Int {
    if case .read(let prepared) = self { prepared.size } else { 0 }
  }
}

/// Reads documents and finds in them who said what and who is named. Used from several threads at once.
struct DocumentSearch: Sendable {
  let cast: Cast
  /// The knowledge base, opened for questions: which bytes are there already, and where a publisher is at home.
  private let archive: KnowledgeBase
  private let days: DayRange?
  private let country: CountryCode?
  private let publisher: String?

  init(cast: Cast, archive: KnowledgeBase, flags: IngestFlags) throws {
    (self.cast, self.archive, publisher) = (cast, archive, flags.publisher)
    days = try flags.published.map { try DayRange(EDTF($0)) }
    country = try flags.publisher.flatMap { try archive.country(of: $0) }
  }

  func read(_ input: DocumentInput) -> DocumentReading {
    let path: String
    do {
      let document: Document
      switch input {
      case .file(let file):
        path = file
        document = try DocumentReader().read(contentsOf: file)
      case .bytes(let bytes, let name):
        path = name
        document = try DocumentReader().read(bytes, name: name)
      }
      if try archive.hasFile(document.sha256) { return .known(path: path) }
      return .read(try prepare(document, path: path))
    } catch {
      let path = if case .file(let file) = input { file } else { "standard input" }
      return .refused(path: path, reason: "\(error)")
    }
  }

  private func prepare(_ document: Document, path: String) throws -> PreparedDocument {
    var text = document.text
    let days = try days ?? document.publishedOn.map { try DayRange(EDTF($0)) } ?? .unknown
    var country = country
    if country == nil, publisher == nil, let name = document.publisher {
      country = try archive.country(of: name)
    }
    let context = DocumentContext(days: days, country: country)
    return text.withUTF8 { utf8 in
      unsafe PreparedDocument(
        path: path, document: document, words: utf8.words,
        textHash: sha256(UnsafeRawBufferPointer(utf8)), context: context,
        found: utf8.count > PreparedDocument.large
          ? nil : unsafe cast.series.extract(utf8, context: context))
    }
  }
}

extension KnowledgeBase {
  /// Whether a file with this SHA-256 is archived.
  fileprivate func hasFile(_ sha256: String) throws -> Bool {
    try read { lookup in
      try lookup.connection.first("SELECT 1 FROM source WHERE sha256 = \(sha256)") { _ in true } ?? false
    }
  }

  /// Where the actor of this name or key is at home; nil where nobody, or more than one, has the name.
  fileprivate func country(of name: String) throws -> CountryCode? {
    try read { lookup in
      let keys = try lookup.actors(named: name).map(\.key)
      let key = keys.count == 1 ? keys[0] : name
      let code =
        try lookup.connection.first("SELECT country FROM actor WHERE key = \(key)") { $0.text(0) } ?? nil
      return code.flatMap { CountryCode($0) }
    }
  }
}
