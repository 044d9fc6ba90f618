// Text in, quotations out: tokens (Text), stretches in marks (Quotes), whose they are (Speakers), what is reported
// without marks (Indirect).
//
// Tokens and marks are the same for every language. The rules in Speakers and Indirect are those of English; a language
// with its own order of words gets a folder of its own beside them, with a lexicon of its own words, and is told apart
// where ``SpeakerFinder/read(_:into:)`` has the paragraph before it.

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
    var reader = TokenReader(text)
    var paragraph = Paragraph()
    var speakers = SpeakerFinder()
    var joiner = QuotationJoiner()
    var indirect: [Quotation] = []
    var regions: [AttributedRegion] = []
    while reader.next(&paragraph) {
      regions.removeAll(keepingCapacity: true)
      speakers.read(&paragraph, into: &regions)
      joiner.add(regions)
      speakers.indirect(into: &indirect)
    }
    var found = joiner.finish()
    if indirect.isEmpty { return found }
    found += indirect
    found.sort { ($0.spans.first?.lowerBound ?? 0) < ($1.spans.first?.lowerBound ?? 0) }
    return found
  }
}
