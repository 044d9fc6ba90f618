// What an export says of itself: enough to make it again, and to see whether it is still what was made.
import Foundation
import KnowledgeBase

/// One file of an export.
public struct ExportedFile: Codable, Sendable, Hashable {
  /// Its name in the folder.
  public let path: String
  /// Without the header; nil for files that hold no rows.
  public let rows: Int?
  public let bytes: Int
  /// Of its bytes, in hexadecimal.
  public let sha256: String
}

/// The file `manifest.json` of an export.
///
/// The same database gives the same manifest on any machine: it holds no clock but that of the changeset, and no path.
public struct ExportManifest: Codable, Sendable, Hashable {
  static let fileName = "manifest.json"
  /// The form of the manifest itself.
  static let format = "kb-export/1"

  /// How rows were written.
  public struct Rows: Codable, Sendable, Hashable {
    public let format: String
    public let excel: Bool
    public let safeFormulas: Bool
  }

  /// The last changeset that the export knows of.
  public struct Changeset: Codable, Sendable, Hashable {
    public let key: String
    /// UTC, ISO 8601.
    public let at: String
  }

  public let format: String
  /// The version of kb that made it, and the step of the schema of the file.
  public let kb: String
  public let schema: Int
  /// The command that makes it again, but for where it was written.
  public let command: String
  /// The view; nil for all but those of the history.
  public let view: String?
  /// What narrowed it, by the names of the options.
  public let filters: [String: String]
  public let rows: Rows
  /// nil: the file has no changeset yet.
  public let changeset: Changeset?
  public let files: [ExportedFile]

  var json: JSONValue {
    .object([
      ("format", .string(format)), ("kb", .string(kb)), ("schema", .integer(schema)),
      ("command", .string(command)),
      ("view", view.map { .string($0) } ?? .null),
      (
        "filters",
        .object(
          ExportSelection.filterNames.compactMap { name in filters[name].map { (name, .string($0)) } })
      ),
      (
        "rows",
        .object([
          ("format", .string(rows.format)), ("excel", .boolean(rows.excel)),
          ("safeFormulas", .boolean(rows.safeFormulas)),
        ])
      ),
      (
        "changeset",
        changeset.map { .object([("key", .string($0.key)), ("at", .string($0.at))]) } ?? .null
      ),
      (
        "files",
        .array(
          files.map { file in
            .present([
              ("path", .string(file.path)), ("rows", file.rows.map { .integer($0) }),
              ("bytes", .integer(file.bytes)), ("sha256", .string(file.sha256)),
            ])
          })
      ),
    ])
  }

  /// Reads the manifest of a folder.
  ///
  /// - Throws: ``Failure`` where there is none, or it is none of kb's.
  public init(in folder: String) throws {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.fileName)") else {
      throw Failure(.notFound, "\(folder) holds no \(Self.fileName), so no export of kb")
    }
    guard let manifest = try? JSONDecoder().decode(Self.self, from: data), manifest.format == Self.format,
      // A name with a slash in it would lead out of the folder.
      manifest.files.allSatisfy({ !$0.path.contains("/") && !$0.path.hasPrefix(".") && !$0.path.isEmpty })
    else {
      throw Failure(.invalid, "\(folder)/\(Self.fileName) is not a manifest of an export of this kb")
    }
    self = manifest
  }

  init(
    kb: String, schema: Int, selection: ExportSelection, rows: Rows, changeset: Changeset?,
    files: [ExportedFile]
  ) {
    format = Self.format
    (self.kb, self.schema, self.rows, self.changeset, self.files) = (kb, schema, rows, changeset, files)
    view = selection.view
    filters = Dictionary(uniqueKeysWithValues: selection.filters)
    command = selection.command(rows)
  }
}
