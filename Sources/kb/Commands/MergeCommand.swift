// kb merge: two entries for one thing become one.
import ArgumentParser
import KnowledgeBase

struct MergeCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Take other records into one: one entry for one thing.",
    discussion: """
      Whatever named the others names the one that stays, and their keys and names find it; what it left empty is filled \
      from them. kb unmerge OTHER gives back what was, also much later.
      """)
  static let examples = ["kb merge iran united-states --dry-run", "kb sql \"select * from merges\""]

  @Argument(help: ArgumentHelp("The record that stays.", valueName: "keep"))
  var keep: String
  @Argument(help: ArgumentHelp("The records that go into it.", valueName: "other"))
  var others: [String]
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    guard !others.isEmpty else {
      throw ValidationError("name the record that stays, then those that go into it.")
    }
    let kb = try file.open(for: change.access)
    let report = try kb.merge(
      keep, others, by: change.who.authorship("kb merge \(keep) \(others.joined(separator: " "))"),
      isTrial: change.dryRun)
    for note in report.notes { Shell.note(note) }
    let verb = change.dryRun ? "would be merged" : "merged"
    let summary = report.edit.summary + report.edit.ending(isTrial: change.dryRun)
    Shell.note("\(report.others.joined(separator: ", ")) \(verb) into \(report.keep): \(summary)")
  }
}
