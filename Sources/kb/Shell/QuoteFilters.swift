// What narrows a list of quotes, the same for lookups and exports.
import ArgumentParser
import KnowledgeBase

struct QuoteFilters: ParsableArguments {
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

  var isEmpty: Bool {
    [speaker, about, topic, source, publisher, since, until, language, kind, status].allSatisfy { $0 == nil }
  }

  func question(_ words: String? = nil, limit: Int = 0, after: String? = nil) -> QuoteQuery {
    QuoteQuery(
      words, speaker: speaker, about: about, topic: topic, source: source, publisher: publisher, since: since,
      until: until, language: language, kind: kind, status: filter(status), limit: limit, after: after)
  }
}
