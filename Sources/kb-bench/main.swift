// Measures kb beside sqlite3 and sqlite-utils, as ratios in one run. README.md says how to run it.
import Foundation
import KnowledgeBase

let arguments = CommandLine.arguments.dropFirst()
let million = arguments.first.flatMap { Int($0) } ?? 1_000_000
let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  .appendingPathComponent("kb").path
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

let index =
  "sqlite3 :memory: \"attach 'file:\(large)?immutable=1' as l; create table f (id integer primary key, text text); insert into f select id, text from l.quote;"
let plain =
  "create virtual table s using fts5 (text, content = 'f', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'); insert into s(s) values('rebuild')\""
let view = Timed.output("sqlite3 \(large) \"select sql from sqlite_schema where name = 'quote_folded'\"")
  .replacing("quote_folded", with: "v").replacing("FROM quote", with: "FROM f")
let folded =
  "\(view); create virtual table s using fts5 (text, content = 'v', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'); insert into s(s) values('rebuild');"
let foldedFile = folder + "/folded.sql"
try
  "attach 'file:\(large)?immutable=1' as l; create table f (id integer primary key, text text); insert into f select id, text from l.quote;\n\(folded)\n"
  .write(toFile: foldedFile, atomically: true, encoding: .utf8)
report.add(
  "indexing with the folding", Timed.pair("sqlite3 :memory: < \(foldedFile)", "\(index) \(plain)", runs: 3),
  bound: 1.15,
  beside: "the same without it")

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
