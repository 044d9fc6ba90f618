// Kills and losses of power: at random times, at each operation, in the middle of a write.
import Foundation

struct Killing {
  let stage: Stage
  let tally: Tally
  let references: [Reference]

  /// The ways in which a process ends too early.
  private static let ways = ["at an operation", "in the middle of a write", "at a random time"]

  /// Kills, as often as `count` says, in turn over all acts.
  func crash(_ count: Int) {
    stage.each(count) { number in
      let reference = references[number % references.count]
      var chance = Chance(stage.settings.seed, 1, UInt64(number))
      let way = Self.ways[number / references.count % Self.ways.count]
      stage.copied("crash-\(number)") { folder in
        let at = 1 + chance.below(reference.operations)
        let child: Child
        switch way {
        case "at a random time":
          let delay = reference.seconds * Double(chance.below(1000)) / 1000
          child = stage.run(reference.act.arguments, in: folder, killedAfter: delay)
        case "at an operation":
          child = stage.run(
            reference.act.arguments, in: folder, environment: stage.faulty("kill", at: at, in: folder))
        default:
          child = stage.run(
            reference.act.arguments, in: folder, environment: stage.faulty("tear", at: at, in: folder))
        }
        judge("crash", "\(reference.act.name), \(way)", child, reference, in: folder, "run \(number)")
      }
    }
  }

  /// Loses power, as often as `count` says: before an operation, or once the process has said that it is done.
  func power(_ count: Int) {
    stage.each(count) { number in
      let reference = references[number % references.count]
      var chance = Chance(stage.settings.seed, 2, UInt64(number))
      let isAtEnd = number / references.count % 5 == 4
      stage.copied("power-\(number)") { folder in
        // Somebody who reads keeps the log from being folded in when the process ends.
        let hasReader = isAtEnd && !["init", "restore"].contains(reference.act.name) && chance.below(2) == 0
        let reader =
          hasReader
          ? OtherProgram(folder + "/" + reference.act.database, "BEGIN; SELECT count(*) FROM actor;") : nil
        let child = stage.run(
          reference.act.arguments, in: folder,
          environment: stage.faulty(
            "power", at: isAtEnd ? 0 : 1 + chance.below(reference.operations), in: folder, seed: chance.next()
          ))
        reader?.vanish()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // Unsafe: what these C functions are given, strings and structs, lives until they return.
        for name in names where name.hasSuffix("-shm") { unsafe unlink(folder + "/" + name) }
        let way = !isAtEnd ? "before an operation" : hasReader ? "at the end, beside a reader" : "at the end"
        judge("power", "\(reference.act.name), \(way)", child, reference, in: folder, "run \(number)")
      }
    }
  }

  private func judge(
    _ driver: String, _ name: String, _ child: Child, _ reference: Reference, in folder: String, _ how: String
  ) {
    var problems: [String] = []
    if child.signal != SIGKILL, child.status != 0 {
      problems.append("\(child.ending): \(child.errors.prefix(300))")
    }
    problems += reference.problems(after: child, in: folder, on: stage)
    tally.add(driver, name, problems, how: how, remains: folder)
  }
}
