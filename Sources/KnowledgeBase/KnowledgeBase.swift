// The handle: opening a file, and what all questions share.
import Storage
import TextFolding

/// What went wrong, in one sentence.
public typealias Failure = Storage.Failure

/// How a file that an older `kb` made is brought up to date.
public typealias Migration = Storage.Migration

/// A knowledge base: actors, claims, quotes and sources in one SQLite file.
///
/// ```swift
/// let kb = try KnowledgeBase(path: "iran.sqlite")
/// for quote in try kb.quotes(QuoteQuery(speaker: "Khamenei", since: "2019")) {
///   print(quote.speaker ?? "?", quote.saidOn ?? "", quote.text)
/// }
/// ```
///
/// A handle may be used from several threads at once; questions wait for each other. Every text comes out
/// byte for byte as it was stored. Offsets count Unicode code points from 0, ends excluded. Dates are EDTF
/// texts (``EDTF``). All methods throw ``Failure``, whose description is one sentence for a person.
public final class KnowledgeBase: Sendable {
  package let file: DatabaseFile

  /// Where the file is.
  public var path: String { file.path }

  /// How many bytes the file and its log take.
  public var size: Int { file.size }

  /// The schema that the file has.
  public var schemaVersion: Int { get throws { try read { $0.connection.schemaVersion } } }

  /// The schema of a file that is up to date.
  public static var newestSchema: Int { SchemaText.version }

  package init(file: DatabaseFile) { self.file = file }

  /// How a file is opened.
  public enum Access: Sendable {
    /// For questions. The file's bytes stay as they are; a read-only folder will do; others may write meanwhile.
    case reading
    /// For a look at the file itself: as for reading, but one that an older `kb` made is seen as it is.
    case inspecting
    /// For questions and for writing. Several writers wait for each other, up to 30 seconds. One that an older `kb` made
    /// is brought up to date first.
    case writing
    /// For acts that only say what they would do: as for writing, but one that an older `kb` made is brought up to
    /// date in memory, and the file stays as it is.
    case trying
    /// For care of the file: as for writing, but one that an older `kb` made keeps its schema.
    case mending
  }

  /// Opens a knowledge base.
  ///
  /// - Parameter migration: how a file of an older `kb` is brought up to date where it is opened for writing; a copy
  ///   of it as it was is kept beside it.
  /// - Throws: ``Failure`` where there is no file at `path`, or it is not a knowledge base, is damaged, comes
  ///   from a newer version, or may not be read (or written).
  public init(path: String, for access: Access = .reading, migration: Migration = Migration()) throws {
    file =
      switch access {
      case .reading: try DatabaseFile.answering(path)
      case .inspecting: try DatabaseFile.reading(path)
      case .trying: try DatabaseFile.trying(path)
      case .writing: try DatabaseFile.writing(path, migration: migration)
      case .mending: try DatabaseFile.writing(path, migration: nil)
      }
  }

  /// Makes an empty knowledge base: the file is whole when it appears, or is not there.
  ///
  /// - Throws: ``Failure`` where something is at `path` already or its folder cannot be written.
  public static func createEmpty(at path: String) throws { try create(at: path) { _ in } }

  /// Makes a knowledge base that `fill` works on before it gets its name.
  package static func create(at path: String, fill: (KnowledgeBase) throws -> Void) throws {
    try DatabaseFile.create(path) { try fill(KnowledgeBase(file: $0)) }
  }

  /// Stops the question that is running, from any thread; it then throws ``Failure`` of kind `interrupted`.
  public func interrupt() { file.interrupt() }

  /// Asks about what the file holds at one moment: everything in `body` sees the same state.
  package func read<T>(_ body: (Lookup) throws -> T) throws -> T {
    try file.read { try body(Lookup(connection: $0)) }
  }
}

/// A moment of reading: the connection, and the folding that its file is indexed with.
package final class Lookup {
  package let connection: Connection
  package private(set) lazy var folding: Folding = {
    let pairs = try? connection.all("SELECT source, target FROM folding") {
      ($0.text(0) ?? "", $0.text(1) ?? "")
    }
    return Folding(pairs: (pairs ?? []).map { (source: $0.0, target: $0.1) })
  }()

  /// What the asker should know about how a question was understood.
  package var notes: [String] = []

  package init(connection: Connection) { self.connection = connection }

  package func words(_ text: String) -> SearchWords { SearchWords(text, folding: folding) }
}
