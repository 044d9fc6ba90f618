// kb export: a whole view, or records as a dossier.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase

struct ExportCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "A whole view as CSV, JSON …; or records, with all they need, as a dossier.",
    discussion: """
      VIEW is quotes, claims, actors or another view of kb schema: all rows, also what was rejected, in a fixed order. \
      KEY… gives a dossier that kb import reads. all gives every view as a file in the folder of -o (but for those of \
      the history), or every record as a dossier: to standard output, or where -o ends in .yaml.
      """)
  static let examples = ["kb export quotes --csv", "kb export khamenei strategic-deal --format dossier"]

  @Argument(help: ArgumentHelp("A view, keys of records, or all.", valueName: "view|key"))
  var what: [String]
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file, which appears when it is whole.", valueName: "file"),
    completion: .file())
  var out: String?
  @OptionGroup var file: ReadingOptions
  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let kb = try file.open()
    let view = what.count == 1 ? try kb.views().first { $0.isPublic && $0.name == what[0] }?.name : nil
    // Everything into a folder is tables; a file's name says that a dossier is meant.
    let isFolder =
      what == ["all"] && out.map { !["yaml", "yml"].contains(($0 as NSString).pathExtension) } ?? false
    let format = output.chosen ?? (view == nil && !isFolder ? .dossier : .csv)
    guard format != .text, format != .dot, format != .mermaid else {
      throw ValidationError("kb export writes csv, tsv, json, ndjson, markdown, table or dossier.")
    }
    if let view {
      guard let rows = format.rows else {
        throw ValidationError(
          "a view is exported as csv, tsv, json, ndjson, markdown or table; a dossier takes keys.")
      }
      try write(to: out) { try export(view, kb, rows, $0) }
    } else if let rows = format.rows {
      guard what == ["all"] else {
        throw Failure(
          .notFound,
          "there is no view '\(what.first { $0 != "all" } ?? "")'; kb schema lists them, and keys are exported with --format dossier"
        )
      }
      guard let out else { throw ValidationError("all views go into a folder: add -o FOLDER.") }
      do { try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true) } catch {
        throw Failure(.notPermitted, "the folder \(out) cannot be made")
      }
      for view in try kb.views() where view.isPublic && !view.isOfHistory {
        try write(
          to: "\(out)/\(view.name).\(rows == .markdown ? "md" : rows == .table ? "txt" : rows.rawValue)"
        ) { try export(view.name, kb, rows, $0) }
      }
    } else {
      let keys = what == ["all"] ? nil : what
      do {
        try write(to: out) { try kb.exportDossier(of: keys, to: $0) }
      } catch let failure as Failure where failure.kind == .notFound && what.count == 1 {
        // A view's name that was mistyped looks like a key.
        do { _ = try kb.view(what[0]) } catch let other as Failure
          where other.description.contains("did you mean")
        { throw other }
        throw failure
      }
    }
  }

  private func export(_ view: String, _ kb: KnowledgeBase, _ format: RowFormat, _ output: Output) throws {
    var progress = Progress("rows")
    try kb.export(view: view, as: format, options: self.output.rowOptions(), to: output) { progress.step($0) }
    progress.end()
  }

  private func write(to path: String?, _ body: (Output) throws -> Void) throws {
    if let path, path != "-" { return try Output.file(path, body) }
    let output = Shell.output()
    try body(output)
    try output.flush()
  }
}
