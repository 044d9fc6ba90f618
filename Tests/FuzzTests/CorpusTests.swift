// What fuzzing begins from and what it found, given to every parser again.
import Foundation
import Scratch
import Testing

@Suite struct CorpusTests {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Corpus")
  private static let program = URL(fileURLWithPath: Scratch.kbBinary).deletingLastPathComponent()
    .appendingPathComponent("kb-fuzz").path

  static let parsers =
    ((try? FileManager.default.contentsOfDirectory(atPath: corpus.path)) ?? []).sorted()

  @Test(arguments: parsers) func isRead(by parser: String) throws {
    let folder = Self.corpus.appendingPathComponent(parser)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let result = Program.run(Self.program, [parser] + files.map { folder.appendingPathComponent($0).path })
    #expect(result.status == 0 && result.output == "\(parser): \(files.count) files\n", "\(result.errors)")
  }

  /// What fuzzing found and kept, with `.ci/fuzz keep`: the inputs that reach more of a parser than others.
  @Test(arguments: parsers) func whatWasFoundIsRead(by parser: String) throws {
    let archive = Self.corpus.appendingPathComponent(parser).appendingPathComponent("found.tar.gz").path
    let scratch = Scratch()
    let unpacked = Program.run("/usr/bin/env", ["tar", "-xzf", archive, "-C", scratch.folder])
    try #require(unpacked.status == 0, "\(unpacked.errors)")
    let files = scratch.files
    let result = Program.run(Self.program, [parser] + files.map(scratch.path))
    #expect(result.status == 0 && result.output == "\(parser): \(files.count) files\n", "\(result.errors)")
  }

  /// Every file, for every parser: what one writes is another's hostile input.
  @Test(arguments: parsers) func isReadByAnyOther(_ parser: String) throws {
    let files = try Self.parsers.flatMap { name in
      let folder = Self.corpus.appendingPathComponent(name)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
        folder.appendingPathComponent($0).path
      }
    }
    let result = Program.run(Self.program, [parser] + files, environment: ["SWIFT_BACKTRACE": "enable=no"])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func everyParserHasACorpus() {
    let usage = Program.run(Self.program, [])
    #expect(usage.status == 64)
    let names = usage.errors.dropLast().split(separator: " one of ").last?.split(separator: ", ").map(
      String.init)
    #expect(names?.sorted() == Self.parsers)
  }
}
