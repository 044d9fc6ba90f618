// Text in, quotations out: tokens (Text), stretches in marks (Quotes), whose they are (Speakers), what is reported
// without marks (Indirect).
//
// Tokens and marks are the same for every language. The rules in Speakers and Indirect are those of English; what is in
// Arabic script is told apart paragraph by paragraph and has a folder of its own.
// Unsafe: the text is the caller's until the call returns; what is found is places, not pointers.

/// Finds who said what in a text.
public struct QuotationFinder: Sendable {
  public init() {}

  /// Every quotation in a text, in the order of their starts.
  ///
  /// Linear in the length of the text, whatever it holds. Needs memory for what it finds and for one part of a paragraph,
  /// of at most ``TokenReader/longestPart`` bytes, at a time.
  ///
  /// - Parameter text: UTF-8; other bytes are read as letters.
  public func quotations(in text: UnsafeBufferPointer<UInt8>) -> [Quotation] {
    var reader = unsafe TokenReader(text)
    var paragraph = Paragraph()
    var reading = QuotationReading()
    while reader.next(&paragraph) { reading.take(&paragraph) }
    return reading.finish()
  }
}

/// One text while its quotations are read, paragraph by paragraph.
struct QuotationReading {
  private var speakers = SpeakerFinder()
  private var joiner = QuotationJoiner()
  private var indirect: [Quotation] = []
  private var regions: [AttributedRegion] = []
  private var arabicScript = ArabicScriptFinder()

  /// Begins with another text; lists keep their memory.
  mutating func begin() {
    speakers.begin()
    joiner = QuotationJoiner()
    indirect.removeAll(keepingCapacity: true)
    arabicScript = ArabicScriptFinder()
  }

  mutating func take(_ paragraph: inout Paragraph) {
    if ScriptParagraph.isIn(paragraph) { return arabicScript.read(paragraph) }
    regions.removeAll(keepingCapacity: true)
    if let speaker = speakers.signature(in: paragraph) { joiner.sign(with: speaker) }
    speakers.read(&paragraph, into: &regions)
    joiner.add(regions)
    speakers.indirect(into: &indirect)
  }

  /// Once all paragraphs were taken: the quotations, in the order of their starts.
  mutating func finish() -> [Quotation] {
    indirect += arabicScript.take()
    var found = joiner.finish()
    indirect.removeAll(overlapping: found)
    if indirect.isEmpty { return found }
    found += indirect
    found.sort { ($0.spans.first?.lowerBound ?? 0) < ($1.spans.first?.lowerBound ?? 0) }
    return found
  }
}
