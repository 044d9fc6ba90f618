// What a long text looks like, in few numbers: enough to tell whether two texts are nearly one.

/// The lowest hashes of a text's runs of four words (a bottom-k sketch, after Broder, 1997).
struct TextSketch {
  /// Rising, each once.
  let hashes: [UInt32]
  /// Of all words in their order.
  let whole: UInt64
  let words: Int

  /// How many hashes are kept.
  static let size = 48
  private static let run = 4

  init(_ words: [UInt32]) {
    self.words = words.count
    whole = words.reduce(NameHash.empty) { NameHash.mixed($0 ^ UInt64($1)) }
    var hashes: [UInt32] = []
    if words.count >= Self.run {
      hashes.reserveCapacity(words.count)
      for start in 0...(words.count - Self.run) {
        var hash = NameHash.empty
        for word in words[start..<start + Self.run] { hash = NameHash.mixed(hash ^ UInt64(word)) }
        hashes.append(UInt32(truncatingIfNeeded: hash))
      }
      hashes.sort()
    }
    var lowest: [UInt32] = []
    for hash in hashes where hash != lowest.last {
      lowest.append(hash)
      if lowest.count == Self.size { break }
    }
    self.hashes = lowest
  }

  /// The estimated share of the runs of words of both texts that both have.
  func likeness(_ other: TextSketch) -> Double {
    var (one, two, seen, shared) = (0, 0, 0, 0)
    while seen < Self.size, one < hashes.count, two < other.hashes.count {
      if hashes[one] == other.hashes[two] {
        (one, two, shared) = (one + 1, two + 1, shared + 1)
      } else if hashes[one] < other.hashes[two] {
        one += 1
      } else {
        two += 1
      }
      seen += 1
    }
    seen += seen < Self.size ? min(Self.size - seen, hashes.count - one + other.hashes.count - two) : 0
    return seen == 0 ? 0 : Double(shared) / Double(seen)
  }
}
