// A text paragraph by paragraph, long paragraphs part by part, so that memory does not grow with the text.
// Unsafe: the text outlives the reader, as its maker promises; `at` stays within its count.

/// Reads a text from its start to its end, once.
struct TokenReader {
  /// A longer paragraph is read in parts, in bytes.
  static let longestPart = 65_536

  private let tokenizer: Tokenizer
  private var at = 0
  /// The mark of a quotation that was open where a long paragraph was cut.
  private var openMark: Lexeme?
  private var continues = false

  /// - Parameter text: UTF-8, of less than 4 GB a paragraph; must outlive the reader.
  /// - Parameter memory: what words of texts before were, read with the same lexicon.
  init(
    _ text: UnsafeBufferPointer<UInt8>, lexicon: Lexicon = .english, memory: WordMemory = WordMemory()
  ) {
    tokenizer = unsafe Tokenizer(text, lexicon: lexicon, memory: memory)
  }

  /// Reads the next paragraph that has a word or a sign.
  /// - Returns: false at the end of the text.
  mutating func next(_ paragraph: inout Paragraph) -> Bool {
    let text = unsafe tokenizer.text
    while at < text.count {
      let start = at
      unsafe paragraph.begin(text, at: start, continues: continues)
      var end = tokenizer.read(&paragraph, from: start, limit: start + TokenReader.longestPart)
      while end < text.count, unsafe text[end] == 0x0A, isWrapped(paragraph, at: end) {
        end = tokenizer.read(&paragraph, from: end + 1, limit: start + TokenReader.longestPart)
      }
      let isCut = unsafe end < text.count && text[end] != 0x0A
      var finder = RegionFinder(openMark: openMark)
      finder.find(&paragraph)
      openMark = isCut ? finder.openMark : nil
      if isCut, let cut = cut(&paragraph) {
        end = cut
        openMark = nil
      }
      paragraph.range = start..<end
      continues = isCut
      at = isCut ? end : min(end + 1, text.count)
      if !paragraph.tokens.isEmpty { return true }
    }
    return false
  }

  /// Whether the line feed at `at` only wraps a line: the sentence goes on with a small letter.
  private func isWrapped(_ paragraph: Paragraph, at: Int) -> Bool {
    guard let last = paragraph.tokens.last, last.has(.word) || last.is(.comma) else { return false }
    let text = unsafe tokenizer.text
    var next = at + 1
    while next < text.count, unsafe text[next] == 0x20 || text[next] == 0x09 || text[next] == 0x0D {
      next += 1
    }
    return unsafe next < text.count && CharacterTable.kinds[Int(text[next])] == .letter
  }

  /// Ends a part at the last sentence that ends outside quotation marks, in its second half.
  /// - Returns: where the next part starts; nil where there is no such place.
  private func cut(_ paragraph: inout Paragraph) -> Int? {
    var index = paragraph.tokens.count - 1
    while index > paragraph.tokens.count / 2 {
      let token = paragraph.tokens[index]
      if token.has(.isSentenceInitial), !token.has(.isInQuote), paragraph.tokens[index - 1].has(.endsSentence)
      {
        let start = paragraph.range(of: token).lowerBound
        paragraph.tokens.removeSubrange(index...)
        while let last = paragraph.marks.last, last >= index { paragraph.marks.removeLast() }
        while let last = paragraph.regions.last, last.endToken > index { paragraph.regions.removeLast() }
        return start
      }
      index -= 1
    }
    return nil
  }
}
