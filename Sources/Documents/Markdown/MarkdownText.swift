// The blocks of Markdown: which lines are one paragraph, and which marks begin and end them.
// Unsafe: the bytes outlive the writer, as its maker promises; lines are slices of them.

/// Writes what a reader of rendered Markdown sees. Gone are front matter, comments, `#` and underlines of
/// headings, `>`, bullets, fences, rules, definitions of links, marks of emphasis, targets of links, pictures
/// and tags; entities and backslash escapes are what they stand for. Numbers of lists stay, and so do
/// footnote marks and brackets that are no link. The lines of a paragraph become one line; `<br>`, two
/// spaces or a backslash at the end of a line break it. A blank line stands between paragraphs; headings,
/// items and rows of tables have lines of their own; code keeps its lines.
@safe struct MarkdownText {
  private typealias Line = Slice<UnsafeBufferPointer<UInt8>>

  private(set) var output: [UInt8] = []
  /// The first heading of level one.
  private(set) var firstHeading: String?
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where each line begins, and where one more would.
  private let starts: [UInt32]
  private let inline: MarkdownInline
  /// The lines of the paragraph that is being gathered.
  private var paragraph: [UInt8] = []
  /// How many line breaks the next block needs before it.
  private var breaks = 0

  /// - Parameter bytes: valid UTF-8; it must outlive this value.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var starts: [UInt32] = [0]
    for index in bytes.indices where unsafe bytes[index] == 0x0A {
      starts.append(UInt32(index + 1))
    }
    starts.append(UInt32(bytes.count + 1))
    var labels: Set<[UInt8]> = []
    for index in 0..<starts.count - 1 {
      if let label = unsafe Self.definition(Self.line(index, starts, bytes)) { labels.insert(label) }
    }
    unsafe self.bytes = bytes
    self.starts = starts
    inline = MarkdownInline(labels: labels)
  }

  private var count: Int { starts.count - 1 }

  private func line(_ index: Int) -> Line { unsafe Self.line(index, starts, bytes) }

  /// A line without its line break.
  private static func line(_ index: Int, _ starts: [UInt32], _ bytes: UnsafeBufferPointer<UInt8>) -> Line {
    let line = unsafe bytes[Int(starts[index])..<Int(starts[index + 1]) - 1]
    return unsafe line.last == 0x0D ? line.dropLast() : line
  }

  mutating func write() {
    var index = 0
    while index < count {
      index = writeBlock(at: index)
    }
    flush()
  }

  /// Deals with a line, and further ones where it opens a fence or a comment; returns the next index.
  private mutating func writeBlock(at index: Int) -> Int {
    var line = unsafe self.line(index).drop { $0 == 0x20 || $0 == 0x09 }
    var isQuoted = false
    while unsafe line.first == UInt8(ascii: ">") {
      unsafe line = line.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
      isQuoted = true
    }
    guard let first = unsafe line.first else {
      flush()
      breaks = 2
      return index + 1
    }
    if let fence = unsafe Self.fence(line) { return writeCode(from: index + 1, fence: fence) }
    if unsafe line.starts(with: "<!--".utf8) { return skipComment(from: index) }
    if first == UInt8(ascii: "#"), let heading = unsafe Self.heading(line) {
      flush()
      breaks = 2
      paragraph = heading
      let before = output.count
      flush()
      if firstHeading == nil, unsafe line.dropFirst().first != first { firstHeading = written(since: before) }
      breaks = 2
      return index + 1
    }
    if unsafe Self.isUnderline(line) {
      // An underline makes a heading of the paragraph above it; alone it is a rule.
      let before = output.count
      let isHeading = !paragraph.isEmpty
      if isHeading { breaks = 2 }
      flush()
      if isHeading, firstHeading == nil, first == UInt8(ascii: "=") { firstHeading = written(since: before) }
      breaks = 2
      return index + 1
    }
    if unsafe Self.isRule(line) {
      flush()
      breaks = 2
      return index + 1
    }
    if unsafe Self.definition(self.line(index)) != nil { return index + 1 }
    if first == UInt8(ascii: "|") {
      flush()
      unsafe writeRow(line)
      return index + 1
    }
    if let item = unsafe Self.item(line) {
      flush()
      breaks = max(breaks, 1)
      unsafe line = item.drop { $0 == 0x20 || $0 == 0x09 }
    } else if isQuoted, paragraph.isEmpty {
      breaks = max(breaks, 2)
    }
    unsafe append(line)
    return index + 1
  }

  /// Adds a line to the paragraph: after a space, or after a line break where the line before asks for one.
  private mutating func append(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    if !paragraph.isEmpty, paragraph.last != 0x0A { paragraph.append(0x20) }
    let end = unsafe line.lastIndex { !isHTMLSpace($0) }.map { $0 + 1 } ?? line.startIndex
    unsafe paragraph += line[line.startIndex..<end]
    if paragraph.last == UInt8(ascii: "\\") {
      paragraph[paragraph.count - 1] = 0x0A
    } else if unsafe line.endIndex - end >= 2 {
      paragraph.append(0x0A)
    }
  }

  private mutating func flush() {
    while let last = paragraph.last, isHTMLSpace(last) { paragraph.removeLast() }
    guard !paragraph.isEmpty else { return }
    let text = inline.text(of: paragraph)
    paragraph.removeAll(keepingCapacity: true)
    guard text.contains(where: { !isHTMLSpace($0) }) else { return }
    startBlock()
    output += text
  }

  private mutating func startBlock() {
    if !output.isEmpty { output.append(contentsOf: repeatElement(0x0A, count: max(1, breaks))) }
    breaks = 0
  }

  private func written(since start: Int) -> String? {
    let text = output[start...].drop(while: isHTMLSpace)
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  private mutating func writeCode(from start: Int, fence: (mark: UInt8, count: Int)) -> Int {
    flush()
    breaks = 2
    for index in start..<max(start, count) {
      if let end = unsafe Self.fence(line(index).drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }),
        end.mark == fence.mark,
        end.count >= fence.count
      {
        breaks = 2
        return index + 1
      }
      startBlock()
      unsafe output += line(index)
      breaks = 1
    }
    return count
  }

  private mutating func skipComment(from start: Int) -> Int {
    flush()
    for index in start..<count {
      var dashes = 0
      let line = unsafe line(index)
      for place in unsafe line.indices {
        let byte = unsafe line[place]
        if byte == UInt8(ascii: ">"), dashes >= 2 {
          unsafe append(line[(place + 1)...].drop { $0 == 0x20 })
          return index + 1
        }
        dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
      }
    }
    return count
  }

  /// A row of a table: cells with tabs between them; the row of dashes under the head is a rule.
  private mutating func writeRow(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    guard unsafe line.contains(where: { !"|-: \t".utf8.contains($0) }) else { return }
    let cells = unsafe line.split(separator: UInt8(ascii: "|")).map { unsafe inline.text(of: collapsed($0)) }
      .filter {
        !$0.isEmpty
      }
    guard !cells.isEmpty else { return }
    breaks = max(breaks, 1)
    startBlock()
    output += cells.joined(separator: [0x09])
    breaks = 1
  }
}

