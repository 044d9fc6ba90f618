// What a foreign file says and the model has no place for: counted, and told at the end.

/// Counts what is left out, by what it is and what the file calls it.
final class LeftOut {
  /// One kind of thing that was left out, and how often.
  private(set) var things: [TableReport.LeftOut] = []
  private var places: [String: Int] = [:]

  /// - Parameters:
  ///   - kind: in the plural: `fields`, `entities`, `dates`.
  ///   - name: as the file calls it.
  func add(_ kind: String, _ name: String, count: Int = 1) {
    guard count > 0 else { return }
    let id = "\(kind)\u{1F}\(name)"
    if let place = places[id] {
      things[place].count += count
    } else {
      places[id] = things.count
      things.append(.init(kind: kind, name: name, count: count))
    }
  }
}

extension TableReport {
  /// What was left out as people read it, one line for each kind of thing, the most frequent names first.
  public var leftOutLines: [String] {
    var kinds: [String] = []
    for thing in leftOut where !kinds.contains(thing.kind) { kinds.append(thing.kind) }
    return kinds.map { kind in
      let named = leftOut.enumerated().filter { $0.element.kind == kind }
        .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      let shown = named.prefix(20).map { "\($0.element.name) (\($0.element.count))" }.joined(separator: ", ")
      return "\(kind): \(shown)" + (named.count > 20 ? ", and \(named.count - 20) more" : "")
    }
  }

  /// The fields that the first rows have, in the order of the view.
  public var shownFields: [String] {
    let given = Set(first.flatMap(\.fields.keys))
    let known = columns.kind.columns(of: Array(given))
    return known + given.subtracting(known).sorted()
  }
}
