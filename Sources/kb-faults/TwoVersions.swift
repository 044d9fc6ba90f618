// An older kb and this one on one file: both do their work until this one brings it up to date, and nothing is lost.
import Foundation

extension Crowding {
  /// - Parameter older: a kb whose schema is older.
  func twoVersions(_ older: String, _ round: Int) {
    stage.copied("two-versions") { folder in
      let (file, how) = ("two.sqlite", "round \(round)")
      let made = stage.run(["init", "--empty", "--database", file], in: folder, program: older)
      let figures = Figures()
      @Sendable func topic(_ name: String, _ turn: Int, by program: String?) -> Child {
        stage.run(
          ["add", "topic", "--label", "T", "--key", "t-\(name)-\(turn)", "--database", file], in: folder,
          program: program)
      }
      func olderWriter(_ number: Int) -> @Sendable () -> Void {
        return {
          for turn in 0..<8 {
            let child = topic("old\(number)", turn, by: older)
            add("an older kb that writes", child, how: how, in: folder, mayBeRefused: true)
            if child.status == 0 { figures.add("done", 1) }
          }
        }
      }
      func reader(_ program: String?) -> @Sendable () -> Void {
        return {
          for _ in 0..<6 {
            let child = stage.run(["stats", "--csv", "--database", file], in: folder, program: program)
            add(
              program == nil ? "this kb that reads" : "an older kb that reads", child, how: how, in: folder,
              mayBeRefused: program != nil)
          }
        }
      }
      @Sendable func newerWriter() {
        usleep(150_000)
        for turn in 0..<4 {
          let child = topic("new", turn, by: nil)
          add("this kb that writes", child, how: how, in: folder)
          if child.status == 0 { figures.add("done", 1) }
        }
      }
      atOnce([olderWriter(1), olderWriter(2), reader(older), reader(nil), newerWriter])
      var problems = made.status == 0 ? [] : ["init: \(made.errors)"]
      let there = count("SELECT count(*) FROM topic WHERE key GLOB 't-*'", folder, file)
      if there != "\(Int(figures["done"])) " {
        problems.append("\(there)topics, \(figures["done"]) were reported")
      }
      let check = stage.run(["check", "--database", file], in: folder)
      if check.status != 0 { problems.append("kb check: \(check.ending)") }
      for words in [["stats"], ["add", "topic", "--label", "Z", "--key", "z"]] {
        let late = stage.run(words + ["--database", file], in: folder, program: older)
        if !(late.status == 1 && late.errors.contains("newer kb")) {
          problems.append("an older kb afterwards: \(words[0]), \(late.ending)")
        }
      }
      // What the older one left is kept, and it reads that still.
      let copies = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter {
        $0.hasPrefix("two-") && $0.hasSuffix(".sqlite")
      }
      let copy = copies?.first ?? "none"
      if copies?.count != 1 { problems.append("copies: \(copies ?? [])") }
      if stage.run(["stats", "--database", copy], in: folder, program: older).status != 0 {
        problems.append("the older kb cannot read the copy")
      }
      tally.add("crowd", "two versions on one file, in the end", problems, how: how, remains: folder)
    }
  }
}
