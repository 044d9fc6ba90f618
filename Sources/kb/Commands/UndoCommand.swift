// kb undo: takes a changeset back.
import ArgumentParser
import KnowledgeBase

struct UndoCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a changeset back: what it changed is again as it was.",
    discussion: """
      It is refused where later changes build on it; --cascade takes these back too, and --dry-run lists them first. \
      Both stay in the history, and an undo can be undone.
      """)
  static let examples = ["kb log --limit 1", "kb undo --help"]

  @Argument(help: "The key of a changeset; kb log lists them.")
  var changeset: String
  @Flag(help: "Take back later changesets too that build on it.")
  var cascade = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let kb = try file.open(for: change.access)
    let report = try kb.undo(
      changeset, cascade: cascade, by: change.who.authorship("kb undo \(changeset)"), isTrial: change.dryRun)
    for key in report.changesets {
      for one in try kb.changesets(ChangesetQuery(record: key)) {
        try Shell.print(
          Style.line([
            change.dryRun ? "would take back" : "took back", one.key, one.author, one.command, one.note,
          ]))
      }
    }
    Shell.note(report.edit.summary + report.edit.ending(isTrial: change.dryRun))
  }
}
