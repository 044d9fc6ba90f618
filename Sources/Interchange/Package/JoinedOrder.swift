// The order of parts, told by a text in which they stand one after the other.

/// Views join what belongs to a record by `; `, in the order in which it was added; a part may hold `; ` itself.
enum JoinedOrder {
  /// How often parts are tried before it counts as not told.
  private static let mostTries = 100_000

  /// The places of parts in a joined text; nil where they do not make it up.
  ///
  /// - Parameter parts: all that were joined, each as often as it stands there.
  static func places(of parts: [[UInt8]], in joined: [UInt8]) -> [Int]? {
    let pieces = split(joined)
    var waiting: [[UInt8]: [Int]] = [:]
    for (index, part) in parts.enumerated().reversed() { waiting[part, default: []].append(index) }
    let longest = parts.map { split($0).count }.max() ?? 0
    var places = [Int](repeating: 0, count: parts.count)
    var tries = 0

    // What was put where so far, and how many pieces each took: the way back, where the rest does not fit.
    var taken: [(part: Int, pieces: Int)] = []
    var (at, length) = (0, 1)
    while true {
      if at == pieces.count, taken.count == parts.count { break }
      tries += 1
      guard tries < mostTries else { return nil }
      if length <= longest, at + length <= pieces.count {
        let text = Array(pieces[at..<(at + length)].joined(separator: separator))
        if let part = waiting[text]?.popLast() {
          taken.append((part, length))
          (at, length) = (at + length, 1)
        } else {
          length += 1
        }
      } else {
        guard let last = taken.popLast() else { return nil }
        waiting[parts[last.part]]?.append(last.part)
        (at, length) = (at - last.pieces, last.pieces + 1)
      }
    }
    for (place, part) in taken.enumerated() { places[part.part] = place }
    return places
  }

  private static let separator = Array("; ".utf8)

  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    var at = 0
    while at + 1 < bytes.count {
      if bytes[at] == separator[0], bytes[at + 1] == separator[1] {
        pieces.append(Array(bytes[start..<at]))
        at += 2
        start = at
      } else {
        at += 1
      }
    }
    return pieces + [Array(bytes[start...])]
  }
}
