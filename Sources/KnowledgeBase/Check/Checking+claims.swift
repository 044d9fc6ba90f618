// Advice about claims: those that nothing shows, and those that show themselves.
import Storage

extension Check {
  static let noEvidence = Check(.advice, "no-evidence", "add the quote or the passage that shows it")
  static let circularSupport = Check(
    .advice, "circular-support", "take one of the relations back, or find evidence from outside of the circle"
  )
}

extension Checking {
  func support() throws {
    try addRows(
      .noEvidence,
      """
      SELECT key, 'nothing shows this claim: ' || substr(text, 1, 80) || CASE WHEN length(text) > 80 THEN '…' ELSE '' END
      FROM claim WHERE status = 'accepted' AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id)
      ORDER BY id
      """)
    // Which claims a claim rests on: those that support it, and those that it requires.
    var restsOn: [Int64: [Int64]] = [:]
    try connection.rows(
      """
      SELECT CASE relation WHEN 'supports' THEN to_id ELSE from_id END, CASE relation WHEN 'supports' THEN from_id ELSE to_id END
      FROM relation WHERE relation IN ('supports', 'requires') AND status NOT IN ('rejected', 'retracted') ORDER BY id
      """
    ) {
      restsOn[$0.int64(0), default: []].append($0.int64(1))
      return true
    }
    for circle in Self.circles(in: restsOn) {
      let keys = circle.map { place("claim", $0) }
      let others = keys.dropFirst().prefix(5).joined(separator: ", ") + (keys.count > 6 ? ", …" : "")
      add(.circularSupport, keys[0], "the claim rests on itself, by way of \(others)")
    }
  }

  /// The groups of two or more nodes of which each can be reached from each other (Tarjan, 1972), without recursion:
  /// a chain may be as long as there are claims.
  static func circles(in edges: [Int64: [Int64]]) -> [[Int64]] {
    var number: [Int64: Int] = [:]
    var low: [Int64: Int] = [:]
    var isOpen: Set<Int64> = []
    var open: [Int64] = []
    var circles: [[Int64]] = []
    for root in edges.keys.sorted() where number[root] == nil {
      var walk: [(node: Int64, next: Int)] = [(root, 0)]
      while let (node, next) = walk.last {
        if next == 0 {
          number[node] = number.count
          low[node] = number[node]
          open.append(node)
          isOpen.insert(node)
        }
        let targets = edges[node] ?? []
        if next < targets.count {
          walk[walk.count - 1].next += 1
          let target = targets[next]
          if number[target] == nil {
            walk.append((target, 0))
          } else if isOpen.contains(target) {
            low[node] = min(low[node]!, number[target]!)
          }
          continue
        }
        walk.removeLast()
        if let above = walk.last?.node { low[above] = min(low[above]!, low[node]!) }
        if low[node] == number[node] {
          let circle = Array(open[open.lastIndex(of: node)!...])
          open.removeLast(circle.count)
          isOpen.subtract(circle)
          if circle.count > 1 { circles.append(circle.sorted()) }
        }
      }
    }
    return circles
  }
}
