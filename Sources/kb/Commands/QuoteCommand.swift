// kb quote: who said what, when, and where it is written.
import ArgumentParser
import KnowledgeBase
import Storage

struct QuoteCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "quote", abstract: "Quotes: who said what, when, and where it is written.",
    discussion: "Newest first, then by key; quotes without a date come last. All conditions must hold.")
  static let examples = ["kb quote --speaker Khamenei", "kb quote sanctions --since 2015 --csv"]

  @Argument(help: "Words that the quote has, in any order.")
  var words: [String] = []
  @Option(help: ArgumentHelp("Who said it: a name in any form, or a key.", valueName: "actor"))
  var speaker: String?
  @Option(help: ArgumentHelp("Whom it names; a state and its government count as one.", valueName: "actor"))
  var about: String?
  @Option(help: ArgumentHelp("A topic, with all below it.", valueName: "topic"))
  var topic: String?
  @Option(help: ArgumentHelp("A source that prints it, or in which it was first said.", valueName: "source"))
  var source: String?
  @Option(help: ArgumentHelp("Who published a source that prints it.", valueName: "actor"))
  var publisher: String?
  @Option(
    help: ArgumentHelp(
      "Said then or later (EDTF); an uncertain date counts where it can fall there.", valueName: "date"))
  var since: String?
  @Option(help: ArgumentHelp("Said then or earlier.", valueName: "date"))
  var until: String?
  @Option(help: ArgumentHelp("A BCP 47 tag: en, fa.", valueName: "tag"))
  var language: String?
  @Option(help: "direct, mixed or indirect.")
  var kind: String?
  @Option(help: "proposed, accepted, denied, misattributed, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "speaker", "text", "said_on", "status", "source_key"]

  static func position(_ quote: Quote) -> String { quote.key }

  func question() -> QuoteQuery {
    QuoteQuery(
      joined(words), speaker: speaker, about: about, topic: topic, source: source, publisher: publisher,
      since: since,
      until: until, language: language, kind: kind, status: filter(status), limit: list.limit(),
      after: list.after)
  }

  func text(_ quote: Quote, _ lookup: Lookup) -> String { quote.printed(joined(words), lookup) }
}

extension Quote {
  /// The words, then who, when, where it is written, and the key.
  func printed(_ words: String? = nil, _ lookup: Lookup) -> String {
    let text = Style.quoted(
      Style.marked(Style.wrapped(self.text, indent: 0), words, lookup), language: language)
    var place = sourceKey
    if let title = source, title != sourceKey { place = "\(Style.safe(title)) (\(sourceKey ?? ""))" }
    let pinned = start.flatMap { start in end.map { "characters \(start) to \($0)" } } ?? locator
    let who =
      Style.bold(Style.safe(speaker ?? "speaker not known")) + (saidOn.map { ", \(Style.date($0))" } ?? "")
      + Style.mark(status)
    var lines = [text, "  — \(who)"]
    let written = Style.line([
      place, pinned.map(Style.safe), publisher.map(Style.safe), publishedOn.map { "published \($0)" },
    ])
    if !written.isEmpty { lines.append("  in \(written)") }
    if let originKey, originKey != sourceKey {
      lines.append(
        "  first said in \(origin == originKey ? originKey : "\(Style.safe(origin ?? "")) (\(originKey))")")
    }
    if let translationOf { lines.append("  translation of \(translationOf)") }
    lines.append("  " + Style.dim(key))
    return lines.joined(separator: "\n")
  }
}

/// The words of a command line as one text; nil where there are none.
func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: " ") }

func filter(_ status: String?) -> StatusFilter { status.map { StatusFilter($0) } ?? .current }
