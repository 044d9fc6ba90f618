// Measures kb beside sqlite3 and sqlite-utils, as ratios in one run. README.md says how to run it.
import Foundation

let usage = """
  kb-bench [N] [CORPORA]          everything, with N quotes (1,000,000), and documents where CORPORA has them
  kb-bench lookups [N]            questions, search, export
  kb-bench exchange [N]           import, export, the file
  kb-bench scale [N]              the same with N (10,000,000), N/10 and N/100 quotes
  kb-bench history [N]            as of a moment, and what the history costs
  kb-bench duplicates [N]         pairs that may be one
  kb-bench documents CORPORA      extraction and ingestion; CORPORA holds tehran-times/
  kb-bench generate N             writes a CSV of N quotes to standard output
  """

func fail(_ reason: String) -> Never {
  print(reason)
  exit(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.compactMap { Int($0) }
let count = numbers.first ?? (arguments.first == "scale" ? 10_000_000 : 1_000_000)
if arguments.first == "generate" {
  guard numbers.count == 1, count > 0 else { fail(usage) }
  try QuoteTable.write(count)
  exit(0)
}
let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appendingPathComponent("kb").path
// Unsafe: what these C functions are given, strings and structs, lives until they return.
guard unsafe access(binary, X_OK) == 0, Timed.exists("sqlite3") else {
  fail("nothing was measured: kb-bench needs kb built beside it (swift build -c release), and sqlite3")
}
let corpora = arguments.first { $0.contains("/") }
func documents() throws -> Report {
  guard let corpora, unsafe access(corpora + "/tehran-times", R_OK) == 0 else {
    fail("nothing was measured of documents: there is no folder tehran-times in \(corpora ?? "CORPORA")")
  }
  return try DocumentsBench(binary: binary, corpora: corpora).run()
}
let work = try Workplace("kb-bench-\(count)")
var report = Report()
switch arguments.first {
case "lookups": report += try LookupBench(binary: binary, work: work, quotes: count).run()
case "exchange": report += try ExchangeBench(binary: binary, work: work, quotes: count).run()
case "scale": report += try ExchangeBench.scale(binary: binary, upTo: count)
case "history": report += try HistoryBench(binary: binary, work: work, quotes: count).run()
case "duplicates": report += try DuplicatesBench(binary: binary, work: work, quotes: count).run()
case "documents": report += try documents()
case let first where first == nil || first == corpora || numbers.count == 1 && arguments[0] == "\(count)":
  report += try LookupBench(binary: binary, work: work, quotes: count).run()
  report += try ExchangeBench(binary: binary, work: work, quotes: count).run()
  report += try HistoryBench(binary: binary, work: work, quotes: count).run()
  report += try DuplicatesBench(binary: binary, work: work, quotes: count).run()
  if corpora != nil { report += try documents() }
default: fail(usage)
}
print(Machine.description(kb: binary))
report.print()
exit(report.isWithinBounds ? 0 : 1)
