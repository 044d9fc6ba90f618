// Text in, candidates out: who said what, and who is named.
// Unsafe: the text is the caller's until the call returns; what is found is places, not pointers.

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
    unsafe series().extract(text, context: context)
  }

  /// For many texts, one after the other.
  public func series() -> Series { Series(names) }

  /// Reads texts as the extractor does; its lists are kept from text to text, so that it allocates less.
  /// A class, because a copy would share what is remembered of words.
  public final class Series {
    private let memory = WordMemory()
    private var named: NameReading
    private var quoted = QuotationReading()
    private var paragraphs = [Paragraph()]

    /// So many paragraphs, or bytes of them, are read before their names are, and then their quotations: what is done
    /// to each in turn would push the instructions of the rest out of the processor's cache.
    private static let mostParagraphs = 16
    private static let mostBytes = 16_384

    fileprivate init(_ names: NameReader) { named = names.begin() }

    /// As ``Extractor/extract(_:context:)``.
    public func extract(
      _ text: UnsafeBufferPointer<UInt8>, context: DocumentContext = DocumentContext()
    ) -> Extracted {
      var tokens = unsafe TokenReader(text, memory: memory)
      unsafe named.begin(text, context: context)
      quoted.begin()
      while case let count = fill(&tokens), count > 0 {
        for index in 0..<count { named.take(paragraphs[index]) }
        for index in 0..<count { quoted.take(&paragraphs[index]) }
      }
      let quotations = quoted.finish()
      return Extracted(quotations: quotations, named: named.finish(quotations))
    }

    /// Reads the next paragraphs.
    /// - Returns: how many; 0 at the end of the text.
    private func fill(_ tokens: inout TokenReader) -> Int {
      var count = 0
      var bytes = 0
      while count < Self.mostParagraphs, bytes < Self.mostBytes {
        if count == paragraphs.count { paragraphs.append(Paragraph()) }
        guard tokens.next(&paragraphs[count]) else { break }
        bytes += paragraphs[count].range.count
        count += 1
      }
      return count
    }
  }
}
