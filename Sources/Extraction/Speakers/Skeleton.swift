// A paragraph as the rules for speakers read it: each quotation is one token, and sentences are known.
// Unsafe: the skeleton owns its memory until `deinit`; only the first `count` tokens are read, and they are
// initialised.

/// The tokens outside quotation marks, with one token for each stretch in quotation marks.
///
/// Its tokens live in memory of its own, so that sentences can be views of them without reference counting; a class,
/// so that this memory is given back.
@safe final class Skeleton {
  private var storage: UnsafeMutableBufferPointer<Token> = .allocate(capacity: 1024)
  private var count = 0
  /// How many steps the rules may take in this paragraph: more than any real one needs, and linear in its length, so
  /// that a sentence of a hundred thousand verbs costs no more than as many words of prose.
  private let effort = UnsafeMutablePointer<Int>.allocate(capacity: 1)
  static let stepsPerToken = 300
  var stepsLeft: Int { unsafe effort.pointee }
  /// Sentences as ranges of ``tokens``, in order.
  private(set) var sentences: [Range<Int>] = []

  /// Index of the region of `paragraph` that a token stands for.
  static func region(_ token: Token) -> Int { Int(token.lexeme & ~regionBit) }

  /// Tells the number of a region from every lexeme; a part of a paragraph has fewer regions than this.
  private static let regionBit: UInt16 = 0x8000

  init() { unsafe effort.initialize(to: 0) }

  deinit {
    unsafe storage.deallocate()
    unsafe effort.deallocate()
  }

  var tokens: UnsafeBufferPointer<Token> {
    unsafe UnsafeBufferPointer(start: storage.baseAddress, count: count)
  }

  /// A view of the sentence with that number; valid until the skeleton is built anew.
  func sentence(_ number: Int) -> Sentence { view(sentences[number]) }

  private func view(_ range: Range<Int>) -> Sentence {
    // The storage is never empty, so it has an address.
    unsafe Sentence(UnsafePointer(storage.baseAddress.unsafelyUnwrapped), range, effort: effort)
  }

  /// Makes room for so many tokens more.
  private func reserve(_ more: Int) {
    guard unsafe count + more > storage.count else { return }
    let larger = unsafe UnsafeMutableBufferPointer<Token>.allocate(
      capacity: max(storage.count * 2, count + more))
    _ = unsafe larger.moveInitialize(fromContentsOf: storage[..<count])
    unsafe storage.deallocate()
    unsafe storage = unsafe larger
  }

  func build(from paragraph: Paragraph) {
    count = 0
    unsafe effort.pointee = Skeleton.stepsPerToken * (paragraph.tokens.count + 100)
    sentences.removeAll(keepingCapacity: true)
    var next = 0
    for (number, region) in paragraph.regions.enumerated() {
      copy(paragraph, next..<region.firstToken)
      reserve(1)
      unsafe storage.initializeElement(at: count, to: token(for: region, number, in: paragraph))
      count += 1
      next = region.endToken
    }
    copy(paragraph, next..<paragraph.tokens.count)
    split()
  }

  private func copy(_ paragraph: Paragraph, _ range: Range<Int>) {
    if range.isEmpty { return }
    reserve(range.count)
    unsafe paragraph.tokens.withUnsafeBufferPointer { tokens in
      // Without a branch: a mark is overwritten by what comes next.
      var end = count
      for index in range {
        unsafe storage.initializeElement(at: end, to: tokens[index])
        unsafe end &+= tokens[index].has(.mark) ? 0 : 1
      }
      count = end
    }
  }

  private func token(for region: QuotedRegion, _ number: Int, in paragraph: Paragraph) -> Token {
    var classes: WordClasses = .region
    if region.wordCount < 4 { classes.insert(.isShort) }
    var last = region.endToken - 1
    while last > region.firstToken, paragraph.tokens[last].has(.mark) { last -= 1 }
    let end = paragraph.tokens[last]
    if end.is(.comma) { classes.insert(.endsInComma) }
    if end.has(.endsSentence) || end.has(.endsWithStop) { classes.insert(.endsSentence) }
    if end.has(.endsSentence) && !end.is(.stop) || end.is(.dash) || end.is(.hyphen) {
      classes.insert(.endsInQuestion)
    }
    if region.wordCount > 1, isTitle(region, in: paragraph) { classes.insert(.isTitle) }
    var first = region.firstToken
    while first < last, !paragraph.tokens[first].has(.word) { first += 1 }
    if !paragraph.tokens[first].has([.isCapitalised, .startsWithDigit]) { classes.insert(.startsSmall) }
    let origin = paragraph.range.lowerBound
    return Token(
      classes: classes, start: UInt32(region.outer.lowerBound - origin),
      length: UInt16(clamping: region.outer.count), lexeme: Skeleton.regionBit | UInt16(clamping: number))
  }

