// The hash by which files and texts are known again.
// Unsafe: the bytes are the caller's until the call returns.
import Crypto

/// SHA-256 as 64 digits in lower case.
package func sha256(_ bytes: UnsafeRawBufferPointer) -> String { unsafe SHA256.hash(data: bytes).hexadecimal }

extension SHA256Digest {
  /// 64 digits in lower case.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(64)
    for byte in self {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
  }
}
