// kb add: one new record.
import ArgumentParser
import KnowledgeBase

struct AddCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add one actor, quote, claim, source, event, stance, relation or topic.",
    usage: "kb add KIND --field value … [--key <key>] [--dry-run] [--author <name>] [--note <text>]",
    discussion: """
      Fields are named like the columns of the kind's view, and other records by key or by any name. alias, topic, with \
      (ACTOR or ACTOR:part) and quote can be said several times. A quote is pinned where its words stand in the archived \
      source: quotation marks and white space may differ, words may not; --start says which of several places. The new \
      key goes to standard output. What is there already is not added again.

      \(FieldArguments.help)
      """)
  static let examples = [
    "kb add topic --label 'Oil exports' --parent sanctions --dry-run",
    "kb add quote --speaker Khamenei --text 'A made-up example.' --source wana-jan-31 --locator 'paragraph 2' --dry-run",
  ]

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("What to add, and its fields.", valueName: "kind --field value"))
  var words: [String]
  @Option(help: ArgumentHelp("The key; else it is made of what the record says.", valueName: "key"))
  var key: String?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let arguments = try FieldArguments(words)
    let kinds = RecordKind.allCases.map(\.rawValue).joined(separator: ", ")
    guard let name = arguments.leading.first, arguments.leading.count == 1,
      let kind = RecordKind(rawValue: name)
    else {
      throw ValidationError("kb add is followed by one of \(kinds), then by its fields.")
    }
    try arguments.check(kind)
    let kb = try file.open(for: change.access)
    var addition: Addition!
    let edit = try change.edit(kb, by: change.who.authorship("kb add \(kind)")) {
      addition = try $0.add(kind, arguments.fields, key: key)
    }
    for remark in addition.remarks { Shell.note(remark) }
    for tie in addition.added { Shell.note("\(addition.key) has a new \(tie.field): \(tie.new ?? "")") }
    let done = addition.isNew ? edit.summary : "\(addition.key) is there already; \(edit.summary)"
    Shell.note(done + edit.ending(isTrial: change.dryRun))
    try Shell.print(addition.key)
  }
}
