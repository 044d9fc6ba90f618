// kb check: everything that should be true, in one list.
import Archive
import ArgumentParser
import Interchange
import KnowledgeBase

struct CheckCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check everything that should be true, and mend what can be derived.",
    discussion: """
      Errors are what must hold and does not: SQLite's integrity, references, search indexes, pins and texts, days, \
      keys, merges, the history, triggers. Advice is what a person should look at, and may be right. The exit status \
      is 1 where errors remain. Without --fix nothing is changed. --fix builds anew what can be derived (search \
      indexes, days, counts, triggers, indexes, views), says what it did, and touches nothing else.
      """)
  static let examples = ["kb check", "kb check --fix --dry-run --json"]

  @Flag(help: "Build anew what can be derived, then check.")
  var fix = false
  @Option(help: ArgumentHelp("At most so many findings of one check; 0 for all.", valueName: "n"))
  var limit = 20
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is 0 or more.") }
    if change.dryRun, !fix {
      throw ValidationError("--dry-run goes with --fix; a check alone changes nothing.")
    }
  }

  mutating func run() throws {
    let format = try output.format()
    let kb = try file.open(for: fix ? .mending : .inspecting)
    if fix {
      let mending = try kb.mend(by: change.who.authorship("kb check --fix"), isTrial: change.dryRun)
      for line in mending.done { Shell.note((change.dryRun ? "to do: " : "done: ") + line) }
      if mending.isRefused {
        Shell.note(
          "\(kb.path) has damaged pages, so nothing was mended; restore it: kb backup --restore FILE")
      } else if mending.done.isEmpty {
        Shell.note("there is nothing to mend")
      }
      if !mending.edit.isEmpty {
        Shell.note(mending.edit.summary + mending.edit.ending(isTrial: change.dryRun))
      }
    }
    let checkup = try kb.check(limit: limit)
    let out = Shell.output()
    if let rows = format.rows {
      let writer = rows.writer(to: out, output.rowOptions())
      try writer.begin(["severity", "check", "record", "problem", "remedy"])
      for finding in checkup.findings {
        try writer.write(
          TextCells([
            finding.severity.rawValue, finding.check, finding.record, finding.problem, finding.remedy,
          ]))
      }
      try writer.end()
      for tally in cut(checkup) {
        Shell.note("\(limit.grouped) of \(tally.count.grouped) \(tally.check); see all with --limit 0")
      }
    } else {
      try out.write(text(checkup))
    }
    try out.flush()
    for note in checkup.notes { Shell.note(note) }
    Shell.note(
      (checkup.errors == 0 ? "no errors" : counted(checkup.errors, "error")) + ", "
        + (checkup.advice == 0
          ? "no advice" : "\(checkup.advice.grouped) \(checkup.advice == 1 ? "piece" : "pieces") of advice"))
    if checkup.errors > 0 { throw ExitCode(1) }
  }

  private func cut(_ checkup: Checkup) -> [Checkup.Tally] {
    limit == 0 ? [] : checkup.tallies.filter { $0.count > limit }
  }

  /// A paragraph for each check: what is so, then what to do.
  private func text(_ checkup: Checkup) -> String {
    var paragraphs: [String] = []
    for tally in checkup.tallies {
      let isError = tally.severity == .error
      let head = "\(tally.severity.rawValue): \(tally.check) (\(tally.count.grouped))"
      var lines = [isError ? Style.warning(head) : Style.bold(head)]
      for finding in checkup.findings where finding.check == tally.check && finding.severity == tally.severity
      {
        lines.append("  \(Style.safe(finding.record)): \(Style.safe(finding.problem))")
      }
      if limit > 0, tally.count > limit {
        lines.append("  … and \((tally.count - limit).grouped) more; see all with --limit 0")
      }
      lines.append(Style.dim("  what to do: \(tally.remedy)"))
      paragraphs.append(lines.joined(separator: "\n") + "\n")
    }
    return paragraphs.joined(separator: "\n")
  }
}
