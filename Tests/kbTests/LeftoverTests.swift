// What a kb that was killed left half-made goes with the next run; what is anybody else's stays.
import Foundation
import Scratch
import Testing

@Suite struct LeftoverTests {
  let scratch = Scratch()
  /// No process has this number: Linux gives none above 4,194,304.
  private let gone = 99_999_999

  @Test func halfMadeDatabasesGoWithTheNextRun() {
    scratch.seeded()
    let database = Array(scratch.bytes("kb.sqlite").prefix(8192))
    for name in [".copy.sqlite.\(gone).new", ".kb-2026-01-01T0000Z.sqlite.\(gone).new", ".kb.sqlite.1.new"] {
      scratch.write(database, to: name)
      scratch.write("half a log", to: name + "-journal")
    }
    // A log can outlive its database, and a loss of power can leave zeros.
    scratch.write("half a log", to: ".other.sqlite.\(gone).new-wal")
    scratch.write([UInt8](repeating: 0, count: 4096), to: ".third.sqlite.\(gone).new")
    scratch.write("mine", to: ".notes.\(gone).new")
    scratch.write(database, to: "kb.\(gone).new")
    #expect(scratch.kb("backup", "copy.sqlite", "--database", "kb.sqlite").status == 0)
    // (Process 1 lives.)
    let kept = [
      ".kb.sqlite.1.new", ".kb.sqlite.1.new-journal", ".notes.\(gone).new", "copy.sqlite", "kb.\(gone).new",
      "kb.sqlite",
    ]
    #expect(scratch.files == kept)
  }

  @Test func theyGoAlsoWhereTheWorkIsDoneAlready() {
    scratch.seeded()
    scratch.write(scratch.bytes("kb.sqlite"), to: ".copy.sqlite.\(gone).new")
    scratch.write("x", to: "copy.sqlite")
    #expect(scratch.kb("backup", "copy.sqlite", "--database", "kb.sqlite").status == 1)
    #expect(scratch.files == ["copy.sqlite", "kb.sqlite"])
    scratch.write(scratch.bytes("kb.sqlite"), to: ".kb.sqlite.\(gone).new")
    #expect(scratch.kb("backup", "good.sqlite", "--database", "kb.sqlite").status == 0)
    #expect(scratch.kb("backup", "--restore", "good.sqlite", "--database", "kb.sqlite").status == 0)
    #expect(!scratch.files.contains { $0.hasSuffix(".new") }, "\(scratch.files)")
  }

  @Test func halfMadeExportsGoAndTheEarlierOneComesBack() throws {
    scratch.seeded()
    #expect(scratch.kb("export", "all", "-o", "out", "--database", "kb.sqlite").status == 0)
    let before = scratch.bytes("out/quotes.csv")
    // Killed between the two names: the earlier export has lost its own, the new one has none yet.
    try FileManager.default.moveItem(
      atPath: scratch.path("out"), toPath: scratch.path(".out.\(gone).old"))
    try FileManager.default.createDirectory(
      atPath: scratch.path(".out.\(gone).new"), withIntermediateDirectories: true)
    scratch.write("key\r\n", to: ".out.\(gone).new/quotes.csv")
    scratch.write("half", to: ".quotes.csv.\(gone).new")
    #expect(scratch.kb("export", "all", "-o", "out", "--database", "kb.sqlite").status == 0)
    #expect(scratch.bytes("out/quotes.csv") == before)
    #expect(scratch.kb("export", "quotes", "-o", "quotes.csv", "--database", "kb.sqlite").status == 0)
    #expect(scratch.files == ["kb.sqlite", "out", "quotes.csv"])
  }
}
