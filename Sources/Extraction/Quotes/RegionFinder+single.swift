// Single quotation marks, which are told from apostrophes by what stands around them.

extension RegionFinder {
  /// A stretch in single marks of fewer words is left as words: a name, a word spoken of.
  private static let fewestWords = 4
  /// How many marks ahead a partner is looked for: time stays linear.
  private static let reach = 40

  /// The closing mark for the opening single mark with that number among the marks, if it is one and has a partner.
  func singlePartner(of number: Int, in paragraph: Paragraph) -> Int? {
    let index = paragraph.marks[number]
    let opening = paragraph.tokens[index]
    guard let closings = closings(opening), opening.has(.hasSpaceBefore), index + 1 < paragraph.tokens.count
    else {
      return nil
    }
    let first = paragraph.tokens[index + 1]
    guard first.has(.word), !first.has([.hasSpaceBefore, .startsWithDigit]) else { return nil }
    var doubtful: Int?
    var next = number + 1
    while next < min(paragraph.marks.count, number + RegionFinder.reach) {
      let at = paragraph.marks[next]
      let mark = paragraph.tokens[at]
      if mark.lexeme == opening.lexeme, mark.has(.hasSpaceBefore),
        !closings.contains(where: { mark.is($0) && isSpaceAfter(at, paragraph) })
      {
        break
      }
      if closings.contains(where: { mark.is($0) }), !mark.has(.hasSpaceBefore), isFree(at, paragraph) {
        let before = paragraph.tokens[at - 1]
        if !before.has(.endsInS) || before.has(.punctuation) {
          return isSpeech(index, at, paragraph) ? next : nil
        }
        // The states’ rights: an apostrophe, or the end.
        doubtful = doubtful ?? next
      }
      next += 1
    }
    guard let doubtful, isSpeech(index, paragraph.marks[doubtful], paragraph) else { return nil }
    return doubtful
  }

  private func closings(_ token: Token) -> [Lexeme]? {
    if token.is(.openSingle) { return [.closeSingle, .straightSingle] }
    if token.is(.straightSingle) { return [.straightSingle, .closeSingle] }
    if token.is(.lowSingle) { return [.openSingle, .closeSingle] }
    if token.is(.openSingleGuillemet) { return [.closeSingleGuillemet] }
    return nil
  }

  private func isSpaceAfter(_ index: Int, _ paragraph: Paragraph) -> Bool {
    index + 1 == paragraph.tokens.count || paragraph.tokens[index + 1].has(.hasSpaceBefore)
  }

  /// Not followed by a letter: no apostrophe within a word.
  private func isFree(_ index: Int, _ paragraph: Paragraph) -> Bool {
    isSpaceAfter(index, paragraph) || !paragraph.tokens[index + 1].has(.word)
  }

  /// Long enough, and with a sign before or behind its closing mark: ‘We won’t go,’ she said; not a title.
  private func isSpeech(_ first: Int, _ last: Int, _ paragraph: Paragraph) -> Bool {
    let isEnded =
      paragraph.tokens[last - 1].has(.punctuation)
      || last + 1 < paragraph.tokens.count && paragraph.tokens[last + 1].is(.comma)
    guard isEnded else { return false }
    var words = 0
    for token in paragraph.tokens[first..<last] where token.has(.word) { words += 1 }
    return words >= RegionFinder.fewestWords
  }
}
