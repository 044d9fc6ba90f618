// kb diff: what changed between two moments, in words.
import ArgumentParser
import Interchange
import KnowledgeBase

struct DiffCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What changed between two moments, in words.",
    discussion: """
      Without a moment, what the last changeset did; with one, what changed since; with two, what changed between them. \
      A moment is a day (its end), a time (UTC) or a changeset (once it was done).
      """)
  static let examples = ["kb diff", "kb diff 2026-01-01 --json"]

  @Argument(help: ArgumentHelp("From when.", valueName: "from"))
  var from: String?
  @Argument(help: ArgumentHelp("Until when.", valueName: "to"))
  var to: String?
  @Option(help: ArgumentHelp("At most so many lines; 0 for all.", valueName: "n"))
  var limit = 200
  @OptionGroup var output: OutputOptions
  @OptionGroup var empty: EmptyOptions
  @OptionGroup var file: DatabaseOptions

  mutating func run() throws {
    let format = try output.format()
    let kb = try file.open()
    let out = Shell.output()
    let writer = format.rows?.writer(to: out, output.rowOptions())
    try writer?.begin(["kind", "key", "change", "field", "old", "new"])
    var count = 0
    var last: (String, String)?
    let counted = try kb.differences(
      from: from.map { try PointInHistory($0) }, to: to.map { try PointInHistory($0) }
    ) {
      difference in
      count += 1
      guard limit == 0 || count <= limit else { return }
      if let writer {
        try writer.write(
          TextCells([
            difference.kind, difference.key, difference.change.rawValue, difference.field, difference.old,
            difference.new,
          ]))
        return
      }
      let record = (difference.kind, difference.key)
      try out.write(difference.text(follows: last.map { $0 == record } ?? false) + "\n")
      last = record
    }
    for table in counted where writer == nil {
      let parts = [
        table.added > 0 ? "+\(table.added.grouped)" : nil,
        table.deleted > 0 ? "-\(table.deleted.grouped)" : nil,
      ]
      try out.write(Style.dim("\(table.table)s: \(parts.compactMap { $0 }.joined(separator: ", "))") + "\n")
    }
    try writer?.end()
    try out.flush()
    if limit > 0, count > limit {
      Shell.note("\(limit.grouped) of \(count.grouped) differences; --limit 0 shows all")
    }
    if count == 0, counted.isEmpty { try empty.nothing("nothing changed") }
  }
}

extension Difference {
  /// One line, under that of its record where several follow each other.
  fileprivate func text(follows: Bool) -> String {
    func shown(_ text: String?) -> String { text.map { "“\(Style.safe($0))”" } ?? "nothing" }
    guard let field else {
      let sign = change == .added ? "+" : "-"
      return "\(sign) \(Style.dim(kind)) \(Style.bold(key))  \(Style.safe(new ?? old ?? ""))"
    }
    let line =
      switch change {
      case .added: "+ \(field): \(Style.safe(new ?? ""))"
      case .deleted: "- \(field): \(Style.safe(old ?? ""))"
      case .changed: "\(field.replacing("_", with: " ")): \(shown(old)) → \(shown(new))"
      }
    return (follows ? "" : "~ \(Style.dim(kind)) \(Style.bold(key))\n") + "    " + line
  }
}
