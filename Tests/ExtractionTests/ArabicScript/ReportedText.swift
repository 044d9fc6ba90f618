// A text with what it reports, written by hand, and what the extraction finds in it.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Extraction

/// A sentence or a short article, and who says what in it.
struct ReportedText: Sendable, CustomStringConvertible {
  struct Said: Hashable, Sendable, CustomStringConvertible {
    var kind: Quotation.Kind
    /// The spans with ` … ` between them.
    var words: String
    /// As written.
    var speaker: String?

    static func direct(_ words: String, by speaker: String?) -> Said {
      Said(kind: .direct, words: words, speaker: speaker)
    }
    static func mixed(_ words: String, by speaker: String?) -> Said {
      Said(kind: .mixed, words: words, speaker: speaker)
    }
    static func indirect(_ words: String, by speaker: String?) -> Said {
      Said(kind: .indirect, words: words, speaker: speaker)
    }

    var description: String { "\(kind) [\(words)] by [\(speaker ?? "–")]" }
  }

  let text: String
  let said: [Said]

  init(_ text: String, _ said: Said...) {
    (self.text, self.said) = (text, said)
  }

  var description: String { text }

  /// What the extraction finds, in the order of the text.
  var found: [Said] {
    quotations { quotation, string in
      Said(
        kind: quotation.kind, words: quotation.spans.map(string).joined(separator: " … "),
        speaker: quotation.speaker.map(string))
    }
  }

  /// Each quotation of the text, with the text of its ranges.
  func quotations<Result>(_ body: (Quotation, (Range<Int>) -> String) -> Result) -> [Result] {
    unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
      unsafe QuotationFinder().quotations(in: bytes).map { quotation in
        body(quotation) { unsafe String(decoding: bytes[$0], as: UTF8.self) }
      }
    }
  }
}
