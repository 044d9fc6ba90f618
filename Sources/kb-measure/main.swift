import Extraction
import Foundation

let arguments = CommandLine.arguments
if arguments[1] == "speed" {
  var text: [UInt8] = []
  for f in try FileManager.default.contentsOfDirectory(atPath: arguments[2]) {
    text += [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[2] + "/" + f)))
    text.append(10)
  }
  for _ in 0..<5 {
    let u = Date()
    let q = text.withUnsafeBufferPointer { QuotationFinder().quotations(in: $0) }
    print(q.count, Date().timeIntervalSince(u))
  }
} else {
  let data = try Data(contentsOf: URL(fileURLWithPath: arguments[2]))
  for line in data.split(separator: 10) {
    guard let record = try JSONSerialization.jsonObject(with: line) as? [String: Any],
      let text = record["text"] as? String, let id = record["doc_id"] as? String
    else { continue }
    let bytes = Array(text.utf8)
    var points = [Int](repeating: 0, count: bytes.count + 1)
    var n = 0
    for (i, b) in bytes.enumerated() {
      if b & 0xC0 != 0x80 { n += 1 }
      points[i] = n - 1
    }
    points[bytes.count] = n
    func str(_ r: Range<Int>?) -> Any { r.map { String(decoding: bytes[$0], as: UTF8.self) } ?? NSNull() }
    let found = bytes.withUnsafeBufferPointer { QuotationFinder().quotations(in: $0) }
    var quotes: [[String: Any]] = []
    for q in found {
      for s in q.spans {
        quotes.append([
          "start": points[s.lowerBound], "end": points[s.upperBound], "speaker_text": str(q.speaker),
          "rule": q.rule, "kind": q.kind.rawValue, "via": str(q.via), "cue": str(q.cue),
          "head": str(q.speakerHead),
        ])
      }
    }
    let out = try JSONSerialization.data(withJSONObject: ["doc_id": id, "quotes": quotes])
    print(String(decoding: out, as: UTF8.self))
  }
}
