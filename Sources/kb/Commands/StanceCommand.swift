// kb stance: who stands where, and on what evidence.
import ArgumentParser
import KnowledgeBase
import Storage

struct StanceCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "stance", abstract: "Stances: who stands where, and on what evidence.",
    discussion: "By claim, then by actor.")
  static let examples = ["kb stance --on strategic-deal", "kb stance --actor IRGC --position opposes"]

  @Option(help: ArgumentHelp("Whose; a state and its government count as one.", valueName: "actor"))
  var actor: String?
  @Option(help: ArgumentHelp("On which claim: its key, or words that only it has.", valueName: "claim"))
  var on: String?
  @Option(help: "supports, opposes, conditional or ambivalent.")
  var position: String?
  @Option(help: ArgumentHelp("Held then or later (EDTF).", valueName: "date"))
  var since: String?
  @Option(help: ArgumentHelp("Held then or earlier.", valueName: "date"))
  var until: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["actor", "position", "claim_key", "since", "until", "evidence"]

  static func position(_ stance: Stance) -> String { stance.key }

  func question() -> StanceQuery {
    StanceQuery(
      actor: actor, on: on, position: position, since: since, until: until, status: filter(status),
      limit: list.limit(),
      after: list.after)
  }

  func text(_ stance: Stance, _ lookup: Lookup) -> String { stance.printed() }
}

extension Stance {
  func printed() -> String {
    let head =
      "\(Style.bold(Style.safe(actor))): \(Style.line([position, Style.span(since, until)]))\(Style.mark(status))"
    return
      "\(head)\n  \(Style.wrapped(claim, indent: 2))\n  \(Style.line([claimKey, Style.safe(evidence.joined(separator: "; ")), Style.dim(key)]))"
  }
}
