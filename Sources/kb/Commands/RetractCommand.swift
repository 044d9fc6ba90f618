// kb retract, kb restore: out of what people stand behind, and back.
import ArgumentParser
import KnowledgeBase

struct RetractCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "Stand behind records no longer, with the reason.",
    discussion: """
      What is retracted stays in the file; lookups leave it out, but for --status retracted. What still rests on it is \
      said, and stays as it is.
      """)
  static let examples = [
    "kb retract khamenei-our-problem --why 'the paper corrected it' --dry-run",
    "kb retract strategic-deal --why 'said of another deal' --dry-run",
  ]

  @Argument(
    help: ArgumentHelp("Actors, quotes, claims, sources, events, stances, relations.", valueName: "key"))
  var keys: [String]
  @Option(help: ArgumentHelp("The reason.", valueName: "text"))
  var why: String
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    var authorship = change.who.authorship((["kb retract"] + keys).joined(separator: " "))
    authorship.note = authorship.note.map { "\(why) (\($0))" } ?? why
    let kb = try file.open(for: change.access)
    var changes: [StatusChange] = []
    let edit = try change.edit(kb, by: authorship) { act in
      changes = try keys.map { try act.retract($0) }
    }
    for change in changes {
      if !change.isChange { Shell.note("\(change.key) is retracted already") }
      for resting in change.resting {
        let keys = resting.keys.joined(separator: ", ") + (resting.count > resting.keys.count ? ", …" : "")
        Shell.note(
          "still there and resting on \(change.key): \(counted(resting.count, resting.kind.rawValue)) \(resting.how): \(keys)"
        )
      }
    }
    let done = changes.filter(\.isChange).map(\.key)
    Shell.note(
      (done.isEmpty ? "nothing changed" : "retracted \(done.joined(separator: ", "))")
        + edit.ending(isTrial: change.dryRun))
  }
}

struct RestoreCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring retracted records back, with the status that they had.")
  static let examples = [
    "kb retract khamenei-our-problem --why 'a slip' && kb restore khamenei-our-problem",
    "kb retract strategic-deal --why 'a slip' && kb restore strategic-deal --note 'it was right'",
  ]

  @Argument(help: ArgumentHelp("What was retracted.", valueName: "key"))
  var keys: [String]
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let kb = try file.open(for: change.access)
    var changes: [StatusChange] = []
    let edit = try change.edit(kb, by: change.who.authorship((["kb restore"] + keys).joined(separator: " ")))
    { act in changes = try keys.map { try act.restore($0) } }
    for change in changes { Shell.note("\(change.key) is \(change.new) again") }
    Shell.note(edit.summary + edit.ending(isTrial: change.dryRun))
  }
}
