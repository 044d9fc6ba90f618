// kb timeline: quotes, events and stances in one order of time.
import ArgumentParser
import Foundation
import Interchange
import KnowledgeBase
import Storage

struct TimelineCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline", abstract: "Quotes, events and stances in one order of time.",
    discussion: "Oldest first, by the earliest day that a date can mean; what has no date comes last.")
  static let examples = ["kb timeline --actor Iran", "kb timeline --since 2015 --until 2019 --csv"]

  @Option(
    help: ArgumentHelp(
      "Who spoke, took part or stands there; a state and its government count as one.", valueName: "actor"))
  var actor: String?
  @Option(help: ArgumentHelp("A topic, with all below it.", valueName: "topic"))
  var topic: String?
  @Option(help: ArgumentHelp("Then or later (EDTF).", valueName: "date"))
  var since: String?
  @Option(help: ArgumentHelp("Then or earlier.", valueName: "date"))
  var until: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["date", "until", "kind", "actor", "text", "key"]

  static func position(_ moment: Moment) -> String { moment.key }

  func question() -> TimelineQuery {
    TimelineQuery(
      actor: actor, topic: topic, since: since, until: until, status: filter(status), limit: list.limit(),
      after: list.after)
  }

  func text(_ moment: Moment, _ lookup: Lookup) -> String {
    let date =
      (moment.date ?? (moment.until == nil ? "no date" : "..")) + (moment.until.map { "/\($0)" } ?? "")
    let padded = date.padding(toLength: max(12, date.count), withPad: " ", startingAt: 0)
    let text =
      moment.kind == "quote"
      ? Style.quoted(Style.safe(moment.text), language: DisplayWidth.isRightToLeft(moment.text) ? "fa" : "en")
      : Style.safe(moment.text)
    let who =
      moment.kind == "event"
      ? nil : moment.actor.map { Style.bold(Style.safe($0)) + (moment.kind == "quote" ? ": " : " ") }
    return
      "\(Style.bold(padded)) \(moment.kind.padding(toLength: 7, withPad: " ", startingAt: 0)) \(who ?? "")\(text)\(Style.mark(moment.status)) · \(Style.dim(moment.key))"
  }
}
