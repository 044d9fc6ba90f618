// The marks inside a paragraph of Markdown: emphasis, links, code, tags, entities, escapes.

/// Takes inline marks away, in time linear in the paragraph: each mark is looked at once when it may open and
/// once when it may close.
struct MarkdownInline {
  /// The labels of links that are defined in the file, in lower case.
  let labels: Set<[UInt8]>

  /// A label as it is compared.
  static func label(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    collapsed(bytes).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  /// What a reader sees of a paragraph.
  func text(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { Self.special.contains($0) }) else { return bytes }
    var scan = InlineScan(bytes, labels: labels)
    scan.run()
    return scan.result()
  }

  private static let special = Set("*_~`[]!<&\\".utf8)
}

/// One pass over a paragraph that decides for each byte whether it is shown.
private struct InlineScan {
  private let bytes: [UInt8]
  private let labels: Set<[UInt8]>
  private var isShown: [Bool]
  /// Bytes to write in place of those hidden from an offset on.
  private var replacements: [Int: [UInt8]] = [:]
  /// Marks of emphasis that may open, by mark: where they are, how many are left.
  private var openers: [UInt8: [(start: Int, count: Int)]] = [:]
  /// Brackets that are open.
  private var brackets: [(start: Int, isPicture: Bool)] = []
  /// Marks and brackets of one kind that wait for their other half; in a paragraph for readers they are few.
  private static let openLimit = 1_000
  /// Where runs of backticks of each length begin, last first.
  private var ticks: [Int: [Int]] = [:]

  init(_ bytes: [UInt8], labels: Set<[UInt8]>) {
    self.bytes = bytes
    self.labels = labels
    isShown = Array(repeating: true, count: bytes.count)
    var index = bytes.count
    while index > 0 {
      index -= 1
      guard bytes[index] == UInt8(ascii: "`") else { continue }
      let end = index
      while index > 0, bytes[index - 1] == UInt8(ascii: "`") { index -= 1 }
      ticks[end - index + 1, default: []].append(index)
    }
  }

