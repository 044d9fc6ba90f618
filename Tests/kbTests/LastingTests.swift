// Nothing is lost: not by many who write at once, and not by a kill in the middle.
import Foundation
import Scratch
import Testing

/// KB_LASTING=1 asks for the long run: 8 writers and 8 readers for a minute, 200 kills. KB_BASE names a file to run on.
@Suite(.serialized) struct LastingTests {
  static let isLong = ProcessInfo.processInfo.environment["KB_LASTING"] == "1"
  let scratch = Scratch()

  init() { scratch.seededOrBase() }

  private func dossier(_ name: String, quotes: Int = 5) -> String {
    let lines = (1...quotes).map {
      "  q-\(name)-\($0): {speaker: khamenei, text: Made up as number \($0) of \(name)., said_on: 2019}"
    }
    return "dossier: 1\nquotes:\n\(lines.joined(separator: "\n"))\n"
  }

  @Test func writersAndReadersGetAlong() async {
    let (count, seconds) = Self.isLong ? (8, 60.0) : (4, 3.0)
    let end = Date() + seconds
    let scratch = scratch
    let written = await withTaskGroup(of: Int.self) { group in
      for writer in 1...count {
        group.addTask {
          var done = 0
          repeat {
            scratch.write(dossier("w\(writer)-\(done)"), to: "w\(writer).yaml")
            let result = scratch.kb(
              "import", "w\(writer).yaml", "--author", "w\(writer)", "--database", "kb.sqlite")
            #expect(result.status == 0, "\(result.errors)")
            done += 1
            // Each also edits one and the same record: whoever comes later sees what came before.
            let edit = scratch.sqlite3(
              "kb.sqlite",
              ".timeout 60000\nUPDATE actor SET description = ifnull(description, '') || '.' WHERE key = 'wana';"
            )
            #expect(edit.errors == "")
          } while Date() < end
          return done
        }
      }
      for _ in 1...count {
        group.addTask {
          repeat {
            let result = scratch.kb(
              "quote", "--speaker", "khamenei", "--limit", "0", "--csv", "--database", "kb.sqlite")
            #expect(result.status == 0 && !result.errors.contains("held by"), "\(result.errors)")
          } while Date() < end
          return 0
        }
      }
      return await group.reduce(0, +)
    }
    #expect(written >= count)
    let counts = scratch.sqlite3(
      "kb.sqlite",
      """
      SELECT count(*) FROM quote WHERE key GLOB 'q-w*';
      SELECT count(*), min(added), max(added) FROM changesets WHERE author GLOB 'w[1-8]';
      SELECT length(description) - length(replace(description, '.', '')) FROM actor WHERE key = 'wana';
      PRAGMA integrity_check;
      """)
    let before = scratch.seededDots
    #expect(counts.output == "\(written * 5)\n\(written)|5|5\n\(written + before)\nok\n")
  }

  @Test func aKillInTheMiddleLosesNothingThatWasReported() throws {
    let kills = Self.isLong ? 200 : 24
    let seed = ProcessInfo.processInfo.environment["KB_SEED"].flatMap(UInt64.init) ?? 7
    var state = seed
    func random(_ count: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % count
    }
    var reported: [String] = []
    var killed = 0
    // A colleague's copy, which goes on by itself.
    _ = scratch.kb("backup", "other.sqlite", "--database", "kb.sqlite")
    for round in 1...kills {
      scratch.write(dossier("k\(round)", quotes: 40), to: "k.yaml")
      _ = scratch.kb(
        "edit", "wana", "--description", "theirs in round \(round)", "--database", "other.sqlite")
      let acts = [
        ["import", "k.yaml"], ["merge", "iran", "uruguay"], ["unmerge", "uruguay", "--rest", "keep"],
        ["merge", "france", "uruguay", "peru"], ["unmerge", "peru", "--rest", "keep"],
        ["import", "k.yaml"], ["undo", reported.last ?? "c-none"],
        ["edit", "khamenei", "--description", "described in round \(round)"],
        [
          "add", "quote", "--speaker", "khamenei", "--text", "Added in round \(round).", "--source",
          "reading-note",
        ],
        ["import", "other.sqlite", "--prefer", "theirs"],
      ]
      let act = acts[Int(random(UInt64(acts.count)))]
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Scratch.kbBinary)
      process.arguments = act + ["--database", scratch.path("kb.sqlite")]
      process.currentDirectoryURL = URL(fileURLWithPath: scratch.folder)
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(random(60_000)))
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        killed += 1
      }
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      if let start = text.range(of: "(changeset ") {
        reported.append(String(text[start.upperBound...].prefix { $0 != ")" }))
      }
      let whole = scratch.sqlite3(
        "kb.sqlite",
        """
        SELECT count(*) % 40 FROM quote WHERE key GLOB 'q-k\(round)-*';
        SELECT count(*) FROM editing;
        SELECT count(*) FROM changeset WHERE key IN (\(reported.map { "'\($0)'" }.joined(separator: ", ")));
        PRAGMA quick_check;
        """)
      #expect(
        whole.output == "0\n0\n\(reported.count)\nok\n",
        "seed \(seed), round \(round), \(act): \(whole.errors)")
    }
    #expect(killed > kills / 4, "seed \(seed): the kills came too late")
    let check = scratch.kb("check", "--limit", "3", "--database", "kb.sqlite")
    #expect(check.status == 0, "seed \(seed): \(check.output) \(check.errors)")
  }
}

extension Scratch {
  /// How many dots the seeds have in what the tests lengthen.
  fileprivate var seededDots: Int {
    let other = Scratch()
    other.seededOrBase()
    return Int(
      other.sqlite3(
        "kb.sqlite",
        "SELECT ifnull(length(description) - length(replace(description, '.', '')), 0) FROM actor WHERE key = 'wana'"
      ).output.dropLast()) ?? 0
  }
}
