// kb duplicates: which records look like two entries for one thing, and which are not.
import ArgumentParser
import Interchange
import KnowledgeBase

extension DuplicateKind: ExpressibleByArgument {}

struct DuplicatesCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "Records that look like two entries for one thing.",
    discussion: """
      The best come first, with the reason and what to type where they are one. The score, 0 to 1, is for sorting and \
      no probability: look before you merge. Quotes in other words or in another language are linked, not merged; \
      of one document in two texts the one is a version of the other. \
      What is not the same is proposed no more once --not-same says so; --remove takes that back.
      """)
  static let examples = [
    "kb duplicates actors --limit 20",
    "kb duplicates actors --not-same khamenei ruhollah-khomeini --note 'two Leaders' --dry-run",
  ]

  @Argument(help: "actors, quotes or sources.")
  var kind: DuplicateKind
  @Option(help: ArgumentHelp("At most so many; 0 for all.", valueName: "n"))
  var limit: Int = 50
  @Option(help: ArgumentHelp("Leave out what scores less, 0 to 1.", valueName: "score"))
  var minScore: Double = 0.5
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Write down that these two are not the same.", valueName: "key"))
  var notSame: [String] = []
  @Flag(help: "With --not-same: take it back.")
  var remove = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var empty: EmptyOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is 0 or more.") }
    guard (0...1).contains(minScore) else { throw ValidationError("--min-score is from 0 to 1.") }
    guard [0, 2].contains(notSame.count) else { throw ValidationError("--not-same takes two keys.") }
    if notSame.isEmpty, remove || change.dryRun || change.who.note != nil || change.who.author != nil {
      throw ValidationError("--remove, --dry-run, --note and --author go with --not-same.")
    }
  }

  mutating func run() throws {
    guard notSame.isEmpty else { return try tellApart() }
    let format = try output.format()
    let kb = try file.open()
    let found = try kb.duplicates(of: kind, limit: limit, minScore: minScore)
    let output = Shell.output()
    if let rows = format.rows {
      let writer = rows.writer(to: output, self.output.rowOptions())
      try writer.begin([
        "score", "reason", "first_key", "first", "second_key", "second", "relation", "command",
      ])
      for pair in found.pairs {
        try writer.write(
          TextCells(
            [
              fixed(pair.score, digits: 2), pair.reason, pair.firstKey, pair.first, pair.secondKey,
              pair.second,
              pair.relation.rawValue, pair.command,
            ], numbers: [0]))
      }
      try writer.end()
    } else {
      try output.write(found.pairs.map(text).joined(separator: "\n"))
    }
    try output.flush()
    if found.pairs.isEmpty { try empty.nothing("no two \(kind.rawValue) look like one") }
    if found.total > found.pairs.count {
      Shell.note("\(found.pairs.count.grouped) of \(counted(found.total, "pair")); see all with --limit 0")
    }
  }

  private func text(_ pair: DuplicatePair) -> String {
    let lines = [(pair.first, pair.firstKey), (pair.second, pair.secondKey)].map { text, key in
      "\(Style.bold(Style.wrapped(text, indent: 6))) · \(Style.dim(key))"
    }
    return """
      \(fixed(pair.score, digits: 2))  \(lines[0])
            \(lines[1])
            \(Style.safe(pair.reason))
            \(pair.command)
            kb duplicates \(kind.rawValue) --not-same \(pair.firstKey) \(pair.secondKey)

      """
  }

  private func tellApart() throws {
    let kb = try file.open(for: change.access)
    let authorship = change.who.authorship(
      (["kb duplicates", kind.rawValue, "--not-same"] + notSame + (remove ? ["--remove"] : [])).joined(
        separator: " "))
    let edit =
      try remove
      ? kb.takeBackDistinction(notSame[0], notSame[1], as: kind, by: authorship, isTrial: change.dryRun)
      : kb.distinguish(notSame[0], notSame[1], as: kind, by: authorship, isTrial: change.dryRun)
    let pair = notSame.joined(separator: " and ")
    Shell.note(
      (edit.isEmpty
        ? "that \(pair) are not the same is written down already"
        : remove ? "\(pair) may be the same again" : "\(pair) are not the same")
        + edit.ending(isTrial: change.dryRun))
  }
}