  func result() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    for index in bytes.indices {
      if let replacement = replacements[index] { output += replacement }
      if isShown[index] { output.append(bytes[index]) }
    }
    return output
  }

  mutating func run() {
    var index = 0
    while index < bytes.count { index = step(index) }
  }

  /// Deals with what begins here; returns where to go on.
  private mutating func step(_ index: Int) -> Int {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\\"):
      guard index + 1 < bytes.count, Self.isPunctuation(bytes[index + 1]) else { return index + 1 }
      isShown[index] = false
      return index + 2
    case UInt8(ascii: "`"): return code(index)
    case UInt8(ascii: "<"): return tag(index)
    case UInt8(ascii: "&"): return entity(index)
    case UInt8(ascii: "!"):
      guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") else { return index + 1 }
      if brackets.count < Self.openLimit { brackets.append((index, true)) }
      return index + 2
    case UInt8(ascii: "["):
      if brackets.count < Self.openLimit { brackets.append((index, false)) }
      return index + 1
    case UInt8(ascii: "]"): return link(index)
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): return emphasis(index)
    default: return index + 1
    }
  }

  private mutating func hide(_ range: Range<Int>) {
    for index in range { isShown[index] = false }
  }

  private mutating func code(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
    let count = end - start
    while let next = ticks[count]?.last, next <= start { ticks[count]!.removeLast() }
    guard let close = ticks[count]?.last else { return end }
    hide(start..<end)
    hide(close..<close + count)
    return close + count
  }

  private mutating func tag(_ start: Int) -> Int {
    guard start + 1 < bytes.count else { return start + 1 }
    let next = bytes[start + 1]
    guard (0x41...0x5A).contains(next & 0xDF) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else {
      return start + 1
    }
    let limit = min(bytes.count, start + 1_000)
    var end = start + 1
    while end < limit, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: "<") { end += 1 }
    guard end < limit, bytes[end] == UInt8(ascii: ">") else { return start + 1 }
    let inside = bytes[(start + 1)..<end]
    if !inside.contains(where: isHTMLSpace),
      find("://", in: inside) != nil || inside.contains(UInt8(ascii: "@"))
    {
      // An address in angle brackets is shown without them.
      isShown[start] = false
      isShown[end] = false
    } else {
      hide(start..<end + 1)
      let name = inside.prefix(2).map { $0 | 0x20 }
      if name == Array("br".utf8) { replacements[start] = [0x0A] }
    }
    return end + 1
  }

  private mutating func link(_ close: Int) -> Int {
    guard let (start, isPicture) = brackets.popLast() else { return close + 1 }
    let textStart = start + (isPicture ? 2 : 1)
    var end: Int?
    let next = close + 1
    if next < bytes.count, bytes[next] == UInt8(ascii: "(") {
      var depth = 0
      var index = next
      while index < min(bytes.count, next + 2_000), bytes[index] != UInt8(ascii: "["),
        bytes[index] != UInt8(ascii: "]")
      {
        if bytes[index] == UInt8(ascii: "(") { depth += 1 }
        if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
        index += 1
        if depth == 0 {
          end = index
          break
        }
      }
    } else if next < bytes.count, bytes[next] == UInt8(ascii: "["),
      let stop = bytes[next..<min(bytes.count, next + 200)].firstIndex(of: UInt8(ascii: "]"))
    {
      let label = stop == next + 1 ? bytes[textStart..<close] : bytes[(next + 1)..<stop]
      if labels.contains(MarkdownInline.label(label)) { end = stop + 1 }
    } else if close - textStart <= 200, labels.contains(MarkdownInline.label(bytes[textStart..<close])) {
      end = next
    }
    guard let end else { return next }
    // A picture goes with its description; of a link the text stays.
    hide(isPicture ? start..<end : start..<textStart)
    hide(close..<end)
    return end
  }

  private mutating func emphasis(_ start: Int) -> Int {
    let mark = bytes[start]
    var end = start
    while end < bytes.count, bytes[end] == mark { end += 1 }
    let before = start > 0 ? bytes[start - 1] : 0x20
    let after = end < bytes.count ? bytes[end] : 0x20
    let (spaceBefore, spaceAfter) = (isHTMLSpace(before), isHTMLSpace(after))
    let (signBefore, signAfter) = (Self.isPunctuation(before), Self.isPunctuation(after))
    let opens = !spaceAfter && (!signAfter || spaceBefore || signBefore)
    let closes = !spaceBefore && (!signBefore || spaceAfter || signAfter)
    var canOpen = opens
    var canClose = closes
    // `_` inside a word, and a single `~`, are what they are.
    if mark == UInt8(ascii: "_") {
      canOpen = opens && (!closes || signBefore)
      canClose = closes && (!opens || signAfter)
    } else if mark == UInt8(ascii: "~"), end - start != 2 {
      return end
    }
    var left = start
    while canClose, left < end, let opener = openers[mark]?.popLast() {
      let count = min(opener.count, end - left)
      let last = opener.start + opener.count
      hide(last - count..<last)
      hide(left..<left + count)
      left += count
      if count < opener.count { openers[mark]!.append((opener.start, opener.count - count)) }
    }
    if canOpen, left < end, openers[mark, default: []].count < Self.openLimit {
      openers[mark, default: []].append((left, end - left))
    }
    return end
  }

  private mutating func entity(_ start: Int) -> Int {
    let name = bytes[(start + 1)..<min(bytes.count, start + 12)].prefix { $0 != UInt8(ascii: ";") }
    let end = name.endIndex
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), !name.isEmpty else { return start + 1 }
    let text = String(decoding: name, as: UTF8.self)
    var scalar = Self.entities[text]
    if text.hasPrefix("#x") || text.hasPrefix("#X") {
      scalar = UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    } else if text.hasPrefix("#") {
      scalar = UInt32(text.dropFirst()).flatMap(Unicode.Scalar.init)
    }
    guard let scalar, scalar.value >= 0x20 else { return start + 1 }
    hide(start..<end + 1)
    replacements[start] = Array(String(Character(scalar)).utf8)
    return end + 1
  }

  private static let entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "mdash": "—", "ndash": "–",
    "hellip": "…", "laquo": "«", "raquo": "»", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’",
    "bdquo": "„",
    "zwnj": "\u{200C}", "copy": "©", "euro": "€", "shy": "\u{AD}",
  ]

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }
}
