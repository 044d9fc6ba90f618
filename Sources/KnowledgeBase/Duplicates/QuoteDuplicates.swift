// Quotes that are one utterance: the same words, nearly the same, or those of another language.
// Unsafe: what a row gives is used before the next; the words of the shelf are looked at within the closure.
import Storage
import TextFolding

/// The words of all quotes that count, as numbers, and the pairs among them.
struct QuoteDuplicates {
  let lookup: Lookup
  /// In the order of their ids; all arrays below follow it.
  private(set) var ids: [Int64] = []
  private var shelf = TextShelf()
  private(set) var facts: [Facts] = []

  /// What is known of a quote besides its words.
  struct Facts {
    /// Of the verbatim text.
    let bytes: UInt32
    /// 0 while it is open.
    let speaker: Int32
    /// The days between which it was said; the widest where that is not known.
    let earliest, latest: Int32
    let origin: Int32
    /// The number of its language; 0 where not known.
    let language: UInt8

    /// Whether there is a day on which both can have been said, give or take the days that news needs.
    func canBeOnOneDay(_ other: Facts) -> Bool {
      Self.ordinal(max(earliest, other.earliest)) <= Self.ordinal(min(latest, other.latest)) + 3
    }

    /// Counts days as if every month had 31: enough to say which are near.
    private static func ordinal(_ day: Int32) -> Int32 {
      day / 10000 * 372 + day / 100 % 100 * 31 + day % 100
    }
  }

  enum Cause: Equatable {
    /// Byte for byte, or but for signs, case and white space.
    case same(isVerbatim: Bool)
    case edited(words: Int, of: Int)
    case contained(words: Int, of: Int)
    /// Which actors and which numbers both name.
    case translation(names: [String], numbers: [String])
  }

  init(_ lookup: Lookup) throws {
    self.lookup = lookup
    let reader = FoldedWords(lookup.folding)
    var languages: [String: UInt8] = ["und": 0]
    try lookup.connection.rows(
      """
      SELECT id, text, ifnull(speaker_id, 0), ifnull(earliest, -99991231), ifnull(latest, 99991231), ifnull(origin_id, 0), language
      FROM quote NOT INDEXED WHERE \(lookup.counts("quote")) ORDER BY id
      """
    ) { row in
      guard let text = unsafe row.bytes(1) else { return true }
      ids.append(row.int64(0))
      shelf.add { unsafe reader.appendHashes(of: text, to: &$0) }
      let tag = String((row.text(6) ?? "und").prefix { $0 != "-" })
      let language = languages[tag] ?? UInt8(min(255, languages.count))
      languages[tag] = language
      unsafe facts.append(
        Facts(
          bytes: Self.hash(row.bytes(1)!), speaker: Int32(clamping: row.int64(2)),
          earliest: Int32(clamping: row.int64(3)), latest: Int32(clamping: row.int64(4)),
          origin: Int32(clamping: row.int64(5)), language: language))
      return true
    }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = NameHash.empty
    for index in bytes.indices { hash = unsafe NameHash.adding(UInt32(bytes[index]), to: hash) }
    return UInt32(truncatingIfNeeded: NameHash.mixed(hash))
  }

  func answer(_ limit: Int, _ minScore: Double, _ known: KnownPairs) throws -> Duplicates {
    let tied = try QuoteTies(lookup)
    var (pairs, texts) = sameWords()
    nearWords(texts, &pairs)
    pairs += try translations()
    pairs.removeAll { tied.areTied($0.ids) }
    let (shown, total) = known.ranked(pairs, limit, minScore)
    return Duplicates(pairs: try shown.map(pair), total: total)
  }

