// A word of the lists while its forms are made: bytes in place, nothing allocated.
// Unsafe: letters of static strings and of lists are read below their counts, within the closure.

/// A word of at most ``WordKey/longest`` bytes.
struct Spelling: Equatable {
  private(set) var key = WordKey()
  private(set) var count = 0

  init(_ bytes: some Sequence<UInt8>) { for byte in bytes { append(byte) } }

  /// The byte at a place; 0 outside the word. From -1 down it counts from the end.
  subscript(index: Int) -> UInt8 {
    let index = index < 0 ? count + index : index
    guard index >= 0, index < count else { return 0 }
    let chunk = index < 8 ? key.chunks.0 : index < 16 ? key.chunks.1 : key.chunks.2
    return UInt8(truncatingIfNeeded: chunk >> UInt64(index & 7 * 8))
  }

  mutating func append(_ byte: UInt8) {
    precondition(count < WordKey.longest, "Too long for the lexicon: \(text)")
    key.set(byte, at: count)
    count += 1
  }

  /// With some last bytes replaced by an ending.
  func ending(in ending: StaticString, without dropped: Int = 0) -> Spelling {
    var word = dropped == 0 ? self : Spelling((0..<count - dropped).lazy.map { self[$0] })
    for index in 0..<ending.utf8CodeUnitCount { unsafe word.append(ending.utf8Start[index]) }
    return word
  }

  func ends(in ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    return count >= length
      && (0..<length).allSatisfy { unsafe self[count - length + $0] == ending.utf8Start[$0] }
  }

  var text: String { String(decoding: (0..<count).map { self[$0] }, as: UTF8.self) }

  /// Hands over the words of a list, which white space parts.
  static func forEach(in list: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var list = list
    list.withUTF8 { bytes in
      var start = 0
      for index in 0...bytes.count where unsafe index == bytes.count || bytes[index] <= 0x20 {
        if index > start { unsafe body(UnsafeBufferPointer(rebasing: bytes[start..<index])) }
        start = index + 1
      }
    }
  }
}