  private func isTitle(_ region: QuotedRegion, in paragraph: Paragraph) -> Bool {
    guard region.wordCount < 12 else { return false }
    var capitals = 0
    for token in paragraph.tokens[region.firstToken..<region.endToken] where !token.has(.mark) {
      if token.has(.isCapitalised) {
        capitals += 1
      } else if token.has(.endsSentence)
        || !token.has([.determiner, .preposition, .subordinator, .be, .punctuation])
      {
        return false
      }
    }
    return capitals > 1
  }

  private func split() {
    var start = dateline()
    var index = start
    while unsafe index < tokens.count {
      let ends = unsafe tokens[index].has(.region) ? endsAtRegion(index) : endsAtWord(index)
      index += 1
      if ends {
        sentences.append(start..<index)
        start = index
      }
    }
    if unsafe start < tokens.count { unsafe sentences.append(start..<tokens.count) }
  }

  private func endsAtWord(_ index: Int) -> Bool {
    let token = unsafe tokens[index]
    guard unsafe index + 1 < tokens.count else { return true }
    let next = unsafe tokens[index + 1]
    if token.is(.closeBracket), unsafe tokens[max(0, index - 1)].has(.endsSentence) {
      return next.has(.isCapitalised)
    }
    if token.has(.endsSentence) {
      return next.has([.region, .isCapitalised, .startsWithDigit]) || next.is(.openBracket) || next.is(.dash)
    }
    // An abbreviation ends a sentence before a word that would have no capital otherwise.
    guard token.has(.endsWithStop), !token.has(.title), next.hasAll([.word, .isCapitalised]) else {
      return false
    }
    return next.has([.determiner, .subjectPronoun, .subordinator])
  }

  private func endsAtRegion(_ index: Int) -> Bool {
    guard unsafe tokens[index].has(.endsSentence), unsafe index + 1 < tokens.count else { return false }
    let next = unsafe tokens[index + 1]
    guard next.has(.region) || next.hasAll([.word, .isCapitalised]) else { return false }
    // A tail would not begin with a capital here: “Q.” He said ...
    if next.has([.determiner, .subjectPronoun, .subordinator, .adverb, .preposition]), !next.is(.i) {
      return true
    }
    return !startsTail(index + 1)
  }

  /// Whether a reporting verb soon tells who said the quotation before `start`.
  private func startsTail(_ start: Int) -> Bool {
    let sentence = unsafe view(start..<min(tokens.count, start + 18))
    var index = start
    // A name with its apposition may be longer: Ann Lee, the head of the union in Elko, said
    var reach = start + 8
    while index < reach, index < sentence.end {
      let token = unsafe tokens[index]
      if token.is(.comma), index < start + 8, unsafe tokens[start].has(.isCapitalised) { reach = start + 16 }
      if token.has([.region, .endsSentence]) { return false }
      if let form = sentence.cue(at: index), form == .past || form == .third {
        if index == start { return true }
        // “Q.” Elko, he said, is: a sentence of its own.
        if sentence[index - 1].has(.subjectPronoun), sentence[index - 2].is(.comma) { return false }
        if token.is(.tell) || token.is(.ask) { return true }
        let next = sentence[index + 1]
        return unsafe index + 1 >= tokens.count
          || next.has([.region, .endsSentence, .preposition, .timeWord, .adverb])
          || next.is(.comma) || next.is(.semicolon) || next.is(.dash)
      }
      if sentence.isVerb(index) { return false }
      index += 1
    }
    return false
  }

  /// Where the text begins behind a dateline: TEHRAN (XYZ) –
  private func dateline() -> Int {
    guard let first = unsafe tokens.first, first.has(.isCapitalised) else { return 0 }
    let isAgency = unsafe (1..<max(1, min(6, tokens.count))).contains { unsafe tokens[$0].is(.openBracket) }
    guard first.has(.isAllCapitals) || isAgency else { return 0 }
    for index in unsafe 1..<max(1, min(15, tokens.count)) {
      if unsafe tokens[index].is(.dash),
        unsafe first.has(.isAllCapitals) || tokens[index - 1].is(.closeBracket)
      {
        return index + 1
      }
      if unsafe tokens[index].has(.region) { return 0 }
    }
    return 0
  }
}
