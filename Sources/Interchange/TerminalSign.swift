// Signs of our own on their way to a terminal: what no text in a file can write.

/// Colours and isolates that kb means, as ``TerminalFilter`` knows them from those that stand in a text.
///
/// Each begins with a mark that is drawn by lot for this run: whoever wrote a text cannot have written it.
package enum TerminalSign {
  /// Twelve tag characters (U+E0020 to U+E007E), which are no part of a word and take no room: 78 bits.
  static let mark = String(
    String.UnicodeScalarView((0..<12).map { _ in Unicode.Scalar(.random(in: 0xE0020...0xE007E))! }))

  /// - Parameter codes: of ECMA-48, such as `1;33`; `0` ends all colours.
  package static func colour(_ codes: String) -> String { "\(mark)\(codes)m" }

  static let isolate = mark + "<"
  static let endOfIsolate = mark + ">"
}
