// A Persian or Arabic paragraph as the rules read it: words with their classes, each quotation as one item.
// Unsafe: the paragraph's text is read where its tokens are.

/// A word, a sign, or a stretch in quotation marks.
struct ScriptItem: Sendable {
  var classes: ScriptClasses
  var lexeme = ScriptLexeme.none
  /// Bytes of the whole text, end excluded; without a clitic at the start, with the marks of a quotation.
  var start: Int
  var end: Int
  /// Of a quotation: its index among the regions.
  var region = -1

  @inline(__always) func has(_ any: ScriptClasses) -> Bool { classes.hasAny(any) }
  @inline(__always) func `is`(_ lexeme: ScriptLexeme) -> Bool { self.lexeme == lexeme }
}

struct ScriptParagraph {
  var items: [ScriptItem] = []
  private(set) var regions = ScriptRegions()
  /// Sentences as ranges of ``items``.
  private(set) var sentences: [Range<Int>] = []
  private(set) var language = ScriptLanguage.persian

  /// What is longer is cut, in items: no rule reads a hostile text more than so often.
  static let longestSentence = 400

  init() {}

  /// Whether most words of a paragraph are in Arabic letters. Looks at few of a paragraph that has none.
  static func isIn(_ paragraph: Paragraph) -> Bool {
    let tokens = paragraph.tokens
    guard !tokens.isEmpty else { return false }
    let step = max(1, tokens.count / 4)
    var hasArabic = false
    for index in stride(from: 0, to: tokens.count, by: step) where isArabic(tokens[index], paragraph) {
      hasArabic = true
      break
    }
    guard hasArabic else { return false }
    var arabic = 0
    var others = 0
    for token in tokens where token.has(.word) {
      if isArabic(token, paragraph) {
        arabic += 1
      } else if !token.has(.startsWithDigit) {
        others += 1
      }
    }
    return arabic > others
  }

  @inline(__always) private static func isArabic(_ token: Token, _ paragraph: Paragraph) -> Bool {
    unsafe ScriptFolding.isLead(paragraph.text[paragraph.range.lowerBound + Int(token.start)])
  }

  /// Reads a paragraph; the language is that of its words or, where they do not tell, of the paragraph before.
  mutating func read(_ paragraph: Paragraph) {
    language = ScriptLanguage.of(paragraph) ?? language
    let lexicon = language == .persian ? ScriptLexicon.persian : ScriptLexicon.arabic
    regions.find(in: paragraph)
    items.removeAll(keepingCapacity: true)
    var next = 0
    for (number, region) in regions.found.enumerated() {
      copy(paragraph, next..<region.firstToken, lexicon)
      items.append(item(for: region, number, paragraph))
      next = region.endToken
    }
    copy(paragraph, min(next, paragraph.tokens.count)..<paragraph.tokens.count, lexicon)
    split(paragraph)
  }

  /// Takes the words before a byte of the text for read.
  mutating func leaveOut(before position: Int) {
    sentences = sentences.compactMap { range in
      let first = range.first { items[$0].start >= position } ?? range.upperBound
      return first < range.upperBound ? first..<range.upperBound : nil
    }
  }

  private mutating func copy(_ paragraph: Paragraph, _ range: Range<Int>, _ lexicon: ScriptLexicon) {
    for index in range {
      let token = paragraph.tokens[index]
      if token.has(.word) {
        unsafe word(paragraph.range(of: token), paragraph.text, lexicon)
      } else if !token.has(.mark) {
        sign(token, paragraph, index)
      }
    }
  }

  private mutating func sign(_ token: Token, _ paragraph: Paragraph, _ index: Int) {
    var classes: ScriptClasses = []
    switch Lexeme(rawValue: token.lexeme) {
    case .comma: classes = .comma
    case .colon: classes = isBetweenDigits(paragraph, index) ? [] : .colon
    case .semicolon: classes = .semicolon
    case .dash: classes = .dash
    case .openBracket: classes = .openBracket
    case .closeBracket: classes = .closeBracket
    case .question, .exclamation: classes = .stop
    case .stop: classes = isBetweenDigits(paragraph, index) ? [] : .stop
    default: break
    }
    if classes == .stop, token.is(.question), goesOnWithVerb(paragraph, index) { classes = .comma }
    let range = paragraph.range(of: token)
    items.append(ScriptItem(classes: classes, start: range.lowerBound, end: range.upperBound))
  }

  /// Whether a Persian verb that reports follows a question: asked whether he will resign? said: “No.”
  private func goesOnWithVerb(_ paragraph: Paragraph, _ index: Int) -> Bool {
    guard language == .persian, index + 1 < paragraph.tokens.count, paragraph.tokens[index + 1].has(.word)
    else {
      return false
    }
    let (hash, _) = unsafe ScriptFolding.hash(
      paragraph.text, paragraph.range(of: paragraph.tokens[index + 1]))
    return ScriptLexicon.persian.find(hash)?.classes.contains(.verb) == true
  }

  /// A stop or a colon within a number: ۳.۵, ۱۲:۳۰.
  private func isBetweenDigits(_ paragraph: Paragraph, _ index: Int) -> Bool {
    guard index > 0, index + 1 < paragraph.tokens.count, !paragraph.tokens[index].has(.hasSpaceBefore),
      !paragraph.tokens[index + 1].has(.hasSpaceBefore)
    else { return false }
    let at = paragraph.range(of: paragraph.tokens[index + 1]).lowerBound
    let (letter, _) = unsafe ScriptFolding.letter(paragraph.text, at)
    return (0x660...0x669).contains(letter) || (0x6F0...0x6F9).contains(letter)
      || (0x30...0x39).contains(letter)
  }

  private func item(for region: QuotedRegion, _ number: Int, _ paragraph: Paragraph) -> ScriptItem {
    var classes: ScriptClasses = .region
    if region.wordCount < 4 { classes.insert(.isShort) }
    var last = region.endToken - 1
    while last > region.firstToken, paragraph.tokens[last].has(.mark) { last -= 1 }
    if paragraph.tokens[last].has(.endsSentence) { classes.insert(.endsSentence) }
    return ScriptItem(
      classes: classes, start: region.outer.lowerBound, end: region.outer.upperBound, region: number)
  }

  private mutating func split(_ paragraph: Paragraph) {
    sentences.removeAll(keepingCapacity: true)
    var start = afterDateline()
    for index in start..<max(start, items.count) {
      if items[index].has(.stop) {
        if index > start { sentences.append(start..<index) }
        start = index + 1
      } else if index - start == Self.longestSentence {
        sentences.append(start..<index)
        start = index
      }
    }
    if start < items.count { sentences.append(start..<items.count) }
  }

  /// Where the text begins behind a dateline: تهران - دانا -
  private func afterDateline() -> Int {
    var start = 0
    for index in 0..<min(9, items.count) {
      if items[index].has([.region, .stop, .colon, .comma, .verb, .that]) { break }
      if items[index].has(.dash) { start = index + 1 }
    }
    return start
  }
}
