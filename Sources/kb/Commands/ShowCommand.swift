// kb show: one record of any kind, with all that is tied to it.
import ArgumentParser
import Interchange
import KnowledgeBase
import Storage

struct ShowCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One record of any kind, with all that is tied to it.",
    discussion: """
      An actor's page has names, roles, what they said, what is claimed about them, and where they stand. JSON has \
      all of it; the formats of rows give the record's own row.
      """)
  static let examples = ["kb show khamenei", "kb show strategic-deal --json"]

  @Argument(help: "The key of a record, a passage as SOURCE@START-END, or an actor's name.")
  var key: [String]
  @Option(help: ArgumentHelp("At most so many of each kind; 0 for all.", valueName: "n"))
  var limit: Int?
  @OptionGroup var options: LookupOptions

  mutating func run() throws {
    let format = try options.output.format()
    let kb = try options.file.open()
    let key = key.joined(separator: " ")
    if options.sql {
      for sql in try kb.pageSQL(key, limit: limit ?? 20) { try Shell.print(sql + ";") }
      return
    }
    let output = Shell.output()
    if format == .text || format == .json {
      let page = try kb.page(key, limit: limit ?? (format == .json ? 0 : 20))
      for note in page.notes { Shell.note(note) }
      if format == .json { try page.writeJSON(to: output) } else { try output.write(PageText(page).text()) }
    } else if let rows = format.rows {
      let writer = rows.writer(to: output, options.output.rowOptions())
      try kb.record(key, columns: writer.begin) { try writer.write($0) }
      try writer.end()
    }
    try output.flush()
  }
}

/// A page as people read it: the record, then what is tied to it.
struct PageText {
  let page: Page

  init(_ page: Page) { self.page = page }

  private subscript(_ column: String) -> String? { page.fields.first { $0.column == column }?.value }

  func text() -> String {
    let head =
      self["name"] ?? self["title"] ?? self["label"] ?? self["text"] ?? self["exact"] ?? self["claim"]
      ?? page.key
    let shownHead =
      page.kind == "quote"
      ? Style.quoted(Style.wrapped(head, indent: 0), language: self["language"] ?? "en")
      : Style.wrapped(head, indent: 0)
    var lines = ["\(Style.bold(shownHead))", "  \(page.kind) · \(Style.dim(page.key))"]
    // Lists that have a section of their own are not said twice; nor what only sorts.
    let left: Set = ["key", "name", "title", "label", "names", "roles", "earliest", "latest", "participants"]
    let fields = page.fields.filter {
      !left.contains($0.column) && $0.value != head && !($0.column == "status" && $0.value == "accepted")
    }
    let width = fields.map(\.column.count).max() ?? 0
    for field in fields {
      let name = field.column.replacing("_", with: " ")
      lines.append(
        "  \(Style.dim(name + String(repeating: " ", count: width - name.count)))  \(Style.safe(field.value))"
      )
    }
    for section in page.sections {
      lines.append("")
      lines.append(Style.bold(section.title) + (section.total > 1 ? " (\(section.total.grouped))" : ""))
      for row in section.rows {
        let values = Dictionary(zip(section.columns, row), uniquingKeysWith: { first, _ in first })
          .compactMapValues { $0 }
        lines.append("  " + SectionLine(view: section.view, values: values, of: page.key).text())
      }
      if section.total > section.rows.count {
        lines.append("  … \((section.total - section.rows.count).grouped) more; --limit 0 shows all")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// One row of a view, in one line of a page.
private struct SectionLine {
  let view: String
  let values: [String: String]
  /// The key of the page, which need not be said again.
  let of: String

  private subscript(_ column: String) -> String? { values[column].map(Style.safe) }

  func text() -> String {
    let mark = Style.mark(values["status"] ?? "accepted")
    let key = self["key"].map { Style.dim($0) }
    let pin =
      values["start"].flatMap { start in values["end"].map { "@\(start)-\($0)" } } ?? self["locator"].map {
        ", \($0)"
      } ?? ""
    switch view {
    case "names":
      let span = Style.span(self["since"], self["until"])
      return Style.line([
        self["name"], self["kind"], values["language"] == "und" ? nil : self["language"], span,
      ])
    case "roles":
      let other = values["person_key"] == of ? self["organisation"] : self["person"]
      return Style.line([self["title"], other, Style.span(self["since"], self["until"])])
    case "quotes":
      let text = Style.quoted(
        Style.wrapped(values["text"] ?? "", indent: 2), language: values["language"] ?? "en")
      return "\(text)\n    — "
        + Style.line([self["speaker"], self["said_on"].map(Style.date), self["source"], key]) + mark
    case "printings":
      let text = Style.quoted(
        Style.wrapped(values["text"] ?? "", indent: 2), language: values["language"] ?? "en")
      return "\(text)\n    — "
        + Style.line([
          self["publisher"] ?? self["source"], (values["source_key"] ?? "") + pin,
          self["published_on"] ?? self["said_on"].map(Style.date),
          values["language"] == "und" ? nil : self["language"], key,
        ]) + mark
    case "claims":
      return Style.wrapped(values["text"] ?? "", indent: 2) + "\n    "
        + Style.line([self["kind"], self["asserted_by"], key]) + mark
    case "stances":
      return Style.line([
        "\(self["actor"] ?? "") \(self["position"] ?? "")", self["claim_key"],
        Style.span(self["since"], self["until"]), self["evidence"], key,
      ]) + mark
    case "events": return Style.line([self["began_on"] ?? "no date", self["title"], key]) + mark
    case "participants":
      return Style.line([self["actor"], self["part"], Style.dim(values["actor_key"] ?? "")])
    case "sources":
      return Style.line([self["title"] ?? "(no title)", self["kind"], self["published_on"], key]) + mark
    case "appearances":
      return Style.line([
        (values["source_key"] ?? "") + pin, self["published_on"],
        self["attributed_as"].map { "speaker as “\($0)”" }, self["cue"].map { "cue “\($0)”" },
      ])
    case "mentions":
      return Style.line([
        (values["source_key"] ?? "") + pin, self["surface"], values["actor_key"] == of ? nil : self["actor"],
      ]) + mark
    case "relations":
      let isFrom = values["from_key"] == of
      let other =
        isFrom
        ? "\(self["relation"] ?? "") \(values["to_key"] ?? "")"
        : "\(values["from_key"] ?? "") \(self["relation"] ?? "") it"
      return Style.line([other, self[isFrom ? "to_text" : "from_text"]]) + mark
    case "evidence_places":
      let place = values["quote_key"] ?? (values["source_key"] ?? "") + pin
      return values["record_key"] == of ? place : Style.line([values["record_key"], place])
    case "merges": return self["key"] ?? ""
    case "topics": return Style.line([self["label"], key])
    default:
      return values.sorted { $0.key < $1.key }.map { "\($0.key) \(Style.safe($0.value))" }.joined(
        separator: " · ")
    }
  }
}
