// What a kb that was killed left half-made: taken away by the next one that makes something in the same place.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation

package enum Leftovers {
  private static let endings = ["", "-wal", "-shm", "-journal"]

  /// A hidden name beside a path, of this process's own; what is made under it gets the path's name when it is whole.
  package static func temporaryName(beside path: String, ending: String = "new") -> String {
    PathName.inside(PathName.folder(of: path), start(of: path) + "\(getpid()).\(ending)")
  }

  private static func start(of path: String) -> String {
    ".\(PathName.last(of: path).prefix(80))."
  }

  /// Removes the half-made databases (`.NAME.PID.new`) in the folder of `path` whose makers are no more.
  package static func removeDatabases(beside path: String) {
    let place = PathName.place(of: path)
    for name in names(in: place) where name.hasPrefix(".") {
      // (A log can outlive its database.)
      guard let ending = endings.last(where: { name.hasSuffix(".new" + $0) }) else { continue }
      let base = String(name.dropLast(ending.count))
      let file = place + "/" + base
      guard isAbandoned(base), unsafe access(file, F_OK) != 0 || isDatabase(file),
        !DatabaseFile.isHeldByOthers(file)
      else { continue }
      remove(database: file)
    }
  }

  /// Removes a database and what lies beside it, as far as they are there.
  static func remove(database path: String) {
    for ending in endings {
      // (A disk may fail once.)
      if unsafe unlink(path + ending) != 0, errno != ENOENT { unsafe unlink(path + ending) }
    }
  }

  /// Removes what was to become the file or folder at `path` (`.NAME.PID.new`) and whose maker is no more.
  ///
  /// What a folder was to replace (`.NAME.PID.old`) comes back where its place is empty.
  package static func remove(of path: String) {
    let place = PathName.place(of: path)
    for name in names(in: place) where name.hasPrefix(start(of: path)) && isAbandoned(name) {
      let found = place + "/" + name
      if name.hasSuffix(".old"), unsafe access(path, F_OK) != 0, unsafe rename(found, path) == 0 { continue }
      try? FileManager.default.removeItem(atPath: found)
    }
  }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Whether a name ends in the number of a process that is gone, and `.new` or `.old`.
  private static func isAbandoned(_ name: String) -> Bool {
    guard name.hasSuffix(".new") || name.hasSuffix(".old"),
      let process = name.dropLast(4).split(separator: ".").last.flatMap({ pid_t($0) })
    else { return false }
    return isGone(process)
  }

  private static func isGone(_ process: pid_t) -> Bool {
    process > 0 && process != getpid() && kill(process, 0) != 0 && errno == ESRCH
  }

  /// Whether a file is a database, or the beginning of one; after a loss of power that can be zeros.
  private static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    var header = [UInt8](repeating: 0, count: 16)
    return OpenDescriptor.reading(path) { unsafe pread($0, &header, 16, 0) } >= 0
      && (header.allSatisfy { $0 == 0 } || DatabaseFile.isSQLite(path))
  }
}
