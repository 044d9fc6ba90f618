// What suites share that work on a file with the seeds: kb on it, and sqlite3 beside it.
import Scratch
import Testing

protocol OnSeeds {
  var scratch: Scratch { get }
}

extension OnSeeds {
  func kb(_ arguments: String..., input: String? = nil) -> Program.Result {
    scratch.kb(arguments + ["--database", "kb.sqlite"], input: input)
  }

  func sql(_ query: String) -> String { scratch.sqlite3("kb.sqlite", query).output }

  /// What was imported once is not imported again, to the byte, and kb check finds nothing wrong.
  func expectNothingNew(_ file: String, input: String? = nil) {
    let before = sql(".dump")
    let again = kb("import", file, input: input)
    #expect(again.status == 0 && again.errors.contains("; nothing new"), "\(again.errors)")
    #expect(sql(".dump") == before)
    let check = kb("check")
    #expect(check.status == 0, "\(check.output)")
  }
}
