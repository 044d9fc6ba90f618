// The words of a paragraph as names are looked up in them: hyphened words apart, hashed where it matters.
// Unsafe: text and tokens are read within the closure, words by their ranges; the gathered words are
// initialised before they are copied.

/// A word of a text, or a part of one that has a hyphen.
///
/// Half a line of memory, because every word of every text is one: what is yes or no is in one byte.
struct TextWord {
  struct Marks: OptionSet {
    let rawValue: UInt8

    static let isAdjacent = Marks(rawValue: 1)
    static let canBeginName = Marks(rawValue: 2)
    static let isFunctionWord = Marks(rawValue: 4)
    static let beginsSentence = Marks(rawValue: 8)
    static let isVerb = Marks(rawValue: 16)
    /// See ``NameReading/names(beginningAt:)``.
    static let isLookedUp = Marks(rawValue: 32)
    static let goesOn = Marks(rawValue: 64)
    static let beginsNoName = Marks(rawValue: 128)

    /// Adds without a branch: most of this cannot be foreseen.
    @inline(__always)
    mutating func insert(_ mark: Marks, if isSet: Bool) {
      self = Marks(rawValue: rawValue | mark.rawValue & (0 &- UInt8(isSet ? 1 : 0)))
    }
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
  var marks: Marks
  /// What ``Gazetteer/lookUp(_:)`` gives for the word alone, where it was looked up.
  var name: Int32 = -1

  init(start: Int32, end: Int32, token: Int32, marks: Marks = []) {
    (self.start, self.end, self.token, self.marks) = (start, end, token, marks)
  }

  static let unknownKind = WordKind(rawValue: 1 << 31)

  /// Only space, or a hyphen, stands between the word before and this.
  @inline(__always) var isAdjacent: Bool { marks.contains(.isAdjacent) }
  /// A name can begin here.
  @inline(__always) var canBeginName: Bool { marks.contains(.canBeginName) }
  /// The, he, in: neither a name nor a title.
  @inline(__always) var isFunctionWord: Bool { marks.contains(.isFunctionWord) }
  /// First word of a sentence within a paragraph.
  @inline(__always) var beginsSentence: Bool { marks.contains(.beginsSentence) }
  /// A verb, outside quotation marks.
  @inline(__always) var isVerb: Bool { marks.contains(.isVerb) }

  /// Whether the scan for names stops at it, where no name is open: at most words it does not.
  @inline(__always) var isOfNote: Bool {
    !marks.isDisjoint(with: [.canBeginName, .beginsSentence, .isVerb]) || shape.contains(.number)
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
    unsafe withUnsafeTemporaryAllocation(of: TextWord.self, capacity: 32) { gathered in
      unsafe paragraph.tokens.withUnsafeBufferPointer { tokens in
        var index = 0
        while index < tokens.count {
          let count = unsafe read(tokens, from: &index, of: paragraph, memory, into: gathered)
          unsafe words.append(contentsOf: UnsafeBufferPointer(rebasing: gathered[..<count]))
          if index < tokens.count, count < gathered.count {
            unsafe parts(of: word(index, tokens, paragraph), in: paragraph.text) { words.append($0) }
            index += 1
          }
        }
      }
    }
  }

  /// Reads words until there is no room for more, or one has parts.
  /// - Returns: how many.
  @inline(__always)
  private func read(
    _ tokens: UnsafeBufferPointer<Token>, from next: inout Int, of paragraph: Paragraph, _ memory: NameMemory,
    into words: UnsafeMutableBufferPointer<TextWord>
  ) -> Int {
    let text = unsafe paragraph.text
    var count = 0
    var index = next
    defer { next = index }
    while index < tokens.count {
      guard unsafe tokens[index].has(.word) else {
        index &+= 1
        continue
      }
      if count == words.count { return count }
      var word = unsafe word(index, tokens, paragraph)
      let token = unsafe tokens[index]
      let isCapitalised = token.has(.isCapitalised)
      let canBegin = unsafe (isCapitalised || canBegin(text, word)) && !word.isFunctionWord
      if canBegin, let plain = unsafe PlainWord(text, at: Int(word.start)), plain.length == Int(token.length)
      {
        let known = unsafe memory.find(plain, in: self)
        word.hash = unsafe known.pointee.hash
        word.kind = unsafe known.pointee.kind
        word.length = token.length
        word.shape = unsafe known.pointee.shape
        word.name = unsafe known.pointee.name
        unsafe word.marks.formUnion(known.pointee.marks)
      } else if unsafe text[Int(word.start)] &- 0x61 < 26, !token.has(.hasHyphen) {
        word.marks.insert(.canBeginName, if: canBegin)
      } else if word.isFunctionWord {
        if isCapitalised { word.shape = .capital }
      } else {
        return count
      }
      unsafe words.initializeElement(at: count, to: word)
      count &+= 1
      index &+= 1
    }
    return count
  }

  /// The word of a token, as far as tokens tell.
  @inline(__always)
  private func word(_ index: Int, _ tokens: UnsafeBufferPointer<Token>, _ paragraph: Paragraph) -> TextWord {
    let token = unsafe tokens[index]
    let start = Int32(truncatingIfNeeded: paragraph.range.lowerBound &+ Int(token.start))
    var marks: TextWord.Marks = []
    unsafe marks.insert(
      .isAdjacent, if: index > 0 && tokens[index &- 1].has(.word) && token.has(.hasSpaceBefore))
    marks.insert(.isFunctionWord, if: Self.isFunctionWord(token))
    marks.insert(.isVerb, if: token.has(Self.verbs) && !token.has([.isInQuote, .isCapitalised]))
    if token.has(.isSentenceInitial) {
      unsafe marks.insert(.beginsSentence, if: Self.beginsSentence(tokens, index))
    }
    return TextWord(
      start: start, end: start &+ Int32(token.length), token: Int32(truncatingIfNeeded: index), marks: marks)
  }

  /// The parts of a word that has hyphens, apostrophes or other letters than ASCII.
  private func parts(
    of token: TextWord, in text: UnsafeBufferPointer<UInt8>, _ add: (TextWord) -> Void
  ) {
    var position = Int(token.start)
    var word = token
    while let part = unsafe folding.nextWord(text, from: &position, to: Int(token.end)) {
      (word.start, word.end) = (Int32(part.start), Int32(part.end))
      (word.hash, word.length, word.shape) = (part.hash, UInt16(clamping: part.length), part.shape)
      word.marks.remove(.canBeginName)
      unsafe word.marks.insert(
        .canBeginName, if: !part.shape.isDisjoint(with: [.capital, .arabic]) || canBegin(text, word))
      add(word)
      word.marks.insert(.isAdjacent)
      word.marks.remove(.beginsSentence)
    }
  }

  /// Whether a name in lower case may begin with these letters.
  @inline(__always)
  private func canBegin(_ text: UnsafeBufferPointer<UInt8>, _ word: TextWord) -> Bool {
    let second = unsafe word.start &+ 1 < word.end ? text[Int(word.start) &+ 1] : 0
    return unsafe lowerCaseStarts[
      Self.lowerCaseSlot(text[Int(word.start)], second, Int(word.end &- word.start))]
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
