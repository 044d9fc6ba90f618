// Known persons whose names are romanised in another way than the text does.
// Unsafe: the letters are looked at within the closure.
import TextFolding

extension NameReading {
  /// Known persons with names in Arabic letters whose name is romanised in another way here.
  mutating func bySkeleton(
    _ range: Range<Int>, _ open: OpenSegment, _ paragraph: Paragraph
  ) -> [Int] {
    let last = segmentWords[range.upperBound - 1]
    var found: [Int] = []
    func search(_ skeleton: UInt64, tail: Int) {
      var index = gazetteer.skeletons.find(skeleton)?.value ?? -1
      while index >= 0 {
        let entry = gazetteer.skeletonEntries[Int(index)]
        let name = gazetteer.personNames[Int(entry.name)]
        let isSame: Bool
        if tail == range.count {
          // All of the words: a bare surname is one only where the person is known by it alone.
          isSame = entry.words == name.count
        } else {
          isSame = fitsTails(range, tail, name, Int(entry.words))
        }
        if isSame, !found.contains(Int(name.actor)) { found.append(Int(name.actor)) }
        index = entry.next
      }
    }
    if last.isTelling { search(last.skeleton, tail: 1) }
    if !found.isEmpty, !mayBeTransliterated(range, open, paragraph) { found.removeAll() }
    if found.isEmpty, range.count > 1 {
      let joined = joinedSkeleton(open)
      if joined.isTelling { search(joined.skeleton, tail: 2) }
    }
    return found
  }

  private mutating func fitsTails(
    _ range: Range<Int>, _ tail: Int, _ name: Gazetteer.PersonName, _ nameTail: Int
  ) -> Bool {
    if tail == 1, nameTail == 1 { return fits(range, 1, name, 1) }
    return fits(range, tail, name, nameTail)
  }

  /// Whether a bare word may be a known surname in another spelling: no name that is known as it stands, no word
  /// of English.
  private mutating func mayBeTransliterated(
    _ range: Range<Int>, _ open: OpenSegment, _ paragraph: Paragraph
  ) -> Bool {
    guard range.count == 1 else { return true }
    let hash = segmentWords[range.lowerBound].hash
    let token = paragraph.tokens[Int(words[open.first].token)]
    return !Self.isOrdinary(token) && gazetteer.surnames.find(hash) == nil && !kinds[hash].contains(.ordinary)
  }

  private mutating func joinedSkeleton(_ open: OpenSegment) -> (skeleton: UInt64, isTelling: Bool) {
    let pair = NameHash.sequence(hash(open.last - 1), hash(open.last)) | 1
    let slot = Int(truncatingIfNeeded: pair >> 1) & (Self.recentWords - 1)
    if recentPairs[slot].words != pair {
      letters.removeAll(keepingCapacity: true)
      for index in [open.last - 1, open.last] {
        unsafe gazetteer.folding.appendLetters(
          text, Int(words[index].start)..<Int(words[index].end), to: &letters)
      }
      let key = unsafe letters.withUnsafeBufferPointer { unsafe SkeletonKey($0) }
      recentPairs[slot] = (pair, key.hash, key.isTelling)
    }
    return (recentPairs[slot].skeleton, recentPairs[slot].isTelling)
  }
}
