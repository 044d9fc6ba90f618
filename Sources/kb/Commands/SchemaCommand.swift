// kb schema: the public views and their columns.
import ArgumentParser
import Interchange
import KnowledgeBase

struct SchemaCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "The public views and what their columns say.",
    discussion: "A view's columns are a promise. The tables beneath can be named too; --tables lists them.")
  static let examples = ["kb schema", "kb schema quotes"]

  @Argument(help: "A view, or a table.")
  var view: String?
  @Flag(help: "List the tables beneath the views too.")
  var tables = false
  @OptionGroup var file: ReadingOptions
  @OptionGroup var output: OutputOptions
  @Flag(name: .long, help: "Print the SQL that reads the definitions, and stop.")
  var sql = false

  mutating func run() throws {
    let format = try output.format()
    let kb = try file.open()
    if sql {
      let name = try view.map { " AND name = '\(try kb.view($0).name)'" } ?? ""
      let types = tables || view != nil ? "('view', 'table')" : "('view')"
      return try Shell.print("SELECT name, sql FROM sqlite_schema WHERE type IN \(types)\(name);")
    }
    let out = Shell.output()
    if let view {
      let view = try kb.view(view)
      if format == .text { try out.write("\(Style.bold(view.name)): \(view.description)\n\n") }
      let rows = view.columns.map { [$0.name, $0.description] }
      try write(
        format == .text ? rows : rows.map { [view.name] + $0 },
        format == .text ? nil : ["view", "column", "description"], format, out)
    } else {
      let views = try kb.views().filter { $0.isPublic || tables }
      let rows = views.map { [$0.name, $0.columns.map(\.name).joined(separator: ", "), $0.description] }
      if format == .text {
        for view in views {
          try out.write("\(Style.bold(view.name)): \(view.description)\n")
          try out.write(
            "  " + Style.wrapped(view.columns.map(\.name).joined(separator: ", "), indent: 2) + "\n")
        }
      } else {
        try write(rows, ["view", "columns", "description"], format, out)
      }
    }
    try out.flush()
  }

  private func write(_ rows: [[String]], _ columns: [String]?, _ format: Format, _ out: Output) throws {
    guard let rowFormat = format.rows, let columns else {
      let width = rows.map { $0[0].count }.max() ?? 0
      for row in rows {
        let name = row[0] + String(repeating: " ", count: width - row[0].count)
        try out.write("  \(Style.bold(name))  \(Style.wrapped(row[1], indent: width + 4))\n")
      }
      return
    }
    let writer = rowFormat.writer(to: out, output.rowOptions())
    try writer.begin(columns)
    for row in rows { try writer.write(TextCells(row)) }
    try writer.end()
  }
}
