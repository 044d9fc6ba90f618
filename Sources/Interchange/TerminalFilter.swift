// What reaches a terminal, whatever the format: colours and isolates of ours, and nothing else that would steer it.
// Unsafe: the block is the caller's until the call returns.

/// Makes control characters visible, block by block, as ``DisplayWidth/visible(_:keepsLines:)`` does for a text.
///
/// Line ends, tabs and ``TerminalSign`` pass. Bytes that are no UTF-8 become U+FFFD. What is cut at a block's end waits
/// for the next; what never ends is not shown.
package struct TerminalFilter {
  private var waiting: [UInt8] = []
  private static let mark = Array(TerminalSign.mark.utf8)

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
      if (0x20..<0x7F).contains(byte) || byte == 0x09 || byte == 0x0A {
        shown.append(byte)
        at += 1
        continue
      }
      guard let (length, replacement) = Self.unit(bytes[at...]) else {
        waiting = Array(bytes[at...])
        return shown
      }
      if let replacement { shown += replacement } else { shown += bytes[at..<at + length] }
      at += length
    }
    return shown
  }

  /// How many bytes make up what begins here, and what stands for it where it may not pass; nil where it is cut.
  private static func unit(_ bytes: ArraySlice<UInt8>) -> (length: Int, replacement: [UInt8]?)? {
    let first = bytes[bytes.startIndex]
    switch first {
    case 0x0D:
      // (Alone, it would write over the line that stands there.)
      guard bytes.count > 1 else { return nil }
      return (1, bytes[bytes.startIndex + 1] == 0x0A ? nil : Array("\u{240D}".utf8))
    case ..<0x20: return (1, [0xE2, 0x90, 0x80 + first])
    case 0x7F: return (1, Array("\u{2421}".utf8))
    default: break
    }
    if bytes.starts(with: mark) { return sign(bytes) }
    let isCut = bytes.count < mark.count && mark.starts(with: bytes)
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let whole = bytes.prefix(length)
    let broken = whole.dropFirst().firstIndex { $0 & 0xC0 != 0x80 }
    if isCut || whole.count < length && broken == nil && (0xC2...0xF4).contains(first) { return nil }
    guard let text = String(validating: whole, as: UTF8.self) else { return (1, Array("\u{FFFD}".utf8)) }
    return (length, DisplayWidth.isSteering(text.unicodeScalars.first!) ? Array("\u{FFFD}".utf8) : nil)
  }

  /// A sign of ours: a colour, an isolate, or its end.
  private static func sign(_ bytes: ArraySlice<UInt8>) -> (length: Int, replacement: [UInt8]?)? {
    let rest = bytes.dropFirst(mark.count)
    guard let end = rest.firstIndex(where: { $0 != 0x3B && !(0x30...0x39).contains($0) }) else { return nil }
    let length = end + 1 - bytes.startIndex
    switch rest[end] {
    case UInt8(ascii: "m"): return (length, Array("\u{1B}[".utf8) + rest[...end])
    case UInt8(ascii: "<"): return (length, Array("\u{2068}".utf8))
    default: return (length, Array("\u{2069}".utf8))
    }
  }
}
