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
  @Flag(help: "Change nothing, only say what would be done.")
  var dryRun = false
  @Option(
    help: ArgumentHelp("Who makes the change; else $KB_AUTHOR, else the system's user.", valueName: "name"))
  var author: String?
  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var note: String?
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let dossiers = try files.map { (name: $0 == "-" ? "standard input" : $0, bytes: try Self.read($0)) }
    let kb = try file.open(for: .writing)
    for dossier in dossiers {
      let authorship = Authorship(
        author: Self.author(author), command: "kb import \(dossier.name)", note: note)
      var progress = Progress("records")
      let edit = try kb.importDossier(
        dossier.bytes, named: dossier.name, by: authorship, replaces: replace, isTrial: dryRun
      ) { progress.step($0) }
      progress.end()
      let end =
        edit.changeset.map { " (changeset \($0))" }
        ?? (dryRun && !edit.isEmpty ? "; nothing was written" : "")
      Shell.note("\(dossier.name): \(edit.summary)\(end)")
    }
  }

  static func author(_ named: String?) -> String {
    let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
    return [named, Shell.environment("KB_AUTHOR"), user].compactMap { $0 }.first { !$0.isEmpty } ?? "unknown"
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

extension Edit {
  /// "added 12 actors, 3 quotes, 40 other rows; changed 2 rows", or that there was nothing to do.
  var summary: String {
    let records = ["topic", "actor", "source", "event", "claim", "quote", "stance"]
    var parts = records.compactMap { table in added[table].map { counted($0, table) } }
    // Names, appearances, evidence and the like.
    let others = added.filter { !records.contains($0.key) }.values.reduce(0, +)
    if others > 0 { parts.append(counted(others, "other row")) }
    let sentences = [
      parts.isEmpty ? nil : "added " + parts.joined(separator: ", "),
      changed == 0 ? nil : "changed \(counted(changed, "row"))",
    ]
    return isEmpty ? "nothing new" : sentences.compactMap { $0 }.joined(separator: "; ")
  }
}
