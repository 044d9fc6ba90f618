// kb log: who changed what, when and why.
import ArgumentParser
import KnowledgeBase
import Storage

struct LogCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Who changed what, when and why: newest first.",
    discussion: """
      With a key, the changes of that record and of what hangs on it: names, roles, places, topics. What another \
      program than kb wrote is by “unknown”. kb diff KEY says what a changeset did, kb undo KEY takes it back.
      """)
  static let examples = ["kb log --limit 5", "kb log khamenei --json"]

  @Argument(help: "The key of a record, an actor's name, or a changeset.")
  var key: [String] = []
  @Option(help: ArgumentHelp("Made by this author.", valueName: "name"))
  var by: String?
  @Option(help: ArgumentHelp("Made then or later: a day, a time (UTC) or a changeset.", valueName: "when"))
  var since: String?
  @Option(help: ArgumentHelp("Made then or earlier.", valueName: "when"))
  var until: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "at", "author", "command", "note"]

  static func position(_ changeset: Changeset) -> String { changeset.key }

  func question() -> ChangesetQuery {
    ChangesetQuery(
      record: joined(key), author: by, since: since, until: until, limit: list.limit(), after: list.after)
  }

  func text(_ changeset: Changeset, _ lookup: Lookup) -> String {
    let counts = [
      changeset.added > 0 ? "+\(changeset.added.grouped)" : nil,
      changeset.changed > 0 ? "~\(changeset.changed.grouped)" : nil,
      changeset.deleted > 0 ? "-\(changeset.deleted.grouped)" : nil,
    ]
    let head = Style.line([
      Style.bold(changeset.key), String(changeset.at.prefix(19)) + "Z", Style.safe(changeset.author),
      Style.safe(changeset.command), counts.compactMap { $0 }.joined(separator: " "),
    ])
    let taken = changeset.takenBackBy.map { Style.warning("  taken back by \($0)") }
    return ([head] + [changeset.note.map { "  " + Style.wrapped($0, indent: 2) }, taken].compactMap { $0 })
      .joined(separator: "\n")
  }
}
