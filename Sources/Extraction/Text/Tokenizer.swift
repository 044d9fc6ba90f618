// From bytes to tokens, up to the end of a line: one pass, one look-up for each word.
// Unsafe: the text outlives the tokenizer, which lives for one call; what is read is below `text.count`, by
// the loop or by the guard before it.

/// Reads the tokens of one paragraph at a time.
@safe struct Tokenizer {
  let text: UnsafeBufferPointer<UInt8>
  let lexicon: Lexicon
  let memory: WordMemory
  let kinds = unsafe CharacterTable.kinds

  init(_ text: UnsafeBufferPointer<UInt8>, lexicon: Lexicon, memory: WordMemory) {
    unsafe (self.text, self.lexicon, self.memory) = unsafe (text, lexicon, memory)
  }

  /// Appends the tokens from `start` to the next line feed, or to the first word boundary from `limit` on.
  /// - Returns: where it stopped.
  func read(_ paragraph: inout Paragraph, from start: Int, limit: Int) -> Int {
    // Gathered on the stack, because an array asks with each token whether it is shared.
    unsafe withUnsafeTemporaryAllocation(of: Token.self, capacity: TokenBatch.size) { buffer in
      var batch = unsafe TokenBatch(buffer, goingOnWith: &paragraph)
      let end = unsafe read(&batch, &paragraph, from: start, limit: min(limit, text.count))
      batch.flush(into: &paragraph)
      return end
    }
  }

  @inline(__always)
  private func read(_ batch: inout TokenBatch, _ paragraph: inout Paragraph, from start: Int, limit: Int)
    -> Int
  {
    let origin = paragraph.range.lowerBound
    var at = start
    var isInitial = batch.count == 0
    var hasSpace = true
    var classes = paragraph.classes
    defer { paragraph.classes = classes }
    while at < limit {
      let byte = unsafe text[at]
      if byte == 0x20 {
        hasSpace = true
        at &+= 1
        continue
      }
      var kind = unsafe kinds[Int(byte)]
      var token: Token
      if kind.rawValue <= CharacterKind.capital.rawValue, let plain = plainWord(at, origin: origin) {
        token = plain
      } else {
        var length = 1
        if kind == .lead { (kind, length) = unsafe CharacterTable.decode(text, at) }
        switch kind {
        case .newline: return at
        case .space, .ignorable:
          if kind == .space { hasSpace = true }
          at += length
          continue
        case .letter, .capital, .digit: token = word(at, origin: origin)
        default:
          let startsWord = startsWord(kind, byte, at)
          token = startsWord ? word(at, origin: origin) : sign(kind, at, length, origin: origin)
          at = origin &+ Int(token.end)
          if startsWord {
            token.classes.insert(isInitial ? [.hasSpaceBefore, .isSentenceInitial] : .hasSpaceBefore)
            isInitial = false
          } else {
            if hasSpace { token.classes.insert(.hasSpaceBefore) }
            if token.has(.mark) {
              paragraph.marks.append(paragraph.tokens.count + batch.count)
              if hasSpace { isInitial = true }
            } else {
              isInitial = token.has(.endsSentence)
            }
            classes.formUnion(token.classes)
          }
          hasSpace = false
          batch.append(token, to: &paragraph)
          continue
        }
      }
      at = origin &+ Int(token.end)
      if hasSpace { token.classes.insert(.hasSpaceBefore) }
      if isInitial { token.classes.insert(.isSentenceInitial) }
      if token.has(.isCapitalised) { settle(&token, after: &batch) }
      isInitial = false
      hasSpace = false
      classes.formUnion(token.classes)
      batch.append(token, to: &paragraph)
    }
    return at
  }

  /// @name, #tag, $5.
  private func startsWord(_ kind: CharacterKind, _ byte: UInt8, _ at: Int) -> Bool {
    guard unsafe at + 1 < text.count else { return false }
    let next = unsafe kinds[Int(text[at + 1])]
    if byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#") { return next == .letter || next == .capital }
    return byte == UInt8(ascii: "$") && next == .digit
  }

  /// Takes from a capitalised word the classes of the common word that is spelled the same: the Post, Mark.
  private func settle(_ token: inout Token, after batch: inout TokenBatch) {
    if token.has(.isAllCapitals) {
      // IT and US are no pronouns.
      token.classes.subtract(Tokenizer.pronouns)
      if token.classes.isDisjoint(with: Tokenizer.lowerCaseOnly) { token.lexeme = 0 }
    }
    if !token.has(.isSentenceInitial) {
      if token.has(.noun) { token.classes.remove(.timeWord) }
      token.classes.subtract(Tokenizer.lowerCaseOnly)
    }
    if let last = batch.last, last.hasAll([.isSentenceInitial, .isCapitalised, .baseForm]) {
      batch.last?.classes.subtract(Tokenizer.lowerCaseOnly)
    }
  }

  private static let pronouns: WordClasses = [
    .subjectPronoun, .objectPronoun, .possessivePronoun, .relative, .notSpeaker, .determiner, .timeWord,
  ]

  private static let lowerCaseOnly: WordClasses = [
    .strongCue, .weakCue, .coreCue, .speechCue, .baseForm, .sForm, .pastForm, .ingForm, .plainVerb,
    .auxiliary, .be,
    .have, .modal, .participle, .adverb, .nounLikeVerb, .nounCue, .opener, .adjective, .noun,
  ]
}
