// The name that git knows its user by, read from git's own files: starting git would take longer than the change.
import Foundation
import Storage

enum GitUser {
  /// `user.name` of the repository that the working folder is in, else of the user; nil where git has none.
  static var name: String? {
    let home = Shell.environment("HOME") ?? ""
    let settings = Shell.environment("XDG_CONFIG_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    let files = [repository.map { $0 + "/config" }, home + "/.gitconfig", settings + "/git/config"]
    return files.compactMap { $0 }.lazy.compactMap(name(in:)).first { !$0.isEmpty }
  }

  /// The folder of the repository's settings, from the working folder upwards.
  private static var repository: String? {
    var folder = FileManager.default.currentDirectoryPath
    while true {
      let git = (folder == "/" ? "" : folder) + "/.git"
      var isFolder: ObjCBool = false
      // Unsafe: `fileExists` fills a variable of ours and keeps nothing.
      if unsafe FileManager.default.fileExists(atPath: git, isDirectory: &isFolder) {
        return isFolder.boolValue ? git : common(git)
      }
      guard folder != "/", !folder.isEmpty else { return nil }
      folder = PathName.folder(of: folder)
    }
  }

  /// Where a second working tree of a repository (whose `.git` is a file) keeps what all share.
  private static func common(_ file: String) -> String? {
    guard let line = text(file)?.split(whereSeparator: \.isNewline).first, line.hasPrefix("gitdir: ") else {
      return nil
    }
    let own = absolute(String(line.dropFirst(8)), from: PathName.folder(of: file))
    guard let shared = text(own + "/commondir")?.split(whereSeparator: \.isNewline).first else { return own }
    return absolute(String(shared), from: own)
  }

  private static func absolute(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The last `name` in a section `[user]`.
  private static func name(in path: String) -> String? {
    guard let text = text(path) else { return nil }
    var isUser = false
    var name: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("[") {
        isUser = line.lowercased().hasPrefix("[user]")
      } else if isUser, let equals = line.firstIndex(of: "="),
        line[..<equals].trimmingCharacters(in: .whitespaces).lowercased() == "name"
      {
        name = value(line[line.index(after: equals)...])
      }
    }
    return name
  }

  /// A value without its quotation marks and comment.
  private static func value(_ text: Substring) -> String {
    var value = ""
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if isEscaped {
        value.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, character == "#" || character == ";" {
        break
      } else {
        value.append(character)
      }
    }
    return value.trimmingCharacters(in: .whitespaces)
  }
}
