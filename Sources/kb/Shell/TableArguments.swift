// What kb import is told about tables, and what it says of them.
import ArgumentParser
import Interchange
import KnowledgeBase
import Storage

extension TableKind: ExpressibleByArgument {}

struct TableArguments: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What the rows of a table are: \(TableKind.allCases.map(\.rawValue).joined(separator: ", ")); else told by its columns.",
      valueName: "kind"))
  var kind: TableKind?
  @Option(
    help: ArgumentHelp(
      "The column that fills a field, as --map speaker=author; repeatable.", valueName: "field=column"))
  var map: [String] = []
  @Flag(help: "Refuse rows with speakers, sources or topics that are not known.")
  var strict = false
  @Option(
    help: ArgumentHelp(
      "Write rows that cannot be taken to this CSV, with line and reason, and take the rest.",
      valueName: "file"),
    completion: .file())
  var skipBad: String?
  @Option(
    help: ArgumentHelp(
      "The encoding of a table, such as windows-1256; else told by its bytes.", valueName: "name"))
  var encoding: String?

  /// Whether it was said that it is a table.
  private var isTable: Bool { kind != nil || !map.isEmpty }
  /// Whether anything was said that a dossier does not take.
  var isSaid: Bool { isTable || strict || skipBad != nil || encoding != nil }

  func open(_ path: String) throws -> TableInput {
    let input = try TableInput(path: path, isTable: isTable, isRows: isSaid, encoding: encoding)
    if isSaid, !input.isTable {
      throw Failure(
        .invalid, "\(input.name) is no table; --as, --map, --strict, --skip-bad and --encoding go with tables"
      )
    }
    return input
  }

  func take(
    _ input: TableInput, into kb: KnowledgeBase, by authorship: Authorship, isTrial: Bool,
    _ output: OutputOptions
  ) throws {
    var options = TableOptions()
    (options.kind, options.isStrict, options.isTrial) = (kind, strict, isTrial)
    options.columns = try map.map { pair in
      guard let sign = pair.firstIndex(of: "="), sign != pair.startIndex else {
        throw ValidationError("--map takes FIELD=COLUMN, such as --map speaker=author.")
      }
      return (String(pair[..<sign]), String(pair[pair.index(after: sign)...]))
    }
    var progress = RowProgress()
    options.progress = { progress.step($0, bytes: $1, of: $2) }
    let report: TableReport
    if let skipBad {
      var made: TableReport?
      try Output.file(skipBad) { bad in
        options.badRows = bad
        made = try kb.importTable(input, by: authorship, options)
      }
      report = made!
    } else {
      report = try kb.importTable(input, by: authorship, options)
    }
    progress.end()
    try tell(report, input.name, isTrial, output)
  }

  private func tell(_ report: TableReport, _ name: String, _ isTrial: Bool, _ output: OutputOptions) throws {
    if report.encoding != "UTF-8" { Shell.note("\(name): read as \(report.encoding)") }
    if let format = report.format {
      Shell.note("\(name): \(format.rawValue)")
      for line in report.leftOutLines { Shell.note("\(name): left out \(line)") }
    } else {
      let pairs = report.columns.understood.map {
        $0.column == $0.field ? $0.field : "\($0.column) as \($0.field)"
      }
      Shell.note("\(name): \(report.columns.kind.rawValue) with the columns \(pairs.joined(separator: ", "))")
    }
    if !report.columns.leftOut.isEmpty {
      Shell.note(
        "\(name): left out \(report.columns.leftOut.map { $0.isEmpty ? "''" : $0 }.joined(separator: ", "))")
    }
    for record in ["actor", "source", "topic"] {
      let made = report.proposed.filter { $0.record == record }
      guard !made.isEmpty else { continue }
      let names = made.prefix(10).map { "\($0.name) (\($0.key))" }.joined(separator: ", ")
      let verb = record == "topic" ? "made" : "proposed"
      Shell.note(
        "\(name): \(verb) \(counted(made.count, record)) that nobody knew: \(names)\(made.count > 10 ? ", …" : "")"
      )
    }
    if report.unpinned > 0 {
      Shell.note(
        "\(name): \(counted(report.unpinned, "place")) not pinned: the sources' texts are not in the file")
    }
    if isTrial { try show(report, output) }
    var parts = ["\(counted(report.rows, "row"))", report.edit.summary]
    if report.present > 0 { parts.append("\(counted(report.present, "row")) there already") }
    if report.bad > 0 {
      parts.append("\(counted(report.bad, "row")) not taken" + (skipBad.map { ", in \($0)" } ?? ""))
      if skipBad == nil {
        for mistake in report.mistakes { Shell.note("kb: \(mistake)") }
        if report.bad > report.mistakes.count {
          Shell.note("kb: and so on; --skip-bad writes all of them to a file")
        }
      }
    }
    Shell.note("\(name): \(parts.joined(separator: "; "))\(report.edit.ending(isTrial: isTrial))")
    if report.bad > 0, skipBad == nil { throw ExitCode(1) }
  }

  /// The first rows as they would be stored.
  private func show(_ report: TableReport, _ output: OutputOptions) throws {
    let fields = report.shownFields
    let sink = Shell.output()
    let format = try output.format()
    if let rows = format.rows {
      let writer = rows.writer(to: sink, output.rowOptions())
      try writer.begin(["line", "outcome", "key"] + fields)
      for row in report.first {
        try writer.write(
          TextCells(
            [String(row.line), row.isNew ? "new" : "there already", row.key] + fields.map { row.fields[$0] },
            numbers: [0]))
      }
      try writer.end()
    } else {
      for row in report.first {
        try sink.write("line \(row.line): \(row.key)\(row.isNew ? "" : " (there already)")\n")
        for field in fields {
          if let value = row.fields[field] {
            try sink.write("  \(field): \(DisplayWidth.visible(value, keepsLines: false))\n")
          }
        }
      }
    }
    try sink.flush()
  }
}
