// The words of a paragraph as names are looked up in them: hyphened words apart, hashed where it matters.
// Unsafe: text and tokens are read within the closure, words by their ranges; the gathered words are
// initialised before they are copied.

/// A word of a text, or a part of one that has a hyphen.
///
/// Half a line of memory, because every word of every text is one: what is yes or no is in one byte.
struct TextWord {
  private struct Marks: OptionSet {
    let rawValue: UInt8
  }

  /// 0 for a word in lower case that begins no name: see ``NameReading/hash(_:)``.
  var hash: UInt64 = 0
  /// In bytes of the whole text, end excluded, without a possessive `'s`.
  var start: Int32
  var end: Int32
  /// Of its paragraph.
  var token: Int32
  /// See ``NameReading/kind(_:)``; `unknownKind` until it is asked for.
  var kind = unknownKind
  /// Of folded scalars; 0 where the hash is.
  var length: UInt16 = 0
  var shape: NameWord.Shape = []
  private var marks: Marks = []

  init(start: Int32, end: Int32, token: Int32) {
    (self.start, self.end, self.token) = (start, end, token)
  }

  static let unknownKind = WordKind(rawValue: 1 << 31)

  /// Only space, or a hyphen, stands between the word before and this.
  var isAdjacent: Bool {
    @inline(__always) get { marks.contains(Marks(rawValue: 1)) }
    @inline(__always) set { set(1, newValue) }
  }

  /// A name can begin here.
  var canBeginName: Bool {
    @inline(__always) get { marks.contains(Marks(rawValue: 2)) }
    @inline(__always) set { set(2, newValue) }
  }

  /// The, he, in: neither a name nor a title.
  var isFunctionWord: Bool {
    @inline(__always) get { marks.contains(Marks(rawValue: 4)) }
    @inline(__always) set { set(4, newValue) }
  }

  /// First word of a sentence within a paragraph.
  var beginsSentence: Bool {
    @inline(__always) get { marks.contains(Marks(rawValue: 8)) }
    @inline(__always) set { set(8, newValue) }
  }

  /// A verb, outside quotation marks.
  var isVerb: Bool {
    @inline(__always) get { marks.contains(Marks(rawValue: 16)) }
    @inline(__always) set { set(16, newValue) }
  }

  @inline(__always) private mutating func set(_ mark: UInt8, _ isSet: Bool) {
    marks = Marks(rawValue: marks.rawValue & ~mark | (isSet ? mark : 0))
  }
}

