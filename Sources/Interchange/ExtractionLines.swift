// Texts in and quotations out, one JSON object a line: what a program asks the extraction.
// Unsafe: lines and texts are looked at within the closures; ranges were found in them, and memchr is told
// where they end.
import Archive
import Extraction
import Foundation
import KnowledgeBase

/// `{"doc_id", "text", "date"?, "language"?}` a line in; `{"doc_id", "quotes": […]}` a line out.
///
/// A quote has `start`, `end` and `spans` in code points of the text, from 0, end excluded; `text`, `kind`, `cue`,
/// `speaker_text` as written, `via` where the words came through somebody, `speaker_key` of the actor where one fits,
/// `candidates` where several do, `confidence` and `rule`.
public struct ExtractionLines {
  private let extractor: Extractor
  private let cast: Cast
  private let output: Output

  /// - Parameter cast: the actors for whom speakers can be taken.
  public init(cast: Cast, to output: Output) {
    (self.cast, self.output) = (cast, output)
    extractor = Extractor(cast.gazetteer)
  }

  /// Reads lines until there are none left, and writes one for each.
  ///
  /// - Parameters:
  ///   - name: what messages call the input.
  ///   - next: gives the next bytes; none at the end.
  /// - Throws: ``Failure`` with line and column of what is no such object; the lines before are written.
  public func run(named name: String, next: () throws -> [UInt8]) throws {
    var rest: [UInt8] = []
    var number = 0
    var line = Line(texts: extractor.series())
    while true {
      let block = try next()
      var from = 0
      // Only a line that two blocks share is put together; others are read where they are.
      if !rest.isEmpty || block.isEmpty {
        let end = block.firstIndex(of: 0x0A) ?? block.count
        rest.append(contentsOf: block[..<end])
        from = end + 1
        if end == block.count, !block.isEmpty { continue }
        if !rest.isEmpty || !block.isEmpty {
          number += 1
          try unsafe rest.withUnsafeBufferPointer { try unsafe answer($0, &line, name, number) }
        }
        rest.removeAll(keepingCapacity: rest.capacity < 1 << 20)
      }
      guard !block.isEmpty else { return }
      try unsafe block.withUnsafeBufferPointer { bytes in
        while from < bytes.count {
          guard let end = unsafe bytes.newline(from: from) else {
            unsafe rest.append(contentsOf: bytes[from...])
            break
          }
          number += 1
          try unsafe answer(UnsafeBufferPointer(rebasing: bytes[from..<end]), &line, name, number)
          from = end + 1
        }
      }
    }
  }

  /// The fields of one line; buffers are kept from line to line.
  private struct Line {
    var texts: Extractor.Series
    var id: [UInt8] = []
    var text: [UInt8] = []
    var date: String?
    var hasId = false
    var hasText = false
  }

  private func answer(_ bytes: UnsafeBufferPointer<UInt8>, _ line: inout Line, _ name: String, _ number: Int)
    throws
  {
    var reader = unsafe JSONReader(bytes)
    reader.skipSpace()
    guard reader.at < bytes.count else { return }
    do {
      (line.date, line.hasId, line.hasText) = (nil, false, false)
      try reader.object { key, reader in
        switch key {
        case "doc_id":
          try reader.string(into: &line.id)
          line.hasId = true
        case "text":
          try reader.string(into: &line.text)
          line.hasText = true
        case "date": line.date = try reader.optionalString()
        default: try reader.skip()
        }
      }
      try reader.end()
      guard line.hasId, line.hasText else {
        throw JSONMistake(at: 0, what: "an object with \"doc_id\" and \"text\" is expected")
      }
    } catch let mistake as JSONMistake {
      let column = unsafe bytes.prefix(mistake.at).reduce(1) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
      throw Failure(.invalid, "\(name), line \(number), column \(column): \(mistake.what)")
    }
    let context: DocumentContext
    do {
      context = try DocumentContext(published: line.date)
    } catch {
      throw Failure(.invalid, "\(name), line \(number): date: \(error)")
    }
    let found = unsafe line.text.withUnsafeBufferPointer { unsafe line.texts.extract($0, context: context) }
    try unsafe line.id.withUnsafeBufferPointer { id in
      try unsafe line.text.withUnsafeBufferPointer { try unsafe write(id, $0, found) }
    }
  }

