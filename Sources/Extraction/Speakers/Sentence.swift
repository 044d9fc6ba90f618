// A sentence as the rules read it: tokens by index, and which of them are verbs that report.

/// What a reporting verb's form lets it do.
enum VerbForm: Sendable {
  case past, third, base, ing, participle

  var isFinite: Bool { self == .past || self == .third || self == .base }
}

/// A sentence of a skeleton. Reading beyond its ends gives a boundary, not a trap, so that rules can look around.
@safe struct Sentence {
  private let tokens: UnsafePointer<Token>
  private let effort: UnsafeMutablePointer<Int>
  let start: Int
  let end: Int

  /// Unsafe, because rules read each token many times: a view of a skeleton's tokens, which must outlive it.
  ///
  /// - Parameter effort: how many steps the rules may still take; see ``Skeleton/effort``.
  init(_ tokens: UnsafePointer<Token>, _ range: Range<Int>, effort: UnsafeMutablePointer<Int>) {
    unsafe (self.tokens, self.effort) = (tokens, effort)
    (start, end) = (range.lowerBound, range.upperBound)
  }

  /// Takes steps off what a paragraph may cost.
  /// - Returns: false when it is used up, and a rule has to give up.
  @inline(__always) func spend(_ steps: Int) -> Bool {
    unsafe effort.pointee -= steps
    return unsafe effort.pointee > 0
  }

  private static let boundary = Token(classes: .punctuation, start: 0, length: 0, lexeme: 0)

  @inline(__always) subscript(index: Int) -> Token {
    unsafe index >= start && index < end ? tokens[index] : Sentence.boundary
  }

  /// A comma, or a quotation that ends with one.
  func isComma(_ index: Int) -> Bool {
    self[index].is(.comma) || self[index].hasAll([.region, .endsInComma])
  }
}
