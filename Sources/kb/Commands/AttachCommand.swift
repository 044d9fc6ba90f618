// kb attach: a source gets its text later, and its quotes their places.
import Archive
import ArgumentParser
import Documents
import KnowledgeBase

struct AttachCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Give a source its text, and pin the quotes that stand in it.",
    discussion: """
      A quote is pinned where its words stand in the text, once: quotation marks and white space may differ, words \
      may not. Which quotes were not found is said. kb ingest --again SOURCE proposes what else stands there.
      """)
  static let examples = [
    "printf 'He writes: “Sanctions are effective when they force the target into negotiations, but if negotiations only lead to temporary relief, they eventually lose their impact.”' > page.txt; kb attach wana-jan-31 page.txt --dry-run",
    "printf 'A statement.' > statement.txt; kb attach khamenei-2019-statement statement.txt --dry-run",
  ]

  @Argument(help: "A source that is cited without its text: its key or title.")
  var source: String
  @Argument(
    help: ArgumentHelp("The document; - reads standard input.", valueName: "file"), completion: .file())
  var document: String
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let kb = try file.open(for: change.access)
    let read = try DocumentReader.named(document)
    for note in read.notes { Shell.note("\(document): \(note)") }
    let attachment = try kb.attach(
      source, read, path: document, by: change.who.authorship("kb attach \(source) \(document)"),
      isTrial: change.dryRun)
    for miss in attachment.missed {
      Shell.note(
        "\(miss.key) is not pinned: its words \(miss.isAmbiguous ? "stand in the text more than once" : "do not stand in the text")"
      )
    }
    Shell.note(
      "\(attachment.source) has its text; \(counted(attachment.pinned.count, "quote")) pinned, \(counted(attachment.missed.count, "quote")) not"
        + attachment.edit.ending(isTrial: change.dryRun))
  }
}
