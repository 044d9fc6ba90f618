// Bytes to text: which encoding they are in, told by the bytes first and by what the file says second.
// Unsafe: input and output are looked at within the closures, and iconv is told how much room there is; the
// converter is closed on every way out.
import Foundation

struct TextDecoder {
  let name: String
  /// A page: it may declare its encoding, and a few broken bytes are shown as browsers show them.
  let isPage: Bool

  struct Decoded {
    var text: String
    var encoding: String
    /// What the user should know.
    var notes: [String] = []
  }

  /// - Throws: ``DocumentFailure`` of kind `notText`, naming the file and what it looks like.
  func decode(_ bytes: [UInt8]) throws(DocumentFailure) -> Decoded {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw refusal("is in UTF-32")
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16("UTF-16LE", bytes.dropFirst(2)) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16("UTF-16BE", bytes.dropFirst(2)) }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if body.contains(0) {
      if let order = UTF16Guess.order(body) { return try utf16(order, body) }
      throw DocumentFailure(
        .notText, "\(name) has NUL bytes, as programs and pictures have, and no text; it is not read")
    }
    if let text = String(validating: body, as: UTF8.self) {
      try checkControls(body)
      return Decoded(text: text, encoding: "UTF-8")
    }
    try checkControls(body)
    if isPage, let declared = DeclaredEncoding.name(in: body), declared != "UTF-8",
      !EncodingGuess.guessed.contains(declared), let text = convert(body, from: declared)
    {
      return Decoded(text: text, encoding: declared, notes: ["read as \(declared)"])
    }
    if let repaired = mended(body) { return repaired }
    guard let encoding = EncodingGuess.encoding(of: body), let text = convert(body, from: encoding) else {
      throw refusal("is text in an encoding that cannot be told, or no text at all")
    }
    return Decoded(text: text, encoding: encoding, notes: ["read as \(encoding)"])
  }

  private func refusal(_ what: String) -> DocumentFailure {
    DocumentFailure(
      .notText, "\(name) \(what); convert it to UTF-8 (iconv -f ENCODING -t UTF-8) and read that")
  }

  private func utf16(_ order: String, _ bytes: ArraySlice<UInt8>) throws(DocumentFailure) -> Decoded {
    guard bytes.count.isMultiple(of: 2), let text = convert(bytes, from: order) else {
      throw DocumentFailure(.notText, "\(name) begins like \(order) but breaks its rules; it is not read")
    }
    return Decoded(text: text, encoding: order, notes: ["read as \(order)"])
  }

  /// UTF-8 that is broken in a few places, or cut at its end: pages come so, and browsers show U+FFFD. In
  /// other files a broken place is a reason to ask.
  private func mended(_ bytes: ArraySlice<UInt8>) -> Decoded? {
    guard isPage else { return nil }
    var good = 0
    var bad = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte >= 0x80 else { continue }
      let needed = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0
      let rest = bytes[index..<min(index + needed, bytes.endIndex)]
      if needed > 0, rest.count == needed, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) {
        good += 1
        index += needed
      } else {
        bad += 1
      }
    }
    guard good > 10 * bad || bad == 1 && good > 0 else { return nil }
    return Decoded(
      text: String(decoding: bytes, as: UTF8.self), encoding: "UTF-8",
      notes: ["\(bad) \(bad == 1 ? "place is" : "places are") not UTF-8 and became U+FFFD"])
  }

  /// Text has line breaks and tabs, and hardly another control character.
  private func checkControls(_ bytes: ArraySlice<UInt8>) throws(DocumentFailure) {
    var controls = 0
    for byte in bytes where byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1B { controls += 1 }
    if controls > bytes.count / 500 + 1 {
      throw DocumentFailure(
        .notText, "\(name) is full of control characters, as programs and pictures are; it is not read")
    }
  }
}

/// Converts with the C library's iconv; nil where it does not know the encoding or a byte breaks its rules.
func convert(_ bytes: ArraySlice<UInt8>, from encoding: String) -> String? {
  let converter = unsafe iconv_open("UTF-8", encoding)
  guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
  defer { unsafe iconv_close(converter) }
  // Bytes below 0x80 stay one byte; others become at most three, a pair of UTF-16 units four from four.
  let wide = encoding.hasPrefix("UTF-16") ? bytes.count / 2 : bytes.reduce(0) { $0 + Int($1 >> 7) }
  var isWhole = false
  let text = unsafe String(unsafeUninitializedCapacity: bytes.count + 2 * wide + 16) { output in
    unsafe bytes.withUnsafeBufferPointer { input in
      var source = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?.assumingMemoryBound(
        to: CChar.self)
      var target: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(output.baseAddress!)
        .assumingMemoryBound(to: CChar.self)
      var left = input.count
      var room = output.count
      isWhole = unsafe iconv(converter, &source, &left, &target, &room) != -1 && left == 0
      return output.count - room
    }
  }
  return isWhole ? text : nil
}
