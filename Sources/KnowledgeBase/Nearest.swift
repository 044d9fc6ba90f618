// "Did you mean": the nearest among many texts.

/// Picks the texts that differ from a word by few edits.
package enum Nearest {
  /// The distance of Damerau and Levenshtein (optimal string alignment): insertions, deletions, substitutions
  /// and swaps of neighbours; nil where it is more than `most`.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], most: Int) -> Int? {
    guard abs(a.count - b.count) <= most else { return nil }
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
        current.append(cost)
      }
      if current.min() ?? 0 > most { return nil }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[b.count] <= most ? previous[b.count] : nil
  }

  /// Up to three of the candidates, nearest first; their texts are compared as given.
  package static func three<C>(to text: String, among candidates: [C], by form: (C) -> String) -> [C] {
    Array(all(to: text, among: candidates, by: form).prefix(3))
  }

  /// The candidates that are near at all, nearest first.
  package static func all<C>(to text: String, among candidates: [C], by form: (C) -> String) -> [C] {
    let wanted = Array(text.unicodeScalars.prefix(200))
    let most = max(1, min(4, wanted.count / 3))
    let near = candidates.enumerated().compactMap { index, candidate in
      distance(wanted, Array(form(candidate).unicodeScalars), most: most).map {
        (distance: $0, index: index, candidate: candidate)
      }
    }
    return near.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.map(\.candidate)
  }

  /// "; did you mean 'a' or 'b'?", or nothing.
  package static func hint(_ names: [String]) -> String {
    var seen: [String] = []
    for name in names where !seen.contains(name) { seen.append(name) }
    guard let last = seen.last else { return "" }
    let quoted = seen.dropLast().map { "'\($0)'" }
    return "; did you mean \(quoted.isEmpty ? "" : quoted.joined(separator: ", ") + " or ")'\(last)'?"
  }
}
