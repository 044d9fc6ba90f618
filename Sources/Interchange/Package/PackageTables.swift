// A package of tables in a folder, as kb export writes it: which file holds the rows of which view.
// Unsafe: what these C functions are given, strings, lives until they return.
import Crypto
import Documents
import Foundation
import KnowledgeBase

/// The files of a package that hold rows.
public struct PackageTables: Sendable {
  struct File: Sendable {
    let view: String
    let path: String
    /// What messages call it.
    let name: String
    /// nil: JSON.
    let separator: UInt8?
  }

  /// What messages call the package.
  public let name: String
  let files: [File]
  /// What the reader should know: files that were changed since, and what is not read.
  public let notes: [String]

  /// The file of a package that holds one table alone, such as filtered quotes: what it names is elsewhere, so it is
  /// taken in by itself, as a table. nil where there are several.
  public var onlyTable: String? {
    files.count == 1 && TableKind(rawValue: files[0].view) != nil ? files[0].path : nil
  }

  /// Whether a folder holds a package.
  public static func isPackage(_ folder: String) -> Bool {
    [ExportManifest.fileName, DataPackage.fileName].contains {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
  }

  /// Reads what a folder says that it holds: by its `manifest.json`, or by its `datapackage.json` alone.
  ///
  /// - Parameter name: what messages call it; nil for the folder.
  /// - Throws: ``Failure`` where it holds neither, or its rows cannot be read back as they were.
  public init(in folder: String, named name: String? = nil) throws {
    var name = name ?? folder
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.name = name
    if FileManager.default.fileExists(atPath: "\(folder)/\(ExportManifest.fileName)") {
      (files, notes) = try Self.exported(folder, name)
    } else {
      (files, notes) = try Self.described(folder, name)
    }
    for file in files where unsafe access(file.path, F_OK) == 0 && !FolderBounds.holds(folder, file.path) {
      throw Failure(.invalid, "\(file.name) is a link that leads out of the folder, so it is not read")
    }
    guard !files.isEmpty else {
      throw Failure(.invalid, "\(name) holds none of the views of kb schema, so there is nothing to read")
    }
  }

  private static func exported(_ folder: String, _ name: String) throws -> ([File], [String]) {
    let manifest = try ExportManifest(in: folder)
    guard ["csv", "tsv", "json", "ndjson"].contains(manifest.rows.format) else {
      throw Failure(.invalid, "\(name) holds rows as \(manifest.rows.format), which cannot be read back")
    }
    guard !manifest.rows.safeFormulas else {
      throw Failure(
        .invalid,
        "\(name) was written with --safe-formulas, which alters texts, so it cannot be read back as it was; export it without"
      )
    }
    let separators = ["csv": UInt8(ascii: ","), "tsv": UInt8(ascii: "\t")]
    let rows = manifest.files.filter { $0.rows != nil }
    let changed = try rows.filter { try sha256("\(folder)/\($0.path)") != $0.sha256 }.map(\.path)
    let note =
      "\(name): changed since it was exported: \(changed.joined(separator: ", "))"
    return (
      rows.map {
        File(
          view: String($0.path.prefix { $0 != "." }), path: "\(folder)/\($0.path)",
          name: "\(name)/\($0.path)", separator: separators[manifest.rows.format])
      }, changed.isEmpty ? [] : [note]
    )
  }

  /// A package of another program that follows the names of the views.
  private static func described(_ folder: String, _ package: String) throws -> ([File], [String]) {
    let name = "\(package)/\(DataPackage.fileName)"
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(DataPackage.fileName)"),
      let descriptor = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let resources = descriptor["resources"] as? [[String: Any]]
    else { throw Failure(.invalid, "\(name) is no descriptor of a data package") }
    let files = try resources.map { resource -> File in
      guard let view = resource["name"] as? String, let path = resource["path"] as? String,
        !path.hasPrefix("/"), !path.contains(":"), !path.split(separator: "/").contains("..")
      else {
        throw Failure(.invalid, "\(name) has a resource without a name and one path inside of the folder")
      }
      let delimiter = (resource["dialect"] as? [String: Any])?["delimiter"] as? String
      let isJSON = path.hasSuffix(".json") || path.hasSuffix(".ndjson")
      let usual = path.hasSuffix(".tsv") ? "\t" : ","
      return File(
        view: view, path: "\(folder)/\(path)", name: "\(package)/\(path)",
        separator: isJSON ? nil : (delimiter ?? usual).utf8.first)
    }
    return (files, [])
  }

  private static func sha256(_ path: String) throws -> String {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Failure(.notFound, "\(path) is named by the manifest and cannot be read")
    }
    defer { try? handle.close() }
    var hash = SHA256()
    while let block = try? handle.read(upToCount: 1 << 20), !block.isEmpty { hash.update(data: block) }
    return hash.finalize().hexadecimal
  }
}
