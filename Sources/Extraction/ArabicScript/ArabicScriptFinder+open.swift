// Quotations that were left open at the end of their paragraph.

extension ArabicScriptFinder {
  /// A quotation that was left open at the end of its paragraph.
  struct OpenQuotation {
    /// Its index among those found.
    var quotation: Int
    /// The paragraphs since that have no quotation marks.
    var paragraphs: [Range<Int>] = []

    static let mostParagraphs = 16
  }

  /// Adds to the quotation that was left open what the paragraph has of it, up to its closing mark. A paragraph
  /// without marks is kept in mind until the closing mark comes; one that opens another quotation ends it.
  /// - Returns: where the quotation ended.
  mutating func goOnWithOpen(_ paragraph: Paragraph) -> Int? {
    guard var open else { return nil }
    let origin = paragraph.range(of: paragraph.tokens[0]).lowerBound
    if let closer = script.regions.closerOfEarlier, closer > 0 {
      let end = paragraph.range(of: paragraph.tokens[closer - 1]).upperBound
      // What was found in the paragraphs between belongs to it.
      if !open.paragraphs.isEmpty { found.removeSubrange((open.quotation + 1)...) }
      found[open.quotation].spans += open.paragraphs
      found[open.quotation].spans.append(origin..<end)
      self.open = nil
      return end
    }
    self.open = nil
    if script.regions.found.isEmpty, open.paragraphs.count < OpenQuotation.mostParagraphs {
      open.paragraphs.append(
        origin..<paragraph.range(of: paragraph.tokens[paragraph.tokens.count - 1]).upperBound)
      self.open = open
    }
    return nil
  }
}
