// Copies to go back to, and going back.
// Unsafe: what these C functions are given, strings and structs, lives until they return. `realpath` gives
// memory that is copied and freed.
import Foundation
import Storage

/// A copy of a knowledge base.
public struct Backup: Sendable, Hashable {
  /// Where it is.
  public let path: String
  /// In bytes.
  public let size: Int
  /// The rows of all tables of records.
  public let rows: Int
}

/// What going back to a backup did, or would do.
public struct Restoration: Sendable, Hashable {
  /// The backup, as it was found.
  public let backup: Backup
  /// Where the file that was replaced is now; nil where there was none.
  public let kept: String?
}

extension KnowledgeBase {
  /// Copies the file as it stands at this moment, while others go on writing. The copy is checked before it gets
  /// its name, is one file, and nothing is overwritten.
  ///
  /// - Parameters:
  ///   - place: a file, or a folder, which gets ``backupName(at:)``; nil for the folder of the knowledge base.
  ///   - moment: what the name says.
  /// - Throws: ``Failure`` where something is at the place already, the disk is full, or the file is damaged;
  ///   nothing is left behind then.
  public func backUp(to place: String? = nil, at moment: Date = Date()) throws -> Backup {
    Leftovers.removeDatabases(beside: place.map { Self.isFolder($0) ? $0 + "/." : $0 } ?? self.path)
    let path = try backupPlace(place, at: moment)
    try file.copy(to: path)
    return try KnowledgeBase(path: path, for: .inspecting).asBackup()
  }

  /// Where a backup would be written.
  ///
  /// - Throws: ``Failure`` where a file is there already.
  public func backupPlace(_ place: String? = nil, at moment: Date = Date()) throws -> String {
    let folder = place ?? PathName.folder(of: path)
    guard place == nil || Self.isFolder(folder) else {
      guard unsafe access(folder, F_OK) != 0 else {
        throw Failure(.invalid, "\(folder) exists already; name another file")
      }
      return folder
    }
    return try BackupName.inFolder(folder, of: path, schema: schemaVersion, at: moment)
  }

  /// Puts a backup in the place of a knowledge base. What it replaces is kept beside it, with its log, under a name
  /// that says so; it may be damaged or missing. A backup of an older `kb` is restored as it is.
  ///
  /// - Parameter isTrial: only look at the backup, and say what would be done.
  /// - Throws: ``Failure`` where the backup is not sound, or another program has the file open; nothing is changed
  ///   then.
  public static func restore(
    _ backup: String, at path: String, on moment: Date = Date(), isTrial: Bool = false
  ) throws -> Restoration {
    // (A link stays a link: it is what it leads to that is replaced.)
    let path = linked(path) ?? path
    let found = try KnowledgeBase(path: backup, for: .inspecting).asBackup()
    guard !isSame(backup, path) else {
      throw Failure(.invalid, "\(backup) is the knowledge base itself; name a backup of it")
    }
    let folder = PathName.folder(of: path)
    let kept = BackupName.unused(
      PathName.inside(folder, "\(PathName.stem(of: path))-before-restore-\(BackupName.minute(moment))"))
    let hasAny =
      try unsafe isTrial ? access(path, F_OK) == 0 : DatabaseFile.restore(backup, at: path, keepingAs: kept)
    return Restoration(backup: found, kept: hasAny ? kept : nil)
  }

  private func asBackup() throws -> Backup {
    let rows = try read { lookup in
      try Self.recordedTables(lookup.connection).reduce(0) { sum, table in
        try sum + (lookup.connection.first("SELECT count(*) FROM \(raw: table)") { $0.integer(0) ?? 0 } ?? 0)
      }
    }
    return Backup(path: path, size: file.size, rows: rows)
  }

  /// Where a symbolic link leads; nil for a path that is none.
  private static func linked(_ path: String) -> String? {
    guard (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil,
      let target = unsafe realpath(path, nil)
    else { return nil }
    defer { unsafe free(target) }
    return unsafe String(cString: target)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    var (first, second) = (stat(), stat())
    return unsafe stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }
}
