// Which quotation marks of a Persian or Arabic paragraph belong together.
//
// Unlike in English, guillemets nest in guillemets, curly marks are often typed the wrong way round, and an opening
// mark may follow a clitic with no space between.

/// A quotation that was open at the end of a paragraph.
enum ScriptMark: Sendable {
  /// « »
  case guillemets
  /// » « as typed by those who see them mirrored.
  case mirrored
  /// “ ”, in either direction.
  case curly
  /// " "
  case straight
}

struct ScriptRegions {
  private(set) var found: [QuotedRegion] = []
  /// Where the words of an earlier paragraph's quotation end, as the index of a mark.
  private(set) var closerOfEarlier: Int?
  /// What is open at the end.
  private(set) var openMark: ScriptMark?

  private var opened = 0
  private var depth = 0
  private var lastCloser: Int?

  init() {}

  mutating func find(in paragraph: Paragraph) {
    found.removeAll(keepingCapacity: true)
    (closerOfEarlier, openMark, lastCloser, depth) = (nil, nil, nil, 0)
    for index in paragraph.marks {
      guard let mark = Lexeme(rawValue: paragraph.tokens[index].lexeme) else { continue }
      switch openMark {
      case nil: begin(mark, index, paragraph)
      case .guillemets: inGuillemets(mark, index, paragraph)
      case .mirrored: if mark == .openGuillemet { close(index, paragraph, hasMark: true) }
      case .curly:
        if mark == .openDouble || mark == .closeDouble { close(index, paragraph, hasMark: true) }
      case .straight:
        if mark == .straightDouble || mark == .twoApostrophes { close(index, paragraph, hasMark: true) }
      }
    }
    guard openMark != nil else { return }
    if let lastCloser {
      close(lastCloser, paragraph, hasMark: true)
    } else {
      let mark = openMark
      close(paragraph.tokens.count, paragraph, hasMark: false)
      openMark = mark
    }
  }

  private mutating func begin(_ mark: Lexeme, _ index: Int, _ paragraph: Paragraph) {
    let isSpaceBefore = paragraph.tokens[index].has(.hasSpaceBefore)
    let isSpaceAfter =
      index + 1 == paragraph.tokens.count || paragraph.tokens[index + 1].has(.hasSpaceBefore)
    switch mark {
    case .openGuillemet: open(.guillemets, index)
    case .closeGuillemet:
      if isSpaceBefore, !isSpaceAfter {
        open(.mirrored, index)
      } else if found.isEmpty, closerOfEarlier == nil {
        closerOfEarlier = index
      }
    case .openDouble, .lowDouble: open(.curly, index)
    case .closeDouble:
      if found.isEmpty, closerOfEarlier == nil, !isSpaceBefore,
        isSpaceAfter
          || index + 1 < paragraph.tokens.count
            && paragraph.tokens[index + 1].has(.punctuation)
      {
        closerOfEarlier = index
      } else {
        open(.curly, index)
      }
    case .straightDouble, .twoApostrophes: open(.straight, index)
    default: break
    }
  }

  private mutating func inGuillemets(_ mark: Lexeme, _ index: Int, _ paragraph: Paragraph) {
    if mark == .openGuillemet {
      depth += 1
    } else if mark == .closeGuillemet {
      if depth == 0 {
        close(index, paragraph, hasMark: true)
      } else {
        depth -= 1
        lastCloser = index
      }
    }
  }

  private mutating func open(_ mark: ScriptMark, _ index: Int) {
    (openMark, opened, depth, lastCloser) = (mark, index, 0, nil)
  }

  /// Ends the open region before the token at `index`, which is its closing mark or the end of the paragraph.
  private mutating func close(_ index: Int, _ paragraph: Paragraph, hasMark: Bool) {
    openMark = nil
    guard index > opened + 1 else { return }
    var words = 0
    for token in paragraph.tokens[opened + 1..<index] where token.has(.word) { words += 1 }
    guard words > 0 else { return }
    let inner =
      paragraph.range(of: paragraph.tokens[opened + 1])
      .lowerBound..<paragraph.range(of: paragraph.tokens[index - 1]).upperBound
    let first = paragraph.range(of: paragraph.tokens[opened]).lowerBound
    let last = hasMark ? paragraph.range(of: paragraph.tokens[index]).upperBound : inner.upperBound
    found.append(
      QuotedRegion(
        firstToken: opened, endToken: hasMark ? index + 1 : index, inner: inner, outer: first..<last,
        wordCount: words, isOpen: !hasMark, isSingle: false, continues: false))
  }
}
