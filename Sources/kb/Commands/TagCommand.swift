// kb tag: topics on records, and off.
import ArgumentParser
import KnowledgeBase

struct TagCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "tag", abstract: "Put topics on quotes, claims, sources and events, or take them off.")
  static let examples = [
    "kb tag khamenei-our-problem --topic sanctions --dry-run",
    "kb tag strategic-deal --topic grand-bargain --remove --dry-run",
  ]

  @Argument(help: ArgumentHelp("Quotes, claims, sources, events.", valueName: "key"))
  var keys: [String]
  @Option(
    name: .customLong("topic"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A topic, by key or label; can be said several times.", valueName: "topic"))
  var topics: [String]
  @Flag(help: "Take the topics off.")
  var remove = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    if topics.isEmpty { throw ValidationError("Say which topic with --topic.") }
  }

  mutating func run() throws {
    let kb = try file.open(for: change.access)
    var count = 0
    let edit = try change.edit(kb, by: change.who.authorship((["kb tag"] + keys).joined(separator: " "))) {
      act in
      for key in keys {
        for topic in topics where try remove ? act.untag(key, topic) : act.tag(key, topic) { count += 1 }
      }
    }
    let done = remove ? "took off \(counted(count, "topic"))" : "put on \(counted(count, "topic"))"
    Shell.note((count == 0 ? "nothing changed" : done) + edit.ending(isTrial: change.dryRun))
  }
}
