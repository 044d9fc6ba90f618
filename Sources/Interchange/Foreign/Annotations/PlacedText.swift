// An archived text in which places are looked up in bytes, code points and UTF-16 units.
// Unsafe: the bytes are looked at within the closures, below their count.
import KnowledgeBase

struct PlacedText {
  private let bytes: [UInt8]

  typealias Place = (points: Range<Int>, bytes: Range<Int>)

  init(_ text: String) { bytes = Array(text.utf8) }

  func words(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Where an annotation's words stand: at its position if they do, in whichever unit it may count; else at the one
  /// place where they stand between its prefix and suffix. No words are found by likeness.
  func place(of annotation: Annotation) -> Place? {
    guard let exact = annotation.exact.map({ Array($0.utf8) }), !exact.isEmpty else {
      // (Without the words, a position is taken only in our own unit.)
      guard annotation.unit == .codePoints, let start = annotation.start, let end = annotation.end else {
        return nil
      }
      return stretch(start, end, .codePoints)
    }
    if let start = annotation.start, let end = annotation.end {
      let units: [Annotation.Unit] =
        annotation.unit == .utf16 ? [.utf16, .codePoints] : [.codePoints, .utf16]
      for unit in units {
        if let place = stretch(start, end, unit), bytes[place.bytes].elementsEqual(exact) { return place }
      }
    }
    let prefix = Self.withoutSpace((annotation.prefix ?? "").utf8)
    let suffix = Self.withoutSpace((annotation.suffix ?? "").utf8)
    let places = starts(of: exact).map { $0..<$0 + exact.count }
    let standing = (places.isEmpty ? loose(annotation.exact ?? "") : places).filter {
      Self.ends(bytes[..<$0.lowerBound], with: prefix) && Self.begins(bytes[$0.upperBound...], with: suffix)
    }
    guard standing.count == 1, let found = standing.first else { return nil }
    let before = Self.points(bytes[..<found.lowerBound])
    return (before..<before + Self.points(bytes[found]), found)
  }

  /// The places where the words stand but for white space and quotation marks, which kb never looks at.
  private func loose(_ words: String) -> [Range<Int>] {
    unsafe bytes.withUnsafeBufferPointer { unsafe VerbatimSearch($0).places(of: words, limit: 1000) }
  }

  /// The places where words begin, in bytes.
  private func starts(of words: [UInt8]) -> [Int] {
    var starts: [Int] = []
    guard words.count <= bytes.count else { return starts }
    unsafe bytes.withUnsafeBufferPointer { text in
      var at = 0
      while at + words.count <= text.count {
        if unsafe text[at] == words[0],
          unsafe UnsafeBufferPointer(rebasing: text[at..<at + words.count]).elementsEqual(words)
        {
          starts.append(at)
        }
        at += 1
      }
    }
    return starts
  }

  /// A stretch by two positions; nil where it is none, or cuts a character in two.
  private func stretch(_ start: Int, _ end: Int, _ unit: Annotation.Unit) -> Place? {
    guard 0 <= start, start < end else { return nil }
    var (units, points) = (0, 0)
    var first: (point: Int, byte: Int)?
    for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if units == start { first = (points, index) }
      if units == end { return first.map { ($0.point..<points, $0.byte..<index) } }
      if units > end { return nil }
      points += 1
      units += unit == .utf16 && byte >= 0xF0 ? 2 : 1
    }
    guard units == end, let first else { return nil }
    return (first.point..<points, first.byte..<bytes.count)
  }

  private static func points(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }

  // What stands around words is compared without white space, which programs collapse each in its own way.

  private static func ends(_ text: ArraySlice<UInt8>, with wanted: [UInt8]) -> Bool {
    withoutSpace(text.suffix(4 * wanted.count + 64)).suffix(wanted.count).elementsEqual(wanted)
  }

  private static func begins(_ text: ArraySlice<UInt8>, with wanted: [UInt8]) -> Bool {
    withoutSpace(text.prefix(4 * wanted.count + 64)).starts(with: wanted)
  }

  private static func withoutSpace(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let text = Array(bytes)
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      if text[at] == 0x20 || (0x09...0x0D).contains(text[at]) {
        at += 1
      } else if text[at] == 0xC2, at + 1 < text.count, text[at + 1] == 0xA0 {
        at += 2
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }
}
