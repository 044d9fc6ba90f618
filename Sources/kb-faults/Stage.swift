// A folder with a knowledge base in which every table has rows, and with files for every act.
import Foundation

struct Settings: Sendable {
  let kb, layer, folder: String
  /// A kb of an earlier schema, to be tried beside this one.
  let older: String?
  let seed: UInt64
  let isShort: Bool
  /// How many faults of a kind, where the caller said so.
  let runs: Int?
  let jobs: Int
  /// When no further fault is begun; nil for never.
  let end: Date?
  var isOver: Bool { end.map { $0 <= Date() } ?? false }
}

/// Made once, copied for each fault.
struct Stage: Sendable {
  let settings: Settings
  let folder: String

  init(_ settings: Settings) throws {
    self.settings = settings
    folder = settings.folder + "/stage"
    try FileManager.default.createDirectory(atPath: folder + "/docs", withIntermediateDirectories: true)
    write("world.yaml", StageTexts.world)
    write("talks.txt", StageTexts.talks)
    write("more.yaml", StageTexts.dossier("more", quotes: 60))
    write("rows.csv", StageTexts.table(rows: 120))
    for number in 1...6 { write("docs/pier-\(number).txt", StageTexts.document(number)) }
    try make()
  }

  private func write(_ name: String, _ text: String) {
    _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8))
  }

  private func make() throws {
    func must(_ words: String..., on database: String = "kb.sqlite") throws {
      let done = run(words + ["--database", database], in: folder)
      guard done.status == 0 else {
        throw StageFailure(words: words, ending: done.ending, errors: done.errors)
      }
    }
    try must("init", "--empty")
    try must("import", "world.yaml")
    try must("ingest", "talks.txt")
    try must("accept", "talks", "--min-confidence", "0.95")
    try must("edit", "harbour-board", "--description", "It ran the harbour until 2024.")
    try must("edit", "quay-union", "--description", "Taken back at once.")
    let changeset = run(["log", "--csv", "--database", "kb.sqlite"], in: folder).output
      .split(whereSeparator: \.isNewline).dropFirst().first?.split(separator: ",").first {
        $0.hasPrefix("c-")
      }
    try must("undo", String(changeset ?? "c-none"))
    try must("merge", "moen", "moen-o")
    try must("duplicates", "actors", "--not-same", "port-council", "quay-union")
    try must("link", "the-quay-again", "--variant-of", "the-quay")
    // Another program, and a colleague with a copy who says something else about the same record.
    let other = Child.run(
      "/usr/bin/env", ["sqlite3", "kb.sqlite", "UPDATE claim SET language = 'nb' WHERE key = 'fees-rise'"],
      in: folder)
    guard other.status == 0 else {
      throw StageFailure(words: ["sqlite3"], ending: other.ending, errors: other.errors)
    }
    // (What another program wrote is its own for a second.)
    sleep(2)
    try must("backup", "other.sqlite")
    try must("edit", "dahl", "--description", "Ours.")
    try must("edit", "dahl", "--description", "Theirs.", on: "other.sqlite")
    try must("edit", "moen", "--description", "Of the union.", on: "other.sqlite")
    try must("add", "topic", "--label", "Ships", "--key", "ships", on: "other.sqlite")
    _ = run(["import", "other.sqlite", "--database", "kb.sqlite"], in: folder)
    try must("edit", "moen", "--description", "Of the quay union.", on: "other.sqlite")
    try must("add", "topic", "--label", "Cranes", "--key", "cranes", on: "other.sqlite")
    try must("backup", "earlier.sqlite")
    try must("edit", "report-2", "--title", "What the union wanted")
    try must("check")
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Tests/StorageTests/Fixtures").path
    for version in 1...4 {
      let name = "v\(version).sqlite"
      // (A file that was a backup rests in another journal mode, in which any reader holds off the writer.)
      let unpack = "gzip -dc '\(tests)/\(name).gz' > \(name) && sqlite3 \(name) 'PRAGMA journal_mode = WAL'"
      _ = Child.run("/bin/sh", ["-c", unpack], in: folder)
    }
  }

  /// Runs kb, or another program in its place.
  func run(
    _ words: [String], in folder: String, environment: [String: String] = [:], killedAfter: Double? = nil,
    limit: Double = 120, program: String? = nil
  ) -> Child {
    Child.run(
      program ?? settings.kb, words, in: folder, environment: environment, killedAfter: killedAfter,
      limit: limit)
  }

  /// The environment in which the layer that fails on purpose stands below kb.
  func faulty(_ act: String, at number: Int, in folder: String, seed: UInt64 = 1) -> [String: String] {
    [
      "LD_PRELOAD": settings.layer, "FAULTY_FOLDER": folder, "FAULTY_ACT": act, "FAULTY_AT": "\(number)",
      "FAULTY_SEED": "\(seed)", "FAULTY_STASH": folder + ".stash", "FAULTY_REPORT": folder + ".report",
    ]
  }

  /// Runs `body` in a copy of the stage that is gone afterwards.
  func copied<T>(_ name: String, _ body: (String) throws -> T) rethrows -> T {
    let copy = settings.folder + "/" + name
    func remove() {
      for ending in ["", ".stash", ".report"] { try? FileManager.default.removeItem(atPath: copy + ending) }
    }
    remove()
    try? FileManager.default.createDirectory(atPath: copy + ".stash", withIntermediateDirectories: true)
    try? FileManager.default.copyItem(atPath: folder, toPath: copy)
    defer { remove() }
    return try body(copy)
  }

  /// Runs cases on as many threads as there are jobs.
  ///
  /// (Plain threads: what a queue's thread starts has all signals blocked.)
  func each(_ count: Int, jobs: Int? = nil, _ body: @Sendable @escaping (Int) -> Void) {
    let cases = Cases(count)
    let done = DispatchGroup()
    for _ in 0..<(jobs ?? settings.jobs) {
      done.enter()
      Thread.detachNewThread {
        while !settings.isOver, let number = cases.next() { body(number) }
        done.leave()
      }
    }
    done.wait()
  }
}

/// Numbers that several threads take from.
private final class Cases: @unchecked Sendable {
  // Both under the lock.
  private let lock = NSLock()
  private var rest: Range<Int>

  init(_ count: Int) { rest = 0..<count }

  func next() -> Int? {
    lock.lock()
    defer { lock.unlock() }
    return rest.popFirst()
  }
}

struct StageFailure: Error, CustomStringConvertible {
  let words: [String]
  let ending, errors: String
  var description: String {
    "the stage cannot be made: \(words.joined(separator: " ")): \(ending): \(errors)"
  }
}
