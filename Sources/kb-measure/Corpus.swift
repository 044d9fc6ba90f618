// Annotated texts, as JSON lines: {"doc_id", "text", "quotes": [{"spans", "speaker_text", "type", …}]}.
import Extraction
import Foundation

/// What goes wrong with a corpus.
struct CorpusError: Error, CustomStringConvertible {
  var description: String
}

/// A quotation as a person marked it; offsets in code points.
struct GoldQuote {
  enum SpeakerClass: String { case named, pronoun, nominal, none }

  var spans: [Range<Int>]
  var speaker: String
  var speakerClass: SpeakerClass
  var type: String
  var isSpeech: Bool
}

/// One text with what people and the extraction found in it.
struct Document {
  var id: String
  var scalars: [Unicode.Scalar]
  /// How many letters and digits there are before each code point.
  var letters: [Int]
  var gold: [GoldQuote]
  var found: [Prediction]

  func letterCount(_ range: Range<Int>) -> Int { letters[range.upperBound] - letters[range.lowerBound] }

  func overlap(_ one: Range<Int>, _ other: Range<Int>) -> Int {
    let low = max(one.lowerBound, other.lowerBound)
    let high = min(one.upperBound, other.upperBound)
    return low < high ? letterCount(low..<high) : 0
  }

  /// Letters and digits in common, divided by those in either.
  func agreement(_ one: [Range<Int>], _ other: Range<Int>) -> Double {
    let common = one.reduce(0) { $0 + overlap($1, other) }
    let all = one.reduce(0) { $0 + letterCount($1) } + letterCount(other) - common
    return Double(common) / Double(max(1, all))
  }
}

/// One stretch that extraction found; offsets in code points.
struct Prediction {
  var range: Range<Int>
  var isIndirect: Bool
  var speaker: String?
  var via: String?
  var cue: String?
  var quotation: Quotation
}

enum Corpus {
  static func lines(of file: URL) throws -> [Data] {
    guard let data = try? Data(contentsOf: file) else {
      throw CorpusError(description: "Missing or not readable: \(file.path)")
    }
    return data.split(separator: 0x0A).map { Data($0) }
  }

  /// The documents of a file, with what the extraction finds in them.
  static func read(_ file: URL, where isWanted: (String) -> Bool = { _ in true }) throws -> [Document] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var documents: [Document] = []
    for line in try lines(of: file) {
      guard let record = try? decoder.decode(Record.self, from: line) else {
        throw CorpusError(description: "Not a document with doc_id and text: \(file.path)")
      }
      guard isWanted(record.docId) else { continue }
      documents.append(document(record.docId, record.text, (record.quotes ?? []).map(gold)))
    }
    return documents
  }

  /// A line of a corpus: doc_id, text, and quotes with start, end, spans, speaker_text and so on.
  private struct Record: Decodable {
    struct Quote: Decodable {
      var start: Int
      var end: Int
      var spans: [[Int]]?
      var speakerText: String?
      var speakerClass: String?
      var type: String?
      var isSpeech: Bool?
    }

    var docId: String
    var text: String
    var quotes: [Quote]?
  }

  private static func gold(_ quote: Record.Quote) -> GoldQuote {
    GoldQuote(
      spans: quote.spans?.map { $0[0]..<$0[1] } ?? [quote.start..<quote.end],
      speaker: quote.speakerText ?? "",
      speakerClass: GoldQuote.SpeakerClass(rawValue: quote.speakerClass ?? "") ?? .none,
      type: quote.type ?? "", isSpeech: quote.isSpeech ?? false)
  }

  private static func document(_ id: String, _ text: String, _ gold: [GoldQuote]) -> Document {
    let scalars = Array(text.unicodeScalars)
    var letters = [0]
    letters.reserveCapacity(scalars.count + 1)
    for scalar in scalars { letters.append(letters[letters.count - 1] + (scalar.isLetterOrDigit ? 1 : 0)) }
    let bytes = Array(text.utf8)
    let points = codePoints(bytes)
    func string(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    // Unsafe: the bytes are looked at within the closure.
    let quotations = unsafe bytes.withUnsafeBufferPointer { unsafe QuotationFinder().quotations(in: $0) }
    var found: [Prediction] = []
    for quotation in quotations {
      for span in spans(of: quotation) {
        found.append(
          Prediction(
            range: points[span.lowerBound]..<points[span.upperBound], isIndirect: quotation.kind == .indirect,
            speaker: string(quotation.speaker), via: string(quotation.via), cue: string(quotation.cue),
            quotation: quotation))
      }
    }
    return Document(id: id, scalars: scalars, letters: letters, gold: gold, found: found)
  }

  /// Each stretch in quotation marks counts by itself; indirect speech counts from its first to its last word.
  private static func spans(of quotation: Quotation) -> [Range<Int>] {
    guard quotation.kind == .indirect, let first = quotation.spans.first, let last = quotation.spans.last
    else { return quotation.spans }
    return [first.lowerBound..<last.upperBound]
  }

  /// For each byte, and for the end, how many code points begin before it.
  private static func codePoints(_ bytes: [UInt8]) -> [Int] {
    var points: [Int] = []
    points.reserveCapacity(bytes.count + 1)
    var count = 0
    for byte in bytes {
      if byte & 0xC0 != 0x80 { count += 1 }
      points.append(count - 1)
    }
    points.append(count)
    return points
  }
}

extension Unicode.Scalar {
  var isLetterOrDigit: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: properties.numericType != nil
    }
  }

  /// What a regular expression calls a word character.
  var isWordCharacter: Bool { isLetterOrDigit || self == "_" }
}
