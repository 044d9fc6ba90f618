// A payload in every field of every format that kb import takes: stored as it is, run by nothing, seen by all.
import Foundation
import Scratch
import Testing

@Suite struct InjectionImportTests {
  static let empty: [UInt8] = {
    let scratch = Scratch()
    guard scratch.kb("init", "--empty", "--database", "kb.sqlite").status == 0 else {
      fatalError("kb init failed")
    }
    return scratch.bytes("kb.sqlite")
  }()

  let scratch = Scratch()

  init() { scratch.write(Self.empty, to: "kb.sqlite") }

  @Test(arguments: HostileFile.all) func everyFieldOf(_ file: HostileFile) throws {
    scratch.write(file.text, to: file.name)
    let before = scratch.everything(in: "kb.sqlite")
    let call = ["import", file.name, "--database", "kb.sqlite"] + file.arguments
    let trial = scratch.terminal(call + ["--dry-run"])
    #expect(trial.status == 0, "\(trial.output)")
    #expect(Payload.steering(in: trial.outputBytes, onTerminal: true) == [])
    #expect(scratch.everything(in: "kb.sqlite").rows == before.rows)

    let taken = scratch.kb(call)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(Payload.steering(in: Array(taken.errors.utf8), onTerminal: false) == [])
    let after = scratch.everything(in: "kb.sqlite")
    let kept = file.fields.compactMap { name, value in value.map { (name, after.texts.holds($0)) } }
    #expect(kept.filter { !$0.1 }.map(\.0).sorted() == [])
    for (table, count) in file.rows {
      #expect(after.rows[table] == count, "\(table): \(after.rows[table] ?? -1)")
    }

    // (What makes another record of a payload's lines would make it now.)
    let repeated = scratch.kb(call)
    #expect(repeated.status == 0, "\(repeated.errors)")
    let again = scratch.everything(in: "kb.sqlite").rows
    let more = again.filter { after.rows[$0.key] != $0.value }
    #expect(more == [:], "\(repeated.errors)")
    #expect(scratch.owned == [])
    #expect(Set(scratch.files).subtracting(["kb.sqlite", "kb.sqlite-wal", "kb.sqlite-shm", file.name]) == [])
  }
}
