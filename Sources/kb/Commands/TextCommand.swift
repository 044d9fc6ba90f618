// kb text: what an archived source says, byte for byte.
import ArgumentParser
import KnowledgeBase

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
  @OptionGroup var file: DatabaseOptions
  @Flag(name: .long, help: "Print the SQL that would be run, and stop.")
  var sql = false

  mutating func run() throws {
    let kb = try file.open()
    let name = source.joined(separator: " ")
    if sql {
      try Shell.print(try kb.textSQL(of: name, start: start, end: end) + ";")
      return
    }
    let output = Shell.output()
    try output.write(try kb.text(of: name, start: start, end: end))
    try output.flush()
    if Shell.isTerminal { try Shell.print("") }
  }
}
