// The README is true: every command is in it, and every example gives what it shows.
import Foundation
import Scratch
import Testing

@testable import kb

@Suite struct ReadmeTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let text = (try? String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  /// The lines of the fenced blocks in one language.
  static func fenced(_ language: String) -> [[String]] {
    var blocks: [[String]] = []
    var current: [String]?
    for line in text.components(separatedBy: "\n") {
      if let block = current {
        if line == "```" {
          blocks.append(block)
          current = nil
        } else {
          current = block + [line]
        }
      } else if line == "```" + language {
        current = []
      }
    }
    return blocks
  }

  @Test func everyCommandIsThere() {
    for command in Arguments.commands.compactMap({ $0.configuration.commandName }) {
      #expect(Self.text.contains("| `kb \(command)"), "kb \(command) is not in the README")
    }
  }

  @Test func everyExampleGivesWhatItShows() {
    let scratch = Scratch()
    scratch.write(Self.fenced("yaml")[0].joined(separator: "\n") + "\n", to: "rouhani.yaml")
    scratch.write(Self.fenced("text")[0].joined(separator: "\n") + "\n", to: "talks.txt")
    scratch.write(Self.fenced("csv")[0].joined(separator: "\n") + "\n", to: "said.csv")
    scratch.write(Self.fenced("bibtex")[0].joined(separator: "\n") + "\n", to: "refs.bib")
    scratch.write(Self.fenced("json")[0].joined(separator: "\n") + "\n", to: "people.ftm.json")
    let binaries = URL(fileURLWithPath: Scratch.kbBinary).deletingLastPathComponent().path
    var count = 0
    for block in Self.fenced("console") {
      var lines = block[...]
      while let line = lines.popFirst() {
        guard line.hasPrefix("$ ") else { continue }
        var expected: [String] = []
        while let next = lines.first, !next.hasPrefix("$ ") {
          expected.append(next)
          lines.removeFirst()
        }
        let result = Program.run(
          "/bin/sh", ["-c", String(line.dropFirst(2))], in: scratch.folder,
          environment: [
            "HOME": scratch.folder, "PATH": "\(binaries):/usr/local/bin:/usr/bin:/bin", "USER": "ada",
          ])
        #expect(result.status == 0, "\(line): \(result.errors)")
        #expect(
          result.output.replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
            == expected.joined(separator: "\n"), "\(line)")
        count += 1
      }
    }
    #expect(count > 15)
  }

  @Test func theSwiftCompiles() throws {
    let source = try String(
      contentsOf: Self.root.appendingPathComponent("Tests/KnowledgeBaseTests/ReadmeExample.swift"),
      encoding: .utf8)
    #expect(source.contains(Self.fenced("swift")[0].joined(separator: "\n")))
  }

  @Test func thePythonRuns() {
    let scratch = Scratch()
    guard Program.run("/bin/sh", ["-c", "command -v python3"]).status == 0 else { return }
    _ = scratch.kb("stats")
    let result = Program.run(
      "/usr/bin/env", ["python3", "-c", Self.fenced("python")[0].joined(separator: "\n")],
      environment: ["HOME": scratch.folder, "PATH": "/usr/bin:/bin:/usr/local/bin"])
    #expect(result.output.contains("Ali Khamenei opposes"), "\(result.errors)")
  }

  @Test func theHouseIsAsTheMapSays() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path)
    for folder in folders {
      #expect(Self.text.contains("`Sources/\(folder)/`"), "Sources/\(folder) is not on the map")
    }
    let top = try FileManager.default.contentsOfDirectory(atPath: Self.root.path).filter {
      !$0.hasPrefix(".") && $0 != "Package.resolved"
    }
    #expect(Set(top) == ["Package.swift", "Sources", "Tests", "Schema", "Seeds", "README.md"])
  }
}
