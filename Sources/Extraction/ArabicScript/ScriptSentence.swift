// A sentence of a Persian or Arabic paragraph; reading beyond its ends gives a boundary, not a trap.
// Unsafe: the items outlive the sentence, as its maker promises; an index is compared with both ends.

@safe struct ScriptSentence {
  private let items: UnsafeBufferPointer<ScriptItem>
  let start: Int
  let end: Int

  /// The farthest that a rule looks for a word that belongs to another, in items.
  static let reach = 60

  /// - Parameter items: of the paragraph; must outlive the sentence.
  init(_ items: UnsafeBufferPointer<ScriptItem>, _ range: Range<Int>) {
    unsafe (self.items, start, end) = (items, range.lowerBound, range.upperBound)
  }

  private static let boundary = ScriptItem(classes: .stop, start: 0, end: 0)

  @inline(__always) subscript(index: Int) -> ScriptItem {
    unsafe index >= start && index < end ? items[index] : Self.boundary
  }

  /// Whether an Arabic word is a verb that reports: behind a preposition it is a noun.
  func isArabicVerb(_ index: Int) -> Bool {
    guard self[index].has(.verb), !self[index - 1].has(.preposition) else { return false }
    // It came in the statement.
    if self[index].is(.came) { return self[index + 1].is(.fi) }
    return !(self[index].is(.itIsSaid) && self[index + 1].has(.that))
  }

  /// Whether a quotation that opens the sentence is a name: «Mona Keshtkar», an author, said.
  var opensWithName: Bool {
    self[start].has(.region) && self[start].has(.isShort) && !self[start].has(.endsSentence)
      && self[start + 1].has(.word) && !self[start + 1].has([.verb, .pronoun, .demonstrative])
      && !self[start + 1].is(.ra)
  }

  /// The first item of a range with any of the classes.
  func first(_ classes: ScriptClasses, in range: Range<Int>) -> Int? {
    for index in range where self[index].has(classes) { return index }
    return nil
  }

  /// A range of items without the signs and conjunctions at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, isTrimmed(low) { low += 1 }
    while high > low, isTrimmed(high - 1) || self[high - 1].has(.conjunction) { high -= 1 }
    return low..<high
  }

  private func isTrimmed(_ index: Int) -> Bool {
    self[index].has([.comma, .semicolon, .colon, .dash])
  }

  /// Bytes of a range of items.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    self[range.lowerBound].start..<self[range.upperBound - 1].end
  }

  func words(in range: Range<Int>) -> Int {
    var count = 0
    for index in range where self[index].has([.word, .region]) { count += 1 }
    return count
  }
}
