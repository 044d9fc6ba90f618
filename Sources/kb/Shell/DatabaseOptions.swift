// Which file: --database, else $KB_DATABASE, else the default one, which makes itself.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase
import Storage

struct DatabaseOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The knowledge base file.", valueName: "path"), completion: .file())
  var database: String?

  /// The file that was named, or the default one; and whether somebody named it.
  var place: (path: String, isNamed: Bool) {
    if let database { return (database, true) }
    if let named = Shell.environment("KB_DATABASE"), !named.isEmpty { return (named, true) }
    let home = Shell.environment("HOME").flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    let data =
      Shell.environment("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/share"
    return (data + "/kb/kb.sqlite", false)
  }

  /// - Parameter copy: where a file of an older kb is kept as it was, when this brings it up to date.
  func open(for access: KnowledgeBase.Access = .reading, copy: Migration.Copy = .beside) throws
    -> KnowledgeBase
  {
    let path = try present()
    guard access == .writing else { return try KnowledgeBase(path: path, for: access) }
    var progress = Progress()
    let migration = Migration(copy: copy) { event in
      switch event {
      case .copying(let part): progress.step(part, of: "copying \(path) as an older kb left it")
      case .migrating(let part): progress.step(part, of: "bringing \(path) up to date")
      case .done(let old, let new, let copy):
        progress.end()
        let kept = copy.map { "; it is kept as it was in \($0)" } ?? ""
        Shell.note("brought \(path) from schema \(old) to \(new)\(kept)")
      }
    }
    defer { progress.end() }
    return try KnowledgeBase(path: path, for: access, migration: migration)
  }

  /// The path of the file, which is made first where it is the default one.
  func present() throws -> String {
    let (path, isNamed) = place
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    if !isNamed, unsafe Foundation.access(path, F_OK) != 0 { try makeDefault(path) }
    return path
  }

  /// Makes the folder of the default file; that of a file that was named is there, or is a mistake.
  func makeFolder() throws {
    let (path, isNamed) = place
    guard !isNamed else { return }
    let folder = PathName.folder(of: path)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(.notPermitted, "\(folder) cannot be made; name another file with --database")
    }
  }

  private func makeDefault(_ path: String) throws {
    try makeFolder()
    do {
      try KnowledgeBase.createSeeded(at: path)
      Shell.note("made \(path) from the built-in seeds")
    } catch {
      // Another kb may have made it at the same moment.
      guard unsafe access(path, F_OK) == 0 else { throw error }
    }
  }
}

/// Which file, and how it stood when.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var file: DatabaseOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "As the file stood then: 2026-03-14 (the end of that day), 2026-03-14T10:00 (UTC), or once a changeset was done.",
      valueName: "when"))
  var asOf: String?

  func open() throws -> KnowledgeBase {
    guard let asOf else { return try file.open() }
    return try KnowledgeBase(path: file.present(), asOf: PointInHistory(asOf))
  }
}
