// Text cut into lines as it goes by.
// Unsafe: bytes of the buffer are read between its `at` and its `end`, and copied before it is filled again.
import KnowledgeBase

/// Gives lines one by one, without their ends: LF, CR LF, or CR alone.
final class LineStream {
  private let stream: TextStream
  private var buffer = RowBuffer()
  /// The number of the line that was read last, from 1.
  private(set) var number = 0
  private var held: String?

  init(_ stream: TextStream) { self.stream = stream }

  deinit { buffer.deallocate() }

  /// The next line; nil at the end.
  ///
  /// - Throws: ``Failure`` where a line is longer than 64 MiB.
  func next() throws -> String? {
    if let held {
      self.held = nil
      number += 1
      return held
    }
    var at = 0
    while true {
      while buffer.at + at < buffer.end {
        let byte = unsafe buffer.bytes[buffer.at + at]
        // (A CR at the end of the buffer may have its LF behind it.)
        if byte == 0x0A || byte == 0x0D && (buffer.at + at + 1 < buffer.end || buffer.isEnd) {
          let line = try take(at)
          if byte == 0x0D, buffer.at + 1 < buffer.end, unsafe buffer.bytes[buffer.at + 1] == 0x0A {
            buffer.at += 1
          }
          buffer.at += 1
          return line
        }
        if byte == 0x0D { break }
        at += 1
      }
      guard try buffer.fill(from: stream) else {
        guard buffer.isEnd else { throw tooLong }
        if at < buffer.end - buffer.at { continue }
        return at > 0 ? try take(at) : nil
      }
    }
  }

  /// Gives the line that was read last once more.
  func putBack(_ line: String) {
    held = line
    number -= 1
  }

  private var tooLong: Failure {
    Failure(
      .invalid, "\(stream.name), line \(number + 1): the line is longer than \(RowBuffer.longest >> 20) MiB")
  }

  private func take(_ count: Int) throws -> String {
    guard count <= RowBuffer.longest else { throw tooLong }
    number += 1
    let bytes = unsafe UnsafeBufferPointer(start: buffer.bytes + buffer.at, count: count)
    buffer.at += count
    guard unsafe bytes.isUTF8 else {
      throw Failure(
        .invalid, "\(stream.name), line \(number) is not UTF-8; name the file's encoding with --encoding")
    }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}
