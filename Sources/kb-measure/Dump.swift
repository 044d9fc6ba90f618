// What is found in annotated texts, as JSON lines.
import Extraction
import Foundation

/// Writes a line a document; offsets in code points.
struct Dump {
  let file: URL

  func print() throws {
    for document in try Corpus.read(file) {
      let quotes = document.found.map { prediction -> [String: Any] in
        let quotation = prediction.quotation
        return [
          "start": prediction.range.lowerBound, "end": prediction.range.upperBound,
          "kind": quotation.kind.rawValue, "rule": quotation.rule, "confidence": quotation.confidence,
          "speaker_text": prediction.speaker as Any? ?? NSNull(), "via": prediction.via as Any? ?? NSNull(),
          "cue": prediction.cue as Any? ?? NSNull(),
        ]
      }
      let line = try JSONSerialization.data(withJSONObject: ["doc_id": document.id, "quotes": quotes])
      Swift.print(String(decoding: line, as: UTF8.self))
    }
  }
}
