// When a document was written, as extraction counts it.
import Extraction
import KnowledgeBase

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
