// kb argument: a claim with what supports, attacks, requires and hinders it.
import ArgumentParser
import Interchange
import KnowledgeBase
import Storage

struct ArgumentCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "argument", abstract: "A claim with what supports, attacks, requires and hinders it.",
    discussion:
      "Also as a graph: --format dot for Graphviz, mermaid for Markdown pages, argdown for argument maps. Rows are relations, nearest first."
  )
  static let examples = [
    "kb argument strategic-deal", "kb argument strategic-deal --depth 1 --format mermaid",
  ]

  @Argument(help: "A claim: its key, or words that only it has.")
  var claim: [String]
  @Option(help: ArgumentHelp("How many steps from the claim.", valueName: "n"))
  var depth = 3
  @OptionGroup var options: LookupOptions

  mutating func run() throws {
    let format = try options.output.format(allowing: [.dot, .mermaid, .argdown])
    let kb = try options.file.open()
    let question = ArgumentQuery(claim.joined(separator: " "), depth: depth)
    if options.sql {
      try Shell.print(try kb.sql(question) + ";")
      return
    }
    let output = Shell.output()
    if let rows = format.rows {
      let answer = try kb.write(question, as: rows, options: options.output.rowOptions(), to: output)
      try output.flush()
      if answer.shown == 0 {
        try options.empty.nothing("nothing bears on this claim; kb show has what it bears on itself")
      }
      return
    }
    let argument = try kb.argument(question)
    switch format {
    case .dot: try argument.writeDOT(to: output)
    case .mermaid: try argument.writeMermaid(to: output)
    case .argdown: try argument.writeArgdown(to: output)
    default: try output.write(ArgumentTree(argument).text())
    }
    try output.flush()
    if argument.edges.isEmpty {
      try options.empty.nothing("nothing bears on this claim; kb show has what it bears on itself")
    }
  }
}

/// An argument as an indented tree: under each claim what bears on it.
private struct ArgumentTree {
  let argument: ArgumentMap
  private var ties: [String: [ArgumentMap.Edge]] = [:]

  private static let labels = [
    "supports": "supported by", "attacks": "attacked by", "requires": "requires", "hinders": "hindered by",
    "answers": "answered by", "exemplifies": "exemplified by",
  ]

  init(_ argument: ArgumentMap) {
    self.argument = argument
    for edge in argument.edges {
      ties[edge.relation == "requires" ? edge.from : edge.to, default: []].append(edge)
    }
  }

  func text() -> String {
    let claim = argument.claim
    let by = claim.assertedBy.map { "\(Style.safe($0))" }
    var lines = [
      Style.wrapped(claim.text, indent: 0),
      "  " + Style.line([claim.kind + Style.mark(claim.status), by, Style.dim(claim.key)]),
    ]
    var seen: Set = [claim.key]
    add(under: claim.key, prefix: "", to: &lines, &seen)
    return lines.joined(separator: "\n") + "\n"
  }

  private func add(under key: String, prefix: String, to lines: inout [String], _ seen: inout Set<String>) {
    let edges = ties[key] ?? []
    for (index, edge) in edges.enumerated() {
      let (other, text) = edge.relation == "requires" ? (edge.to, edge.toText) : (edge.from, edge.fromText)
      let isLast = index == edges.count - 1
      let isNew = seen.insert(other).inserted
      let again = !isNew && ties[other] != nil ? " (above)" : ""
      let inner = prefix + (isLast ? "   " : "│  ")
      let shown = Style.wrapped("\(Self.labels[edge.relation] ?? edge.relation): \(text)", indent: 0)
        .split(separator: "\n").joined(separator: "\n\(inner)")
      lines.append(
        "\(prefix)\(isLast ? "└─ " : "├─ ")\(shown)\(Style.mark(edge.status)) · \(Style.dim(other))\(again)")
      if isNew { add(under: other, prefix: inner, to: &lines, &seen) }
    }
  }
}
