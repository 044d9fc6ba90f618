// kb verify: the proof that what is pinned stands where it is pinned.
import Archive
import ArgumentParser
import Interchange
import KnowledgeBase

struct VerifyCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that every passage stands in its text, and every text is unchanged.",
    discussion: """
      Compares every passage and mention with its stretch of the archived text, byte for byte, and every text with \
      the SHA-256 that it had when it was read; with --file, also that file with the one that the source came from. \
      What does not fit is listed, with exit status 1; nothing is looked for elsewhere, and nothing is changed.
      """)
  static let examples = ["kb verify", "kb verify reading-note"]

  @Argument(help: "A source: its key or title; none for all.")
  var source: [String] = []
  @Option(
    name: [.customLong("file")],
    help: ArgumentHelp("The file that the source was read from.", valueName: "path"), completion: .file())
  var original: String?
  @OptionGroup var file: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if original != nil, source.isEmpty {
      throw ValidationError("--file is compared with one source: name it.")
    }
  }

  mutating func run() throws {
    let format = try output.format()
    let kb = try file.open()
    let compared = try original.map { (path: $0, bytes: try ImportCommand.read($0)) }
    let verification = try kb.verify(joined(source), file: compared)
    let output = Shell.output()
    if let rows = format.rows {
      let writer = rows.writer(to: output, self.output.rowOptions())
      try writer.begin(["place", "problem"])
      for finding in verification.findings { try writer.write(TextCells([finding.place, finding.problem])) }
      try writer.end()
    } else {
      for finding in verification.findings {
        try output.write("\(Style.safe(finding.place)): \(finding.problem)\n")
      }
    }
    try output.flush()
    let unsealed = verification.unsealed
    if !unsealed.isEmpty {
      let some = unsealed.prefix(3).joined(separator: ", ") + (unsealed.count > 3 ? ", …" : "")
      Shell.note("\(counted(unsealed.count, "text")) without a hash, so only the pins were compared: \(some)")
    }
    Shell.note(
      "compared \(counted(verification.texts, "text")), \(counted(verification.passages, "passage")), \(counted(verification.mentions, "mention")): "
        + (verification.findings.isEmpty
          ? "all as they were" : counted(verification.findings.count, "problem")))
    if !verification.findings.isEmpty { throw ExitCode(1) }
  }
}
