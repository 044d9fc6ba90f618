// Who is named in a text, and who speaks in it: no database, no files.
// Unsafe: the text is the caller's until the call returns.

/// Reads names by a gazetteer.
///
/// Time is linear in the text. Memory grows with the names found; the words of the text are read in windows.
public struct NameReader: Sendable {
  private let gazetteer: Gazetteer

  public init(_ gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
  }

  /// Finds the known actors in a text and says who the speakers of its quotations are.
  ///
  /// - Parameters:
  ///   - text: UTF-8, of less than 2 GB.
  ///   - quotations: as found in this text, in any order.
  public func read(
    text: UnsafeBufferPointer<UInt8>, quotations: [Quotation], context: DocumentContext = DocumentContext()
  ) -> Named {
    var tokens = unsafe TokenReader(text)
    var paragraph = Paragraph()
    var reading = begin()
    unsafe reading.begin(text, context: context)
    while tokens.next(&paragraph) { reading.take(paragraph) }
    return reading.finish(quotations)
  }

  /// A reading that is given its texts, and their paragraphs one by one, by somebody who reads them for more.
  func begin() -> NameReading { NameReading(gazetteer) }
}

extension NameReading {
  /// Once all paragraphs were taken: what they name, and whose the quotations are.
  mutating func finish(_ quotations: [Quotation]) -> Named {
    joinPersons()
    var named = Named()
    settleMentions()
    named.speakers = speakers(of: quotations)
    named.mentions = mentions
    mentions = []
    named.lists = lists
    return named
  }
}
