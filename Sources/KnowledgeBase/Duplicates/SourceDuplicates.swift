// Sources that look like one document that came in twice: by file, address, title and date, or text.
// Unsafe: what a row gives is used before the next; the words of the titles are looked at within the closure.
import Storage
import TextFolding

/// What tells sources apart, and the pairs among them.
struct SourceDuplicates {
  let lookup: Lookup
  var entries: [Entry] = []
  /// The words of the titles, in the order of the entries.
  private(set) var titles = TextShelf()
  /// The hashes of the addresses, each with the number of its entry.
  private var addresses: [String: [Int]] = [:]
  private var files: [String: [Int]] = [:]

  struct Entry {
    let id: Int64
    let publisher: Int64
    /// The days between which it was published; the widest where that is not known.
    let earliest, latest: Int
    /// The first version of it.
    let version: Int64
    /// Where a text is archived.
    var sketch: TextSketch?

    var day: Int? { earliest == latest ? earliest : nil }
  }

  /// One way in which two sources are alike.
  enum Likeness: Equatable {
    case file
    case address
    case text(share: Double)
    case title(isOnOneDay: Bool)
    case nearTitle(words: Int, of: Int)
  }

  init(_ lookup: Lookup) throws {
    self.lookup = lookup
    let reader = FoldedWords(lookup.folding)
    let versions = try versionRoots()
    // One text at a time is in memory: what is kept of it is its sketch.
    try lookup.connection.rows(
      """
      SELECT id, ifnull(publisher_id, 0), ifnull(earliest, -99991231), ifnull(latest, 99991231), title, sha256, url, (SELECT address FROM document WHERE source_id = source.id), text
      FROM source NOT INDEXED WHERE \(lookup.counts("source")) ORDER BY id
      """
    ) { row in
      let number = entries.count
      titles.add { words in
        if let title = unsafe row.bytes(4) { unsafe reader.appendHashes(of: title, to: &words) }
      }
      var entry = Entry(
        id: row.int64(0), publisher: row.int64(1), earliest: row.integer(2) ?? 0, latest: row.integer(3) ?? 0,
        version: versions[row.int64(0)] ?? row.int64(0))
      if let text = unsafe row.bytes(8) {
        var words: [UInt32] = []
        unsafe reader.appendHashes(of: text, to: &words)
        entry.sketch = TextSketch(words)
      }
      entries.append(entry)
      if let hash = row.text(5) { files[hash, default: []].append(number) }
      let places = Set(
        [row.text(6), row.text(7)].compactMap { $0.map { SourceAddress.normalized($0) ?? $0 } })
      for place in places { addresses[place, default: []].append(number) }
      return true
    }
  }

  private func versionRoots() throws -> [Int64: Int64] {
    var above: [Int64: Int64] = [:]
    try lookup.connection.rows("SELECT id, version_of_id FROM source WHERE version_of_id IS NOT NULL") {
      above[$0.int64(0)] = $0.int64(1)
      return true
    }
    return above.mapValues { first in
      var root = first
      while let next = above[root] { root = next }
      return root
    }
  }

  func answer(_ limit: Int, _ minScore: Double, _ known: KnownPairs) throws -> Duplicates {
    let (shown, total) = known.ranked(pairs(), limit, minScore)
    return Duplicates(pairs: try shown.map(pair), total: total)
  }

  /// Each two sources once, with all ways in which they are alike, the strongest first.
  func pairs() -> [LikelyPair<[Likeness]>] {
    var found: [IdPair: [(score: Double, likeness: Likeness)]] = [:]
    func note(_ one: Int, _ other: Int, _ likeness: Likeness) {
      let (a, b) = (entries[one], entries[other])
      // (A later version of a source is no duplicate of it.)
      guard a.id != b.id, a.version != b.version, let score = score(likeness, one, other) else { return }
      found[IdPair(a.id, b.id), default: []].append((score, likeness))
    }
    for (groups, likeness) in [(files, Likeness.file), (addresses, .address)] {
      for group in groups.values where group.count > 1 {
        for (one, other) in Self.couples(group) { note(one, other, likeness) }
      }
    }
    forEachTitlePair(note)
    forEachTextPair(note)
    return found.map { ids, likenesses in
      let sorted = likenesses.sorted { $0.score > $1.score }
      let score = sorted[0].score + 0.03 * Double(sorted.count - 1)
      return LikelyPair(ids: ids, score: rounded(score), cause: sorted.map(\.likeness))
    }
  }

  /// All two of a few; of many, each with the first.
  private static func couples(_ group: [Int]) -> [(Int, Int)] {
    guard group.count <= 20 else { return group.dropFirst().map { (group[0], $0) } }
    return group.indices.flatMap { one in group[(one + 1)...].map { (group[one], $0) } }
  }

