// A stretch of verbatim text around found words. FTS5's own snippet() would show the folded form.
import Storage
import TextFolding

/// A stretch of a text, cut at words, with the words that were searched for told apart.
public struct Snippet: Sendable, Hashable {
  /// The stretch in pieces, in order; together they are the text byte for byte.
  public let pieces: [Piece]
  /// Whether text was left out before and after.
  public let isCutBefore, isCutAfter: Bool

  /// A piece of the stretch.
  public struct Piece: Sendable, Hashable {
    public let text: String
    /// Whether it is a word that was searched for.
    public let isFound: Bool
  }

  /// The stretch with marks around the words that were found.
  public func text(before: String, after: String) -> String {
    let marked = pieces.map { $0.isFound ? before + $0.text + after : $0.text }.joined()
    return (isCutBefore ? "…" : "") + marked + (isCutAfter ? "…" : "")
  }

  /// - Parameters:
  ///   - wanted: folded words.
  ///   - length: about how many code points the stretch may have.
  package init(of text: String, _ wanted: Set<String>, _ folding: Folding, length: Int = 240) {
    let scalars = Array(text.unicodeScalars)
    // Words as ranges, and which of them are wanted; a Persian word may stand as two, or two as one.
    var words: [(range: Range<Int>, folded: String, isFound: Bool)] = []
    var start: Int?
    var seen: Set<String> = []
    var lastFound = Int.max
    for index in 0...scalars.count {
      // In a long text all words are found long before its end.
      if seen.count == wanted.count, !wanted.isEmpty, index - length > lastFound { break }
      let isInWord = index < scalars.count && folding.isInWord(scalars[index])
      if isInWord, start == nil { start = index }
      if !isInWord, let begin = start {
        let word = folding.word(String(String.UnicodeScalarView(scalars[begin..<index])))
        let isFound = wanted.contains(word)
        words.append((begin..<index, word, isFound))
        if isFound, seen.insert(word).inserted { lastFound = index }
        start = nil
      }
    }
    let joined = wanted.joined()
    if !wanted.isEmpty, !words.contains(where: \.isFound) {
      for index in words.indices.dropLast() {
        let both = words[index].folded + words[index + 1].folded
        if wanted.contains(both) { (words[index].isFound, words[index + 1].isFound) = (true, true) }
      }
      for index in words.indices where words[index].folded == joined { words[index].isFound = true }
    }
    // From a little before the stretch that has the most of the words, at a word's beginning.
    let found = words.filter(\.isFound).map { (at: $0.range.lowerBound, text: $0.folded) }
    var firstFound = found.first?.at ?? 0
    var most = 0
    for (index, start) in found.prefix(1000).enumerated() where most < wanted.count {
      let near = found[index...].prefix { $0.at - start.at < length / 4 * 3 }
      let distinct = Set(near.map(\.text)).count
      if distinct > most { (most, firstFound) = (distinct, start.at) }
    }
    var from = 0
    var to = scalars.count
    if scalars.count > length {
      let earliest = max(0, min(firstFound - length / 4, scalars.count - length))
      from = earliest == 0 ? 0 : words.first { $0.range.lowerBound >= earliest }?.range.lowerBound ?? earliest
      let latest = from + length
      to =
        latest >= scalars.count
        ? scalars.count
        : words.last { $0.range.upperBound <= latest && $0.range.upperBound > from }?.range.upperBound
          ?? min(latest, scalars.count)
    }
    var pieces: [Piece] = []
    var at = from
    func add(_ range: Range<Int>, isFound: Bool) {
      if !range.isEmpty {
        pieces.append(Piece(text: String(String.UnicodeScalarView(scalars[range])), isFound: isFound))
      }
    }
    for word in words where word.isFound && word.range.lowerBound >= from && word.range.upperBound <= to {
      add(at..<word.range.lowerBound, isFound: false)
      add(word.range, isFound: true)
      at = word.range.upperBound
    }
    add(at..<to, isFound: false)
    self.pieces = pieces
    isCutBefore = from > 0
    isCutAfter = to < scalars.count
  }
}
