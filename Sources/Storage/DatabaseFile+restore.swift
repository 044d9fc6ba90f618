// A copy takes the place of a file, which is kept under another name.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import GRDB

extension DatabaseFile {
  /// Puts a copy of `backup` in the place of the file at `path`, which is kept as `kept`; it may be damaged or
  /// missing. The log of the file goes with it, and is never read together with the copy.
  ///
  /// - Parameter kept: a name in the same folder that is free.
  /// - Returns: whether there was anything to keep.
  /// - Throws: ``Failure`` where the backup is not sound, or another program has the file open; nothing is changed
  ///   then.
  package static func restore(_ backup: String, at path: String, keepingAs kept: String) throws -> Bool {
    let source = try reading(backup)
    Leftovers.removeDatabases(beside: path)
    let temporary = Leftovers.temporaryName(beside: path)
    // (What stands there may be a link to elsewhere.)
    Leftovers.remove(database: temporary)
    defer { Leftovers.remove(database: temporary) }
    try source.copy(pages: temporary)
    var status = stat()
    if unsafe stat(path, &status) == 0 { unsafe chmod(temporary, status.st_mode & 0o777) }
    return try withFileToItself(path) {
      let hasAny = try keep(path, as: kept)
      guard unsafe rename(temporary, path) == 0 else {
        throw Failure(.storage, "\(path) cannot be written; what was there is kept in \(kept)")
      }
      syncFolder(of: path)
      return hasAny
    }
  }

  /// Runs `body` while no other program has the file open. Where the file is sound, its log is folded in first, so
  /// that it is whole in one file.
  ///
  /// - Throws: ``Failure`` of kind `busy` where another program has it open.
  static func withFileToItself<T>(_ path: String, _ body: () throws -> T) throws -> T {
    let busy = Failure(
      .busy, "\(path) is open in another program; close it there, then try again: nothing was changed")
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { try Distrust.begin($0) }
    do {
      let queue = try checkedQueue(path, configuration)
      // Leaving the log behind needs the file for oneself; the transaction keeps it so.
      return try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE")
        defer { try? db.execute(sql: "ROLLBACK") }
        return try body()
      }
    } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
      throw busy
    } catch is DatabaseError {
    } catch let failure as Failure where failure.kind == .unusableFile || failure.kind == .notFound {
    }
    // Damaged or missing: SQLite cannot lock it, but whether others hold it can be seen.
    guard !isHeldByOthers(path) else { throw busy }
    return try body()
  }

  private static func checkedQueue(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    try checkHeader(path)
    let queue = try DatabaseQueue(path: literal(path), configuration: configuration)
    try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    return queue
  }

  /// Whether another process holds one of the locks that SQLite puts on bytes from 1 GiB on.
  static func isHeldByOthers(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDWR)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 0x4000_0000
    lock.l_len = 512
    return unsafe fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }

  /// Gives a file and its log a second name, then takes the log from the first: at no moment is there a log beside
  /// a file that it does not belong to.
  ///
  /// - Returns: whether there was anything.
  private static func keep(_ path: String, as kept: String) throws -> Bool {
    func name(_ ending: String) throws -> Bool {
      guard unsafe access(path + ending, F_OK) == 0 else { return false }
      guard unsafe link(path + ending, kept + ending) == 0 || rename(path + ending, kept + ending) == 0 else {
        throw Failure(.storage, "\(path) cannot be kept as \(kept), so it stays as it was")
      }
      return true
    }
    let log = try ["-wal", "-journal"].map { try name($0) }
    let main = try name("")
    for ending in ["-wal", "-journal", "-shm"] { unsafe unlink(path + ending) }
    return main || log.contains(true)
  }
}
