// kb mention: where an actor is named.
import ArgumentParser
import KnowledgeBase
import Storage

struct MentionCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "mention", abstract: "Mentions: where actors are named in archived sources.",
    discussion: "By source, then by place, in code points from 0, end excluded.")
  static let examples = ["kb mention --actor Khamenei", "kb mention --source reading-note --csv"]

  @Option(help: ArgumentHelp("Who is named; a state and its government count as one.", valueName: "actor"))
  var actor: String?
  @Option(help: ArgumentHelp("In which source: a key or title.", valueName: "source"))
  var source: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static func position(_ mention: Mention) -> String {
    "\(mention.sourceKey)@\(mention.start)-\(mention.end):\(mention.actorKey)"
  }

  func question() -> MentionQuery {
    MentionQuery(actor: actor, source: source, status: filter(status), limit: list.limit(), after: list.after)
  }

  func text(_ mention: Mention, _ lookup: Lookup) -> String { mention.printed() }
}

extension Mention {
  func printed() -> String {
    "\(sourceKey)@\(start)-\(end)  \(Style.safe(surface))  \(Style.bold(Style.safe(actor))) \(Style.dim(actorKey))\(Style.mark(status))"
  }
}
