// kb ingest: documents in, with the quotes and mentions that are found in them.
import Archive
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase

struct IngestCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Archive documents, and propose the quotes and mentions in them.",
    discussion: """
      Reads plain text, Markdown, HTML and PDF; a folder stands for all documents in it. What a document says of \
      itself (title, authors, publisher, date, address) is taken from it; flags win. The same bytes twice are one \
      source; other bytes at the same address are a new version. What cannot be read is refused by name, and the \
      rest go on. When it is stopped, each document is there whole or not at all, and running it again does the rest.
      """)
  static let examples = [
    "printf 'Zarif said: “Talks are a door.”' | kb ingest - --title Doors --published 2015 --dry-run",
    "printf 'Zarif said: “Talks are a door.”' > door.txt; kb ingest door.txt --dry-run",
  ]

  @Argument(
    help: ArgumentHelp("Documents and folders; - reads one from standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  @Option(help: ArgumentHelp("Who published them: a name or key.", valueName: "actor"))
  var publisher: String?
  @Option(help: ArgumentHelp("When they were published, in EDTF.", valueName: "date"))
  var published: String?
  @Option(help: ArgumentHelp("The address of the one document.", valueName: "address"))
  var url: String?
  @Option(help: ArgumentHelp("The title of the one document.", valueName: "text"))
  var title: String?
  @Option(help: ArgumentHelp("Their language, a BCP 47 tag: en, fa.", valueName: "tag"))
  var language: String?
  @Option(help: "article, speech, interview, book, report, statement, post, treaty or transcript.")
  var kind: String?
  @Flag(
    help:
      "Read no files: look through the texts that are archived with this version; decisions stay as they are."
  )
  var again = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    guard !files.isEmpty || again else { throw ValidationError("Name the documents or folders to read.") }
    if files.contains("-"), files.count > 1 {
      throw ValidationError("- stands alone: standard input is one document.")
    }
    if files.count > 1, title != nil || url != nil {
      throw ValidationError("--\(title != nil ? "title" : "url") is of one document, and several are named.")
    }
    if again, publisher ?? published ?? url ?? title ?? language ?? kind != nil {
      throw ValidationError("--again reads no documents, so it takes none of the flags that describe them.")
    }
  }

  mutating func run() throws {
    Interrupt.catch()
    let kb = try file.open(for: change.access)
    let flags = IngestFlags(
      publisher: publisher, published: published, url: url, title: title, language: language, kind: kind)
    let authorship = change.who.authorship(
      (["kb ingest"] + (again ? ["--again"] : []) + files.prefix(8)).joined(separator: " "))
    var progress = Progress("documents")
    let isTrial = change.dryRun
    func tell(_ event: IngestEvent) {
      switch event {
      case .progress(let count, let total): progress.step(count, of: total)
      case .note(let path, let note): Shell.note(note.contains(path) ? note : "\(path): \(note)")
      case .refused(let refusal): Shell.note("kb: \(refusal.reason)")
      case .outcome(let path, let outcome):
        if let line = outcome.line(path) { Shell.note(line) }
      }
    }
    let report: IngestReport
    if again {
      report = try kb.extractAgain(
        files, by: authorship, isTrial: isTrial, isStopped: { Interrupt.isAsked }, tell: tell)
    } else if files == ["-"] {
      report = try kb.ingest(
        try StandardInput.bytes(), named: "standard input", flags: flags, by: authorship, isTrial: isTrial,
        tell: tell)
    } else {
      report = try kb.ingest(
        files, flags: flags, by: authorship, isTrial: isTrial, isStopped: { Interrupt.isAsked }, tell: tell)
    }
    progress.end()
    Shell.note(report.summary(isTrial: isTrial))
    if report.isStopped { throw ExitCode(130) }
    if !report.refused.isEmpty { throw ExitCode(1) }
  }
}

extension DocumentOutcome {
  /// What a user should hear of one document; nil where there is nothing to remark.
  fileprivate func line(_ path: String) -> String? {
    switch self {
    case .new, .unchanged: nil
    case .version(let key, let earlier): "\(path): a new version of \(earlier), \(key)"
    case .attached(let key): "\(path): the text of \(key), which was cited here without it"
    }
  }
}

extension IngestReport {
  /// "read 3,343: 3,340 new, 2 unchanged, 1 refused; proposed 5,120 quotes …".
  fileprivate func summary(isTrial: Bool) -> String {
    let counts = [
      (new, "new"), (again, "looked through again"),
      (versions, versions == 1 ? "new version" : "new versions"), (attached, "given its text"),
      (unchanged, "unchanged"), (refused.count, "refused"), (skipped, "passed over"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
    let found =
      quotes + mentions + actors == 0
      ? nil
      : "proposed \(counted(quotes, "quote")), \(counted(mentions, "mention"))\(actors > 0 ? ", \(counted(actors, "actor"))" : "")"
    let ending =
      isTrial
      ? "; nothing was written"
      : changesets.isEmpty
        ? "" : " (\(changesets.count == 1 ? "changeset \(changesets[0])" : "\(changesets.count) changesets"))"
    return [
      "read \(counted(read, "document")): \(parts.isEmpty ? "nothing to do" : parts.joined(separator: ", "))",
      found,
    ]
    .compactMap { $0 }.joined(separator: "; ") + ending
      + (isStopped ? "; stopped before the end, run it again for the rest" : "")
  }
}
