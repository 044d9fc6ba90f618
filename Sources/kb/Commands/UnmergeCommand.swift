// kb unmerge: one record becomes two again.
import ArgumentParser
import Foundation
import KnowledgeBase

struct UnmergeCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "unmerge", abstract: "Take a merge back: the record is again what it was.",
    discussion: """
      What people changed since the merge stays changed. What was added since goes where it belongs by the name under \
      which it stands there; where that tells nothing, a terminal asks, and elsewhere --move and --rest say it.
      """)
  static let examples = ["kb sql \"select * from merges\"", "kb unmerge --help"]

  @Argument(help: "The key of the record that was merged into another.")
  var key: String
  @Option(
    help: ArgumentHelp(
      "Of what was added since, this goes to the record that leaves; again for more.", valueName: "key"))
  var move: [String] = []
  @Option(
    help: ArgumentHelp("Where the rest of what was added since belongs: keep or other.", valueName: "where"))
  var rest: Belonging?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let kb = try file.open(for: change.access)
    let (move, rest) = (Set(move), rest)
    let keys = isatty(STDIN_FILENO) == 1 && Shell.isTerminal && rest == nil ? Keys() : nil
    let report = try kb.unmerge(
      key, by: change.who.authorship("kb unmerge \(key)"), isTrial: change.dryRun
    ) { item in
      if move.contains(item.label) { return .other }
      guard let keys else { return rest }
      Shell.say(
        "\(item.kind) \(Style.bold(item.label)) \(Style.safe(item.text))\n  added since the merge: (k) keep, (o) goes to \(key)? "
      )
      let answer = keys.next()
      Shell.say("\n")
      return answer == "k" ? .keep : answer == "o" ? .other : nil
    }
    for item in report.moved {
      try Shell.print("to \(report.other): \(Style.line([item.kind, item.label, Style.safe(item.text)]))")
    }
    for item in report.stayed {
      try Shell.print(
        "stays with \(report.keep): \(Style.line([item.kind, item.label, Style.safe(item.text)]))")
    }
    if report.left > 0 {
      Shell.note(
        "\(counted(report.left, "value")) changed since the merge \(report.left == 1 ? "is" : "are") left as \(report.left == 1 ? "it is" : "they are")"
      )
    }
    Shell.note(
      "\(report.other) is a record of its own again: \(report.edit.summary)\(report.edit.ending(isTrial: change.dryRun))"
    )
  }
}

extension Belonging: ExpressibleByArgument {}
