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

struct ParagraphScan {
  let paragraph: Paragraph
  var segment = OpenSegment()
  /// A verb was seen in this sentence, outside quotation marks.
  var hasVerb = false

  init(paragraph: Paragraph) { self.paragraph = paragraph }

  /// Moves over the tokens up to a word's, and counts sentences and verbs.
  @inline(__always)
  mutating func advance(to word: TextWord, reading: inout NameReading, next: inout Int) {
    while next <= Int(word.token) {
      let token = paragraph.tokens[next]
      next += 1
      if token.has(.isSentenceInitial), next > 1, beginsSentence(token, at: next - 1) {
        reading.begin(at: paragraph.range.lowerBound + Int(token.start))
        hasVerb = false
      }
      if token.has(Self.verbs), !token.has([.isInQuote, .isCapitalised]) { hasVerb = true }
    }
  }

  /// Whether a word at which the tokenizer sees a start begins a sentence of the reporter's: "A?" he asked is one
  /// sentence, and a quotation begins one only where the sentence before has ended.
  private func beginsSentence(_ token: Token, at index: Int) -> Bool {
    guard token.has(.isCapitalised) || !paragraph.tokens[index - 1].has(.mark) else { return false }
    guard token.has(.isInQuote) else { return true }
    var before = index - 1
    guard paragraph.tokens[before].has(.mark) else { return false }
    while before > 0, paragraph.tokens[before].has(.mark) { before -= 1 }
    return paragraph.tokens[before].has([.endsSentence, .endsWithStop])
  }

  private static let verbs: WordClasses = [.strongCue, .weakCue, .plainVerb, .auxiliary, .edWord]
}
