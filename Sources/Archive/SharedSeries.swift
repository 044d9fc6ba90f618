// One cast read by several threads, text after text: what is remembered of words is not thrown away with each.
// Unsafe: the text is the caller's for the length of the call.
import Extraction
import Foundation

/// Series of texts, one for each thread that reads at a time.
final class SharedSeries: @unchecked Sendable {
  private let extractor: Extractor
  // Read and written under the lock.
  private var idle: [Extractor.Series] = []
  private let lock = NSLock()

  init(_ gazetteer: Gazetteer) { extractor = Extractor(gazetteer) }

  /// As ``Extractor/extract(_:context:)``; for texts of which many come.
  func extract(_ text: UnsafeBufferPointer<UInt8>, context: DocumentContext) -> Extracted {
    let series = lock.withLock { idle.popLast() } ?? extractor.series()
    defer { lock.withLock { idle.append(series) } }
    return unsafe series.extract(text, context: context)
  }
}
