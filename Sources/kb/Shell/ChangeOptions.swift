// What every command that writes is told: who does it and why, and whether it is only a trial.
import ArgumentParser
import Foundation
import KnowledgeBase

struct AuthorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who makes the change; else $KB_AUTHOR, else git's user.name, else the system's user.",
      valueName: "name"))
  var author: String?
  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var note: String?

  /// Who it is, as far as anybody says.
  var name: String {
    if let named = [author, Shell.environment("KB_AUTHOR")].compactMap({ $0 }).first(where: { !$0.isEmpty }) {
      return named
    }
    // Unsafe: the entry stands until the next is asked for, and its name is copied.
    return unsafe GitUser.name ?? getpwuid(getuid()).map { unsafe String(cString: $0.pointee.pw_name) }
      ?? "unknown"
  }

  func authorship(_ command: String) -> Authorship { Authorship(author: name, command: command, note: note) }
}

struct ChangeOptions: ParsableArguments {
  @Flag(help: "Change nothing, only say what would be done.")
  var dryRun = false
  @OptionGroup var who: AuthorOptions

  /// What the file is opened for.
  var access: KnowledgeBase.Access { dryRun ? .trying : .writing }

  /// Changes records as one changeset, or tries it, and says how keys were understood.
  func edit(_ kb: KnowledgeBase, by authorship: Authorship, _ body: (Changes) throws -> Void) throws -> Edit {
    var notes: [String] = []
    let edit = try kb.edit(by: authorship, isTrial: dryRun) {
      try body($0)
      notes = $0.notes
    }
    for note in notes { Shell.note(note) }
    return edit
  }
}

extension Edit {
  /// "added 12 actors, 3 quotes, 40 other rows; changed 2 rows", or that there was nothing to do.
  var summary: String {
    let sentences = [additions, changed == 0 ? nil : "changed \(counted(changed, "row"))"]
    return isEmpty ? "nothing new" : sentences.compactMap { $0 }.joined(separator: "; ")
  }

  /// "added 12 actors, 3 quotes, 40 other rows"; nil where nothing was.
  var additions: String? {
    let records = ["topic", "actor", "source", "event", "claim", "quote", "stance"]
    var parts = records.compactMap { table in added[table].map { counted($0, table) } }
    // Names, appearances, evidence and the like.
    let others = added.filter { !records.contains($0.key) }.values.reduce(0, +)
    if others > 0 { parts.append(counted(others, "other row")) }
    return parts.isEmpty ? nil : "added " + parts.joined(separator: ", ")
  }

  /// " (changeset c-…)", or that it was only a trial.
  func ending(isTrial: Bool) -> String {
    changeset.map { " (changeset \($0))" } ?? (isTrial && !isEmpty ? "; nothing was written" : "")
  }
}
