// What a test sees of the quotations in a sentence.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Extraction

/// A quotation as text.
struct Read: Equatable, CustomStringConvertible {
  var words: [String]
  var speaker: String?
  var head: String?
  var via: String?
  var cue: String?
  var kind: Quotation.Kind
  var rule: String
  var confidence: Double

  var description: String { "\(kind) \(words) — \(speaker ?? "nobody") (\(cue ?? "no cue"), \(rule))" }

  /// Everything that is found in a text.
  static func all(in text: String) -> [Read] {
    let bytes = Array(text.utf8)
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return unsafe bytes.withUnsafeBufferPointer { unsafe QuotationFinder().quotations(in: $0) }.map {
      Read(
        words: $0.spans.map(string), speaker: $0.speaker.map(string), head: $0.speakerHead.map(string),
        via: $0.via.map(string), cue: $0.cue.map(string), kind: $0.kind, rule: $0.rule,
        confidence: $0.confidence)
    }
  }

  /// What stands in quotation marks.
  static func marked(in text: String) -> [Read] { all(in: text).filter { $0.kind != .indirect } }

  /// What is reported without them.
  static func indirect(in text: String) -> [Read] { all(in: text).filter { $0.kind == .indirect } }
}
