// Whether a file that somebody else names lies where it is said to lie.
// Unsafe: the path that the system resolves is freed once its text has been copied.
import Foundation

enum FolderBounds {
  /// Whether a file lies in a folder or below it, once all links on the way are followed. One that is not there does not.
  static func holds(_ folder: String, _ file: String) -> Bool {
    func real(_ path: String) -> [Substring]? {
      guard let resolved = unsafe realpath(path.isEmpty ? "." : path, nil) else { return nil }
      defer { unsafe free(resolved) }
      return unsafe String(cString: resolved).split(separator: "/")
    }
    guard let folder = real(folder), let file = real(file) else { return false }
    return file.count > folder.count && file.starts(with: folder)
  }
}
