// kb source: documents that can be cited.
import ArgumentParser
import KnowledgeBase
import Storage

struct SourceCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "Sources: documents that can be cited.",
    discussion: "Newest first, then by key; sources without a date come last.")
  static let examples = ["kb source --kind book", "kb source bargain --json"]

  @Argument(help: "Words of its title or text, in any order; or its key.")
  var words: [String] = []
  @Option(help: ArgumentHelp("Who published it.", valueName: "actor"))
  var publisher: String?
  @Option(help: "article, speech, interview, book, report, statement, post, treaty or transcript.")
  var kind: String?
  @Option(help: ArgumentHelp("Published then or later (EDTF).", valueName: "date"))
  var since: String?
  @Option(help: ArgumentHelp("Published then or earlier.", valueName: "date"))
  var until: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "title", "kind", "publisher", "published_on", "archived"]

  static func position(_ source: Source) -> String { source.key }

  func question() -> SourceQuery {
    SourceQuery(
      joined(words), publisher: publisher, kind: kind, since: since, until: until, status: filter(status),
      limit: list.limit(), after: list.after)
  }

  func text(_ source: Source, _ lookup: Lookup) -> String { source.printed(joined(words), lookup) }
}

extension Source {
  func printed(_ words: String? = nil, _ lookup: Lookup) -> String {
    let head = title.map { Style.bold(Style.marked(Style.safe($0), words, lookup)) } ?? "(no title)"
    let archive = isArchived ? "archived, \(counted(self.words ?? 0, "word"))" : nil
    let what = Style.line([
      kind, authors.map(Style.safe), publisher.map(Style.safe), publishedOn, archive, url.map(Style.safe),
      Style.dim(key),
    ])
    return "\(head)\(Style.mark(status))\n  \(what)"
  }
}
