// The acts that are disturbed: each changes something, and what it does is known from a run that nobody disturbs.
import Foundation

struct Act: Sendable {
  let name: String
  let words: [String]
  var database = "kb.sqlite"
  /// Other files that it makes.
  var makes: [String] = []
  /// It writes in several transactions: between them is a state too.
  var isStepwise = false
  /// Files that a run adds under names that nobody can foretell begin so.
  var adds = "\u{0}"
  /// It writes nothing to the database itself.
  var isReading = false

  var arguments: [String] { words + ["--database", database] }

  static let all: [Act] = [
    Act(name: "add", words: ["add", "quote", "--speaker", "dahl", "--text", "Added.", "--key", "added"]),
    Act(name: "edit", words: ["edit", "dahl", "--description", "Edited."]),
    Act(name: "retract", words: ["retract", "the-quay-again", "--why", "not her words"]),
    Act(name: "tag", words: ["tag", "the-quay", "fees-rise", "--topic", "fees"]),
    Act(name: "merge", words: ["merge", "harbour-board", "port-council"]),
    Act(name: "unmerge", words: ["unmerge", "moen-o", "--rest", "keep"]),
    Act(name: "review: accept", words: ["accept", "talks"]),
    Act(name: "review: reject", words: ["reject", "talks", "--why", "nobody said so"]),
    Act(name: "ingest", words: ["ingest", "docs"], isStepwise: true),
    Act(name: "ingest --again", words: ["ingest", "--again"], isStepwise: true),
    Act(name: "attach", words: ["attach", "report-2", "docs/pier-1.txt"]),
    Act(name: "import a dossier", words: ["import", "more.yaml"]),
    Act(name: "import a table", words: ["import", "rows.csv", "--as", "quotes"]),
    Act(name: "import another file", words: ["import", "other.sqlite", "--prefer", "theirs"]),
    Act(name: "init", words: ["init"], database: "new.sqlite"),
    Act(name: "backup", words: ["backup", "copy.sqlite"], makes: ["copy.sqlite"], isReading: true),
    Act(
      name: "restore", words: ["backup", "--restore", "earlier.sqlite"], adds: "kb-before-restore-"),
    Act(name: "compact", words: ["compact"]),
    Act(name: "export", words: ["export", "all", "-o", "out"], makes: ["out"], isReading: true),
    Act(
      name: "migrate from 1", words: ["add", "topic", "--label", "X", "--key", "x"], database: "v1.sqlite",
      isStepwise: true, adds: "v1-"),
    Act(
      name: "migrate from 2", words: ["add", "topic", "--label", "X", "--key", "x"], database: "v2.sqlite",
      isStepwise: true, adds: "v2-"),
    Act(
      name: "migrate from 3", words: ["migrate"], database: "v3.sqlite", adds: "v3-"),
    Act(
      name: "migrate from 4", words: ["migrate"], database: "v4.sqlite", adds: "v4-"),
  ]

  /// Questions, which change nothing.
  static let lookups: [Act] = [
    ["quote", "--speaker", "dahl"], ["search", "quay"], ["show", "dahl"], ["check"],
    ["sql", "SELECT count(*) FROM quotes"],
  ].map { Act(name: $0[0], words: $0, isReading: true) }

  /// Whether the act has said that it is done.
  func isReported(by child: Child) -> Bool { child.status == 0 || child.errors.contains("(changeset ") }

  func state(of folder: String) -> String {
    Content.state(of: folder, [database] + makes, isStepwise: isStepwise)
  }
}

/// What an act does when nobody disturbs it.
struct Reference: Sendable {
  let act: Act
  let before, after: String
  let names: Set<String>
  /// How many operations change files, or make sure of them.
  let operations: Int
  let seconds: Double

  init(_ act: Act, on stage: Stage) throws {
    self.act = act
    let slug = act.name.replacing(" ", with: "-")
    before = act.state(of: stage.folder)
    (after, names, operations, seconds) = try stage.copied("reference-\(slug)") { folder in
      let child = stage.run(
        act.arguments, in: folder, environment: stage.faulty("count", at: 0, in: folder))
      let count = try? String(contentsOfFile: folder + ".report", encoding: .utf8)
      guard child.status == 0, let count, let operations = Int(count.dropLast()) else {
        throw StageFailure(words: act.arguments, ending: child.ending, errors: child.errors)
      }
      return (act.state(of: folder), Self.names(in: folder, act), operations, child.seconds)
    }
  }

  static func names(in folder: String, _ act: Act) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Set(names.filter { !$0.hasPrefix(act.adds) && !$0.hasSuffix("-shm") })
  }

  /// What is not as it should be after a fault, then after the same act once more without one.
  ///
  /// - Parameter mayRefuse: the act may say that it is done already.
  func problems(after child: Child, in folder: String, on stage: Stage) -> [String] {
    var problems = soundness(in: folder, on: stage)
    let state = act.state(of: folder)
    if act.isReported(by: child), state != after { problems.append("what was reported is not there") }
    if !act.isStepwise, state != before, state != after { problems.append("something half-done is there") }
    let again = stage.run(act.arguments, in: folder)
    if again.status != 0, !(state == after && again.isOrderly) {
      problems.append("the same again: \(again.ending), \(again.errors.prefix(300))")
    }
    if act.state(of: folder) != after { problems.append("the same again does not finish it") }
    problems += soundness(in: folder, on: stage).map { "after the same again: \($0)" }
    let left = Self.names(in: folder, act).subtracting(names)
    if !left.isEmpty { problems.append("left behind: \(left.sorted().joined(separator: ", "))") }
    return problems
  }

  private func soundness(in folder: String, on stage: Stage) -> [String] {
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    guard unsafe access(folder + "/" + act.database, F_OK) == 0 else {
      return before.hasPrefix(act.database + ": not there") ? [] : ["the file is gone"]
    }
    let check = stage.run(["check", "--database", act.database], in: folder)
    return check.status == 0
      ? [] : ["kb check: \(check.ending), \((check.output + check.errors).prefix(300))"]
  }
}