extension Gazetteer {
  /// The hash and the shape of a capitalised word, if it has ASCII letters alone.
  @inline(__always)
  private static func plainWord(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (hash: UInt64, shape: NameWord.Shape)? {
    guard unsafe text[start] &- 0x41 < 26 else { return nil }
    var hash = NameHash.empty
    var small: UInt8 = 0
    for index in start..<end {
      let byte = unsafe text[index]
      guard NameFolding.isLetter(byte) else { return nil }
      hash = NameHash.adding(UInt32(byte | 0x20), to: hash)
      small |= byte & 0x20
      if index > start { small |= 0x80 }
    }
    return (hash, small == 0x80 ? [.capital, .allCapitals] : .capital)
  }

  /// The, he, in: a word that begins no name, unless it is written in capitals.
  @inline(__always)
  private static func isFunctionWord(_ token: Token) -> Bool {
    token.lexeme &- Lexeme.according.rawValue <= Lexeme.since.rawValue - Lexeme.according.rawValue
      && !token.has([.isAllCapitals, .isPossessive, .hasHyphen])
  }

  /// Puts the words of a paragraph into an array, whose old ones go.
  func read(_ paragraph: Paragraph, into words: inout [TextWord]) {
    words.removeAll(keepingCapacity: true)
    words.reserveCapacity(paragraph.tokens.count)
    // Gathered on the stack, because an array asks with each word whether it is shared.
    unsafe withUnsafeTemporaryAllocation(of: TextWord.self, capacity: 128) { gathered in
      var count = 0
      unsafe paragraph.tokens.withUnsafeBufferPointer { tokens in
        unsafe read(tokens, of: paragraph) { word in
          unsafe gathered.initializeElement(at: count, to: word)
          count += 1
          guard count == gathered.count else { return }
          unsafe words.append(contentsOf: UnsafeBufferPointer(gathered))
          count = 0
        }
      }
      unsafe words.append(contentsOf: UnsafeBufferPointer(rebasing: gathered[..<count]))
    }
  }

  @inline(__always)
  private func read(
    _ tokens: UnsafeBufferPointer<Token>, of paragraph: Paragraph, _ add: (TextWord) -> Void
  ) {
    let text = unsafe paragraph.text
    let origin = paragraph.range.lowerBound
    var previous = -2
    for index in tokens.indices {
      let token = unsafe tokens[index]
      guard token.has(.word) else { continue }
      let start = origin + Int(token.start)
      let end = start + Int(token.length)
      var word = TextWord(start: Int32(start), end: Int32(end), token: Int32(index))
      word.isAdjacent = previous == index - 1 && token.has(.hasSpaceBefore)
      word.beginsSentence = unsafe token.has(.isSentenceInitial) && Self.beginsSentence(tokens, index)
      word.isVerb = token.has(Self.verbs) && !token.has([.isInQuote, .isCapitalised])
      previous = index
      let first = unsafe text[start]
      // Most words are in lower case; which of them are function words cannot be foreseen, so it is no branch.
      let isFunctionWord = Self.isFunctionWord(token)
      word.isFunctionWord = isFunctionWord
      if first &- 0x61 < 26, !token.has(.hasHyphen) {
        word.canBeginName = unsafe canBegin(text, start, end) && !isFunctionWord
        add(word)
      } else if isFunctionWord {
        if token.has(.isCapitalised) { word.shape = .capital }
        add(word)
      } else if let plain = unsafe Self.plainWord(text, start, end) {
        word.hash = plain.hash
        word.length = UInt16(end - start)
        word.shape = plain.shape
        word.canBeginName = true
        add(word)
      } else {
        unsafe parts(text, of: word, add)
      }
    }
  }

  /// The parts of a word that has hyphens, apostrophes or other letters than ASCII.
  private func parts(_ text: UnsafeBufferPointer<UInt8>, of token: TextWord, _ add: (TextWord) -> Void) {
    var position = Int(token.start)
    var word = token
    while let part = unsafe folding.nextWord(text, from: &position, to: Int(token.end)) {
      (word.start, word.end) = (Int32(part.start), Int32(part.end))
      (word.hash, word.length, word.shape) = (part.hash, UInt16(clamping: part.length), part.shape)
      word.canBeginName =
        unsafe !part.shape.isDisjoint(with: [.capital, .arabic]) || canBegin(text, part.start, part.end)
      add(word)
      (word.isAdjacent, word.beginsSentence) = (true, false)
    }
  }

  /// Whether a name in lower case may begin with these letters.
  @inline(__always)
  private func canBegin(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let second = unsafe start + 1 < end ? text[start + 1] : 0
    return unsafe lowerCaseStarts[Self.lowerCaseSlot(text[start], second, end - start)]
  }

  /// Whether a word at which the tokenizer sees a start begins a sentence of the reporter's: "A?" he asked is one
  /// sentence, and a quotation begins one only where the sentence before has ended.
  private static func beginsSentence(_ tokens: UnsafeBufferPointer<Token>, _ index: Int) -> Bool {
    let token = unsafe tokens[index]
    guard index > 0, unsafe token.has(.isCapitalised) || !tokens[index - 1].has(.mark) else { return false }
    guard token.has(.isInQuote) else { return true }
    var before = index - 1
    guard unsafe tokens[before].has(.mark) else { return false }
    while before > 0, unsafe tokens[before].has(.mark) { before -= 1 }
    return unsafe tokens[before].has([.endsSentence, .endsWithStop])
  }

  private static let verbs: WordClasses = [.strongCue, .weakCue, .plainVerb, .auxiliary, .edWord]
}