  /// Writes one document's line.
  public func write(
    _ id: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, _ found: Extracted
  ) throws {
    try output.write("{\"doc_id\":" as StaticString)
    try unsafe JSONWriter.write(string: id, to: output)
    try output.write(",\"quotes\":[" as StaticString)
    var counter = unsafe CodePoints(text)
    for (index, quotation) in found.quotations.enumerated() {
      try output.write(index == 0 ? "{" : ",{" as StaticString)
      try unsafe write(quotation, found.named.speakers[index], text, &counter)
      try output.write("}" as StaticString)
    }
    try output.write("]}\n" as StaticString)
  }

  private func write(
    _ quotation: Quotation, _ speaker: SpeakerIdentity, _ text: UnsafeBufferPointer<UInt8>,
    _ counter: inout CodePoints
  ) throws {
    let first = counter.range(quotation.spans[0])
    let isOne = quotation.spans.count == 1
    let last = isOne ? first : counter.range(quotation.spans[quotation.spans.count - 1])
    try output.write("\"start\":" as StaticString)
    try output.write(first.lowerBound)
    try output.write(",\"end\":" as StaticString)
    try output.write(last.upperBound)
    try output.write(",\"spans\":[" as StaticString)
    for index in quotation.spans.indices {
      let span = index == 0 ? first : counter.range(quotation.spans[index])
      try output.write(index == 0 ? "[" : ",[" as StaticString)
      try output.write(span.lowerBound)
      try output.write(UInt8(ascii: ","))
      try output.write(span.upperBound)
      try output.write(UInt8(ascii: "]"))
    }
    try output.write("],\"text\":" as StaticString)
    if isOne {
      try unsafe write(quotation.spans[0], text)
    } else {
      let words = quotation.spans.map { unsafe String(decoding: text[$0], as: UTF8.self) }.joined(
        separator: " ")
      try JSONWriter.write(string: words, to: output)
    }
    try output.write(",\"kind\":\"" as StaticString)
    try output.write(quotation.kind.rawValue)
    try output.write("\",\"cue\":" as StaticString)
    try unsafe write(quotation.cue, text)
    try output.write(",\"speaker_text\":" as StaticString)
    try unsafe write(quotation.speaker, text)
    if quotation.via != nil {
      try output.write(",\"via\":" as StaticString)
      try unsafe write(quotation.via, text)
    }
    try output.write(",\"speaker_key\":" as StaticString)
    if case .actor(let index) = speaker {
      try JSONWriter.write(string: cast.keys[index], to: output)
    } else {
      try output.write("null" as StaticString)
    }
    if case .candidates(let several) = speaker {
      try output.write(
        ",\"candidates\":[\(several.map { "\"\(cast.keys[$0])\"" }.joined(separator: ","))]")
    }
    try output.write(",\"confidence\":" as StaticString)
    try write(confidence: quotation.confidence)
    try output.write(",\"rule\":" as StaticString)
    try JSONWriter.write(string: quotation.rule, to: output)
  }

  /// With one to three digits behind the point.
  private func write(confidence: Double) throws {
    let thousandths = Int((confidence * 1000).rounded())
    try output.write(thousandths / 1000)
    try output.write(UInt8(ascii: "."))
    var rest = thousandths % 1000
    repeat {
      try output.write(UInt8(ascii: "0") + UInt8(rest / 100))
      rest = rest % 100 * 10
    } while rest > 0
  }

  private func write(_ range: Range<Int>?, _ text: UnsafeBufferPointer<UInt8>) throws {
    guard let range else { return try output.write("null" as StaticString) }
    try unsafe JSONWriter.write(string: UnsafeBufferPointer(rebasing: text[range]), to: output)
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func newline(from index: Int) -> Int? {
    guard let start = baseAddress, let found = unsafe memchr(start + index, 0x0A, count - index) else {
      return nil
    }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }
}
