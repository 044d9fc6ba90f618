// kb export: a whole view, or records as a dossier; or a folder of files that prove themselves.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase
import Storage

struct ExportCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "A whole view as CSV, JSON …; records, with all they need, as a dossier; or a folder with proof.",
    discussion: """
      VIEW is quotes, claims, actors or another view of kb schema: all rows, also what was rejected, in a fixed order; \
      filters narrow quotes, as in kb quote --limit 0. sources can be csl-json, biblatex or ris too, quotes and claims jsonld (schema.org), stances claimreview, passages annotations (W3C); \
      all --format ftm gives FollowTheMoney entities. \
      KEY… gives a dossier that kb import reads. all gives every view as a file in the folder of -o (but for those of \
      the history), with what the columns mean and a manifest; or every record as a dossier: to standard output, or \
      where -o ends in .yaml. Where it ends in .zip, the folder is packed. A view whose -o is a folder, or ends in /, goes into such a folder too. \
      --check FOLDER (or a zip) makes it anew and says which rows differ.
      """)
  static let examples = ["kb export quotes --csv", "kb export khamenei strategic-deal --format dossier"]

  @Argument(help: ArgumentHelp("A view, keys of records, or all.", valueName: "view|key"))
  var what: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file or folder, which appears when it is whole.", valueName: "file"),
    completion: .file())
  var out: String?
  @Option(
    help: ArgumentHelp("Compare the export in this folder with the knowledge base.", valueName: "folder"),
    completion: .directory)
  var check: String?
  @Flag(help: "Of all: leave the archived texts out, which may be somebody's property.")
  var withoutTexts = false
  @OptionGroup(title: "Filters of quotes") var filters: QuoteFilters
  @OptionGroup var file: ReadingOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if check != nil {
      guard what.isEmpty, out == nil, file.asOf == nil, filters.isEmpty else {
        throw ValidationError(
          "--check takes a folder and --database; what it compares stands in its manifest.")
      }
    } else if what.isEmpty {
      throw ValidationError("name a view, keys of records, or all.")
    }
    if withoutTexts, what != ["all"] {
      throw ValidationError("--without-texts goes with all: kb export all --without-texts -o FOLDER")
    }
    if !filters.isEmpty, what != ["quotes"] {
      throw ValidationError("filters narrow quotes: kb export quotes --speaker …")
    }
  }

  mutating func run() throws {
    if let check { return try compare(check) }
    let kb = try file.open()
    let view = what.count == 1 ? try kb.views().first { $0.isPublic && $0.name == what[0] }?.name : nil
    // Everything into a folder is tables; a file's name says that a dossier is meant.
    let isAllIntoFolder =
      what == ["all"] && out.map { !["yaml", "yml"].contains(PathName.ending(of: $0)) } ?? false
    let format = output.chosen ?? (view == nil && !isAllIntoFolder ? .dossier : .csv)
    if let citations = format.citations {
      guard view == "sources" else {
        throw ValidationError(
          "\(format.rawValue) is of sources: kb export sources --format \(format.rawValue)")
      }
      return try write { try kb.exportCitations(as: citations, to: $0) }
    }
    if let linked = format.linked {
      let view = view ?? (what == ["all"] ? "all" : "")
      guard linked.views.contains(view), filters.isEmpty else {
        let views = linked.views.map { "kb export \($0) --format \(format.rawValue)" }
        throw ValidationError("\(format.rawValue) is of whole views: \(views.joined(separator: ", ")).")
      }
      var progress = Progress("records")
      try write { try kb.exportLinked(view, as: linked, to: $0) { progress.step($0) } }
      return progress.end()
    }
    guard ![.text, .dot, .mermaid, .argdown].contains(format) else {
      throw ValidationError("kb export writes csv, tsv, json, ndjson, markdown, table or dossier.")
    }
    if let view {
      guard let rows = format.rows else {
        throw ValidationError(
          "a view is exported as csv, tsv, json, ndjson, markdown or table; a dossier takes keys.")
      }
      let selection =
        filters.isEmpty ? ExportSelection(view: view) : ExportSelection(quotes: filters.question())
      if let out, out.hasSuffix("/") || isFolder(out) || isZip(out) {
        return try export(selection, kb, rows, to: out)
      }
      try write { try export(selection, kb, rows, $0) }
    } else if let rows = format.rows {
      guard what == ["all"] else {
        throw Failure(
          .notFound,
          "there is no view '\(what.first { $0 != "all" } ?? "")'; kb schema lists them, and keys are exported with --format dossier"
        )
      }
      guard let out else { throw ValidationError("all views go into a folder: add -o FOLDER.") }
      try export(ExportSelection(withoutTexts: withoutTexts), kb, rows, to: out)
    } else {
      try exportDossier(kb)
    }
  }

  private func isZip(_ path: String) -> Bool { PathName.ending(of: path) == "zip" }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    // Unsafe: `fileExists` fills a variable of ours and keeps nothing.
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private func exportDossier(_ kb: KnowledgeBase) throws {
    let keys = what == ["all"] ? nil : what
    do {
      try write { try kb.exportDossier(of: keys, to: $0) }
    } catch let failure as Failure where failure.kind == .notFound && what.count == 1 {
      // A view's name that was mistyped looks like a key.
      do { _ = try kb.view(what[0]) } catch let other as Failure
        where other.description.contains("did you mean")
      { throw other }
      throw failure
    }
  }

  private func export(
    _ selection: ExportSelection, _ kb: KnowledgeBase, _ format: RowFormat, to folder: String
  ) throws {
    var progress = Progress("rows")
    let options = self.output.rowOptions()
    let manifest =
      try isZip(folder)
      ? kb.export(selection, as: format, options: options, toZip: folder) { progress.step($0) }
      : kb.export(selection, as: format, options: options, toFolder: folder) { progress.step($0) }
    progress.end()
    try remark(on: selection, kb)
    let rows = manifest.files.compactMap(\.rows).reduce(0, +)
    Shell.note(
      "\(counted(rows, "row")) in \(counted(manifest.files.count + 1, "file"))"
        + (manifest.changeset.map { ", as of the changeset \($0.key)" } ?? ""))
  }

  private func export(
    _ selection: ExportSelection, _ kb: KnowledgeBase, _ format: RowFormat, _ output: Output
  ) throws {
    var progress = Progress("rows")
    var options = self.output.rowOptions()
    // A terminal changes nothing in a file.
    if let out, out != "-" { (options.forTerminal, options.width) = (false, nil) }
    try kb.export(selection, as: format, options: options, to: output) { progress.step($0) }
    progress.end()
    try remark(on: selection, kb)
  }

  private func remark(on selection: ExportSelection, _ kb: KnowledgeBase) throws {
    let (undated, notes) = try kb.remarks(on: selection)
    for note in notes { Shell.note(note) }
    if undated > 0 {
      Shell.note("\(counted(undated, "quote")) without a date \(undated == 1 ? "is" : "are") left out")
    }
  }

  private func compare(_ path: String) throws {
    guard ZipFile.isZip(path) else { return try compare(folder: path) }
    try ZipFile.unpacked(path) { try compare(folder: $0) }
  }

  private func compare(folder: String) throws {
    var progress = Progress("rows")
    let check = try KnowledgeBase.check(exportIn: folder, against: file.file.present()) { progress.step($0) }
    progress.end()
    for note in check.notes { Shell.note(note) }
    let shown = Shell.output()
    if let rows = try output.format().rows {
      let writer = rows.writer(to: shown, output.rowOptions())
      try writer.begin(["file", "row", "finding"])
      for finding in check.findings {
        try writer.write(TextCells([finding.file, finding.row, finding.what]))
      }
      try writer.end()
    } else {
      for finding in check.findings {
        let place = finding.file + (finding.row.map { ": \($0)" } ?? "")
        try shown.write("\(DisplayWidth.visible(place, keepsLines: false)): \(finding.what)\n")
      }
    }
    try shown.flush()
    let made = check.manifest.changeset.map { " as of the changeset \($0.key)" } ?? ""
    guard !check.findings.isEmpty else {
      return Shell.note(
        "\(counted(check.manifest.files.count + 1, "file")) as the knowledge base gives them\(made)")
    }
    Shell.note("\(counted(check.findings.count, "difference")) from what the knowledge base gives\(made)")
    throw ExitCode(1)
  }

  private func write(_ body: (Output) throws -> Void) throws {
    if let out, out != "-" { return try Output.file(out, body) }
    let output = Shell.output()
    try body(output)
    try output.flush()
  }
}