// MARK: - What a line is

extension MarkdownText {
  private static func fence(_ line: Line) -> (mark: UInt8, count: Int)? {
    guard let mark = unsafe line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let count = unsafe line.prefix { $0 == mark }.count
    return unsafe count >= 3 && !line.dropFirst(count).contains(mark) ? (mark, count) : nil
  }

  /// The text of `## Heading ##`; nil for `#hashtag`.
  private static func heading(_ line: Line) -> [UInt8]? {
    let level = unsafe line.prefix { $0 == UInt8(ascii: "#") }.count
    let rest = unsafe line.dropFirst(level)
    guard level <= 6, unsafe rest.isEmpty || rest.first == 0x20 || rest.first == 0x09 else { return nil }
    var text = unsafe collapsed(rest)
    let marks = text.reversed().prefix { $0 == UInt8(ascii: "#") }.count
    if marks == text.count || marks > 0 && text[text.count - marks - 1] == 0x20 { text.removeLast(marks) }
    return text
  }

  private static func isUnderline(_ line: Line) -> Bool {
    guard let first = unsafe line.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "-") else {
      return false
    }
    let rest = unsafe line.drop { $0 == first }
    return unsafe rest.allSatisfy(isHTMLSpace) && (line.count - rest.count > 1 || first == UInt8(ascii: "="))
  }

  /// Three or more of `*`, `_` or `-`, spaces between them or not.
  private static func isRule(_ line: Line) -> Bool {
    guard let first = unsafe line.first, "*_-".utf8.contains(first) else { return false }
    var count = 0
    for place in unsafe line.indices {
      let byte = unsafe line[place]
      if byte == first { count += 1 } else if !isHTMLSpace(byte) { return false }
    }
    return count >= 3
  }

  /// What follows a bullet, or a number with the number; nil where the line is no item.
  private static func item(_ line: Line) -> Line? {
    guard let first = unsafe line.first else { return nil }
    if "-*+".utf8.contains(first) {
      let rest = unsafe line.dropFirst()
      guard unsafe rest.first == 0x20 || rest.first == 0x09 else { return nil }
      let text = unsafe rest.drop { $0 == 0x20 || $0 == 0x09 }
      // The box of a task is a mark too.
      for box in ["[ ] ", "[x] ", "[X] "] where unsafe text.starts(with: box.utf8) {
        return unsafe text.dropFirst(4)
      }
      return unsafe rest
    }
    let digits = unsafe line.prefix { (0x30...0x39).contains($0) }.count
    let rest = unsafe line.dropFirst(digits)
    guard (1...9).contains(digits), unsafe rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")"),
      unsafe rest.dropFirst().first == 0x20
    else { return nil }
    return unsafe line
  }

  /// The label of `[label]: address`, in lower case; nil where the line is none, or a footnote.
  private static func definition(_ line: Line) -> [UInt8]? {
    let line = unsafe line.drop { $0 == 0x20 }
    guard unsafe line.first == UInt8(ascii: "["), unsafe line.dropFirst().first != UInt8(ascii: "^"),
      let close = unsafe line.prefix(200).firstIndex(of: UInt8(ascii: "]")), unsafe close + 1 < line.endIndex,
      unsafe line[close + 1] == UInt8(ascii: ":")
    else { return nil }
    let target = unsafe line[(close + 2)...].drop(while: isHTMLSpace)
    let isAddress =
      unsafe target.starts(with: "http".utf8) || target.starts(with: "mailto:".utf8)
      || target.first.map { "/#.<".utf8.contains($0) } == true
    return unsafe isAddress ? MarkdownInline.label(line[(line.startIndex + 1)..<close]) : nil
  }
}
