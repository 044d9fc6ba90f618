// kb import: a table in, another program's format, a dossier, a package of tables, or another knowledge base.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase

extension Preference: ExpressibleByArgument {}

struct ImportCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Read tables, other people's formats, dossiers, packages or another knowledge base into the file: each one changeset, all of it or nothing.",
    discussion: """
      A table is CSV, TSV, JSON (an array of objects) or NDJSON, told by its content, in any encoding. Its columns are \
      recognised by the names of kb schema and by usual others (author, date, quotation), or said with --map. Speakers, \
      sources and topics that are not known are made as proposed records, or refused with --strict. --dry-run shows the \
      first rows as they would be stored. The same table twice adds nothing.

      Formats of others are told by their content too: CSL-JSON, BibTeX, BibLaTeX and RIS become sources; web \
      annotations (W3C, Hypothes.is) and coded texts (REFI-QDA, as QualCoder has it) proposed quotes, pinned where their \
      words stand in an archived source; ClaimReview claims with the verdict on them, also from a page of HTML; \
      FollowTheMoney entities and CAMEO actor dictionaries actors with names and offices. What has no place here is \
      counted and said.

      A dossier is YAML with actors, sources, events, topics, claims, quotes and stances; kb export KEY shows one. \
      What is there already stays: importing twice adds nothing.

      A package is the folder or zip that kb export all -o FOLDER writes, or any folder with a datapackage.json whose tables are called \
      like the views of kb schema. A knowledge base that is empty has the same rows in every view then; into one that \
      is not, it is taken in like another knowledge base.

      Another knowledge base is told by its content. What is new in it is added; where both come from one file, or \
      have been exchanged before, what was changed or deleted there only is taken over too. What both changed is a \
      conflict, and is listed: --prefer settles all, on a terminal you are asked one by one, else ours stays, the \
      next import lists it again, and the exit status is 1.
      """)
  static let examples = [
    "kb export quotes --csv -o quotes.csv", "kb import quotes.csv --as quotes --dry-run",
  ]

  @Argument(
    help: ArgumentHelp(
      "Tables, files of other programs, dossiers, packages and knowledge bases; - reads standard input.",
      valueName: "file"),
    completion: .file(extensions: [
      "csv", "tsv", "json", "ndjson", "yaml", "yml", "sqlite", "zip", "bib", "ris", "qde", "actors",
    ]))
  var files: [String]
  @OptionGroup(title: "Tables") var table: TableArguments
  @Flag(
    help: "Where the dossier and the file disagree, the dossier wins; the old values stay in the history.")
  var replace = false
  @Option(
    help: ArgumentHelp(
      "Whom to believe where both knowledge bases changed the same: ours, theirs or newer.", valueName: "whom"
    ))
  var prefer: Preference?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions
  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    _ = try output.format()
    // (Each is looked at before anything is written.)
    try unpacked(files[...], [])
  }

  /// Unpacks the zips among the files, and goes on with all.
  private func unpacked(_ rest: ArraySlice<String>, _ ready: [(String, Input)]) throws {
    guard let path = rest.first else { return try take(ready) }
    guard path != "-", ZipFile.isZip(path) else {
      return try unpacked(rest.dropFirst(), ready + [(path, try Input(path, table))])
    }
    try ZipFile.unpacked(path) { folder in
      let inside = ["", "/project.qde", "/sources"].map { folder + $0 }.first {
        // Unsafe: what these C functions are given, strings and structs, lives until they return.
        unsafe PackageTables.isPackage($0) || $0.hasSuffix(".qde") && access($0, F_OK) == 0
      }
      guard let inside else {
        throw Failure(
          .invalid,
          "\(path) is a zip without a package or a project.qde in it; a spreadsheet is saved as CSV first")
      }
      try unpacked(rest.dropFirst(), ready + [(path, try Input(inside, table, named: path))])
    }
  }

  private func take(_ inputs: [(String, Input)]) throws {
    let kb = try file.open(for: change.access)
    var exchanges: [Exchange] = []
    for (name, input) in inputs {
      let authorship = change.who.authorship("kb import \(name == "-" ? "standard input" : name)")
      switch input {
      case .table(let input):
        try table.take(input, into: kb, by: authorship, isTrial: change.dryRun, output)
      case .dossier(let input):
        try take(try input.bytes(), named: input.name, into: kb, by: authorship)
      case .package(let package):
        if let exchange = try take(package, into: kb, by: authorship) { exchanges.append(exchange) }
      case .database:
        exchanges.append(try take(name, into: kb, by: authorship))
      }
    }
    if !exchanges.isEmpty { try ConflictRows(output).write(exchanges.flatMap(\.conflicts)) }
    if exchanges.contains(where: { !$0.open.isEmpty }) { throw ExitCode(1) }
  }

  private func take(_ dossier: [UInt8], named name: String, into kb: KnowledgeBase, by authorship: Authorship)
    throws
  {
    guard !dossier.starts(with: "SQLite format 3".utf8) else {
      throw Failure(.invalid, "\(name) is a knowledge base in a pipe; save it as a file and name that")
    }
    var progress = Progress("records")
    let edit = try kb.importDossier(
      dossier, named: name, by: authorship, replaces: replace, isTrial: change.dryRun
    ) { progress.step($0) }
    progress.end()
    Shell.note("\(name): \(edit.summary)\(edit.ending(isTrial: change.dryRun))")
  }

  /// What a file or folder is.
  private enum Input {
    case table(TableInput)
    case dossier(TableInput)
    case package(PackageTables)
    case database

    init(_ path: String, _ table: TableArguments, named name: String? = nil) throws {
      if path != "-", PackageTables.isPackage(path) {
        guard !table.isSaid else {
          throw Failure(
            .invalid,
            "\(name ?? path) is a package; --as, --map, --strict, --skip-bad and --encoding go with single tables"
          )
        }
        let package = try PackageTables(in: path, named: name)
        self = try package.onlyTable.map { .table(try table.open($0)) } ?? .package(package)
      } else if path != "-", KnowledgeBase.isDatabase(path) {
        self = .database
      } else {
        let input = try table.open(path)
        self = input.isTable ? .table(input) : .dossier(input)
      }
    }
  }

  /// - Returns: nil where the knowledge base was empty.
  private func take(_ package: PackageTables, into kb: KnowledgeBase, by authorship: Authorship) throws
    -> Exchange?
  {
    var progress = Progress("rows")
    let step = { (rows: Int) in progress.step(rows) }
    guard try kb.isEmpty() else {
      guard prefer != .newer else {
        throw Failure(
          .invalid, "\(package.name) does not tell when what was changed; --prefer ours or theirs")
      }
      return try package.asKnowledgeBase(by: authorship, progress: step) { path, notes in
        progress.end()
        for note in notes { Shell.note(note) }
        return try take(path, named: package.name, into: kb, by: authorship)
      }
    }
    let (edit, notes) = try kb.importPackage(package, by: authorship, isTrial: change.dryRun, progress: step)
    progress.end()
    for note in notes { Shell.note(note) }
    Shell.note("\(package.name): \(edit.summary)\(edit.ending(isTrial: change.dryRun))")
    return nil
  }

  private func take(
    _ other: String, named name: String? = nil, into kb: KnowledgeBase, by authorship: Authorship
  )
    throws -> Exchange
  {
    var progress = Progress("rows")
    var choices: [String: Preference] = [:]
    if prefer == nil, !change.dryRun, isatty(STDIN_FILENO) == 1, Shell.isTerminal {
      let trial = try kb.takeIn(other, by: authorship, isTrial: true, remembers: name == nil) {
        progress.step($0)
      }
      progress.end()
      if !trial.open.isEmpty { choices = ConflictSession(trial.open).run() }
    }
    let exchange = try kb.takeIn(
      other, prefer: prefer, choices: choices, by: authorship, isTrial: change.dryRun, remembers: name == nil
    ) { progress.step($0) }
    progress.end()
    Shell.note("\(name ?? other): \(exchange.summary)\(exchange.edit.ending(isTrial: change.dryRun))")
    for note in exchange.notes { Shell.note(note) }
    return exchange
  }

  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return try StandardInput.bytes() }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Failure(.notFound, "there is no file \(path)") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure(.invalid, "\(path) is a folder; name the dossiers in it")
    }
    // (A handle reads pipes too, such as the shell's <(…).)
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() ?? Data() else {
      throw Failure(.notPermitted, "\(path) cannot be read: check its permissions")
    }
    return Array(data)
  }
}
