// kb claim: what is asserted, asked, predicted, weighed.
import ArgumentParser
import KnowledgeBase
import Storage

struct ClaimCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Claims: what is asserted, asked, predicted, weighed.",
    discussion: "By kind, then by key.")
  static let examples = ["kb claim --kind condition", "kb claim sanctions --by WANA"]

  @Argument(help: "Words that the claim has, in any order.")
  var words: [String] = []
  @Option(help: ArgumentHelp("Who asserts it.", valueName: "actor"))
  var by: String?
  @Option(help: ArgumentHelp("Whom it names; a state and its government count as one.", valueName: "actor"))
  var about: String?
  @Option(help: "assertion, prediction, condition, obstacle, proposal, comparison, question or evaluation.")
  var kind: String?
  @Option(help: ArgumentHelp("A topic, with all below it.", valueName: "topic"))
  var topic: String?
  @Option(help: ArgumentHelp("A source that shows it.", valueName: "source"))
  var source: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "kind", "text", "asserted_by", "source_key", "locator"]

  static func position(_ claim: Claim) -> String { claim.key }

  func question() -> ClaimQuery {
    ClaimQuery(
      joined(words), by: by, about: about, kind: kind, topic: topic, source: source, status: filter(status),
      limit: list.limit(), after: list.after)
  }

  func text(_ claim: Claim, _ lookup: Lookup) -> String { claim.printed(joined(words), lookup) }
}

extension Claim {
  func printed(_ words: String? = nil, _ lookup: Lookup) -> String {
    let text = Style.marked(Style.wrapped(self.text, indent: 0), words, lookup)
    let by = assertedBy.map { Style.safe($0) + (assertedOn.map { ", \($0)" } ?? "") }
    let place = sourceKey.map { $0 + (locator.map { ", \(Style.safe($0))" } ?? "") }
    return "\(text)\n  \(Style.line([kind + Style.mark(status), by, place, Style.dim(key)]))"
  }
}
