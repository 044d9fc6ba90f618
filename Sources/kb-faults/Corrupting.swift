// Damaged files, and files made to trap: each question is answered, or the file is said to be damaged.
import Foundation

struct Corrupting {
  let stage: Stage
  let tally: Tally

  /// Questions, and acts that read another file. Each is given the damaged file in the place of `FILE`.
  private static let lookups: [[String]] = [
    ["quote", "--speaker", "dahl", "--csv"], ["quote", "stays", "--json"], ["claim"], ["actor", "Dahl"],
    ["source", "harbour"], ["event", "--with", "dahl"], ["stance", "--on", "fees-rise"],
    ["mention", "--actor", "dahl"],
    ["show", "dahl"], ["show", "the-quay"], ["show", "report-1"], ["text", "report-1"], ["search", "quay"],
    ["timeline"], ["argument", "fees-rise"], ["stats"], ["schema", "--tables"],
    ["sql", "SELECT * FROM quotes"],
    ["log"], ["diff"], ["duplicates", "actors"], ["duplicates", "quotes"], ["cite", "the-quay"], ["verify"],
    ["check"], ["check", "--fix", "--dry-run"], ["export", "all"], ["export", "dahl"], ["agreement"],
    ["review", "--list"], ["quote", "--as-of", "2100-01-01"], ["compact", "--dry-run"],
    ["add", "topic", "--label", "X", "--key", "x", "--dry-run"], ["undo", "c-none", "--dry-run"],
  ]

  /// Acts that write: the file may change, but nothing beside it.
  private static let acts: [[String]] = [
    ["add", "topic", "--label", "X", "--key", "x"], ["check", "--fix"], ["compact"],
    ["ingest", "talks.txt", "docs"],
    ["merge", "harbour-board", "port-council"], ["import", "more.yaml"], ["backup", "copy.sqlite"],
    ["export", "all", "-o", "out"],
  ]

  /// - Parameters:
  ///   - count: how many damaged files.
  ///   - questions: how many questions each is asked; all of them for a trap.
  func run(_ count: Int, questions: Int) {
    let sound = Content.bytes(stage.folder + "/kb.sqlite")
    stage.each(Trap.all.count) { number in
      let trap = Trap.all[number]
      stage.copied("trap-\(number)") { folder in
        _ = FileManager.default.createFile(
          atPath: folder + ".sql",
          contents: Data(
            (".dbconfig defensive off\n.dbconfig trusted_schema off\n" + trap.script + "\n").utf8))
        let made = Child.run("/bin/sh", ["-c", "sqlite3 kb.sqlite < '\(folder).sql'"], in: folder)
        // Unsafe: what these C functions are given, strings and structs, lives until they return.
        unsafe unlink(folder + ".sql")
        if !made.errors.isEmpty {
          tally.remark("corrupt: \(trap.name): sqlite3 says \(made.errors.prefix(200))")
        }
        let part = stage.settings.isShort ? 6 : 1
        func some(_ all: [[String]]) -> [[String]] {
          all.indices.filter { ($0 + number) % part == 0 }.map { all[$0] }
        }
        ask(some(Self.lookups), "trap: \(trap.name)", "", in: folder)
        takeIn("trap: \(trap.name)", "", in: folder)
        for words in some(Self.acts) { act(words, "trap: \(trap.name)", "", in: folder) }
      }
    }
    stage.each(count) { number in
      let damage = Damage.allCases[number % Damage.allCases.count]
      var chance = Chance(stage.settings.seed, 6, UInt64(number))
      stage.copied("damaged-\(number)") { folder in
        var bytes = sound
        damage.apply(to: &bytes, &chance)
        write(bytes, folder + "/kb.sqlite")
        if damage == .log { write(Self.log(sound, &chance), folder + "/kb.sqlite-wal") }
        let some = (0..<questions).map { _ in chance.one(of: Self.lookups) }
        ask(some, damage.rawValue, "file \(number)", in: folder)
        act(chance.one(of: Self.acts), damage.rawValue, "file \(number)", in: folder)
        if number % 10 == 0 { takeIn(damage.rawValue, "file \(number)", in: folder) }
      }
    }
  }

  private func write(_ bytes: [UInt8], _ path: String) {
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
  }

  /// Something that begins as a log does, and is none of this file.
  private static func log(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    let header: [UInt8] = [0x37, 0x7F, 0x06, 0x82, 0, 0x2D, 0xE2, 0x18, 0, 0, 0x10, 0]
    return header + (0..<20).map { _ in UInt8(chance.below(256)) }
      + bytes.dropFirst(chance.below(4096)).prefix(40_000)
  }

  private func names(in folder: String) -> Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
  }

  private func ask(_ questions: [[String]], _ name: String, _ how: String, in folder: String) {
    let (bytes, files) = (Content.bytes(folder + "/kb.sqlite"), names(in: folder))
    for words in questions {
      let child = stage.run(words + ["--database", "kb.sqlite"], in: folder, limit: 60)
      var problems = orderly(child, words)
      if Content.bytes(folder + "/kb.sqlite") != bytes { problems.append("a question changed the file") }
      let new = names(in: folder).subtracting(files).filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
      if !new.isEmpty { problems.append("a question made \(new.sorted())") }
      tally.add("corrupt", name, problems, how: "\(how): \(words.joined(separator: " "))", remains: folder)
    }
  }

  private func act(_ words: [String], _ name: String, _ how: String, in folder: String) {
    let files = names(in: folder).union(["copy.sqlite", "out", "kb.sqlite-wal", "kb.sqlite-shm"])
    let child = stage.run(words + ["--database", "kb.sqlite"], in: folder, limit: 60)
    var problems = orderly(child, words)
    // (A file whose schema's number was damaged is brought up to date, with a copy of it kept.)
    let new = names(in: folder).subtracting(files).filter {
      !$0.hasSuffix(".sqlite") || !$0.contains("-schema")
    }
    if !new.isEmpty { problems.append("it made \(new.sorted())") }
    tally.add(
      "corrupt", "\(name), written to", problems, how: "\(how): \(words.joined(separator: " "))",
      remains: folder)
  }

  /// The damaged file taken into a sound one, and put in its place.
  private func takeIn(_ name: String, _ how: String, in folder: String) {
    for words in [["import", "kb.sqlite"], ["backup", "--restore", "kb.sqlite"]] {
      let child = stage.run(words + ["--database", "other.sqlite"], in: folder, limit: 60)
      var problems = orderly(child, words)
      if words[0] == "import" {
        let check = stage.run(["check", "--database", "other.sqlite"], in: folder)
        if check.status != 0 {
          problems.append(
            "the sound file is not sound any more: \((check.output + check.errors).prefix(300))")
        }
      }
      tally.add(
        "corrupt", "\(name), taken in", problems, how: "\(how): \(words.joined(separator: " "))",
        remains: folder)
    }
  }

  private func orderly(_ child: Child, _ words: [String]) -> [String] {
    // What kb check finds, it says on standard output, and ends with 1; so do conflicts of an import.
    let tells =
      ["check", "verify", "import"].contains(words[0]) && child.status == 1 && child.complaints.count <= 1
      || words[0] == "ingest" && child.status == 1 && !child.complaints.isEmpty
    // (Standard output is verbatim where it is no terminal.)
    let isClean = !child.errors.utf8.contains(0x1B)
    return (child.isOrderly || tells ? [] : ["\(child.ending): \(child.errors.prefix(300))"])
      + (isClean ? [] : ["a terminal's escape came out raw"])
  }
}
