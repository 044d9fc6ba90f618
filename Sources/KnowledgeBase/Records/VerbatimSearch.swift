// Finding words in a text where quotation marks and white space may differ, and words may not.
// Unsafe: the bytes are the caller's until the call returns; a sequence ends within them.

/// A text made ready to find words in it, however they are quoted and wherever their lines break.
///
/// Runs of white space count as one space. Quotation marks count as nothing, but an apostrophe between two letters
/// is part of its word (it's is not its), in whichever of its forms.
package struct VerbatimSearch {
  private var text: [UInt8] = []
  /// Where each byte of `text` comes from, and where what it comes from ends.
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []

  /// - Parameter bytes: UTF-8, less than 4 GB.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    text.reserveCapacity(bytes.count)
    starts.reserveCapacity(bytes.count)
    ends.reserveCapacity(bytes.count)
    unsafe Self.fold(bytes) { byte, range in
      text.append(byte)
      starts.append(UInt32(range.lowerBound))
      ends.append(UInt32(range.upperBound))
    }
  }

  /// Where the words stand, in bytes, each place once; at most `limit`: two are enough to know that they are not alone.
  package func places(of words: String, limit: Int = 2) -> [Range<Int>] {
    var wanted: [UInt8] = []
    var words = words
    words.withUTF8 { unsafe Self.fold($0) { byte, _ in wanted.append(byte) } }
    while wanted.first == 0x20 { wanted.removeFirst() }
    while wanted.last == 0x20 { wanted.removeLast() }
    guard !wanted.isEmpty, wanted.count <= text.count else { return [] }
    var places: [Range<Int>] = []
    // Knuth, Morris and Pratt: each byte of the text is looked at once, whatever the words are like.
    let fallback = Self.fallback(wanted)
    var matched = 0
    for (index, byte) in text.enumerated() {
      while matched > 0, wanted[matched] != byte { matched = fallback[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      guard matched == wanted.count else { continue }
      matched = fallback[matched - 1]
      let place = index - wanted.count + 1
      if isWhole(place, index) { places.append(Int(starts[place])..<Int(ends[index])) }
      if places.count == limit { break }
    }
    return places
  }

  /// Whether a stretch begins and ends where words do: "art" is not in "party".
  private func isWhole(_ first: Int, _ last: Int) -> Bool {
    (first == 0 || !Self.isInWord(text[first - 1]) || !Self.isInWord(text[first]))
      && (last + 1 == text.count || !Self.isInWord(text[last + 1]) || !Self.isInWord(text[last]))
  }

  /// For each beginning of the words, how long the longest shorter beginning is that it ends with.
  private static func fallback(_ wanted: [UInt8]) -> [Int] {
    var lengths = [Int](repeating: 0, count: wanted.count)
    var length = 0
    for index in wanted.indices.dropFirst() {
      while length > 0, wanted[index] != wanted[length] { length = lengths[length - 1] }
      if wanted[index] == wanted[length] { length += 1 }
      lengths[index] = length
    }
    return lengths
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  /// Hands over the bytes that count, each with the stretch that it comes from.
  private static func fold(_ bytes: UnsafeBufferPointer<UInt8>, _ emit: (UInt8, Range<Int>) -> Void) {
    var index = 0
    var last: UInt8 = 0x20
    var space: Range<Int>?
    func put(_ byte: UInt8, _ range: Range<Int>) {
      if let pending = space, last != 0x20 { emit(0x20, pending) }
      space = nil
      last = byte
      emit(byte, range)
    }
    while index < bytes.count {
      let length = unsafe sequenceLength(bytes, index)
      let range = index..<index + length
      switch unsafe kind(bytes, range) {
      case .space: space = space.map { $0.lowerBound..<range.upperBound } ?? range
      case .mark: break
      case .apostrophe:
        let next = range.upperBound
        if space == nil, isInWord(last), next < bytes.count, unsafe isInWord(bytes[next]),
          unsafe kind(bytes, next..<next + sequenceLength(bytes, next)) == .other
        {
          put(0x27, range)
        }
      case .other: for byte in range { unsafe put(bytes[byte], range) }
      }
      index += length
    }
  }

  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = unsafe bytes[index]
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    return min(length, bytes.count - index)
  }

  private enum Kind { case space, mark, apostrophe, other }

  private static func kind(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Kind {
    let first = unsafe bytes[range.lowerBound]
    if first < 0x80 {
      switch first {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C: return .space
      case 0x22, 0x60: return .mark
      case 0x27: return .apostrophe
      default: return .other
      }
    }
    switch (range.count, first) {
    case (2, 0xC2):
      switch unsafe bytes[range.lowerBound + 1] {
      case 0xA0, 0x85: return .space
      case 0xAB, 0xBB, 0xB4: return .mark
      default: return .other
      }
    case (3, 0xE2):
      let (second, third) = unsafe (bytes[range.lowerBound + 1], bytes[range.lowerBound + 2])
      switch (second, third) {
      case (0x80, 0x98), (0x80, 0x99): return .apostrophe
      case (0x80, 0x9A...0x9F), (0x80, 0xB9), (0x80, 0xBA), (0x80, 0xB2), (0x80, 0xB3): return .mark
      case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): return .space
      default: return .other
      }
    case (3, 0xE3):
      return unsafe bytes[range.lowerBound + 1] == 0x80 && bytes[range.lowerBound + 2] == 0x80
        ? .space : .other
    default: return .other
    }
  }
}
