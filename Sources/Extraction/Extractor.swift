// Text in, candidates out: who said what, and who is named.

/// What was found in one text.
public struct Extracted: Sendable {
  /// In the order of their starts.
  public let quotations: [Quotation]
  /// The mentions, and for each quotation whose words it is. Actors are those of the gazetteer, by number.
  public let named: Named
}

/// Finds who said what and who is named in texts, in one pass over each. It may be used from several threads at once.
public struct Extractor: Sendable {
  private let names: NameReader

  public init(_ gazetteer: Gazetteer) { names = NameReader(gazetteer) }

  /// - Parameter text: UTF-8, of less than 2 GB. All places that are found are in bytes of it.
  public func extract(_ text: UnsafeBufferPointer<UInt8>, context: DocumentContext = DocumentContext())
    -> Extracted
  {
    series().extract(text, context: context)
  }

  /// For many texts, one after the other.
  public func series() -> Series { Series(names) }

  /// Reads texts as the extractor does; its lists are kept from text to text, so that it allocates less.
  /// A class, because a copy would share what is remembered of words.
  public final class Series {
    private let memory = WordMemory()
    private var named: NameReading
    private var paragraph = Paragraph()

    fileprivate init(_ names: NameReader) { named = names.begin() }

    /// As ``Extractor/extract(_:context:)``.
    public func extract(
      _ text: UnsafeBufferPointer<UInt8>, context: DocumentContext = DocumentContext()
    ) -> Extracted {
      var tokens = TokenReader(text, memory: memory)
      named.begin(text, context: context)
      var quoted = QuotationReading()
      while tokens.next(&paragraph) {
        named.take(paragraph)
        quoted.take(&paragraph)
      }
      let quotations = quoted.finish()
      return Extracted(quotations: quotations, named: named.finish(quotations))
    }
  }
}
