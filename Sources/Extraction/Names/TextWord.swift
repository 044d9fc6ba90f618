// The words of a paragraph as names are looked up in them: hyphened words apart, hashed where it matters.

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

  /// It was looked up already, and no known name begins with it.
  var beginsNoName: Bool {
    @inline(__always) get { marks.contains(Marks(rawValue: 32)) }
    @inline(__always) set { set(32, newValue) }
  }

  @inline(__always) private mutating func set(_ mark: UInt8, _ isSet: Bool) {
    marks = Marks(rawValue: marks.rawValue & ~mark | (isSet ? mark : 0))
  }
}

extension Gazetteer {
  /// The, he, in: a word that begins no name, unless it is written in capitals.
  @inline(__always)
  private static func isFunctionWord(_ token: Token) -> Bool {
    token.lexeme &- Lexeme.according.rawValue <= Lexeme.since.rawValue - Lexeme.according.rawValue
      && !token.has([.isAllCapitals, .isPossessive, .hasHyphen])
  }

  /// Puts the words of a paragraph into an array, whose old ones go.
  func read(_ paragraph: Paragraph, _ memory: NameMemory, into words: inout [TextWord]) {
    words.removeAll(keepingCapacity: true)
    words.reserveCapacity(paragraph.tokens.count)
    // Gathered on the stack, because an array asks with each word whether it is shared.
    withUnsafeTemporaryAllocation(of: TextWord.self, capacity: 32) { gathered in
      var count = 0
      paragraph.tokens.withUnsafeBufferPointer { tokens in
        read(tokens, of: paragraph, memory) { word in
          gathered.initializeElement(at: count, to: word)
          count += 1
          guard count == gathered.count else { return }
          words.append(contentsOf: UnsafeBufferPointer(gathered))
          count = 0
        }
      }
      words.append(contentsOf: UnsafeBufferPointer(rebasing: gathered[..<count]))
    }
  }

  @inline(__always)
  private func read(
    _ tokens: UnsafeBufferPointer<Token>, of paragraph: Paragraph, _ memory: NameMemory,
    _ add: (TextWord) -> Void
  ) {
    let text = paragraph.text
    let origin = paragraph.range.lowerBound
    var previous = -2
    for index in tokens.indices {
      let token = tokens[index]
      guard token.has(.word) else { continue }
      let start = origin &+ Int(token.start)
      let end = start &+ Int(token.length)
      var word = TextWord(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
        token: Int32(truncatingIfNeeded: index))
      let isCapitalised = token.has(.isCapitalised)
      word.isAdjacent = previous &+ 1 == index && token.has(.hasSpaceBefore)
      word.beginsSentence = token.has(.isSentenceInitial) && Self.beginsSentence(tokens, index)
      word.isVerb = token.has(Self.verbs) && !token.has([.isInQuote, .isCapitalised])
      previous = index
      // Which words are function words cannot be foreseen, so it is no branch.
      let isFunctionWord = Self.isFunctionWord(token)
      word.isFunctionWord = isFunctionWord
      let canBegin = (isCapitalised || canBegin(text, start, end)) && !isFunctionWord
      if canBegin, let plain = PlainWord(text, at: start), plain.length == Int(token.length) {
        let known = memory.find(plain, in: self)
        word.hash = known.pointee.hash
        word.kind = known.pointee.kind
        word.length = token.length
        word.shape = known.pointee.shape
        word.beginsNoName = known.pointee.beginsNoName
        word.canBeginName = true
        add(word)
      } else if text[start] &- 0x61 < 26, !token.has(.hasHyphen) {
        word.canBeginName = canBegin
        add(word)
      } else if isFunctionWord {
        if isCapitalised { word.shape = .capital }
        add(word)
      } else {
        parts(text, of: word, add)
      }
    }
  }

  /// The parts of a word that has hyphens, apostrophes or other letters than ASCII.
  private func parts(_ text: UnsafeBufferPointer<UInt8>, of token: TextWord, _ add: (TextWord) -> Void) {
    var position = Int(token.start)
    var word = token
    while let part = folding.nextWord(text, from: &position, to: Int(token.end)) {
      (word.start, word.end) = (Int32(part.start), Int32(part.end))
      (word.hash, word.length, word.shape) = (part.hash, UInt16(clamping: part.length), part.shape)
      word.canBeginName =
        !part.shape.isDisjoint(with: [.capital, .arabic]) || canBegin(text, part.start, part.end)
      add(word)
      (word.isAdjacent, word.beginsSentence) = (true, false)
    }
  }

  /// Whether a name in lower case may begin with these letters.
  @inline(__always)
  private func canBegin(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let second = start &+ 1 < end ? text[start &+ 1] : 0
    return lowerCaseStarts[Self.lowerCaseSlot(text[start], second, end &- start)]
  }

  /// Whether a word at which the tokenizer sees a start begins a sentence of the reporter's: "A?" he asked is one
  /// sentence, and a quotation begins one only where the sentence before has ended.
  private static func beginsSentence(_ tokens: UnsafeBufferPointer<Token>, _ index: Int) -> Bool {
    let token = tokens[index]
    guard index > 0, token.has(.isCapitalised) || !tokens[index - 1].has(.mark) else { return false }
    guard token.has(.isInQuote) else { return true }
    var before = index - 1
    guard tokens[before].has(.mark) else { return false }
    while before > 0, tokens[before].has(.mark) { before -= 1 }
    return tokens[before].has([.endsSentence, .endsWithStop])
  }

  private static let verbs: WordClasses = [.strongCue, .weakCue, .plainVerb, .auxiliary, .edWord]
}
