// What reaches a terminal, whatever the format: colours of ours, and nothing else that would steer it.
// Unsafe: the bytes are the caller's until the call returns.

/// Makes control characters visible, block by block, as ``DisplayWidth/visible(_:keepsLines:)`` does for a text.
///
/// Line ends, tabs and colours (`ESC [ … m`) pass. What is cut at a block's end waits for the next; what never ends is
/// not shown.
package struct TerminalFilter {
  private var waiting: [UInt8] = []

  package init() {}

  /// The block as a terminal may have it.
  package mutating func visible(_ block: UnsafeRawBufferPointer) -> [UInt8] {
    let bytes = unsafe waiting + block
    waiting = []
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x1B:
        var end = at + 1
        if end < bytes.count, bytes[end] == UInt8(ascii: "[") {
          end += 1
          while end < bytes.count, end - at < 16, bytes[end] == 0x3B || (0x30...0x39).contains(bytes[end]) {
            end += 1
          }
        }
        if end == bytes.count {
          waiting = Array(bytes[at...])
          return shown
        }
        guard end > at + 1, bytes[end] == UInt8(ascii: "m") else {
          shown += "\u{241B}".utf8
          at += 1
          continue
        }
        shown += bytes[at...end]
        at = end + 1
        continue
      case 0x09, 0x0A, 0x0D: shown.append(byte)
      case 0x00..<0x20: shown += [0xE2, 0x90, 0x80 + byte]
      case 0x7F: shown += "\u{2421}".utf8
      case 0xC2, 0xE2:
        let length = byte == 0xC2 ? 2 : 3
        guard at + length <= bytes.count else {
          waiting = Array(bytes[at...])
          return shown
        }
        // C1, and the overrides and embeddings U+202A to U+202E.
        let isControl =
          byte == 0xC2
          ? (0x80..<0xA0).contains(bytes[at + 1])
          : bytes[at + 1] == 0x80 && (0xAA...0xAE).contains(bytes[at + 2])
        shown += isControl ? Array("\u{FFFD}".utf8) : Array(bytes[at..<at + length])
        at += length
        continue
      default: shown.append(byte)
      }
      at += 1
    }
    return shown
  }
}
