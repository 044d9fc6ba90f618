// Things that lie in a text in order, and how to find a place among them.

/// Things in the order of the text.
protocol Placed {
  var startByte: Int32 { get }
}

extension Mention: Placed {}

extension PersonSegment: Placed {
  var startByte: Int32 { start }
}

extension Array where Element: Placed {
  /// How many start before `position`: the index of the first that does not.
  mutating func countBefore(_ position: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].startByte < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