  /// Pairs with the same words, and one quote for each text and speaker.
  private func sameWords() -> (pairs: [LikelyPair<Cause>], texts: [Int]) {
    let bits = UInt64(max(20, Int.bitWidth - ids.count.leadingZeroBitCount))
    let mask = (UInt64(1) << bits) - 1
    var order: [UInt64] = []
    order.reserveCapacity(ids.count)
    for text in ids.indices where shelf.length(text) > 0 {
      order.append(shelf.hash(text) << bits | UInt64(text))
    }
    order.sort()
    var pairs: [LikelyPair<Cause>] = []
    var texts: [Int] = []
    texts.reserveCapacity(order.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end] >> bits == order[start] >> bits { end += 1 }
      var firsts: [Int] = []
      for entry in order[start..<end] {
        let text = Int(entry & mask)
        // The first by the same speaker; else one whose speaker is open; else the first of somebody else.
        let alike = firsts.filter { shelf.isSame($0, text) }
        let first =
          alike.first { facts[$0].speaker == facts[text].speaker }
          ?? alike.first { facts[$0].speaker == 0 || facts[text].speaker == 0 } ?? alike.first
        if let first, let score = sameScore(first, text) {
          let isVerbatim = facts[first].bytes == facts[text].bytes
          pairs.append(
            LikelyPair(ids: IdPair(ids[first], ids[text]), score: score, cause: .same(isVerbatim: isVerbatim))
          )
        }
        // An open one goes with whoever said the same.
        if first.map({ facts[text].speaker != 0 && facts[$0].speaker != facts[text].speaker }) ?? true {
          if firsts.count < 50 { firsts.append(text) }
          texts.append(text)
        }
      }
      start = end
    }
    texts.sort()
    return (pairs, texts)
  }

  private func sameScore(_ one: Int, _ other: Int) -> Double? {
    let (a, b) = (facts[one], facts[other])
    let words = shelf.length(one)
    var score = a.bytes == b.bytes ? 1 : 0.97
    if a.speaker != b.speaker {
      guard a.speaker == 0 || b.speaker == 0 else {
        // Two people seldom say so many words alike: one of them is taken for the other.
        return words >= 8 ? 0.4 : nil
      }
      score -= 0.07
    } else if a.speaker == 0 {
      score -= 0.1
    }
    if !a.canBeOnOneDay(b) { score -= words >= 8 ? 0.12 : 0.3 }
    // (A few words are said more than once.)
    if words < 8 {
      score -= words < 3 ? 0.55 : words < 6 ? 0.35 : 0.15
      // A name or a catchword that somebody, perhaps somebody else, used.
      if a.speaker == 0 || b.speaker == 0 { score -= 0.2 }
    }
    return rounded(score)
  }

  private func nearWords(_ texts: [Int], _ pairs: inout [LikelyPair<Cause>]) {
    var found: [IdPair: LikelyPair<Cause>] = [:]
    let near = NearTexts(shelf, texts: texts)
    unsafe shelf.words.withUnsafeBufferPointer { words in
      near.forEachCandidate { one, other in
        let (a, b) = (facts[one], facts[other])
        guard a.speaker == b.speaker || a.speaker == 0 || b.speaker == 0 else { return }
        let isShorter = shelf.length(one) <= shelf.length(other)
        let (short, long) = isShorter ? (one, other) : (other, one)
        guard
          let likeness = unsafe TextLikeness(
            UnsafeBufferPointer(rebasing: words[shelf.range(short)]),
            UnsafeBufferPointer(rebasing: words[shelf.range(long)])), likeness != .edited(words: 0)
        else { return }
        let ids = IdPair(self.ids[one], self.ids[other])
        if found[ids] == nil { found[ids] = nearPair(ids, likeness, short, long) }
      }
    }
    pairs += found.values
  }

  private func nearPair(_ ids: IdPair, _ likeness: TextLikeness, _ short: Int, _ long: Int) -> LikelyPair<
    Cause
  > {
    let (a, b) = (facts[short], facts[long])
    let (fewer, more) = (Double(shelf.length(short)), Double(shelf.length(long)))
    var score: Double
    let cause: Cause
    switch likeness {
    case .edited(let words):
      score = 0.93 - 0.7 * Double(words) / more - (fewer < 8 ? 0.2 : 0)
      cause = .edited(words: words, of: Int(more))
    case .contained(let words):
      score = 0.56 + 0.22 * fewer / more + (fewer >= 12 ? 0.08 : 0) - 0.5 * Double(words) / fewer
      // A few words are a name or a catchword that stands in many sentences.
      if fewer < 8 { score -= 0.12 }
      if a.speaker != b.speaker || a.speaker == 0 { score -= 0.08 }
      cause = .contained(words: Int(fewer), of: Int(more))
    }
    if a.speaker != b.speaker { score -= 0.06 } else if a.speaker == 0 { score -= 0.1 }
    if !a.canBeOnOneDay(b) { score -= 0.15 }
    // With 4,339 here and 4,996 there it is another statement of the same form.
    if hasOtherNumbers(short, long) { score *= 0.5 }
    return LikelyPair(ids: ids, score: rounded(score), cause: cause)
  }

  /// Whether each of two texts has a number that the other lacks.
  private func hasOtherNumbers(_ one: Int, _ other: Int) -> Bool {
    let numbers = [one, other].map { text in Set(shelf.words[shelf.range(text)].filter { $0 & 1 == 1 }) }
    return !numbers[0].isSubset(of: numbers[1]) && !numbers[1].isSubset(of: numbers[0])
  }
}
