// Tokens on their way into a paragraph.
// Unsafe: the buffer is the caller's for as long as the batch, and only its first `count` tokens, which are
// initialised, are read.

/// A few tokens at a time, of which the last can still be changed.
@safe struct TokenBatch {
  /// No more than what lies on the stack for sure.
  static let size = 64

  private let buffer: UnsafeMutableBufferPointer<Token>
  private(set) var count = 0

  /// - Parameter paragraph: its last token is taken out of it until ``flush(into:)``.
  init(_ buffer: UnsafeMutableBufferPointer<Token>, goingOnWith paragraph: inout Paragraph) {
    unsafe self.buffer = unsafe buffer
    guard let last = paragraph.tokens.popLast() else { return }
    unsafe buffer.initializeElement(at: 0, to: last)
    count = 1
  }

  /// The token that was added last, also where the others went into their paragraph since.
  var last: Token? {
    get { unsafe count == 0 ? nil : buffer[count - 1] }
    set { if let newValue { unsafe buffer[count - 1] = newValue } }
  }

  @inline(__always)
  mutating func append(_ token: Token, to paragraph: inout Paragraph) {
    if count == Self.size {
      unsafe paragraph.tokens.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<(count - 1)]))
      unsafe buffer[0] = unsafe buffer[count - 1]
      count = 1
    }
    unsafe buffer.initializeElement(at: count, to: token)
    count &+= 1
  }

  mutating func flush(into paragraph: inout Paragraph) {
    unsafe paragraph.tokens.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    count = 0
  }
}
