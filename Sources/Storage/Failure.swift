// The one error that users see, and the one place that translates SQLite's codes into sentences.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import GRDB

/// What went wrong, in one sentence that says what, where, and what to do.
public struct Failure: Error, CustomStringConvertible, Sendable, Equatable {
  /// What sort of failure it is, for programs; people read ``description``.
  public enum Kind: Sendable, Equatable {
    /// There is no file, or no record of that key or name.
    case notFound
    /// A name fits several actors.
    case ambiguous
    /// A value that breaks a rule: a broken date, an unknown kind, text with a NUL.
    case invalid
    /// Somebody else changed the same record meanwhile.
    case conflict
    /// The file is no knowledge base, is damaged, or comes from a newer `kb`.
    case unusableFile
    /// No permission, or a read-only place.
    case notPermitted
    /// Another program holds the file for longer than the time-out.
    case busy
    /// The disk is full, or a write failed.
    case storage
    /// Stopped by the time limit or by the user.
    case interrupted
  }

  public let kind: Kind
  public let description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

extension Failure {
  /// Translates an error of SQLite; others pass as they are.
  package static func translating<T>(path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw Failure(error, path: path)
    }
  }

  init(_ error: DatabaseError, path: String) {
    self.init(code: error.resultCode.rawValue, message: error.message ?? "", path: path)
  }

  /// - Parameters:
  ///   - code: SQLite's primary result code.
  ///   - message: SQLite's own words; shown only where they are ours (a RAISE, a named constraint).
  package init(code: Int32, message: String, path: String) {
    switch code {
    case 5, 6:
      self.init(.busy, "\(path) is held by another program; try again when it is done")
    case 8:
      self.init(.notPermitted, "\(path) cannot be written: it is read-only")
    case 9:
      self.init(.interrupted, "stopped")
    case 7:
      self.init(.storage, "there is not enough memory for this")
    case 13:
      let orIds = Self.isFull(path) ? "" : ", or a table has used up its ids, which kb check tells"
      self.init(.storage, "the disk is full\(orIds); nothing was changed in \(path)")
    case 10:
      // (SQLite says so of some writes to a full disk.)
      self.init(
        .storage,
        Self.isFull(path)
          ? "the disk is full; nothing was changed in \(path)"
          : "\(path) could not be read or written: \(Self.mayOutgrow ? "a limit on the size of files (ulimit -f) stands in the way, or " : "")the disk reported an error"
      )
    case 11:
      self.init(.unusableFile, "\(path) is damaged; restore it from a backup")
    case 14, 23, 3:
      self.init(.notPermitted, "\(path) cannot be opened: check its permissions and those of its folder")
    case 26:
      self.init(.unusableFile, "\(path) is not a SQLite file, so no knowledge base")
    case 18:
      self.init(.invalid, "a text is too long: SQLite takes up to 1,000,000,000 bytes")
    case 19:
      self.init(.invalid, Self.constraint(message))
    case 1, 17:
      // The statements are ours, so it is the file that is not as it should be.
      self.init(
        .unusableFile,
        "\(path) does not have the tables and indexes that kb expects; it is damaged or was changed by hand")
    default:
      self.init(.storage, "\(path) could not be used (SQLite error \(code))")
    }
  }

  /// Whether the disk of a path has no room for another page: SQLite reports some of that as a plain error.
  private static func isFull(_ path: String) -> Bool {
    var space = statvfs()
    return unsafe statvfs(path, &space) == 0 && UInt(space.f_bavail) * UInt(space.f_frsize) < 65536
  }

  /// Whether files of this process may not grow beyond a size.
  private static var mayOutgrow: Bool {
    var limit = rlimit()
    #if canImport(Darwin)
      let size = RLIMIT_FSIZE
    #else
      let size = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #endif
    return unsafe getrlimit(size, &limit) == 0 && limit.rlim_cur < rlim_t(Int64.max)
  }

  private static func constraint(_ message: String) -> String {
    let prefix = "CHECK constraint failed: "
    if message.hasPrefix(prefix) { return String(message.dropFirst(prefix.count)) }
    if message.hasPrefix("UNIQUE") {
      return "this is already there (\(message.dropFirst("UNIQUE constraint failed: ".count)))"
    }
    if message.hasPrefix("NOT NULL") {
      return "a value is missing (\(message.dropFirst("NOT NULL constraint failed: ".count)))"
    }
    if message.hasPrefix("FOREIGN KEY") { return "a record that is named does not exist" }
    return message
  }
}