  private func score(_ likeness: Likeness, _ one: Int, _ other: Int) -> Double? {
    let (a, b) = (entries[one], entries[other])
    let texts = a.sketch.flatMap { sketch in b.sketch.map { sketch.likeness($0) } }
    // Two texts that have little in common are two documents, whatever their titles.
    let isOther = texts.map { $0 < 0.1 } ?? false
    let isOneDay = a.day != nil && a.day == b.day
    let canBeOneDay = max(a.earliest, b.earliest) <= min(a.latest, b.latest)
    switch likeness {
    case .file: return 1
    case .address: return isOther ? 0.6 : canBeOneDay ? 0.92 : 0.75
    // (Reports on one matter share their background: half of the words say nothing.)
    case .text(let share): return share == 1 ? 0.96 : 1.6 * share - 0.72 - (canBeOneDay ? 0 : 0.1)
    case .title:
      let words = titles.length(one)
      var score = isOneDay ? 0.85 : a.publisher == b.publisher && a.publisher != 0 ? 0.62 : 0.55
      if words < 4 { score -= 0.2 }
      if isOther { score *= 0.6 }
      return canBeOneDay ? score : words >= 6 ? score - 0.1 : nil
    case .nearTitle(let words, let of):
      guard of >= 5, canBeOneDay, !isOther else { return nil }
      let isOnePublisher = a.publisher == b.publisher && a.publisher != 0
      guard isOneDay || isOnePublisher else { return nil }
      return (isOneDay && isOnePublisher ? 0.75 : 0.6) - 0.6 * Double(words) / Double(of)
    }
  }

  private func forEachTitlePair(_ body: (Int, Int, Likeness) -> Void) {
    var groups: [UInt64: [Int]] = [:]
    for number in entries.indices where titles.length(number) > 1 {
      groups[titles.hash(number), default: []].append(number)
    }
    for group in groups.values where group.count > 1 {
      // A title that stands over very many documents is that of a column; only those of one day are alike.
      let ordered = group.sorted { (entries[$0].earliest, $0) < (entries[$1].earliest, $1) }
      for (place, one) in ordered.enumerated() {
        for other in ordered[(place + 1)...].prefix(10) {
          let isOneDay = entries[one].day != nil && entries[one].day == entries[other].day
          if group.count <= 12 || isOneDay { body(one, other, .title(isOnOneDay: isOneDay)) }
        }
      }
    }
    let first = groups.values.map { $0.min()! }.sorted()
    let near = NearTexts(titles, texts: first)
    var seen: Set<IdPair> = []
    unsafe titles.words.withUnsafeBufferPointer { words in
      near.forEachCandidate { one, other in
        let (short, long) = titles.length(one) <= titles.length(other) ? (one, other) : (other, one)
        let likeness = unsafe TextLikeness(
          UnsafeBufferPointer(rebasing: words[titles.range(short)]),
          UnsafeBufferPointer(rebasing: words[titles.range(long)]))
        guard case .edited(let edits)? = likeness, edits > 0,
          seen.insert(IdPair(Int64(one), Int64(other))).inserted
        else { return }
        body(one, other, .nearTitle(words: edits, of: titles.length(long)))
      }
    }
  }

  private func forEachTextPair(_ body: (Int, Int, Likeness) -> Void) {
    var postings: [UInt64] = []
    for (number, entry) in entries.enumerated() {
      for hash in entry.sketch?.hashes ?? [] { postings.append(UInt64(hash) << 32 | UInt64(number)) }
    }
    postings.sort()
    var shared: [IdPair: Int] = [:]
    var start = 0
    while start < postings.count {
      var end = start + 1
      while end < postings.count, postings[end] >> 32 == postings[start] >> 32 { end += 1 }
      // (Words that very many texts have are those of the house, not of the text.)
      if end - start <= 50 {
        for one in start..<end {
          for other in (one + 1)..<max(one + 1, end) {
            let pair = IdPair(Int64(postings[one] & 0xFFFF_FFFF), Int64(postings[other] & 0xFFFF_FFFF))
            shared[pair, default: 0] += 1
          }
        }
      }
      start = end
    }
    for (pair, count) in shared where count >= 4 {
      let (one, other) = (Int(pair.first), Int(pair.second))
      guard let a = entries[one].sketch, let b = entries[other].sketch else { continue }
      if a.whole == b.whole, a.words == b.words {
        body(one, other, .text(share: 1))
      } else if min(a.words, b.words) >= 20 {
        let share = a.likeness(b)
        if share >= 0.65 { body(one, other, .text(share: min(0.99, share))) }
      }
    }
  }
}
