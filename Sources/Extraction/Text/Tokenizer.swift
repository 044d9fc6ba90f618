// From bytes to tokens, up to the end of a line: one pass, one look-up in the lexicon for each word.
// Unsafe: the text outlives the tokenizer, which lives for one call; what is read is below `text.count`, by
// the loop or by the guard before it.

/// Reads the tokens of one paragraph at a time.
@safe struct Tokenizer {
  let text: UnsafeBufferPointer<UInt8>
  let lexicon: Lexicon
  let kinds = unsafe CharacterTable.kinds

  init(_ text: UnsafeBufferPointer<UInt8>, lexicon: Lexicon) {
    unsafe (self.text, self.lexicon) = (text, lexicon)
  }

  /// Appends the tokens from `start` to the next line feed, or to the first word boundary from `limit` on.
  /// - Returns: where it stopped.
  func read(_ paragraph: inout Paragraph, from start: Int, limit: Int) -> Int {
    let origin = paragraph.range.lowerBound
    var at = start
    var isInitial = paragraph.tokens.isEmpty
    var hasSpace = true
    while unsafe at < text.count, at < limit {
      let byte = unsafe text[at]
      if byte == 0x20 {
        hasSpace = true
        at += 1
        continue
      }
      var kind = unsafe kinds[Int(byte)]
      var length = 1
      if kind == .lead { (kind, length) = unsafe CharacterTable.decode(text, at) }
      switch kind {
      case .newline: return at
      case .space, .ignorable:
        if kind == .space { hasSpace = true }
        at += length
        continue
      case .letter, .capital, .digit:
        var token = word(at, origin: origin)
        at = origin + Int(token.end)
        if hasSpace { token.classes.insert(.hasSpaceBefore) }
        if isInitial { token.classes.insert(.isSentenceInitial) }
        settle(&token, &paragraph)
        isInitial = false
        hasSpace = false
        paragraph.classes.formUnion(token.classes)
        paragraph.tokens.append(token)
        continue
      default: break
      }
      if startsWord(kind, byte, at) {
        var token = word(at, origin: origin)
        at = origin + Int(token.end)
        token.classes.insert(isInitial ? [.hasSpaceBefore, .isSentenceInitial] : .hasSpaceBefore)
        isInitial = false
        hasSpace = false
        paragraph.tokens.append(token)
        continue
      }
      var token = sign(kind, at, length, origin: origin)
      at = origin + Int(token.end)
      if hasSpace { token.classes.insert(.hasSpaceBefore) }
      if token.has(.mark) {
        paragraph.marks.append(paragraph.tokens.count)
        if hasSpace { isInitial = true }
      } else {
        isInitial = token.has(.endsSentence)
      }
      hasSpace = false
      paragraph.classes.formUnion(token.classes)
      paragraph.tokens.append(token)
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
  private func settle(_ token: inout Token, _ paragraph: inout Paragraph) {
    guard token.has(.isCapitalised) else { return }
    if token.has(.isAllCapitals) {
      // IT and US are no pronouns.
      token.classes.subtract(Tokenizer.pronouns)
      if token.classes.isDisjoint(with: Tokenizer.lowerCaseOnly) { token.lexeme = 0 }
    }
    if !token.has(.isSentenceInitial) {
      if token.has(.noun) { token.classes.remove(.timeWord) }
      token.classes.subtract(Tokenizer.lowerCaseOnly)
    }
    if let last = paragraph.tokens.last, last.hasAll([.isSentenceInitial, .isCapitalised, .baseForm]) {
      paragraph.tokens[paragraph.tokens.count - 1].classes.subtract(Tokenizer.lowerCaseOnly)
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
