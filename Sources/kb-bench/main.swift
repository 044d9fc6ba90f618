// Measures kb beside sqlite3 and sqlite-utils, as ratios in one run. README.md says how to run it.
import Foundation
import KnowledgeBase

let arguments = CommandLine.arguments.dropFirst()
let million = arguments.first.flatMap { Int($0) } ?? 1_000_000
let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appendingPathComponent("kb").path
if arguments.first == "documents" {
  guard arguments.count == 2, Timed.exists("sqlite3"), access(binary, X_OK) == 0 else {
    print(
      "nothing was measured: kb-bench documents takes a folder that holds tehran-times/, and needs sqlite3 and kb"
    )
    exit(1)
  }
  do {
    try DocumentsBench(binary: binary, corpora: arguments.last!).run().print()
    exit(0)
  } catch {
    print("nothing was measured: \(arguments.last!)/tehran-times cannot be read")
    exit(1)
  }
}
if arguments.first == "generate" {
  guard let count = arguments.dropFirst().first.flatMap({ Int($0) }), count > 0 else {
    print("kb-bench generate N writes a CSV of N quotes to standard output")
    exit(1)
  }
  try QuoteTable.write(count)
  exit(0)
}
if arguments.first == "history" {
  let quotes = arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
  let folder = NSTemporaryDirectory() + "kb-bench-history-\(quotes)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  try HistoryBench(binary: binary, folder: folder, quotes: quotes).run().print()
  exit(0)
}
if arguments.first == "duplicates" {
  guard access(binary, X_OK) == 0 else {
    print("kb-bench needs kb built beside it (swift build -c release)")
    exit(1)
  }
  let counts = arguments.dropFirst().compactMap { Int($0) }
  let (actors, quotes) = counts.count == 2 ? (counts[0], counts[1]) : (100_000, 1_000_000)
  let place = NSTemporaryDirectory() + "kb-bench-duplicates"
  try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
  try DuplicatesBase.measure(binary: binary, folder: place, actors: actors, quotes: quotes)
  exit(0)
}
let folder = NSTemporaryDirectory() + "kb-bench-\(million)"
guard access(binary, X_OK) == 0, Timed.exists("sqlite3") else {
  print("kb-bench needs kb built beside it (swift build -c release) and sqlite3 on the PATH")
  exit(1)
}
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
let seeds = folder + "/seeds.sqlite"
let large = folder + "/large.sqlite"
unlink(seeds)
_ = Timed.run("\(binary) init --database \(seeds)")
if access(large, F_OK) != 0 {
  print("making \(million) quotes by 5,000 speakers in \(large) …")
  try LargeBase.make(at: large, quotes: million)
}

let sqliteUtils = Timed.exists("sqlite-utils")
if !sqliteUtils { print("sqlite-utils is not on the PATH: its rows are left out (pip install sqlite-utils)") }
var report = Report()

/// A lookup beside the same SQL in sqlite3, and in sqlite-utils.
@MainActor func compareLookup(_ name: String, _ arguments: String, in file: String) {
  let kb = "\(binary) \(arguments) --database \(file)"
  let sql = Timed.output("\(kb) --sql").replacing("'", with: "'\\''")
  let pair = Timed.pair("\(kb) --csv", "sqlite3 -csv -header \(file) '\(sql)'")
  report.add(name, pair, bound: 3, beside: "sqlite3 -csv, the same SQL")
  if sqliteUtils {
    let pair = Timed.pair("\(kb) --csv", "sqlite-utils query \(file) '\(sql)' --csv", runs: 5)
    report.add(name, pair, bound: 0.05, beside: "sqlite-utils query --csv")
  }
}

compareLookup("quote --speaker Khamenei, seeds", "quote --speaker Khamenei", in: seeds)
compareLookup("a speaker's 50 latest", "quote --speaker 'Speaker 1234'", in: large)

let words = "sanctions"
report.add(
  "search, word in half of the quotes",
  Timed.pair(
    "\(binary) search \(words) --in quotes --csv --database \(large)",
    "sqlite3 -csv \(large) \"select rowid, rank from quote_search where quote_search match '\(words)' order by rank limit 20\"",
    runs: 7),
  bound: 1.1, beside: "sqlite3, the plain FTS5 statement")

let export = Timed.pair(
  "\(binary) export quotes --format csv --database \(large)", "sqlite3 -csv \(large) 'select * from quotes'",
  runs: 3)
report.add("export quotes --format csv", export, bound: 0.9, beside: "sqlite3 -csv 'select * from quotes'")
report.add("memory of that export, MiB", value: export.memory, bound: 64)

// The index alone is timed: the texts lie there, beside the view that folds them, as kb makes it.
let texts = folder + "/texts.sqlite"
unlink(texts)
let view = Timed.output("sqlite3 \(large) \"select sql from sqlite_schema where name = 'quote_folded'\"")
  .replacing("FROM quote", with: "FROM texts")
let script = folder + "/texts.sql"
try """
attach 'file:\(large)?immutable=1' as large;
create table texts (id integer primary key, text text);
insert into texts select id, text from large.quote;
\(view);
""".write(toFile: script, atomically: true, encoding: .utf8)
_ = Timed.run("sqlite3 \(texts) < \(script)")
func indexing(_ content: String) -> String {
  let options = "content = '\(content)', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'"
  return
    "sqlite3 \(texts) \"pragma journal_mode = off; pragma synchronous = off; drop table if exists found; "
    + "create virtual table found using fts5 (text, \(options)); insert into found (found) values ('rebuild')\""
}
let folding = Timed.pair(indexing("quote_folded"), indexing("texts"), runs: 5)
report.add("indexing with the folding", folding, bound: 1.15, beside: "the same without it")

let before = Timed.output("sha256sum \(large)")
for command in [
  "quote --speaker 'Speaker 7'", "search sanctions", "timeline --actor 'Speaker 9'", "sql 'select 1'",
  "stats",
] {
  _ = Timed.run("\(binary) \(command) --database \(large)")
}
report.add("bytes changed by lookups", value: Timed.output("sha256sum \(large)") == before ? 0 : 1, bound: 0)
report.print()
exit(report.isWithinBounds ? 0 : 1)
