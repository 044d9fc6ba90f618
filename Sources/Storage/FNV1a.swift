// A hash that is the same on every machine: for keys made of what a record says.
// Unsafe: the bytes are the caller's until the call returns.

/// The hash of Fowler, Noll and Vo, 64 bits (FNV-1a): the same on every machine, which Swift's own is not.
package enum FNV1a {
  package static func hash(of values: [Value]) -> UInt64 {
    var hash = start
    for value in values {
      switch value {
      case .null: mix(0, into: &hash)
      case .text(let text): for byte in text.utf8 { mix(byte, into: &hash) }
      case .integer(let number): for byte in String(number).utf8 { mix(byte, into: &hash) }
      case .real(let number): for byte in String(number).utf8 { mix(byte, into: &hash) }
      }
      mix(0x1F, into: &hash)
    }
    return hash
  }

  /// 16 hexadecimal digits.
  package static func hex(_ text: String) -> String {
    var hash = start
    for byte in text.utf8 { mix(byte, into: &hash) }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The hash of nothing, to which bytes are mixed one after the other.
  package static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  package static func mix(_ bytes: UnsafeBufferPointer<UInt8>, into hash: inout UInt64) {
    var mixed = hash
    for index in bytes.indices { unsafe mix(bytes[index], into: &mixed) }
    hash = mixed
  }

  @inline(__always) package static func mix(_ byte: UInt8, into hash: inout UInt64) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
