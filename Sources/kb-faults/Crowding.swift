// Many processes on one file: those who read never wait, those who write wait their turn, and nothing is lost.
import Foundation

struct Crowding {
  let stage: Stage
  let tally: Tally

  func run(rounds: Int, seconds: Double) {
    together(seconds)
    growingLog(seconds)
    if stage.settings.older == nil { tally.remark("crowd: no older kb was tried beside this one (--older)") }
    for round in 0..<rounds where !stage.settings.isOver {
      for version in 1...4 { migrating(version, round) }
      killedMigration(round)
      if let older = stage.settings.older { twoVersions(older, round) }
      newerSchema(round)
    }
  }

  /// Runs each body on a thread of its own.
  func atOnce(_ bodies: [@Sendable () -> Void]) {
    stage.each(bodies.count, jobs: bodies.count) { bodies[$0]() }
  }

  func count(_ sql: String, _ folder: String, _ file: String = "kb.sqlite") -> String {
    Child.run("/usr/bin/env", ["sqlite3", "-cmd", ".timeout 60000", file, sql], in: folder).output
      .replacing("\n", with: " ")
  }

  /// - Parameter mayBeRefused: it may say that a newer kb has brought the file up to its own schema.
  func add(
    _ name: String, _ child: Child, _ problems: [String] = [], how: String = "", in folder: String,
    mayBeRefused: Bool = false
  ) {
    let isRefused = mayBeRefused && child.isOrderly && child.errors.contains("newer kb")
    let own = child.status == 0 || isRefused ? [] : ["\(child.ending): \(child.errors.prefix(300))"]
    tally.add("crowd", name, own + problems, how: how, remains: folder)
  }

  /// Four who write, four who read, one who makes backups.
  private func together(_ seconds: Double) {
    stage.copied("together") { folder in
      let (end, figures) = (Date() + seconds, Figures())
      func writer(_ number: Int) -> @Sendable () -> Void {
        return {
          var round = 0
          repeat {
            let name = "w\(number)-\(round)"
            let text = StageTexts.dossier(name, quotes: 5)
            _ = FileManager.default.createFile(atPath: "\(folder)/w\(number).yaml", contents: Data(text.utf8))
            let child = stage.run(["import", "w\(number).yaml", "--database", "kb.sqlite"], in: folder)
            add("writers beside writers and readers", child, how: name, in: folder)
            figures.add("written", 1)
            round += 1
          } while Date() < end
        }
      }
      @Sendable func reader() {
        repeat {
          let child = stage.run(["quote", "--limit", "0", "--csv", "--database", "kb.sqlite"], in: folder)
          add(
            "readers beside writers", child, child.seconds > 10 ? ["it took \(child.seconds) seconds"] : [],
            in: folder)
          figures.longest("reading", child.seconds)
        } while Date() < end
      }
      @Sendable func copier() {
        var round = 0
        repeat {
          let name = "copy-\(round).sqlite"
          let child = stage.run(["backup", name, "--database", "kb.sqlite"], in: folder)
          let part = count("SELECT count(*) % 5 FROM quote WHERE key GLOB 'q-w*'", folder, name)
          add(
            "backups beside writers", child, part == "0 " ? [] : ["half a dossier is in it: \(part)"],
            how: name, in: folder)
          // Unsafe: what these C functions are given, strings and structs, lives until they return.
          unsafe unlink(folder + "/" + name)
          round += 1
        } while Date() < end
      }
      atOnce((1...4).map(writer) + [reader, reader, reader, reader, copier])
      let there = count("SELECT count(*) FROM quote WHERE key GLOB 'q-w*'", folder)
      let check = stage.run(["check", "--database", "kb.sqlite"], in: folder)
      let wanted = "\(Int(figures["written"]) * 5) "
      add(
        "all of them, in the end", check, there == wanted ? [] : ["\(there)quotes, not \(wanted)"],
        in: folder)
      tally.remark(
        "crowd: 4 writers, 4 readers and a backup for \(Int(seconds)) s: \(Int(figures["written"])) imports; the slowest reader took \(rounded(figures["reading"])) s"
      )
    }
  }

  /// There is always somebody who reads, so the log can never be begun anew; it is folded in when they are gone.
  private func growingLog(_ seconds: Double) {
    stage.copied("log") { folder in
      let (end, figures) = (Date() + seconds, Figures())
      @Sendable func holder() {
        let program = OtherProgram(folder + "/kb.sqlite", "SELECT 1;")
        while Date() < end {
          program.say("BEGIN; SELECT count(*) FROM quote;\n")
          usleep(400_000)
          program.say("COMMIT;\n")
        }
        program.vanish()
      }
      @Sendable func writer() {
        var round = 0
        repeat {
          let child = stage.run(
            ["edit", "dahl", "--description", "Edited for the \(round)th time.", "--database", "kb.sqlite"],
            in: folder)
          add("a writer beside constant readers", child, in: folder)
          figures.longest("log", Double(Content.bytes(folder + "/kb.sqlite-wal").count))
          figures.add("edits", 1)
          round += 1
        } while Date() < end
      }
      atOnce([
        holder,
        {
          usleep(200_000)
          holder()
        }, writer,
      ])
      let child = stage.run(
        ["edit", "dahl", "--description", "The last.", "--database", "kb.sqlite"], in: folder)
      let left = Content.bytes(folder + "/kb.sqlite-wal").count
      add(
        "the log, once the readers are gone", child, left == 0 ? [] : ["\(left) bytes are left in it"],
        in: folder)
      tally.remark(
        "crowd: \(Int(figures["edits"])) edits beside constant readers: the log grew to \(Int(figures["log"]) / 1000) kB, and was empty in the end"
      )
    }
  }

