// How long extraction takes for a folder of texts, on one core, without reading the files.
import Extraction
import Foundation

struct Speed {
  let folder: URL

  func print() throws {
    let texts = folder.appendingPathComponent("tehran-times")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: texts.path), !names.isEmpty else {
      throw CorpusError(description: "Missing or empty: \(texts.path)")
    }
    let files = try names.sorted().map { [UInt8](try Data(contentsOf: texts.appendingPathComponent($0))) }
    let bytes = files.reduce(0) { $0 + $1.count }
    let finder = QuotationFinder()
    var best = Double.infinity
    var found = 0
    for _ in 0..<5 {
      let start = Date()
      found = 0
      for file in files {
        // Unsafe: the bytes are looked at within the closure.
        unsafe found += file.withUnsafeBufferPointer { unsafe finder.quotations(in: $0).count }
      }
      best = min(best, Date().timeIntervalSince(start))
    }
    Swift.print(
      "\(files.count) texts, \(bytes) bytes, \(found) quotations:",
      String(format: "%.4f s, %.2f ns a byte (best of 5)", best, best / Double(bytes) * 1e9))
  }
}
