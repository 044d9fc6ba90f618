// The parsers that are given any bytes, and what must hold of what they make of them.
// Unsafe: the bytes are looked at within the closures.
import Documents
import Extraction
import Interchange
import KnowledgeBase
import TextFolding

/// A parser by its name on the command line.
enum FuzzedParser: String, CaseIterable {
  case dossier, csv, tsv, json, any
  case edtf, key, search
  case html, markdown, text, encoding, extraction
  case bibtex, ris, csl, followthemoney, annotation, hypothesis, qda, actors, claimreview

  /// Gives the parser these bytes.
  ///
  /// A refusal in our own words is as good as a result. All else that is wrong ends the program: a trap, an error that
  /// is not ours, a result that breaks the parser's promise.
  func take(_ bytes: [UInt8]) {
    do {
      try read(bytes)
    } catch let failure as Failure {
      precondition(!"\(failure)".isEmpty)
    } catch let failure as DocumentFailure {
      precondition(!"\(failure)".isEmpty)
    } catch {
      fatalError("\(rawValue) throws an error that is not ours: \(error)")
    }
  }

  private func read(_ bytes: [UInt8]) throws {
    switch self {
    case .any: _ = try ReadThrough(bytes, as: nil)
    case .dossier: _ = try ReadThrough(bytes, as: .dossier)
    case .csv: _ = try ReadThrough(bytes, as: .separated(by: 0x2C))
    case .tsv: _ = try ReadThrough(bytes, as: .separated(by: 0x09))
    case .json: _ = try ReadThrough(bytes, as: .objects)
    case .bibtex: _ = try ReadThrough(bytes, as: .foreign(.bibTeX))
    case .ris: _ = try ReadThrough(bytes, as: .foreign(.ris))
    case .csl: _ = try ReadThrough(bytes, as: .foreign(.cslJSON))
    case .followthemoney: _ = try ReadThrough(bytes, as: .foreign(.followTheMoney))
    case .annotation: _ = try ReadThrough(bytes, as: .foreign(.webAnnotations))
    case .hypothesis: _ = try ReadThrough(bytes, as: .foreign(.hypothesis))
    case .qda: _ = try ReadThrough(bytes, as: .foreign(.qda))
    case .actors: _ = try ReadThrough(bytes, as: .foreign(.actorDictionary))
    case .claimreview: _ = try ReadThrough(bytes, as: .foreign(.claimReview))
    case .edtf:
      let date = try EDTF(String(decoding: bytes, as: UTF8.self))
      precondition(date.earliest <= date.latest)
    case .key: key(String(decoding: bytes, as: UTF8.self))
    case .search: search(String(decoding: bytes, as: UTF8.self))
    case .html: try document(bytes, .html)
    case .markdown: try document(bytes, .markdown)
    case .text: try document(bytes, .text)
    case .encoding: try document(bytes, nil)
    case .extraction: extract(bytes)
    }
  }

  private func key(_ text: String) {
    if let key = ReadableKey.make(of: text) { precondition(ReadableKey.isKey(key)) }
    _ = ReadableKey.isKey(text)
  }

  /// A query that FTS5 reads has marks in pairs, and no words but in them.
  private func search(_ text: String) {
    let words = SearchWords(text, folding: Self.folding)
    precondition(words.match.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2))
    precondition(words.words.allSatisfy { !$0.isEmpty && !$0.contains("\"") })
    precondition(words.phrase.utf8.count { $0 == UInt8(ascii: "\"") } == 2)
  }

  private func document(_ bytes: [UInt8], _ format: DocumentFormat?) throws {
    // (PDF is another program's to read.)
    if format == nil, bytes.starts(with: "%PDF".utf8) { return }
    let document = try DocumentReader().read(bytes, name: "input", format: format)
    precondition(!document.text.utf8.contains(0))
  }

  private func extract(_ bytes: [UInt8]) {
    // What is extracted from is text of the database, which is UTF-8.
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let found = unsafe text.withUnsafeBufferPointer { unsafe Self.extractor.extract($0) }
    for span in found.quotations.flatMap(\.spans) {
      precondition(span.lowerBound >= 0 && !span.isEmpty && span.upperBound <= text.count)
      precondition(isEdge(span.lowerBound, of: text) && isEdge(span.upperBound, of: text))
    }
  }

  /// Whether a character begins there, or the text ends.
  private func isEdge(_ place: Int, of text: [UInt8]) -> Bool {
    place == text.count || text[place] & 0xC0 != 0x80
  }

  private static let folding = Folding(pairs: [
    ("ي", "ی"), ("ك", "ک"), ("ā", "a"), ("ß", "ss"), ("\u{200C}", " "),
  ])

  /// It knows one person and one state.
  private static let extractor = {
    var builder = GazetteerBuilder(folding: folding, names: 3)
    for (names, kind) in [(["Ada Lind", "لیند"], ActorKind.person), (["Norland"], .state)] {
      let actor = builder.addActor(kind: kind, country: nil)
      for var name in names {
        name.withUTF8 { unsafe builder.addName(actor: actor, text: $0, kind: .primary) }
      }
    }
    return Extractor(builder.build())
  }()
}
