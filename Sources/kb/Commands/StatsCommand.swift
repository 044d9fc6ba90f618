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
    _ = try kb.write(StatsQuery(), as: (format.rows ?? .table), options: options.output.rowOptions(), to: out)
    try out.flush()
  }
}
