// Which quotation marks belong together.

/// Pairs the marks of one paragraph, or of a part of a long one.
struct RegionFinder {
  /// The mark of the quotation that is open: at first from the part before, at last for the part after.
  private(set) var openMark: Lexeme?
  private var opened = 0
  private var continues: Bool

  init(openMark: Lexeme? = nil) {
    self.openMark = openMark
    continues = openMark != nil
  }

  /// Fills `paragraph.regions` and marks the tokens in them.
  mutating func find(_ paragraph: inout Paragraph) {
    if paragraph.marks.isEmpty, openMark == nil { return }
    var number = 0
    while number < paragraph.marks.count {
      let index = paragraph.marks[number]
      if openMark == nil, let partner = singlePartner(of: number, in: paragraph) {
        openMark = .openSingle
        opened = index
        continues = false
        close(&paragraph, at: paragraph.marks[partner], isOpen: false, hasMark: true)
        number = partner + 1
        continue
      }
      read(index, &paragraph)
      number += 1
    }
    if openMark != nil { close(&paragraph, at: paragraph.tokens.count, isOpen: true, hasMark: false) }
  }

  private mutating func read(_ index: Int, _ paragraph: inout Paragraph) {
    let token = paragraph.tokens[index]
    guard let mark = Lexeme(rawValue: token.lexeme) else { return }
    let isSpaceBefore = token.has(.hasSpaceBefore)
    let isSpaceAfter =
      index + 1 == paragraph.tokens.count || paragraph.tokens[index + 1].has(.hasSpaceBefore)
    switch mark {
    case .openDouble where openMark == .lowDouble || (openMark != nil && !isSpaceBefore && isSpaceAfter),
      .closeDouble where openMark != nil && openMark != .openGuillemet,
      .closeGuillemet where openMark == .openGuillemet,
      .straightDouble where openMark == .straightDouble && (!isSpaceBefore || isSpaceAfter),
      .twoApostrophes where openMark == .twoApostrophes || openMark == .backticks,
      .straightDouble where openMark == .openDouble || openMark == .backticks:
      close(&paragraph, at: index, isOpen: false, hasMark: true)
    case .openDouble, .lowDouble, .backticks, .straightDouble, .twoApostrophes:
      // A mark of another family within guillemets is nested.
      if openMark == .openGuillemet { return }
      if openMark == nil, mark == .straightDouble, !isSpaceBefore, isSpaceAfter { return }
      open(&paragraph, at: index, mark)
    case .openGuillemet:
      if openMark != nil, openMark != .openGuillemet { return }
      open(&paragraph, at: index, mark)
    case .closeDouble:
      if openMark == nil, isSpaceBefore, !isSpaceAfter { open(&paragraph, at: index, .openDouble) }
    default: break
    }
  }

  private mutating func open(_ paragraph: inout Paragraph, at index: Int, _ mark: Lexeme) {
    if openMark != nil { close(&paragraph, at: index, isOpen: true, hasMark: false) }
    openMark = mark
    opened = index
    continues = false
  }

  /// Ends the open region before the token at `index`, which is its closing mark or belongs to it no more.
  private mutating func close(_ paragraph: inout Paragraph, at index: Int, isOpen: Bool, hasMark: Bool) {
    let firstWord = continues ? opened : opened + 1
    let isSingle = openMark == .openSingle
    if !isOpen { openMark = nil }
    var words = 0
    for position in firstWord..<max(firstWord, index) {
      paragraph.tokens[position].classes.insert(.isInQuote)
      if paragraph.tokens[position].has(.word) { words += 1 }
    }
    guard words > 0 else { return }
    let origin = paragraph.range.lowerBound
    let outerStart = origin + Int(paragraph.tokens[opened].start)
    let innerStart = continues ? outerStart : origin + Int(paragraph.tokens[opened].end)
    let innerEnd = origin + Int(hasMark ? paragraph.tokens[index].start : paragraph.tokens[index - 1].end)
    let outerEnd = hasMark ? origin + Int(paragraph.tokens[index].end) : innerEnd
    paragraph.regions.append(
      QuotedRegion(
        firstToken: opened, endToken: hasMark ? index + 1 : index, inner: innerStart..<innerEnd,
        outer: outerStart..<outerEnd, wordCount: words, isOpen: isOpen, isSingle: isSingle,
        continues: continues))
    continues = false
  }
}
