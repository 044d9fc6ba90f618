// One text searched: who said what, and who is named.
import Extraction
import KnowledgeBase

/// What was found in one text.
public struct FoundInText: Sendable {
  public let quotations: [Quotation]
  /// The mentions, and for each quotation whose words it is. Actors are those of the cast, by number.
  public let named: Named
}

/// Finds who said what and who is named in texts. It may be used from several threads at once.
public struct TextSearch: Sendable {
  private let finder = QuotationFinder()
  private let names: NameReader

  public init(_ cast: Cast) { names = NameReader(cast.gazetteer) }

  /// - Parameter text: UTF-8. All places that are found are in bytes of it.
  public func find(in text: UnsafeBufferPointer<UInt8>, context: DocumentContext) -> FoundInText {
    let quotations = finder.quotations(in: text)
    return FoundInText(
      quotations: quotations, named: names.read(text: text, quotations: quotations, context: context))
  }
}

extension DocumentContext {
  /// - Parameter published: when the document appeared, EDTF; nil where nobody knows.
  public init(published: String?) throws {
    self.init(days: try published.map { try DayRange(EDTF($0)) } ?? .unknown)
  }
}

extension DayRange {
  /// The days on which a date can fall; one with unknown digits in its year says nothing.
  init(_ date: EDTF) {
    self = date.earliest < 1000_00_00 ? .unknown : DayRange(earliest: date.earliest, latest: date.latest)
  }
}
