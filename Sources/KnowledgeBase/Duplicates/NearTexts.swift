// Which of many texts are worth comparing: those that share a rare run of three words.
//
// Of the runs of three words of each text some are chosen by winnowing (Schleimer, Wilkerson and Aiken, 2003): in
// each window of four runs that with the lowest hash. Two texts that share six words in a row share a chosen run.
// Each text is then compared with those that share its rarest runs; a run that very many texts have says nothing.
// Unsafe: words and postings are looked at within the closures, by indices below their count.

/// Finds the texts of a shelf that are near to each other.
struct NearTexts {
  private let shelf: TextShelf
  /// The hash of a run and the number of a text, sorted.
  private var postings: [UInt64] = []

  private static let run = 3
  private static let window = 4
  /// Texts of so few words are found by all their runs.
  private static let short = 10
  /// A text is looked up by so many of its rarest runs.
  private static let rarest: UInt8 = 6
  /// A run that more texts have ties each only to the next.
  private static let common = 40

  /// - Parameter texts: the numbers of those to compare.
  init(_ shelf: TextShelf, texts: [Int]) {
    self.shelf = shelf
    postings.reserveCapacity(texts.reduce(0) { $0 + shelf.length($1) / 2 })
    unsafe shelf.words.withUnsafeBufferPointer { words in
      for text in texts {
        unsafe Self.forEachRun(UnsafeBufferPointer(rebasing: words[shelf.range(text)])) {
          postings.append(UInt64($0) << 32 | UInt64(text))
        }
      }
    }
    postings.sort()
  }

  /// Calls `body` with the hash of each chosen run.
  private static func forEachRun(_ words: UnsafeBufferPointer<UInt32>, _ body: (UInt32) -> Void) {
    let runs = words.count - run + 1
    guard runs > 0 else { return }
    func hash(_ start: Int) -> UInt32 {
      var hash = unsafe NameHash.mixed(UInt64(words[start]) << 32 | UInt64(words[start + 1]))
      hash = unsafe NameHash.mixed(hash ^ UInt64(words[start + 2]))
      return UInt32(truncatingIfNeeded: hash)
    }
    guard words.count > short else {
      for start in 0..<runs { body(hash(start)) }
      return
    }
    var chosen = -1
    var least = UInt32.max
    for start in 0..<runs {
      let next = hash(start)
      if next <= least || chosen < 0 {
        (chosen, least) = (start, next)
        if start >= window - 1 { body(least) }
      } else if start >= window, chosen <= start - window {
        // The lowest has left the window.
        (chosen, least) = (start, next)
        for back in stride(from: start - 1, to: start - window, by: -1) where hash(back) < least {
          (chosen, least) = (back, hash(back))
        }
        body(least)
      } else if start == window - 1 {
        body(least)
      }
    }
  }

  /// Calls `body` with two texts that may be near, the lower number first; some pairs come more than once.
  func forEachCandidate(_ body: (Int, Int) -> Void) {
    var left = [UInt8](repeating: Self.rarest, count: shelf.count)
    for run in runsByRarity() {
      let texts = postings[run]
      if texts.count <= Self.common {
        for (offset, one) in texts.enumerated() {
          let first = Int(truncatingIfNeeded: one & 0xFFFF_FFFF)
          for other in texts[(run.lowerBound + offset + 1)...] {
            let second = Int(truncatingIfNeeded: other & 0xFFFF_FFFF)
            if first != second, left[first] > 0 || left[second] > 0 { body(first, second) }
          }
        }
      } else {
        for (one, other) in zip(texts, texts.dropFirst()) {
          let (first, second) = (Int(one & 0xFFFF_FFFF), Int(other & 0xFFFF_FFFF))
          if first != second, left[first] > 0 || left[second] > 0 { body(first, second) }
        }
      }
      for posting in texts {
        let text = Int(posting & 0xFFFF_FFFF)
        if left[text] > 0 { left[text] -= 1 }
      }
    }
  }

  /// The stretches of the postings that are one run of words in several texts, the rarest first.
  private func runsByRarity() -> [Range<Int>] {
    var bySize: [[Range<Int>]] = Array(repeating: [], count: 12)
    var start = 0
    unsafe postings.withUnsafeBufferPointer { postings in
      while start < postings.count {
        var end = start + 1
        let run = unsafe postings[start] >> 32
        while end < postings.count, unsafe postings[end] >> 32 == run { end += 1 }
        let size = end - start
        // Two to six each by itself, then in steps of doubling.
        if size > 1 {
          bySize[min(11, size <= 6 ? size - 2 : 4 + (Int.bitWidth - (size / 4).leadingZeroBitCount))].append(
            start..<end)
        }
        start = end
      }
    }
    return bySize.flatMap { $0 }
  }
}
