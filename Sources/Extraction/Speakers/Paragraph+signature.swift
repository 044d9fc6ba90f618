// A line under a quotation that says whose it is: – The mayor of Elko

extension Paragraph {
  /// A longer line is no signature, in tokens.
  private static let longestSignature = 30
  private static let longestName = 10

  /// The name in a paragraph that is a dash, a name, and perhaps what or where somebody is; in bytes of the whole text.
  var signature: Range<Int>? {
    guard tokens.count > 1, tokens.count <= Paragraph.longestSignature, regions.isEmpty,
      tokens[0].is(.dash) || tokens[0].is(.hyphen), tokens[1].hasAll([.word, .isCapitalised]),
      !tokens[1].has([.subjectPronoun, .adverb, .timeWord, .subordinator, .preposition])
    else { return nil }
    var end = 1
    while end < tokens.count, !tokens[end].has(.punctuation) {
      let token = tokens[end]
      let isPart =
        token.has([.isCapitalised, .determiner, .title, .speakerNoun]) || token.is(.of) || token.is(.and)
      guard isPart, !token.has(.auxiliary) else { return nil }
      end += 1
    }
    guard end <= Paragraph.longestName else { return nil }
    return range(of: tokens[1]).lowerBound..<endWithoutContraction(of: tokens[end - 1])
  }
}
