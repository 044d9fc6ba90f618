// kb agreement: how far two people who decided blind agree, and what they agreed on taken over.
import ArgumentParser
import Interchange
import KnowledgeBase

struct AgreementCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "How far two people who decided blind agree.",
    discussion: """
      Both decide with --author NAME --blind, in kb review or with kb accept and kb reject, without seeing what the \
      other does. Cohen's kappa is given for accept against reject, and with each speaker as a category of its own; \
      below it stand the quotes on which they differ. --merge takes over what both chose alike; where they differ, \
      they talk, decide anew, and merge again.
      """)
  static let examples = ["kb agreement ada ben", "kb agreement ada ben --merge --dry-run"]

  @Argument(help: ArgumentHelp("The two; not needed where only two decided blind.", valueName: "author"))
  var authors: [String] = []
  @Flag(help: "Take over what they agree on.")
  var merge = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard authors.isEmpty || authors.count == 2 else { throw ValidationError("Name two people, or nobody.") }
  }

  mutating func run() throws {
    let format = try output.format()
    let kb = try file.open(for: merge ? change.access : .reading)
    guard try kb.hasBlindDecisions() else {
      return Shell.note("nobody has decided blind yet: kb review --author NAME --blind does")
    }
    let agreement: Agreement
    if merge {
      let merged = try kb.mergeAgreed(
        of: authors, by: change.who.authorship("kb agreement --merge"), isTrial: change.dryRun)
      agreement = merged.agreement
      Shell.note(
        "\(counted(agreement.pairs.count - agreement.differing.count, "quote")) merged\(merged.edit.ending(isTrial: change.dryRun))"
      )
    } else {
      agreement = try kb.agreement(of: authors)
    }
    let output = Shell.output()
    if let rows = format.rows {
      let writer = rows.writer(to: output, self.output.rowOptions())
      try writer.begin(["key", agreement.first, agreement.second, "same", "text"])
      for pair in agreement.pairs {
        try writer.write(TextCells([pair.key, pair.first, pair.second, pair.isSame ? "1" : "0", pair.text]))
      }
      try writer.end()
      Shell.note(Self.summary(agreement))
    } else {
      try output.write(Self.summary(agreement) + "\n")
      for pair in agreement.differing {
        try output.write(
          "\n\(Style.bold(pair.key))  \(Style.safe(agreement.first)): \(pair.first) · \(Style.safe(agreement.second)): \(pair.second)\n  \(Style.wrapped(pair.text, indent: 2))\n"
        )
      }
    }
    try output.flush()
  }

  static func summary(_ agreement: Agreement) -> String {
    func figure(_ kappa: Double?) -> String { kappa.map { fixed($0, digits: 3) } ?? "not defined" }
    let both = counted(agreement.pairs.count, "quote")
    let differ = agreement.differing.count
    return """
      \(agreement.first) and \(agreement.second) both decided on \(both), \(percent(agreement.wholeShare)) alike; they differ on \(differ).
      Cohen's kappa: \(figure(agreement.verdictKappa)) (accept or reject), \(figure(agreement.speakerKappa)) (and who said it).
      """
  }
}

/// A share in per cent, without decimals.
private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

/// A number with so many decimals, a point before them wherever the machine stands.
func fixed(_ number: Double, digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = Int((abs(number) * scale).rounded())
  let fraction = String(whole % Int(scale))
  return (number < 0 && whole > 0 ? "-" : "") + "\(whole / Int(scale))."
    + String(repeating: "0", count: digits - fraction.count) + fraction
}
