// Text made to be read: colour, wrapped lines, right-to-left words in their place.
import Foundation
import Interchange
import KnowledgeBase
import Storage

enum Style {
  static func bold(_ text: String) -> String { coloured("1", text) }
  static func dim(_ text: String) -> String { coloured("2", text) }
  static func found(_ text: String) -> String { coloured("1;33", text) }
  static func warning(_ text: String) -> String { coloured("31", text) }

  private static func coloured(_ code: String, _ text: String) -> String {
    Shell.hasColour ? TerminalSign.colour(code) + text + TerminalSign.colour("0") : text
  }

  /// Text out of the file: on a terminal without control characters, and with right-to-left words set apart.
  static func safe(_ text: String) -> String {
    guard Shell.isTerminal else { return text }
    return DisplayWidth.isolated(DisplayWidth.visible(text, keepsLines: false), filtered: true)
  }

  /// A running text, broken at spaces on a terminal; each line after the first begins with `indent`.
  static func wrapped(_ text: String, indent: Int) -> String {
    guard let width = Shell.width, Shell.isTerminal else { return text }
    let lines = DisplayWidth.wrapped(DisplayWidth.visible(text), to: max(20, min(width, 96) - indent))
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// A quoted text in the quotation marks of its language.
  static func quoted(_ text: String, language: String) -> String {
    let marks =
      ["fa", "ar", "ps", "ckb", "fr", "ru"].contains(String(language.prefix { $0 != "-" }))
      ? ("«", "»") : ("“", "”")
    return marks.0 + text + marks.1
  }

  /// A status that is not simply accepted.
  static func mark(_ status: String) -> String { status == "accepted" ? "" : " " + warning("[\(status)]") }

  /// The words that were searched for, in colour.
  static func marked(_ text: String, _ words: String?, _ lookup: Lookup) -> String {
    guard Shell.hasColour, let words else { return text }
    let wanted = Set(lookup.words(words).words)
    return Snippet(of: text, wanted, lookup.folding, length: .max / 2).text(
      before: TerminalSign.colour("1;33"), after: TerminalSign.colour("0"))
  }

  /// What there is, joined by a dot in the middle.
  static func line(_ parts: [String?]) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// A date as people say it: EDTF, but for the open beginning of what was said by the day on which it was printed.
  static func date(_ edtf: String) -> String { edtf.hasPrefix("../") ? "by \(edtf.dropFirst(3))" : edtf }

  /// "1979 – 1981", "since 1989", "until 2021".
  static func span(_ since: String?, _ until: String?) -> String? {
    switch (since, until) {
    case (let since?, let until?): "\(since) – \(until)"
    case (let since?, nil): "since \(since)"
    case (nil, let until?): "until \(until)"
    case (nil, nil): nil
    }
  }
}
