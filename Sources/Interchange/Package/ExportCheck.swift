// The proof of an export: made anew from the knowledge base that it came from, and compared.
// Unsafe: the bytes are compared before the sink returns.
import Foundation
import KnowledgeBase

/// What a check of an export found.
public struct ExportCheck: Sendable {
  /// A difference.
  public struct Finding: Sendable, Hashable {
    /// The file of the export.
    public let file: String
    /// The row's key, or the columns by which it is found, joined by `, `; nil for the file as a whole.
    public let row: String?
    /// What is the matter, as a clause.
    public let what: String
  }

  public let manifest: ExportManifest
  /// Empty where the export is what the knowledge base gives.
  public let findings: [Finding]
  /// What the reader should know besides.
  public let notes: [String]
}

/// Files that are not written, but compared with those of a folder.
private final class ComparedFiles: PackageFiles {
  private let folder: String
  private let format: RowFormat
  private(set) var findings: [ExportCheck.Finding] = []

  init(_ folder: String, _ format: RowFormat) { (self.folder, self.format) = (folder, format) }

  func file(_ name: String, of shape: ViewShape?, _ body: (Output) throws -> Void) throws {
    let comparison = FileComparison(folder, name, shape, format)
    let output = unsafe Output(comparison.take)
    try body(output)
    try output.flush()
    try comparison.end()
    findings += comparison.findings
  }
}

extension KnowledgeBase {
  /// Makes an export anew, from a knowledge base as it stood when the export was made, and compares.
  ///
  /// Nothing is written. Rows are told apart by their keys: which are missing, which are not in the knowledge base,
  /// and in which columns others differ.
  ///
  /// - Parameters:
  ///   - folder: an export that ``export(_:as:options:toFolder:progress:)`` made.
  ///   - path: the knowledge base that it came from.
  ///   - progress: is told now and then how many rows have been compared.
  /// - Throws: ``Failure`` where the folder holds no export, or the knowledge base does not know of its changeset.
  public static func check(
    exportIn folder: String, against path: String, progress: (Int) -> Void = { _ in }
  ) throws -> ExportCheck {
    let manifest = try ExportManifest(in: folder)
    guard let format = RowFormat(rawValue: manifest.rows.format) else {
      throw Failure(.invalid, "\(folder) holds rows as \(manifest.rows.format), which this kb does not write")
    }
    var options = RowOptions()
    (options.forExcel, options.guardsFormulas) = (manifest.rows.excel, manifest.rows.safeFormulas)
    var writer = PackageWriter(ExportSelection(manifest), as: format, options: options)
    writer.made = (manifest.kb, manifest.schema)
    var (files, anew) = (ComparedFiles(folder, format), ExportManifest?.none)
    // Where nothing was done since, the file is read as it is, which takes less memory than a look at its past. (If
    // somebody writes just then, the changeset tells.)
    let present = try KnowledgeBase(path: path)
    if try present.read({ try $0.lastChangeset() }) == manifest.changeset {
      anew = try writer.write(present, to: files, progress: progress)
    }
    if anew == nil || anew?.changeset != manifest.changeset {
      files = ComparedFiles(folder, format)
      anew = try writer.write(try asOf(manifest, path), to: files, progress: progress)
    }
    var findings = files.findings
    let known = Set((anew?.files ?? []).map(\.path) + [ExportManifest.fileName])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where !known.contains(name) {
      findings.append(ExportCheck.Finding(file: name, row: nil, what: "the file is not part of the export"))
    }
    var notes: [String] = []
    if manifest.kb != KnowledgeBase.version {
      notes.append("made by kb \(manifest.kb); this is kb \(KnowledgeBase.version)")
    }
    return ExportCheck(manifest: manifest, findings: findings, notes: notes)
  }

  private static func asOf(_ manifest: ExportManifest, _ path: String) throws -> KnowledgeBase {
    do {
      // Before the first changeset there was nothing.
      return try KnowledgeBase(
        path: path, asOf: manifest.changeset.map { .changeset($0.key) } ?? .time("0000-01-01T00:00:00.000Z"))
    } catch let failure as Failure where failure.description.hasPrefix("there is no changeset") {
      throw Failure(
        .notFound,
        "the export stands on the changeset \(manifest.changeset?.key ?? ""), which \(path) does not have; name the knowledge base that it came from with --database"
      )
    }
  }
}
