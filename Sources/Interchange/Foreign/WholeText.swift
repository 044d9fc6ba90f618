// A document that is read whole, since nothing but its end shows that it is one.
// Unsafe: the block is filled within the closure, no farther than it is long.
import KnowledgeBase

extension TextStream {
  /// How large a single document of BibTeX, XML or HTML may be, in bytes.
  static let longestDocument = 64 << 20

  /// All that follows, in UTF-8.
  ///
  /// - Throws: ``Failure`` where it is more than ``longestDocument``, or no UTF-8.
  func wholeText() throws -> [UInt8] {
    var all: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try unsafe block.withUnsafeMutableBytes({ try unsafe read(into: $0) }), count > 0 {
      all += block[..<count]
      guard all.count <= Self.longestDocument else {
        throw Failure(.invalid, "\(name) is one document of more than 64 MiB; cut it into several")
      }
    }
    guard unsafe all.withUnsafeBufferPointer(unsafe \.isUTF8) else {
      throw Failure(.invalid, "\(name) is not UTF-8; name its encoding with --encoding")
    }
    return all
  }
}
