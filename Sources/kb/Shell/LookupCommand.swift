// What every lookup does: one question, its rows in the chosen form, and a word on stderr about what is not shown.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase
import Storage

struct LookupOptions: ParsableArguments {
  @OptionGroup var file: ReadingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var empty: EmptyOptions

  @Flag(name: .long, help: "Print the SQL that would be run, and stop.")
  var sql = false
}

struct ListOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("At most so many; 0 for all.", valueName: "n"))
  var limit: Int?

  @Option(name: .long, help: ArgumentHelp("Go on after the record with this key.", valueName: "key"))
  var after: String?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit is 0 or more.") }
  }

  func limit(_ usual: Int = 50) -> Int { limit ?? usual }
}

/// A command that asks one question.
protocol LookupCommand: Exemplified {
  associatedtype Question: Query
  var options: LookupOptions { get }
  /// The columns that a table shows.
  static var tableColumns: [String]? { get }
  /// How a record is named to go on after it.
  static func position(_ record: Question.Record) -> String
  func question() throws -> Question
  /// What rows show in place of the statement's, and its columns; nil for the statement's own.
  static var rewrittenColumns: [String]? { get }
  func rewritten(_ row: Row, _ lookup: Lookup) -> TextCells?
  /// The record as a person would print it.
  func text(_ record: Question.Record, _ lookup: Lookup) -> String
}

extension LookupCommand {
  static var tableColumns: [String]? { nil }
  static var rewrittenColumns: [String]? { nil }
  func rewritten(_ row: Row, _ lookup: Lookup) -> TextCells? { nil }

  mutating func run() throws { try ask() }

  /// Asks the question and writes its answer.
  func ask() throws {
    let format = try options.output.format()
    let kb = try options.file.open()
    let question = try question()
    if options.sql {
      try Shell.print(try kb.sql(question) + ";")
      return
    }
    let output = Shell.output()
    var last: String?
    var progress = Progress(Question.noun + "s")
    var count = 0
    func keep(_ row: Row) {
      count += 1
      progress.step(count)
      if count == question.limit { last = Self.position(Question.record(row)) }
    }
    let answer: Answer
    if let rows = format.rows {
      let writer = rows.writer(
        to: output, options.output.rowOptions(columns: format == .table ? Self.tableColumns : nil))
      func begin(_ columns: [String]) throws { try writer.begin(Self.rewrittenColumns ?? columns) }
      answer = try kb.answer(question, columns: begin) { row, lookup in
        keep(row)
        if let cells = rewritten(row, lookup) { try writer.write(cells) } else { try writer.write(row) }
      }
      try writer.end()
    } else {
      var isFirst = true
      answer = try kb.answer(question) { row, lookup in
        keep(row)
        let text = text(Question.record(row), lookup)
        try output.write(isFirst || !text.contains("\n") ? text : "\n" + text)
        try output.write("\n")
        isFirst = false
      }
    }
    try output.flush()
    progress.end()
    try report(answer, last: last)
  }

  private func report(_ answer: Answer, last: String?) throws {
    let noun = Question.noun
    for note in answer.notes { Shell.note(note) }
    if answer.undated > 0 {
      Shell.note(
        "\(counted(answer.undated, noun)) without a date \(answer.undated == 1 ? "is" : "are") left out")
    }
    if answer.shown == 0 { try options.empty.nothing("no \(noun) matches") }
    if let total = answer.total {
      let next =
        last.map { "; go on with --after \($0), or see all with --limit 0" } ?? "; see all with --limit 0"
      Shell.note("\(answer.shown.grouped) of \(counted(total, noun))\(next)")
    }
  }
}
