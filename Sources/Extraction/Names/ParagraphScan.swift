// Where the scan of a paragraph stands: the name that is open, and the sentence.

/// A stretch of words that may be a person's name, while it grows.
struct OpenSegment {
  /// Indices of words; empty if `first` is behind `last`.
  var first = 0
  var last = -1
  /// A known name within it: who is called so, and its words.
  var hit: (who: Int32, first: Int, last: Int)?

  var isEmpty: Bool { last < first }

  /// All of it is one known name.
  var isWholeHit: Bool { !isEmpty && hit.map { $0.first == first && $0.last == last } ?? false }

  mutating func add(_ range: ClosedRange<Int>, hit: (who: Int32, first: Int, last: Int)?) {
    if isEmpty {
      first = range.lowerBound
      self.hit = nil
    }
    last = range.upperBound
    // The longer name tells more.
    if let hit, self.hit.map({ $0.last - $0.first <= hit.last - hit.first }) ?? true { self.hit = hit }
  }

  mutating func clear() { (first, last, hit) = (0, -1, nil) }
}

/// A paragraph that is scanned.
struct ParagraphScan {
  let paragraph: Paragraph
  var segment = OpenSegment()
  /// A verb was seen in this sentence, outside quotation marks.
  var hasVerb = false

  init(paragraph: Paragraph) { self.paragraph = paragraph }
}
