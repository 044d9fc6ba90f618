// A folder that appears whole or not at all.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import KnowledgeBase
import Storage

extension KnowledgeBase {
  /// Writes an export into a folder: the rows of each view, for CSV and TSV a CSVW sidecar (`csv-metadata.json`) and a
  /// Frictionless descriptor (`datapackage.json`), and a manifest (`manifest.json`).
  ///
  /// The same database gives the same bytes on any machine. The folder appears when it is whole; an earlier export of
  /// kb that stands there is replaced whole.
  ///
  /// - Parameter progress: is told now and then how many rows have been written.
  /// - Throws: ``Failure`` where the folder holds anything but an earlier export, or cannot be written, or a filter
  ///   names what is not there.
  @discardableResult public func export(
    _ selection: ExportSelection, as format: RowFormat = .csv, options: RowOptions = RowOptions(),
    toFolder folder: String, progress: (Int) -> Void = { _ in }
  ) throws -> ExportManifest {
    try PackageFolder(folder).replace { temporary in
      try PackageWriter(selection, as: format, options: options)
        .write(self, to: NewFiles(folder: temporary), progress: progress)
    }
  }
}

private struct NewFiles: PackageFiles {
  let folder: String

  func file(_ name: String, of shape: ViewShape?, _ body: (Output) throws -> Void) throws {
    try Output.file("\(folder)/\(name)", body)
  }
}

/// A folder for an export: not there yet, empty, or an earlier export.
struct PackageFolder {
  let path: String

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    // What a link leads to is replaced, not the link.
    self.path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil
      ? path : URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// Fills a new folder beside this one and puts it in its place.
  ///
  /// - Throws: ``Failure`` where the place is taken by something else; and what `fill` throws, with nothing left.
  func replace<T>(_ fill: (String) throws -> T) throws -> T {
    Leftovers.remove(of: path)
    let isThere = try checkedPlace()
    let temporary = Leftovers.temporaryName(beside: path)
    let old = Leftovers.temporaryName(beside: path, ending: "old")
    guard unsafe mkdir(temporary, 0o777) == 0 else {
      throw Failure(
        .notPermitted,
        "\(path) cannot be made: \(errno == ENOENT ? "the folder above it does not exist" : "check the permissions of the folder above it")"
      )
    }
    var isDone = false
    defer { if !isDone { try? FileManager.default.removeItem(atPath: temporary) } }
    let result = try fill(temporary)
    if isThere {
      guard unsafe rename(path, old) == 0 else { throw Failure(.storage, "\(path) could not be replaced") }
    }
    guard unsafe rename(temporary, path) == 0 else {
      if isThere { unsafe rename(old, path) }
      throw Failure(.storage, "\(path) could not be written")
    }
    isDone = true
    DatabaseFile.syncFolder(of: path)
    if isThere { try? FileManager.default.removeItem(atPath: old) }
    return result
  }

  /// Whether there is something to replace.
  private func checkedPlace() throws -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(.invalid, "\(path) is a file; name a folder for the export")
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Failure(.notPermitted, "\(path) cannot be read; check its permissions")
    }
    guard !names.isEmpty else { return true }
    guard let manifest = try? ExportManifest(in: path) else {
      throw Failure(.invalid, "\(path) is not empty and holds no export of kb; name another folder")
    }
    let known = Set(manifest.files.map(\.path) + [ExportManifest.fileName])
    if let other = names.sorted().first(where: { !known.contains($0) }) {
      throw Failure(
        .invalid, "\(path) holds \(other), which is not of the export there; move it, or name another folder")
    }
    return true
  }
}
