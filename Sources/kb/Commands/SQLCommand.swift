// kb sql: any read-only SQL.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase
import Storage

struct SQLCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Any read-only SQL.",
    discussion:
      "kb schema lists the views and their columns. Give values by name: :speaker in the SQL, -p speaker VALUE after it."
  )
  static let examples = [
    "kb sql \"select speaker, count(*) as n from quotes group by speaker\"",
    "kb sql \"select text from quotes where speaker_key = :who\" -p who khamenei --json",
  ]

  @Argument(help: "One SELECT statement; - reads it from standard input.")
  var query: String
  @Option(
    name: [.customShort("p"), .customLong("param")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A named parameter; may be given again.", valueName: "name value"))
  var parameters: [String] = []
  @Option(help: ArgumentHelp("How long it may run; 0 for as long as it takes.", valueName: "seconds"))
  var timeout = 30.0
  @OptionGroup var file: ReadingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var empty: EmptyOptions
  @Flag(name: .customLong("sql"), help: "Print the SQL that would be run, and stop.")
  var printsSQL = false

  func validate() throws {
    guard timeout >= 0, timeout.isFinite else {
      throw ValidationError("--timeout is a number of seconds, 0 or more.")
    }
    for parameter in parameters where !parameter.contains(Arguments.pairSeparator) {
      throw ValidationError("-p takes a name and a value: -p speaker Khamenei")
    }
  }

  mutating func run() throws {
    let format = try output.format()
    let pairs = parameters.map { parameter in
      let cut = parameter.firstIndex(of: Arguments.pairSeparator)!
      return (name: String(parameter[..<cut]), value: String(parameter[parameter.index(after: cut)...]))
    }
    let sql = try query == "-" ? StandardInput.text("the SQL") : query
    let kb = try file.open()
    let question = try kb.userQuery(sql, parameters: pairs)
    if printsSQL { return try Shell.print(sql) }
    // Ctrl-C stops the statement; what was written so far is whole rows.
    signal(SIGINT, SIG_IGN)
    let interrupts = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    interrupts.setEventHandler { [weak question] in question?.interrupt() }
    interrupts.resume()
    let out = Shell.output()
    let writer = (format.rows ?? .table).writer(to: out, output.rowOptions())
    var count = 0
    try writer.begin(question.columns)
    do {
      try question.rows(timeout: timeout) { row in
        count += 1
        try writer.write(row)
        return true
      }
    } catch {
      try? out.flush()
      throw error
    }
    try writer.end()
    try out.flush()
    interrupts.cancel()
    if count == 0 { try empty.nothing("no row matches") }
  }
}

enum StandardInput {
  static func bytes() throws -> [UInt8] {
    do { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) } catch {
      throw Failure(.notPermitted, "standard input cannot be read")
    }
  }

  static func text(_ what: String) throws -> String {
    guard let text = String(validating: try bytes(), as: UTF8.self) else {
      throw Failure(.invalid, "\(what) on standard input is not UTF-8")
    }
    return text
  }
}
