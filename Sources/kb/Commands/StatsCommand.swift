// kb stats: how much of everything there is.
import ArgumentParser
import Interchange
import KnowledgeBase

struct StatsCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "How much of everything there is.",
    discussion: "Set aside is what was rejected, retracted, denied or found misattributed.")
  static let examples = ["kb stats", "kb stats --json"]

  @OptionGroup var options: LookupOptions

  mutating func run() throws {
    let format = try options.output.format()
    let kb = try options.file.open()
    if options.sql {
      try Shell.print(try kb.sql(StatsQuery()) + ";")
      return
    }
    let out = Shell.output()
    let writer = (format.rows ?? .table).writer(to: out, options.output.rowOptions())
    _ = try kb.answer(StatsQuery(), columns: writer.begin) { row, _ in try writer.write(row) }
    try writer.end()
    try out.flush()
  }
}
