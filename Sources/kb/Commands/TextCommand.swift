// kb text: what an archived source says, byte for byte.
import ArgumentParser
import Interchange
import KnowledgeBase
import Storage

struct TextCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: "The archived text of a source, byte for byte.",
    discussion: "Places are code points from 0, the end excluded: those of every passage and mention.")
  static let examples = ["kb text reading-note", "kb text reading-note --start 0 --end 40"]

  @Argument(help: "A source: its key or title.")
  var source: [String]
  @Option(help: ArgumentHelp("The first code point, from 0.", valueName: "n"))
  var start = 0
  @Option(help: ArgumentHelp("The code point after the last.", valueName: "n"))
  var end: Int?
  @OptionGroup var options: LookupOptions

  mutating func run() throws {
    let format = try options.output.format()
    let kb = try options.file.open()
    let question = TextQuery(source.joined(separator: " "), start: start, end: end)
    if options.sql { return try Shell.print(try kb.sql(question) + ";") }
    let output = Shell.output()
    if let rows = format.rows {
      _ = try kb.write(question, as: rows, options: options.output.rowOptions(), to: output)
    } else {
      _ = try kb.answer(question) { row, _ in try output.write(TextQuery.record(row)) }
    }
    try output.flush()
    if format == .text, Shell.isTerminal { try Shell.print("") }
  }
}
