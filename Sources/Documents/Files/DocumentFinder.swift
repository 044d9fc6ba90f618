// Which documents files and folders hold, in sorted order, one at a time.
// Unsafe: what these C functions are given, strings and structs, lives until they return. An entry's name is
// read before the next entry is asked for.
import Foundation

/// Goes through files and folders and yields the path of each document, folders in the order of their names'
/// bytes. Hidden files and what is no document by its extension are passed over in folders; what is named
/// by the user is always yielded. A link is followed, but no file or folder is visited twice. Holds the names
/// of the open folders, and no contents.
public struct DocumentFinder: Sequence, IteratorProtocol {
  /// What was found.
  public enum Found: Sendable, Equatable {
    case document(String)
    /// A file in a folder that is no document by its name: not .txt, .md, .html or .pdf.
    case other(String)
    /// Something else that is not read, and why, in a sentence that names it.
    case skipped(path: String, why: String)
  }

  private struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// What is left of each open folder, last name first.
  private var pending: [[String]]
  private var seen: Set<Identity> = []
  private let roots: Set<String>

  public init(_ paths: [String]) {
    pending = [paths.reversed()]
    roots = Set(paths)
  }

  public mutating func next() -> Found? {
    while let last = pending.indices.last {
      guard let path = pending[last].popLast() else {
        pending.removeLast()
        continue
      }
      if let found = visit(path, isNamed: last == 0) { return found }
    }
    return nil
  }

  private mutating func visit(_ path: String, isNamed: Bool) -> Found? {
    var about = stat()
    guard unsafe stat(path, &about) == 0 else {
      return .skipped(path: path, why: FileBytes.failure(path, errno).description)
    }
    let kind = about.st_mode & S_IFMT
    if kind == S_IFREG, !isNamed, FormatSniffer.extensions[FormatSniffer.fileExtension(path)] == nil {
      return .other(path)
    }
    if kind != S_IFREG, kind != S_IFDIR {
      return .skipped(path: path, why: "\(path) is a device or a pipe, not a file")
    }
    let identity = Identity(device: UInt64(about.st_dev), inode: UInt64(about.st_ino))
    guard seen.insert(identity).inserted else {
      return .skipped(
        path: path, why: "\(path) is a file or folder that was already there under another name")
    }
    if kind == S_IFREG { return .document(path) }
    guard let names = Self.names(path) else {
      return .skipped(path: path, why: FileBytes.failure(path, errno).description)
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    pending.append(names.map { folder + $0 })
    return nil
  }

  /// The names in a folder that are not hidden, last first.
  private static func names(_ path: String) -> [String]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $1.utf8.lexicographicallyPrecedes($0.utf8) }
  }
}
