// Which keys certainly are not there yet: a set that may err on one side, in little memory (Bloom, 1970).
// Unsafe: the key is the caller's until the call returns.
import Storage

/// Of ten million keys, four in a thousand that are new are taken for known, and none that is known for new.
struct KeyFilter {
  private var bits = [UInt64](repeating: 0, count: 1 << 21)

  static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = FNV1a.start
    unsafe FNV1a.mix(key, into: &hash)
    return hash
  }

  /// Gives its memory back; no key is put in any more.
  mutating func drop() { bits = [] }

  /// Puts a key in.
  ///
  /// - Returns: whether it may have been there before.
  mutating func insert(_ hash: UInt64) -> Bool {
    // (Four places out of two halves: Kirsch and Mitzenmacher, 2006.)
    let mixed = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    let (first, step) = (mixed >> 32, (mixed & 0xFFFF_FFFF) | 1)
    var isThere = true
    for number in 0..<4 as Range<UInt64> {
      let place = (first &+ number &* step) & 0x7FF_FFFF
      let (word, bit) = (Int(place >> 6), UInt64(1) << (place & 63))
      if bits[word] & bit == 0 {
        isThere = false
        bits[word] |= bit
      }
    }
    return isThere
  }
}
