// kb link: a quote as another outlet printed it, or in another language.
import ArgumentParser
import KnowledgeBase

struct LinkCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Tie a quote to the one whose variant or translation it is.",
    discussion: """
      Both stay as they are; kb show lists under each how the others were printed. A quote has one original of each \
      kind, and --remove takes a link back.
      """)
  static let examples = [
    "kb link nephew-temporary-relief --variant-of khamenei-our-problem --dry-run",
    "kb link khamenei-our-problem --variant-of nephew-temporary-relief --dry-run --note trial",
  ]

  @Argument(help: "The quote: its key.")
  var quote: String
  @Option(
    help: ArgumentHelp("The quote whose words it has as another outlet printed them.", valueName: "key"))
  var variantOf: String?
  @Option(help: ArgumentHelp("The quote that it translates.", valueName: "key"))
  var translationOf: String?
  @Flag(help: "Take the link back.")
  var remove = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    guard (variantOf == nil) != (translationOf == nil) else {
      throw ValidationError("Say either --variant-of or --translation-of.")
    }
  }

  mutating func run() throws {
    let kb = try file.open(for: change.access)
    let (link, other) =
      variantOf.map { (KnowledgeBase.QuoteLink.variant, $0) } ?? (.translation, translationOf ?? "")
    let authorship = change.who.authorship(
      "kb link \(quote) --\(link.rawValue)-of \(other)\(remove ? " --remove" : "")")
    let edit =
      try remove
      ? kb.unlink(quote, from: other, as: link, by: authorship, isTrial: change.dryRun)
      : kb.link(quote, to: other, as: link, by: authorship, isTrial: change.dryRun)
    let done = "\(quote) is \(remove ? "no longer " : "")a \(link.rawValue) of \(other)"
    Shell.note((edit.isEmpty ? "\(done) already" : done) + edit.ending(isTrial: change.dryRun))
  }
}
