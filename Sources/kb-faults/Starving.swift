// Too little of something: room, handles, memory, permission, or a turn at the lock.
import Foundation

struct Starving {
  let stage: Stage
  let tally: Tally
  let references: [Reference]

  /// A command of the shell that runs before kb in the same process.
  private func limited(_ limit: String, _ words: [String], in folder: String) -> Child {
    Child.run("/bin/sh", ["-c", "\(limit) && exec \"$@\"", "sh", stage.settings.kb] + words, in: folder)
  }

  func run(_ count: Int) {
    layer(count * 3 / 5)
    limits(count * 2 / 5)
    fullDisk(count / 5)
    readOnly()
    locks()
  }

  /// Each operation fails once, or for want of room it and all that come after it.
  private func layer(_ count: Int) {
    let ways = [
      ("full", "the disk is full from one write on"), ("error", "one operation fails"),
      ("short", "one write takes half"),
    ]
    stage.each(count) { number in
      let reference = references[number % references.count]
      let (act, name) = ways[number / references.count % ways.count]
      var chance = Chance(stage.settings.seed, 3, UInt64(number))
      stage.copied("layer-\(number)") { folder in
        let at = 1 + chance.below(reference.operations)
        let child = stage.run(
          reference.act.arguments, in: folder, environment: stage.faulty(act, at: at, in: folder))
        judge(name, child, reference, in: folder, "run \(number), operation \(at) of \(reference.operations)")
      }
    }
  }

  /// What `ulimit` takes away. Too little to load the program at all is not kb's to tell.
  private func limits(_ count: Int) {
    stage.each(count) { number in
      let reference = references[number % references.count]
      var chance = Chance(stage.settings.seed, 4, UInt64(number))
      let (name, limit) =
        switch number / references.count % 3 {
        case 0: ("a limit on the size of files", "ulimit -f \(8 + chance.below(2000))")
        case 1: ("few handles", "ulimit -n \(4 + chance.below(30))")
        default: ("little memory", "ulimit -v \(60_000 + 10_000 * chance.below(50))")
        }
      stage.copied("limit-\(number)") { folder in
        let child = limited(limit, reference.act.arguments, in: folder)
        // (Where not even the version can be said, it is the system that could not load the program, or its libraries.)
        if child.signal != nil || child.status == 127, limited(limit, ["--version"], in: folder).status != 0 {
          tally.add("starve", "\(name): too little to load the program", [], how: limit)
        } else {
          judge(name, child, reference, in: folder, "run \(number), \(limit)")
        }
      }
    }
  }

  /// A disk of its own with so little room left; only where one can be mounted.
  private func fullDisk(_ count: Int) {
    var isRefused = false
    for number in 0..<count where !isRefused && !stage.settings.isOver {
      let reference = references[number % references.count]
      var chance = Chance(stage.settings.seed, 5, UInt64(number))
      stage.copied("disk-\(number)") { folder in
        guard let disk = Disk(at: folder, kilobytes: 16_000) else {
          isRefused = true
          return
        }
        defer { disk.unmount() }
        let left = 4 * chance.below(300)
        disk.fill(leaving: left)
        let child = stage.run(reference.act.arguments, in: folder)
        disk.empty()
        judge("a full disk (tmpfs)", child, reference, in: folder, "run \(number), \(left) kB left")
      }
    }
    if isRefused { tally.remark("starve: a disk of its own could not be mounted, so no real one was filled") }
  }

  /// The short form tries a third of what the long one does.
  private func isTried(_ number: Int) -> Bool {
    !stage.settings.isOver && (!stage.settings.isShort || number % 3 == Int(stage.settings.seed % 3))
  }

  /// The file, its folder, or the whole disk may only be read; by somebody who is not root.
  private func readOnly() {
    let isRoot = getuid() == 0
    let other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    guard !isRoot || Child.run("/usr/bin/env", other + ["true"], in: "/").status == 0 else {
      return tally.remark(
        "starve: root may write anywhere and nobody else could be, so read-only was not tried")
    }
    let ways = [("a read-only file", "chmod 444 *.sqlite"), ("a read-only folder", "chmod 555 .")]
    stage.each(references.count * ways.count) { number in
      guard isTried(number) else { return }
      let reference = references[number % references.count]
      let (name, command) = ways[number / references.count]
      stage.copied("closed-\(number)") { folder in
        let owner = isRoot ? "chown -R 65534:65534 . && " : ""
        _ = Child.run("/bin/sh", ["-c", owner + command], in: folder)
        let child = Child.run(
          "/usr/bin/env", (isRoot ? other : []) + [stage.settings.kb] + reference.act.arguments, in: folder)
        _ = Child.run("/bin/sh", ["-c", "chmod 755 . && chmod 644 *.sqlite"], in: folder)
        judge(name, child, reference, in: folder, "")
      }
    }
    for (number, reference) in references.enumerated() where isTried(number) {
      stage.copied("closed-disk-\(number)") { folder in
        guard let disk = Disk(at: folder, kilobytes: 16_000) else { return }
        defer { disk.unmount() }
        disk.close()
        let child = stage.run(reference.act.arguments, in: folder)
        disk.open()
        judge("a read-only disk", child, reference, in: folder, "")
      }
    }
  }

  /// Another program holds the lock for longer than kb waits. All acts wait at the same time.
  private func locks() {
    let waiting = references.filter { $0.act.name != "init" }
    stage.each(waiting.count, jobs: waiting.count) { number in
      let reference = waiting[number]
      stage.copied("lock-\(number)") { folder in
        let holder = OtherProgram(folder + "/" + reference.act.database, "BEGIN IMMEDIATE;")
        let child = stage.run(reference.act.arguments, in: folder)
        holder.vanish()
        var problems: [String] = []
        // (Where there is nothing to write, nothing waits.)
        if child.status == 0, !reference.act.isReading, reference.before != reference.after {
          problems.append("done although another program held the lock")
        }
        if child.status != 0, reference.act.isReading { problems.append("a reader waited for a writer") }
        if child.seconds > 75 { problems.append("it waited for \(Int(child.seconds)) seconds") }
        judge("a lock that is held", child, reference, in: folder, "", problems)
      }
    }
  }

  private func judge(
    _ name: String, _ child: Child, _ reference: Reference, in folder: String, _ how: String,
    _ found: [String] = []
  ) {
    var problems = found
    if !child.isOrderly { problems.append("\(child.ending): \(child.errors.prefix(300))") }
    if child.status == 1, !reference.act.isStepwise, reference.act.state(of: folder) == reference.after,
      reference.after != reference.before
    {
      problems.append("it says that it failed, and did it: \(child.errors.prefix(300))")
    }
    problems += reference.problems(after: child, in: folder, on: stage)
    tally.add("starve", "\(name): \(reference.act.name)", problems, how: how, remains: folder)
  }
}
