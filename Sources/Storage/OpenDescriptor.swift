// The descriptor under which this process has a file open already.
// Unsafe: what these C functions are given, strings and structs, lives until they return. An entry's name is
// read before the next entry is asked for.
import Foundation

/// SQLite locks files for the whole process, and the system drops these locks as soon as any descriptor of the
/// file is closed. So a file that SQLite has open is read through SQLite's own descriptor.
enum OpenDescriptor {
  /// A descriptor of the file at a path; nil where this process has it not open.
  static func find(_ path: String) -> Int32? {
    var wanted = stat()
    guard unsafe stat(path, &wanted) == 0, let folder = unsafe opendir("/dev/fd") else { return nil }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let descriptor = Int32(name), unsafe descriptor != dirfd(folder) else { continue }
      var found = stat()
      guard unsafe fstat(descriptor, &found) == 0, found.st_dev == wanted.st_dev,
        found.st_ino == wanted.st_ino,
        fcntl(descriptor, F_GETFL) & O_ACCMODE != O_WRONLY
      else { continue }
      return descriptor
    }
    return nil
  }

  /// Hands over a descriptor to read a file with, which is not to be closed.
  ///
  /// - Parameter body: gets -1 where the file cannot be opened, with the reason in `errno`.
  static func reading<T>(_ path: String, _ body: (Int32) throws -> T) rethrows -> T {
    if let known = find(path) { return try body(known) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    return try body(descriptor)
  }
}
