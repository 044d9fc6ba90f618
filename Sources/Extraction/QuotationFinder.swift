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
    var found: [Quotation] = []
    while reader.next(&paragraph) {
      for region in paragraph.regions {
        found.append(Quotation(kind: .direct, spans: [region.inner], confidence: 0.5, rule: "marks"))
      }
    }
    return found
  }
}
