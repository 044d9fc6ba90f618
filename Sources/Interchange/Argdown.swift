// Arguments as Argdown, the plain text of argument maps: statements, and under each what bears on it.
import KnowledgeBase

extension ArgumentMap {
  /// Argdown 1: each claim once with its text, then how claims bear on each other.
  ///
  /// Argdown knows support and attack. What hinders is an attack there, and what is required, answers or exemplifies a
  /// support; a comment behind it says which it is.
  public func writeArgdown(to output: Output) throws {
    for claim in claims {
      try output.write("[\(claim.key)]: \(Self.argdown(claim.text))\n\n")
    }
    for claim in claims {
      // (A claim that requires another rests on it.)
      let ties = edges.compactMap {
        edge -> (sign: String, other: String, relation: String, isProposed: Bool)? in
        let isRequired = edge.relation == "requires"
        guard (isRequired ? edge.from : edge.to) == claim.key else { return nil }
        let isAttack = ["attacks", "hinders"].contains(edge.relation)
        return (
          isAttack ? "-" : "+", isRequired ? edge.to : edge.from, edge.relation, edge.status == "proposed"
        )
      }
      guard !ties.isEmpty else { continue }
      try output.write("[\(claim.key)]\n")
      for tie in ties {
        let isPlain = ["supports", "attacks"].contains(tie.relation)
        let remark = (isPlain ? [] : [tie.relation]) + (tie.isProposed ? ["proposed"] : [])
        try output.write(
          "  \(tie.sign) [\(tie.other)]\(remark.isEmpty ? "" : " /* \(remark.joined(separator: ", ")) */")\n")
      }
      try output.write("\n")
    }
  }

  /// A text in one paragraph, with a backslash before what Argdown would take for its own.
  private static func argdown(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "\n", "\r", "\t": result += " "
      case "\\", "[", "]", "<", ">", "*", "_", "#", "@", "{", "}", "/": result += "\\\(scalar)"
      // (Between two dots, some letters are the names of signs.)
      case "." where next != " ": result += "\\."
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
