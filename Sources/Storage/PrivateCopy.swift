// A file as it stands at one moment, in memory that is this process's alone: what is changed there reaches nobody.
// Unsafe: the memory is mapped in `init` and unmapped once, by `release`, when SQLite has let go of it; pages
// are laid within its capacity.
import Foundation
import GRDB
import GRDBSQLite

/// The pages of a database, mapped so that a page is copied only when it is changed.
///
/// The file is held by a read transaction as long as this lives: others go on writing, and what is mapped stays as
/// it was. Pages that wait in the write-ahead log are laid over those of the file.
@safe final class PrivateCopy: @unchecked Sendable {
  // The memory is written only while `change` of DatabaseFile.changed runs; then it is only read.
  private let holder: DatabaseFile
  private let start: UnsafeMutableRawPointer
  private let capacity: Int
  /// How many bytes the database has.
  private var size: Int

  /// Maps a file.
  ///
  /// - Parameter holder: the file, open for lookups, whose connection lets a transaction stay open. It is kept: what
  ///   watches the connection goes with it.
  /// - Throws: ``Failure`` where the file cannot be mapped.
  init(of holder: DatabaseFile) throws {
    self.holder = holder
    let path = holder.path
    let failure = Failure(.storage, "\(path) cannot be read as it stood: its pages cannot be mapped")
    let pageSize = try holder.queue.inDatabase { db in
      try db.execute(sql: "BEGIN")
      _ = try GRDB.Row.fetchOne(db, sql: "SELECT 1 FROM sqlite_schema LIMIT 1")
      return try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
    }
    var status = stat()
    guard let file = OpenDescriptor.find(path), unsafe fstat(file, &status) == 0 else { throw failure }
    let fileSize = Int(status.st_size)
    let log = OpenDescriptor.find(path + "-wal")
    // Room for pages that changes add. It takes memory only where it is used.
    capacity = (fileSize + fileSize / 4 + 256 << 20) & ~0xFFFF
    size = fileSize
    guard
      let mapped = unsafe mmap(nil, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | Self.anonymous, -1, 0),
      unsafe mapped != MAP_FAILED
    else { throw failure }
    unsafe start = mapped
    repeat {
      guard
        unsafe mmap(start, fileSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file, 0) != MAP_FAILED
      else {
        unsafe munmap(start, capacity)
        throw failure
      }
    } while try log.map { try !layOver($0, pageSize, failure) } ?? false
    // A database in memory knows no write-ahead log.
    unsafe start.storeBytes(of: 1, toByteOffset: 18, as: UInt8.self)
    unsafe start.storeBytes(of: 1, toByteOffset: 19, as: UInt8.self)
  }

  /// Lets the file go, once no connection uses the copy any more.
  func release() {
    unsafe munmap(start, capacity)
    // (Closed with its transaction open, SQLite would leave its log behind.)
    try? holder.queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try? holder.queue.close()
  }

  private static var anonymous: Int32 {
    #if canImport(Darwin)
      MAP_ANON
    #else
      MAP_ANONYMOUS | MAP_NORESERVE
    #endif
  }

  /// Lays the committed pages of the log over those of the file.
  ///
  /// - Returns: false where the log began anew meanwhile: all is to be read once more.
  private func layOver(_ descriptor: Int32, _ pageSize: Int, _ failure: Failure) throws -> Bool {
    guard let log = WriteAheadLog(descriptor: descriptor, pageSize: pageSize), let count = log.pageCount
    else {
      return true
    }
    guard count * pageSize <= capacity else { throw failure }
    for (page, place) in log.pages where Int(page) <= count {
      guard unsafe pread(descriptor, start + (Int(page) - 1) * pageSize, pageSize, off_t(place)) == pageSize
      else {
        return false
      }
    }
    size = count * pageSize
    return WriteAheadLog.salts(descriptor) == log.salts
  }

  /// Makes the copy the main database of a connection that has none of its own.
  func attach(to db: OpaquePointer, isWritable: Bool) throws {
    let code = unsafe sqlite3_deserialize(
      db, "main", start.assumingMemoryBound(to: UInt8.self), Int64(size), Int64(capacity),
      isWritable ? 0 : UInt32(SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else { throw Failure(code: code & 0xFF, message: "", path: "the copy") }
  }

  /// Called once all changes are made.
  func settle(pages: Int, of pageSize: Int) { size = pages * pageSize }
}
