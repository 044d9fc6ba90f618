// kb import: a dossier in.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase

struct ImportCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read dossiers into the file: each one changeset, all of it or nothing.",
    discussion: """
      A dossier is YAML with actors, sources, events, topics, claims, quotes and stances; kb export KEY shows one. \
      What is there already stays: importing twice adds nothing.
      """)
  static let examples = ["kb export khamenei -o khamenei.yaml", "kb import khamenei.yaml --dry-run"]

  @Argument(
    help: ArgumentHelp("Dossiers; - reads one from standard input.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]
  @Flag(
    help: "Where the dossier and the file disagree, the dossier wins; the old values stay in the history.")
  var replace = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let dossiers = try files.map { (name: $0 == "-" ? "standard input" : $0, bytes: try Self.read($0)) }
    let kb = try file.open(for: .writing)
    for dossier in dossiers {
      var progress = Progress("records")
      let edit = try kb.importDossier(
        dossier.bytes, named: dossier.name, by: change.who.authorship("kb import \(dossier.name)"),
        replaces: replace, isTrial: change.dryRun
      ) { progress.step($0) }
      progress.end()
      Shell.note("\(dossier.name): \(edit.summary)\(edit.ending(isTrial: change.dryRun))")
    }
  }

  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return try StandardInput.bytes() }
    var status = stat()
    guard stat(path, &status) == 0 else { throw Failure(.notFound, "there is no file \(path)") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure(.invalid, "\(path) is a folder; name the dossiers in it")
    }
    // (A handle reads pipes too, such as the shell's <(…).)
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() ?? Data() else {
      throw Failure(.notPermitted, "\(path) cannot be read: check its permissions")
    }
    return Array(data)
  }
}
