// kb review: go through what was proposed, one key each; or list it.
import ArgumentParser
import Foundation
import KnowledgeBase
import Storage

struct ReviewCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Go through what was proposed, one key each.",
    discussion: """
      On a terminal each proposal is shown in its passage; a accepts it, r rejects it, s names another speaker, e \
      marks other words, space skips, u takes the last decision back, q leaves. --list gives them as rows, in the \
      order of their texts, for kb accept and kb reject.
      """)
  static let examples = ["kb review --list", "kb review --list --min-confidence 0.8 --csv"]

  @Flag(help: "List the proposals, and decide nothing.")
  var list = false
  @Option(help: ArgumentHelp("Only from this source.", valueName: "source"))
  var source: String?
  @Option(help: ArgumentHelp("Only quotes of this speaker.", valueName: "actor"))
  var speaker: String?
  @Option(help: "direct, mixed or indirect.")
  var kind: String?
  @Option(
    help: ArgumentHelp("Only proposals whose rule is right at least so often, 0 to 1.", valueName: "share"))
  var minConfidence: Double?
  @Option(help: "With --list: proposed (the usual), accepted, rejected, retracted or all.")
  var status: String?
  @Flag(help: "Keep your decisions apart, for kb agreement, and go through all that you have not decided.")
  var blind = false
  @OptionGroup var who: AuthorOptions
  @OptionGroup var page: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = [
    "key", "speaker", "text", "attributed_as", "confidence", "source_key", "start",
  ]

  func validate() throws {
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence is from 0 to 1.")
    }
    if status != nil, !list { throw ValidationError("--status goes with --list.") }
  }

  static func position(_ proposal: Proposal) -> String { proposal.key }

  func question() -> ProposalQuery {
    ProposalQuery(
      source: source, speaker: speaker, kind: kind, minConfidence: minConfidence,
      blindFor: blind ? who.name : nil, status: status.map { StatusFilter($0) } ?? .only("proposed"),
      limit: page.limit(), after: page.after)
  }

  func text(_ proposal: Proposal, _ lookup: Lookup) -> String {
    let text = Style.quoted(Style.wrapped(proposal.text, indent: 0), language: "en")
    let place =
      proposal.sourceKey + (proposal.start.flatMap { start in proposal.end.map { "@\(start)-\($0)" } } ?? "")
    return """
      \(text)
        — \(proposal.who)\(Style.mark(proposal.status))
        in \(Style.safe(place)) · \(proposal.found)
        \(Style.dim(proposal.key))
      """
  }

  mutating func run() throws {
    guard !list, !options.sql else { return try ask() }
    guard isatty(STDIN_FILENO) == 1, Shell.isTerminal else {
      throw ValidationError(
        "kb review goes through proposals on a terminal; elsewhere use kb review --list, kb accept and kb reject."
      )
    }
    guard options.file.asOf == nil else {
      throw ValidationError("the past cannot be reviewed; --as-of goes with kb review --list.")
    }
    let kb = try options.file.file.open(for: .writing)
    var question = question()
    question.limit = page.limit(0)
    let keys = try kb.proposals(question).map(\.key)
    guard !keys.isEmpty else { return try options.empty.nothing("no proposal waits") }
    try ReviewSession(kb: kb, keys: keys, isBlind: blind, by: who.authorship("kb review")).run()
  }
}

extension Proposal {
  /// The speaker, or that nobody knows; and as whom the text has him.
  var who: String {
    let name =
      speaker ?? (candidates.isEmpty ? "speaker not known" : "open: " + candidates.joined(separator: " or "))
    let written = attributedAs.flatMap { $0 == speaker ? nil : "written “\($0)”" }
    return Style.bold(Style.safe(name))
      + (Style.line([written, via.map { "through “\($0)”" }]).isEmpty
        ? "" : " (\(Style.safe(Style.line([written, via.map { "through “\($0)”" }]))))")
  }

  /// How it was found.
  var found: String {
    Style.line([kind, cue.map { "cue “\(Style.safe($0))”" }, rule, fixed(confidence, digits: 2)])
  }
}
