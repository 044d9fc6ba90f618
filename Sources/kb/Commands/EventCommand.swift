// kb event: what happened or was planned.
import ArgumentParser
import KnowledgeBase
import Storage

struct EventCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "event", abstract: "Events: what happened or was planned.",
    discussion: "Oldest first, then by key; events without a date come last.")
  static let examples = ["kb event --with Iran", "kb event --since 2018 --until 2018"]

  @Argument(help: "Words of its title or description, in any order.")
  var words: [String] = []
  @Option(
    help: ArgumentHelp(
      "Who took part; given again, all of them did. A state and its government count as one.",
      valueName: "actor"))
  var with: [String] = []
  @Option(help: ArgumentHelp("Going on then or later (EDTF).", valueName: "date"))
  var since: String?
  @Option(help: ArgumentHelp("Going on then or earlier.", valueName: "date"))
  var until: String?
  @Option(help: ArgumentHelp("A topic, with all below it.", valueName: "topic"))
  var topic: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "title", "began_on", "ended_on", "place", "participants"]

  static func position(_ event: Event) -> String { event.key }

  func question() -> EventQuery {
    EventQuery(
      joined(words), with: with, since: since, until: until, topic: topic, status: filter(status),
      limit: list.limit(),
      after: list.after)
  }

  func text(_ event: Event, _ lookup: Lookup) -> String { event.printed(joined(words), lookup) }
}

extension Event {
  func printed(_ words: String? = nil, _ lookup: Lookup) -> String {
    let date = beganOn.map { $0 + (endedOn.map { " – \($0)" } ?? "") } ?? "no date"
    var lines = [
      "\(date)  \(Style.bold(Style.marked(Style.safe(title), words, lookup)))\(Style.mark(status)) · \(Style.dim(key))"
    ]
    if let description {
      lines.append("  " + Style.marked(Style.wrapped(description, indent: 2), words, lookup))
    }
    let with = Style.line([place.map(Style.safe), participants.map(Style.safe).joined(separator: "; ")])
    if !with.isEmpty { lines.append("  \(with)") }
    return lines.joined(separator: "\n")
  }
}
