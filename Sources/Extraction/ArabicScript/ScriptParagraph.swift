// A Persian or Arabic paragraph as the rules read it: words with their classes, each quotation as one item.

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
  private(set) var items: [ScriptItem] = []
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
    ScriptFolding.isLead(paragraph.text[paragraph.range.lowerBound + Int(token.start)])
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

  private mutating func copy(_ paragraph: Paragraph, _ range: Range<Int>, _ lexicon: ScriptLexicon) {
    for index in range {
      let token = paragraph.tokens[index]
      if token.has(.word) {
        word(paragraph.range(of: token), paragraph.text, lexicon)
      } else if !token.has(.mark) {
        sign(token, paragraph, index)
      }
    }
  }

  private mutating func word(
    _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: ScriptLexicon
  ) {
    var item = ScriptItem(classes: .word, start: range.lowerBound, end: range.upperBound)
    let (hash, letters) = ScriptFolding.hash(text, range)
    if let entry = lexicon.find(hash) {
      item.classes.formUnion(entry.classes)
      item.lexeme = entry.lexeme
    } else if language == .arabic, letters > 2 {
      let (first, length) = ScriptFolding.letter(text, range.lowerBound)
      if first == Self.waw || first == Self.fa {
        item.start += length
        if let entry = lexicon.find(ScriptFolding.hash(text, item.start..<range.upperBound).hash),
          letters > 3 || entry.classes.hasAny([.that, .preposition, .pronoun])
        {
          item.classes.formUnion(entry.classes)
          item.classes.insert(.hasClitic)
          item.lexeme = entry.lexeme
        } else {
          item.start = range.lowerBound
        }
      }
    }
    if language == .arabic { arabic(&item, text, range, letters) }
    items.append(item)
  }

  private func hasArticle(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var (letter, length) = ScriptFolding.letter(text, range.lowerBound)
    var at = range.lowerBound + length
    if letter == Self.waw || letter == Self.fa {
      (letter, length) = ScriptFolding.letter(text, at)
      at += length
    }
    return letter == Self.alef && at < range.upperBound && ScriptFolding.letter(text, at).letter == Self.lam
  }

  private func endsInIya(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let end = range.upperBound
    return range.count > 8 && text[end - 4] == 0xD9 && text[end - 3] == 0x8A && text[end - 2] == 0xD8
      && text[end - 1] == 0xA9
  }

  /// What the letters of an Arabic word show that the lexicon cannot say.
  private mutating func arabic(
    _ item: inout ScriptItem, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ letters: Int
  ) {
    let last = text[range.upperBound - 1]
    if item.is(.ala), last == 0x8A {
      // علي is a name, على a preposition.
      (item.classes, item.lexeme) = (.word, .none)
    }
    if item.is(.ann), let before = items.last, before.is(.ann), item.start - before.end < 3 {
      // The letters of an abbreviation: سي إن إن.
      items[items.count - 1].classes = .word
      (item.classes, item.lexeme) = (.word, .none)
    }
    if item.classes == .word, letters == 1 || letters > 5 && begins(text, range, with: Self.withThe) {
      item.classes.insert(.preposition)
    }
    if letters > 3, hasArticle(text, range) {
      item.classes.insert(.isDefinite)
      if endsInIya(text, range) { item.classes.insert(.endsInIya) }
    }
    if range.count > 4, text[range.upperBound - 2] == 0xD8 {
      if last == 0xA9 { item.classes.insert(.isFeminine) }
      if last == 0xAA { item.classes.insert(.isFeminineVerb) }
    }
  }

  private func begins(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, with letters: [UInt8]) -> Bool
  {
    range.count > letters.count && letters.indices.allSatisfy { text[range.lowerBound + $0] == letters[$0] }
  }

  /// بال: in the, by the, with the.
  private static let withThe: [UInt8] = [0xD8, 0xA8, 0xD8, 0xA7, 0xD9, 0x84]

  private static let waw: UInt32 = 0x648
  private static let fa: UInt32 = 0x641
  private static let alef: UInt32 = 0x627
  private static let lam: UInt32 = 0x644

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
    let range = paragraph.range(of: token)
    items.append(ScriptItem(classes: classes, start: range.lowerBound, end: range.upperBound))
  }

  /// A stop or a colon within a number: ۳.۵, ۱۲:۳۰.
  private func isBetweenDigits(_ paragraph: Paragraph, _ index: Int) -> Bool {
    guard index > 0, index + 1 < paragraph.tokens.count, !paragraph.tokens[index].has(.hasSpaceBefore),
      !paragraph.tokens[index + 1].has(.hasSpaceBefore)
    else { return false }
    let at = paragraph.range(of: paragraph.tokens[index + 1]).lowerBound
    let (letter, _) = ScriptFolding.letter(paragraph.text, at)
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

extension ScriptLanguage {
  /// The language of the first words of a paragraph, by its function words and letters; nil where they do not tell.
  static func of(_ paragraph: Paragraph) -> ScriptLanguage? {
    let text = paragraph.text
    var persian = 0
    var arabic = 0
    var words = 0
    for token in paragraph.tokens where token.has(.word) {
      let range = paragraph.range(of: token)
      guard ScriptFolding.isLead(text[range.lowerBound]) else { continue }
      let (hash, letters) = ScriptFolding.hash(text, range)
      persian += weight(ScriptLexicon.persian.find(hash))
      arabic += weight(ScriptLexicon.arabic.find(hash))
      if letters > 3, range.count > 4, text[range.lowerBound] == 0xD8, text[range.lowerBound + 1] == 0xA7,
        text[range.lowerBound + 2] == 0xD9, text[range.lowerBound + 3] == 0x84
      {
        arabic += 1
      }
      for at in stride(from: range.lowerBound, to: range.upperBound - 1, by: 1) {
        switch (text[at], text[at + 1]) {
        case (0xD9, 0xBE), (0xDA, 0x86), (0xDA, 0x98), (0xDA, 0xAF): persian += 1
        case (0xD8, 0xA9), (0xD8, 0xA5), (0xD8, 0xA3), (0xD9, 0x89): arabic += 1
        default: break
        }
      }
      words += 1
      if words == 60 { break }
    }
    return persian == arabic ? nil : persian > arabic ? .persian : .arabic
  }

  private static func weight(_ entry: ScriptLexicon.Entry?) -> Int {
    guard let entry else { return 0 }
    return entry.classes.contains(.languageMark) ? 2 : 1
  }
}