  /// Four want to write to a file of an older kb at the same moment, while four read.
  private func migrating(_ version: Int, _ round: Int) {
    stage.copied("migrating") { folder in
      let file = "v\(version).sqlite"
      let question = ["quote", "--csv", "--limit", "0", "--database", file]
      let expected = stage.run(question, in: folder).output
      @Sendable func reader() {
        for _ in 1...3 {
          let child = stage.run(question, in: folder)
          add(
            "readers beside a migration from \(version)", child,
            child.output == expected ? [] : ["another answer"],
            how: "round \(round)", in: folder)
        }
      }
      func writer(_ number: Int) -> @Sendable () -> Void {
        return {
          let child = stage.run(
            ["add", "topic", "--label", "T\(number)", "--key", "t-\(number)", "--database", file], in: folder)
          add("writers who meet at a migration from \(version)", child, how: "round \(round)", in: folder)
        }
      }
      atOnce((1...4).map(writer) + [reader, reader, reader, reader])
      let check = stage.run(["check", "--database", file], in: folder)
      let topics = count("SELECT count(*) FROM topic WHERE key GLOB 't-*'; PRAGMA user_version", folder, file)
      let newest = count("PRAGMA user_version", folder, "kb.sqlite")
      add(
        "a file after its migration from \(version)", check,
        topics == "4 \(newest)" ? [] : ["topics, schema: \(topics)"],
        how: "round \(round)", in: folder)
    }
  }

  /// A migration is killed while others read, and comes about with the next write.
  private func killedMigration(_ round: Int) {
    stage.copied("killed") { folder in
      let question = ["quote", "--csv", "--limit", "0", "--database", "v2.sqlite"]
      let act = ["add", "topic", "--label", "X", "--key", "x", "--database", "v2.sqlite"]
      let expected = stage.run(question, in: folder).output
      var chance = Chance(stage.settings.seed, 7, UInt64(round))
      let at = 1 + chance.below(300)
      @Sendable func reader() {
        for _ in 1...3 {
          let child = stage.run(question, in: folder)
          add(
            "readers beside a migration that is killed", child,
            child.output == expected ? [] : ["another answer"],
            how: "round \(round)", in: folder)
        }
      }
      atOnce([
        reader, reader,
        { _ = stage.run(act, in: folder, environment: stage.faulty("kill", at: at, in: folder)) },
      ])
      let again = stage.run(act, in: folder)
      let check = stage.run(["check", "--database", "v2.sqlite"], in: folder)
      let isThere = again.status == 0 || again.errors.contains("x")
      add(
        "a migration that was killed, again", check, isThere ? [] : ["again: \(again.errors)"],
        how: "round \(round)",
        in: folder)
    }
  }

  /// A newer kb brings the file up to its own schema while this one works with it: this one writes no more.
  private func newerSchema(_ round: Int) {
    stage.copied("newer") { folder in
      let figures = Figures()
      func writer(_ number: Int) -> @Sendable () -> Void {
        return {
          for turn in 0..<6 {
            let child = stage.run(
              ["add", "topic", "--label", "T", "--key", "t-\(number)-\(turn)", "--database", "kb.sqlite"],
              in: folder)
            add(
              "writers when a newer kb comes", child, how: "round \(round)", in: folder, mayBeRefused: true)
            if child.status == 0 { figures.add("done", 1) }
          }
        }
      }
      atOnce(
        (1...3).map(writer) + [
          {
            usleep(150_000)
            _ = count("PRAGMA user_version = 99", folder)
            figures.add(
              "before",
              Double(count("SELECT count(*) FROM topic WHERE key GLOB 't-*'", folder).dropLast()) ?? -1)
          }
        ])
      let after = Double(count("SELECT count(*) FROM topic WHERE key GLOB 't-*'", folder).dropLast()) ?? -1
      let question = stage.run(["quote", "--database", "kb.sqlite"], in: folder)
      var problems: [String] = []
      if after != figures["done"] { problems.append("\(after) topics, \(figures["done"]) were reported") }
      if after > figures["before"] { problems.append("an older kb went on writing") }
      if !(question.status == 1 && question.errors.contains("newer kb")) {
        problems.append("a question: \(question.ending)")
      }
      tally.add("crowd", "the file of a newer kb", problems, how: "round \(round)", remains: folder)
    }
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

/// Numbers that several threads add to.
final class Figures: @unchecked Sendable {
  // All under the lock.
  private let lock = NSLock()
  private var numbers: [String: Double] = [:]

  private func change(_ name: String, _ body: (Double) -> Double) {
    lock.lock()
    defer { lock.unlock() }
    numbers[name] = body(numbers[name] ?? 0)
  }

  func add(_ name: String, _ number: Double) { change(name) { $0 + number } }
  func longest(_ name: String, _ number: Double) { change(name) { max($0, number) } }

  subscript(name: String) -> Double {
    lock.lock()
    defer { lock.unlock() }
    return numbers[name] ?? 0
  }
}
