// How two texts are alike, word by word.
// Unsafe: the words are the caller's until `init` returns; a row has one place more than `b` has words,
// filled before it is read.

/// How near two texts are to each other.
enum TextLikeness: Equatable {
  /// So many words added, left out or changed.
  case edited(words: Int)
  /// The shorter stands in the longer, but for so many words.
  case contained(words: Int)

  /// Compares two sequences of words, the shorter one first.
  ///
  /// Up to a fifth of the words may differ; in a text that is contained, up to an eighth.
  ///
  /// - Returns: nil where they are two texts.
  init?(_ shorter: UnsafeBufferPointer<UInt32>, _ longer: UnsafeBufferPointer<UInt32>) {
    let (short, long) = (shorter.count, longer.count)
    guard short >= 3, long <= 4000 else { return nil }
    // Most words of the one are words of the other: quickly asked, and seldom so by chance.
    var missing = 0
    let allowed = max(1, short / 4)
    for index in shorter.indices where unsafe !longer.contains(shorter[index]) {
      missing += 1
      if missing > allowed { return nil }
    }
    let limit = max(1, long / 5)
    if long - short <= limit, let words = unsafe Self.distance(shorter, longer, limit: limit) {
      self = .edited(words: words)
    } else if short >= 5, let words = unsafe Self.inner(shorter, longer, limit: short / 8) {
      self = .contained(words: words)
    } else {
      return nil
    }
  }

  /// Words added, left out or changed; nil beyond the limit.
  private static func distance(
    _ a: UnsafeBufferPointer<UInt32>, _ b: UnsafeBufferPointer<UInt32>, limit: Int
  ) -> Int? {
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: b.count + 1) { row in
      for column in 0...b.count { unsafe row[column] = Int32(column) }
      let far = Int32(limit + 1)
      for line in 0..<a.count {
        // Only what lies near the diagonal can stay within the limit.
        let low = max(0, line - limit)
        let high = min(b.count, line + 1 + limit)
        var diagonal = unsafe row[low]
        unsafe row[low] = low == 0 ? Int32(line + 1) : far
        var least = unsafe row[low]
        if low < high {
          for column in (low + 1)...high {
            let above = unsafe column > line + limit ? far : row[column]
            let best = unsafe min(
              diagonal + (a[line] == b[column - 1] ? 0 : 1), above + 1, row[column - 1] + 1)
            diagonal = unsafe row[column]
            unsafe row[column] = best
            least = min(least, best)
          }
        }
        if least > far - 1 { return nil }
      }
      return unsafe row[b.count] <= Int32(limit) ? Int(row[b.count]) : nil
    }
  }

  /// The least number of changed words with which `a` stands somewhere in `b`; nil beyond the limit.
  private static func inner(_ a: UnsafeBufferPointer<UInt32>, _ b: UnsafeBufferPointer<UInt32>, limit: Int)
    -> Int?
  {
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: b.count + 1) { row in
      unsafe row.initialize(repeating: 0)
      for line in 0..<a.count {
        var diagonal = unsafe row[0]
        unsafe row[0] = Int32(line + 1)
        var least = unsafe row[0]
        for column in 1...b.count {
          let best = unsafe min(
            diagonal + (a[line] == b[column - 1] ? 0 : 1), row[column] + 1, row[column - 1] + 1)
          diagonal = unsafe row[column]
          unsafe row[column] = best
          least = min(least, best)
        }
        if least > Int32(limit) { return nil }
      }
      let least = unsafe row.min() ?? .max
      return least <= Int32(limit) ? Int(least) : nil
    }
  }
}
