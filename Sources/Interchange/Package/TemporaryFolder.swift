// A folder that is there for as long as it is needed.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import KnowledgeBase

enum TemporaryFolder {
  /// Makes a folder that is this user's alone, for the length of `body`.
  ///
  /// - Parameter name: how its name begins.
  /// - Throws: ``Failure`` where none can be made.
  static func use<T>(_ name: String, _ body: (_ path: String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-\(UUID().uuidString)")
      .path
    guard unsafe mkdir(folder, 0o700) == 0 else {
      throw Failure(
        .notPermitted, "the folder for temporary files cannot be written: check TMPDIR and its permissions")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }
}
