// kb accept, kb reject: decide on what was proposed, from scripts.
import ArgumentParser
import KnowledgeBase

/// What both commands take.
struct DecisionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Quotes, actors, claims …; a source stands for all that is proposed from it; a mention is SOURCE@START-END:ACTOR.",
      valueName: "key"))
  var keys: [String] = []
  @Option(
    help: ArgumentHelp(
      "Only proposals whose rule is right at least so often, 0 to 1. Without keys: all of them.",
      valueName: "share"))
  var minConfidence: Double?
  @Flag(help: "Keep the decisions apart, for kb agreement; nothing else changes.")
  var blind = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    if keys.isEmpty, minConfidence == nil {
      throw ValidationError("Name what to decide on, or say --min-confidence for all proposals above it.")
    }
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence is from 0 to 1.")
    }
  }

  func decide(_ decision: Decision, _ command: String, done: String) throws {
    let kb = try file.open(for: change.access)
    let report = try kb.decide(
      decision, on: keys, minConfidence: minConfidence, isBlind: blind,
      by: change.who.authorship(([command] + keys).joined(separator: " ")), isTrial: change.dryRun)
    let what = report.decided.count == 1 ? report.decided[0] : counted(report.decided.count, "record")
    Shell.note(
      (report.decided.isEmpty ? "nothing to decide on" : "\(done) \(what)\(blind ? ", blind" : "")")
        + report.edit.ending(isTrial: change.dryRun))
    if !report.open.isEmpty {
      let some = report.open.prefix(3).joined(separator: ", ") + (report.open.count > 3 ? ", …" : "")
      Shell.note(
        "\(counted(report.open.count, "proposal")) with an open speaker left as they are: \(some); say who said it with --speaker"
      )
    }
  }
}

struct AcceptCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Stand behind what was proposed.",
    discussion: """
      With --speaker and --start, --end the quote is corrected on the way; what was first extracted stays on \
      record. A quote whose speaker is open is accepted only with --speaker.
      """)
  static let examples = [
    "kb accept --min-confidence 0.9 --dry-run", "kb accept khamenei-our-problem --author ada",
  ]

  @Option(
    help: ArgumentHelp("Who said it, where the proposal has somebody else or nobody.", valueName: "actor"))
  var speaker: String?
  @Option(
    help: ArgumentHelp("Where the words start, in code points of the archived text, from 0.", valueName: "n"))
  var start: Int?
  @Option(help: ArgumentHelp("The code point after the last.", valueName: "n"))
  var end: Int?
  @OptionGroup var options: DecisionOptions

  func validate() throws {
    guard (start == nil) == (end == nil) else { throw ValidationError("--start and --end go together.") }
    if let start, let end, start < 0 || start >= end {
      throw ValidationError("--start is 0 or more, and --end comes after it.")
    }
    if options.keys.count != 1, start != nil || speaker != nil {
      throw ValidationError("--speaker and --start, --end correct one quote: name it alone.")
    }
  }

  mutating func run() throws {
    let passage = start.flatMap { start in end.map { start..<$0 } }
    try options.decide(Decision(.accept, speaker: speaker, passage: passage), "kb accept", done: "accepted")
  }
}

struct RejectCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Set aside what was proposed, with the reason.",
    discussion: "What is rejected stays in the file; lookups leave it out, but for --status rejected.")
  static let examples = [
    "kb reject khamenei-our-problem --why 'a title, not speech' --dry-run",
    "kb reject khamenei-our-problem --why 'not his words' --blind --author ada --dry-run",
  ]

  @Option(help: ArgumentHelp("The reason.", valueName: "text"))
  var why: String
  @OptionGroup var options: DecisionOptions

  mutating func run() throws {
    try options.decide(Decision(.reject, why: why), "kb reject", done: "rejected")
  }
}
