// Whatever two people do to their copies: after an exchange both ways, both hold the same.
import Foundation
import Scratch
import Testing

@testable import KnowledgeBase

@Suite struct ExchangePropertyTests {
  let scratch = Scratch()

  /// The usual seeds; `KB_SEEDS=200-299` looks at others.
  static func seeds(_ usual: ClosedRange<UInt64>) -> [UInt64] {
    let ends = (ProcessInfo.processInfo.environment["KB_SEEDS"] ?? "").split(separator: "-").compactMap {
      UInt64($0)
    }
    return Array(ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : usual)
  }

  @Test(arguments: seeds(1...9))
  func bothHoldTheSameWeekAfterWeek(_ seed: UInt64) throws {
    scratch.seeded("ada.sqlite")
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    var ada = RandomEdits(person: "ada", seed: seed)
    var bob = RandomEdits(person: "bob", seed: seed &+ 1000)
    for week in 1...4 {
      for (file, edits) in [("ada.sqlite", ada.week(20)), ("bob.sqlite", bob.week(20))] {
        if seed % 2 == 0 || week % 2 == 0 {
          try scratch.edit(file, by: String(file.prefix(3)), edits)
        } else {
          _ = scratch.sqlite3(file, edits.joined(separator: ";\n") + ";")
        }
      }
      switch Int(seed) % 3 {
      case 0:
        try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: .theirs)
        try scratch.take("ada.sqlite", into: "bob.sqlite", prefer: .ours)
      case 1:
        try scratch.take("ada.sqlite", into: "bob.sqlite", prefer: .ours)
        try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: .theirs)
      default:
        // Each hands over the file of the same evening.
        scratch.copy("ada.sqlite", to: "from-ada.sqlite")
        scratch.copy("bob.sqlite", to: "from-bob.sqlite")
        try scratch.take("from-bob.sqlite", into: "ada.sqlite", prefer: .theirs)
        try scratch.take("from-ada.sqlite", into: "bob.sqlite", prefer: .ours)
      }
      let differences = try Contents.differences(scratch.path("ada.sqlite"), scratch.path("bob.sqlite"))
      #expect(differences.isEmpty, "seed \(seed), week \(week): \(differences.joined(separator: "\n"))")
      if !differences.isEmpty { return }
      let again = try scratch.take("bob.sqlite", into: "ada.sqlite")
      #expect(again.edit.isEmpty, "seed \(seed), week \(week): a second import \(again)")
    }
  }

  /// Where both believe what is newer, it does not matter whose choice it was.
  @Test(arguments: seeds(101...105))
  func bothBelieveTheNewer(_ seed: UInt64) throws {
    scratch.seeded("ada.sqlite")
    scratch.copy("ada.sqlite", to: "bob.sqlite")
    var ada = RandomEdits(person: "ada", seed: seed)
    var bob = RandomEdits(person: "bob", seed: seed &+ 1000)
    for week in 1...3 {
      try scratch.edit("ada.sqlite", by: "ada", ada.week(15))
      try scratch.edit("bob.sqlite", by: "bob", bob.week(15))
      try scratch.edit("ada.sqlite", by: "ada", ada.week(10))
      scratch.copy("ada.sqlite", to: "from-ada.sqlite")
      try scratch.take("bob.sqlite", into: "ada.sqlite", prefer: .newer)
      try scratch.take(seed % 2 == 0 ? "ada.sqlite" : "from-ada.sqlite", into: "bob.sqlite", prefer: .newer)
      let differences = try Contents.differences(scratch.path("ada.sqlite"), scratch.path("bob.sqlite"))
      #expect(differences.isEmpty, "seed \(seed), week \(week): \(differences.joined(separator: "\n"))")
      if !differences.isEmpty { return }
    }
  }
}
