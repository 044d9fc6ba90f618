// A document that has been read, with all that was found in it: ready to be written in one go.
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
  let findings: Findings

  /// How much memory it needs, roughly, in bytes.
  var size: Int { document.text.utf8.count + findings.quotes.count * 200 + findings.mentions.count * 40 }
}

/// What was found in one text, counted in the units of the database.
struct Findings: Sendable {
  var quotes: [PreparedQuote]
  var mentions: [PreparedMention]
}

/// A quotation, counted in the units of the database.
struct PreparedQuote: Sendable {
  let kind: Quotation.Kind
  let text: String
  /// From the first of its words to the last, in bytes of the text.
  let bytes: Range<Int>
  /// The same in code points.
  let passage: Range<Int>
  /// Its stretches in code points, joined as the column `proposal.spans` has them.
  let spans: String
  let cue, attributedAs, via: String?
  let speaker: PreparedSpeaker
  let confidence: Double
  let rule: String
}

/// Whom a speaker as written was taken for.
enum PreparedSpeaker: Sendable, Equatable {
  /// An actor of the gazetteer.
  case actor(Int)
  /// Several of them fit.
  case candidates([Int])
  /// Somebody whom the gazetteer does not know, by the fullest name in the document.
  case unknown(String)
  /// Nobody who could be named.
  case none
}

/// An actor's name in the text.
struct PreparedMention: Sendable {
  /// Actors of the gazetteer: one, or all that it could be.
  let actors: [Int]
  let bytes: Range<Int>
  let place: Range<Int>
}

extension Findings {
  init(_ found: Extracted, _ utf8: UnsafeBufferPointer<UInt8>) {
    var counter = CodePoints(utf8)
    quotes = zip(found.quotations, found.named.speakers).compactMap { PreparedQuote($0, $1, utf8, &counter) }
    counter = CodePoints(utf8)
    mentions = found.named.mentions.map { mention in
      PreparedMention(
        actors: found.named.actors(of: mention), bytes: mention.range, place: counter.range(mention.range))
    }
  }
}

extension PreparedQuote {
  init?(
    _ quotation: Quotation, _ speaker: SpeakerIdentity, _ utf8: UnsafeBufferPointer<UInt8>,
    _ counter: inout CodePoints
  ) {
    guard let first = quotation.spans.first, let last = quotation.spans.last else { return nil }
    let bytes = first.lowerBound..<last.upperBound
    let stretches = quotation.spans.map { counter.range($0) }
    let prepared: PreparedSpeaker =
      switch speaker {
      case .actor(let index): .actor(index)
      case .candidates(let several): .candidates(several)
      case .unknown(let name, _): .unknown(name)
      case .none: .none
      }
    self.init(
      kind: quotation.kind, text: quotation.spans.map { utf8.string($0) }.joined(separator: " "),
      bytes: bytes,
      passage: stretches[0].lowerBound..<stretches[stretches.count - 1].upperBound,
      spans: stretches.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ","),
      cue: quotation.cue.map { utf8.string($0) }, attributedAs: quotation.speaker.map { utf8.string($0) },
      via: quotation.via.map { utf8.string($0) }, speaker: prepared, confidence: quotation.confidence,
      rule: quotation.rule)
  }
}
