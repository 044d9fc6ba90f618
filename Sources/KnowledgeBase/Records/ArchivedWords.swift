// Many words looked for in few archived texts: the text that was last looked through stays at hand.
// Unsafe: the bytes are copied, or looked at within the closure.
import Storage

/// Finds where words stand in archived texts, as ``Pin`` does for one record.
package final class ArchivedWords {
  private let editor: Editor
  private var source: (id: Int64, text: PreparedText)?

  private struct PreparedText {
    let bytes: [UInt8]
    let search: VerbatimSearch
  }

  package init(_ editor: Editor) { self.editor = editor }

  /// The one place where words stand in a source, in code points from 0, and what stands there; nil where they do
  /// not, or several times. Quotation marks and white space may differ.
  package func place(of words: String, in id: Int64) throws -> (range: Range<Int>, exact: String)? {
    let text = try text(of: id)
    guard let text else { return nil }
    let places = text.search.places(of: words)
    guard places.count == 1, let place = places.first else { return nil }
    func codePoints(_ bytes: ArraySlice<UInt8>) -> Int {
      bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
    let start = codePoints(text.bytes[..<place.lowerBound])
    let exact = text.bytes[place]
    return (start..<start + codePoints(exact), String(decoding: exact, as: UTF8.self))
  }

  private func text(of id: Int64) throws -> PreparedText? {
    if let source, source.id == id { return source.text }
    source = nil
    let bytes = try editor.connection.first("SELECT text FROM source WHERE id = \(id)") {
      unsafe $0.bytes(0).map(Array.init)
    }
    guard let bytes = bytes ?? nil else { return nil }
    let text = unsafe PreparedText(
      bytes: bytes, search: bytes.withUnsafeBufferPointer { unsafe VerbatimSearch($0) })
    source = (id, text)
    return text
  }
}
