// What the history costs: answers as of a moment beside today's, and rows that come in beside a file without it.
import Foundation
import KnowledgeBase
import Storage

/// `kb-bench history N`: a base of N made-up quotes, 10,000 of which were changed since.
struct HistoryBench {
  let binary: String
  let work: Workplace
  let quotes: Int
  private var folder: String { work.path }

  func run() throws -> Report {
    var report = Report()
    _ = Timed.run("rm -f \(folder)/empty.sqlite")
    _ = Timed.run("\(binary) init --empty --database \(folder)/empty.sqlite")
    let file = folder + "/changed.sqlite"
    let moment = folder + "/moment"
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    if unsafe access(file, F_OK) != 0 {
      print("making \(quotes) quotes with 10,000 later changes in \(file) …")
      try LargeBase.make(at: file, quotes: quotes)
      let kb = try KnowledgeBase(path: file, for: .writing)
      let key = try kb.read {
        try $0.connection.first("SELECT max(key) FROM changeset") { $0.text(0) ?? "" } ?? ""
      }
      try key.write(toFile: moment, atomically: true, encoding: .utf8)
      let step = quotes / 10_000
      for part in 0..<10 {
        _ = try kb.edit(Authorship(author: "kb-bench", command: "kb-bench")) { editor in
          try editor.connection.execute(
            "UPDATE quote SET text = text || ' changed', status = 'denied' WHERE id % \(step * 10) = \(part * step)"
          )
        }
      }
    }
    let key = try String(contentsOfFile: moment, encoding: .utf8)
    for (name, arguments) in [
      ("a speaker's 50 latest", "quote --speaker 'Speaker 1234'"),
      ("a rare word's search", "search barenba"),
      ("a count in SQL", "sql 'select count(*), max(text) from quotes'"),
    ] {
      let command = "\(binary) \(arguments) --csv --database \(file)"
      let pair = Timed.pair("\(command) --as-of \(key)", command, runs: 5)
      // (The half second that it may take besides is taken off.)
      let beyond = Timed.Pair(kb: max(0, pair.kb - 0.5), other: pair.other, memory: pair.memory)
      report.add("as of, \(name)", beyond, bound: 2, beside: "today's answer; less half a second")
    }
    try addImport(to: &report)
    return report
  }

  /// Rows that come in, beside a file whose triggers of the history are gone; and what the history of them takes.
  private func addImport(to report: inout Report) throws {
    var dossier = "dossier: 1\nactors: {speaker: {name: A speaker, kind: person}}\nquotes:\n"
    for number in 1...20_000 {
      dossier +=
        "  q-\(number): {speaker: speaker, text: Said for the \(number)th time at some length, said_on: 2019}\n"
    }
    let file = folder + "/quotes.yaml"
    try dossier.write(toFile: file, atomically: true, encoding: .utf8)
    let (with, without) = (folder + "/with.sqlite", folder + "/without.sqlite")
    let drop = Timed.output(
      "sqlite3 \(folder)/empty.sqlite \"select 'drop trigger ' || name || ';' from sqlite_schema where type = 'trigger' and (name like '%_added' or name like '%_changed' or name like '%_deleted')\""
    ).replacing("\n", with: " ")
    let copies = [with, without].map { "rm -f \($0)*; cp \(folder)/empty.sqlite \($0)" }.joined(
      separator: "; ")
    let pair = Timed.pair(
      "\(binary) import \(file) --database \(with)", "\(binary) import \(file) --database \(without)",
      runs: 7,
      before: "\(copies); sqlite3 \(without) '\(drop)'")
    report.add(
      "import of 20,000 quotes", pair, bound: 1.15, beside: "the same without the history's triggers")
    let size =
      "select 1.0 * sum(pgsize) / 20001 from dbstat where name in ('history', 'history_record', 'history_changeset', 'changeset_rows')"
    unsafe system(copies)
    _ = Timed.run("\(binary) import \(file) --database \(with)")
    report.add(
      "bytes of history, a row",
      value: Double(Timed.output("sqlite3 \(with) \"\(size)\"").dropLast()) ?? .infinity, bound: 16)
  }
}
