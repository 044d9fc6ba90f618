// Argument graphs for other programs: DOT for Graphviz, Mermaid for Markdown pages.
import Foundation
import KnowledgeBase

extension ArgumentMap {
  /// All claims of the argument, the one asked for first.
  var claims: [(key: String, text: String)] {
    var seen: Set = [claim.key]
    var claims = [(key: claim.key, text: claim.text)]
    for edge in edges {
      for (key, text) in [(edge.from, edge.fromText), (edge.to, edge.toText)] where seen.insert(key).inserted
      {
        claims.append((key, text))
      }
    }
    return claims
  }

  private static let colours = [
    "supports": "darkgreen", "attacks": "firebrick", "hinders": "darkorange3", "requires": "navy",
    "answers": "gray40",
    "exemplifies": "gray40",
  ]

  /// A directed graph in the DOT language of Graphviz: `dot -Tsvg` draws it.
  public func writeDOT(to output: Output) throws {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        + "\""
    }
    try output.write(
      "digraph argument {\n  rankdir = BT;\n  node [shape = box, style = rounded, fontname = \"sans-serif\"];\n  edge [fontname = \"sans-serif\", fontsize = 10];\n"
    )
    for claim in claims {
      let lines = DisplayWidth.wrapped(claim.text, to: 36).joined(separator: "\n")
      let weight = claim.key == self.claim.key ? ", penwidth = 2" : ""
      try output.write(
        "  \(quoted(claim.key)) [label = \(quoted(lines)), tooltip = \(quoted(claim.key))\(weight)];\n")
    }
    for edge in edges {
      let colour = Self.colours[edge.relation] ?? "black"
      let style = edge.status == "proposed" ? ", style = dashed" : ""
      try output.write(
        "  \(quoted(edge.from)) -> \(quoted(edge.to)) [label = \(quoted(edge.relation)), color = \(colour)\(style)];\n"
      )
    }
    try output.write("}\n")
  }

  /// A flowchart in the language of Mermaid.
  public func writeMermaid(to output: Output) throws {
    // Mermaid takes no escapes in a label, but character references.
    func quoted(_ text: String) -> String {
      var result = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "#", "&", "<", ">", "`", "[", "]", "{", "}", "|", "\\": result += "#\(scalar.value);"
        case "\n", "\r": result += " "
        default: result.unicodeScalars.append(scalar)
        }
      }
      return "\"\(result)\""
    }
    var ids: [String: String] = [:]
    try output.write("flowchart BT\n")
    for (index, claim) in claims.enumerated() {
      ids[claim.key] = "c\(index)"
      let lines = DisplayWidth.wrapped(claim.text, to: 36).map { quoted($0).dropFirst().dropLast() }.joined(
        separator: "<br>")
      try output.write("  c\(index)[\"\(lines)\"]\n")
    }
    for edge in edges {
      let arrow = edge.status == "proposed" ? "-.->" : "-->"
      try output.write("  \(ids[edge.from]!) \(arrow)|\(edge.relation)| \(ids[edge.to]!)\n")
    }
    try output.write("  style c0 stroke-width:3px\n")
  }
}
