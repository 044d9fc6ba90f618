// Text in, quotations out.

/// Finds who said what in a text.
public struct QuotationFinder: Sendable {
  public init() {}

  /// Every quotation in a text, in the order of their starts.
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
    indirect.removeAll(overlapping: found)
    if indirect.isEmpty { return found }
    found += indirect
    found.sort { ($0.spans.first?.lowerBound ?? 0) < ($1.spans.first?.lowerBound ?? 0) }
    return found
  }
}
