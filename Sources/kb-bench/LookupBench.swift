// Questions beside the same SQL: what kb adds to SQLite's own time.
import Foundation

/// `kb-bench lookups N`: the seeds, and a base of N made-up quotes.
struct LookupBench {
  let binary: String
  let work: Workplace
  let quotes: Int

  func run() throws -> Report {
    let (seeds, large) = (work("seeds.sqlite"), work("large.sqlite"))
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    unsafe unlink(seeds)
    _ = Timed.run("\(binary) init --database \(seeds)")
    if unsafe access(large, F_OK) != 0 {
      print("making \(quotes) quotes by 5,000 speakers in \(large) …")
      try LargeBase.make(at: large, quotes: quotes)
    }
    var report = Report()
    compare("quote --speaker Khamenei, seeds", "quote --speaker Khamenei", in: seeds, &report)
    compare("a speaker's 50 latest", "quote --speaker 'Speaker 1234'", in: large, &report)
    let words = "sanctions"
    report.add(
      "search, word in half of the quotes",
      Timed.pair(
        "\(binary) search \(words) --in quotes --csv --database \(large)",
        "sqlite3 -csv \(large) \"select rowid, rank from quote_search where quote_search match '\(words)' order by rank limit 20\"",
        runs: 7),
      bound: 1.1, beside: "sqlite3, the plain FTS5 statement")
    let folding = try folding(large)
    report.add("indexing with the folding", folding, bound: 1.15, beside: "the same without it")
    let before = Timed.output("sha256sum \(large)")
    for command in [
      "quote --speaker 'Speaker 7'", "search sanctions", "timeline --actor 'Speaker 9'", "sql 'select 1'",
      "stats",
    ] {
      _ = Timed.run("\(binary) \(command) --database \(large)")
    }
    let changed = Timed.output("sha256sum \(large)") == before ? 0.0 : 1
    report.add("bytes changed by lookups", value: changed, bound: 0)
    return report
  }

  /// A lookup beside the same SQL in sqlite3, and in sqlite-utils.
  private func compare(_ name: String, _ arguments: String, in file: String, _ report: inout Report) {
    let kb = "\(binary) \(arguments) --database \(file)"
    let sql = Timed.output("\(kb) --sql").replacing("'", with: "'\\''")
    let pair = Timed.pair("\(kb) --csv", "sqlite3 -csv -header \(file) '\(sql)'")
    report.add(name, pair, bound: 3, beside: "sqlite3 -csv, the same SQL")
    guard Timed.exists("sqlite-utils") else { return }
    let utils = Timed.pair("\(kb) --csv", "sqlite-utils query \(file) '\(sql)' --csv", runs: 5)
    report.add(name, utils, bound: 0.05, beside: "sqlite-utils query --csv")
  }

  /// The index alone is timed: the texts lie there, beside the view that folds them, as kb makes it.
  private func folding(_ large: String) throws -> Timed.Pair {
    let texts = work("texts.sqlite")
    unsafe unlink(texts)
    let view = Timed.output("sqlite3 \(large) \"select sql from sqlite_schema where name = 'quote_folded'\"")
      .replacing("FROM quote", with: "FROM texts")
    let script = work("texts.sql")
    try """
    attach 'file:\(large)?immutable=1' as large;
    create table texts (id integer primary key, text text);
    insert into texts select id, text from large.quote;
    \(view);
    """.write(toFile: script, atomically: true, encoding: .utf8)
    _ = Timed.run("sqlite3 \(texts) < \(script)")
    func indexing(_ content: String) -> String {
      let options =
        "content = '\(content)', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'"
      return
        "sqlite3 \(texts) \"pragma journal_mode = off; pragma synchronous = off; drop table if exists found; "
        + "create virtual table found using fts5 (text, \(options)); insert into found (found) values ('rebuild')\""
    }
    return Timed.pair(indexing("quote_folded"), indexing("texts"), runs: 5)
  }
}
