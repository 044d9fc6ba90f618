// A document that has been read, with all that was found in it: ready to be written in one go.
// Unsafe: the text is the caller's until the call returns, and the spans were found in it.
import Documents
import Extraction

/// What is written of one document. It is made without the database, beside the one thread that writes.
struct PreparedDocument: Sendable {
  /// The path, for messages and for the key.
  let path: String
  let document: Document
  let words: Int
  /// SHA-256 of the text in UTF-8.
  let textHash: String
  let context: DocumentContext
  /// Nil for a large text: what is found in it would lie beside the copies that SQLite makes of the text, so it is
  /// searched once that is stored.
  let found: Extracted?

  /// From how many bytes on a text is large.
  static let large = 8_000_000

  /// How much memory it needs, roughly, in bytes.
  var size: Int {
    document.text.utf8.count + (found.map { $0.quotations.count * 200 + $0.named.mentions.count * 12 } ?? 0)
  }
}

/// A quotation in the units of the database.
struct QuoteRow {
  let quotation: Quotation
  let speaker: SpeakerIdentity
  /// From the first of its words to the last, in bytes of the text.
  let bytes: Range<Int>
  /// The same in code points.
  let passage: Range<Int>
  /// Its stretches in code points, as the column `proposal.spans` has them: 120-154,170-201.
  let spans: String

  /// - Parameter counter: goes on through the text from quotation to quotation.
  init?(_ quotation: Quotation, _ speaker: SpeakerIdentity, _ counter: inout CodePoints) {
    guard let first = quotation.spans.first, let last = quotation.spans.last,
      first.lowerBound < last.upperBound
    else { return nil }
    self.quotation = quotation
    self.speaker = speaker
    bytes = first.lowerBound..<last.upperBound
    let stretches = quotation.spans.map { counter.range($0) }
    passage = stretches[0].lowerBound..<stretches[stretches.count - 1].upperBound
    spans = stretches.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
  }

  /// The words; stretches between which the reporter's own words stand are joined by a space.
  func text(in utf8: UnsafeBufferPointer<UInt8>) -> String {
    unsafe quotation.spans.count == 1
      ? utf8.string(bytes) : quotation.spans.map { unsafe utf8.string($0) }.joined(separator: " ")
  }
}
