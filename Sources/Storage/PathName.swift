// The parts of a path. (NSString's, on Linux, end the process for a path of one letter.)

package enum PathName {
  /// Everything before the last name: empty where there is no slash, `/` for what lies in it.
  package static func folder(of path: String) -> String {
    let trimmed = withoutEndSlashes(path)
    guard let slash = trimmed.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    let folder = withoutEndSlashes(trimmed[..<slash])
    return folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self)
  }

  /// The same as the system takes it: a dot for the folder in which the process is.
  package static func place(of path: String) -> String {
    let folder = folder(of: path)
    return folder.isEmpty ? "." : folder
  }

  /// A name in a folder, or a path of several.
  package static func inside(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The last name.
  package static func last(of path: String) -> String {
    let trimmed = withoutEndSlashes(path)
    let start = trimmed.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return String(decoding: trimmed[start...], as: UTF8.self)
  }

  /// The last name without its ending; a dot that begins a name begins no ending.
  package static func stem(of path: String) -> String { parts(of: path).stem }

  /// What follows the last dot of the last name, in lower case; empty where there is none.
  package static func ending(of path: String) -> String { parts(of: path).ending.lowercased() }

  private static func parts(of path: String) -> (stem: String, ending: String) {
    let name = Array(last(of: path).utf8)
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else {
      return (String(decoding: name, as: UTF8.self), "")
    }
    return (
      String(decoding: name[..<dot], as: UTF8.self), String(decoding: name[(dot + 1)...], as: UTF8.self)
    )
  }

  private static func withoutEndSlashes(_ path: some Sequence<UInt8>) -> [UInt8] {
    var bytes = Array(path)
    while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes
  }

  private static func withoutEndSlashes(_ path: String) -> [UInt8] { withoutEndSlashes(path.utf8) }
}
