// The terminal: how wide it is, whether it has colour, and what is said on stderr.
import Foundation
import Interchange
import KnowledgeBase

enum Shell {
  static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Colour only on a terminal, never with NO_COLOR or TERM=dumb.
  static let hasColour =
    isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"

  /// The columns of the terminal; nil where output goes elsewhere, and nothing has to fit.
  static let width: Int? = {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    guard isTerminal else { return nil }
    var size = winsize()
    // Unsafe: `ioctl` fills a struct of ours and keeps nothing.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }()

  /// A variable of the environment. One that is not UTF-8 would be repaired in silence, so it ends the program.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    guard let text = unsafe String(validatingCString: value) else {
      note("kb: the variable \(name) is not UTF-8")
      exit(64)
    }
    return text
  }

  /// Says something beside the results. Where nobody can be told, the work goes on all the same.
  static func note(_ text: String) { say(DisplayWidth.visible(text, keepsLines: false) + "\n") }

  /// Says what went wrong, in one line; only a mistake in SQL shows its place in lines of its own.
  static func complain(_ failure: Failure) {
    guard failure.description.hasPrefix("SQL, line ") else { return note("kb: \(failure)") }
    say("kb: \(DisplayWidth.visible(failure.description))\n")
  }

  /// Says something on stderr as it is, without what would steer a terminal.
  static func say(_ text: String) {
    var filter = TerminalFilter()
    unsafe sayRaw(
      String(decoding: Array(text.utf8).withUnsafeBytes { unsafe filter.visible($0) }, as: UTF8.self))
  }

  /// The same for text of our own that writes over its line.
  static func sayRaw(_ text: String) {
    let output = Output(descriptor: STDERR_FILENO, name: "standard error")
    try? output.write(text)
    try? output.flush()
  }

  /// Standard output: verbatim, but for what would steer a terminal.
  static func output() -> Output {
    let output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    guard isTerminal else { return output }
    var filter = TerminalFilter()
    return unsafe Output { block in
      try unsafe filter.visible(block).withUnsafeBytes { try unsafe output.write(raw: $0) }
      try output.flush()
    }
  }

  /// Results that are not rows.
  static func print(_ text: String) throws {
    let output = output()
    try output.write(text + (text.hasSuffix("\n") ? "" : "\n"))
    try output.flush()
  }
}

extension Int {
  /// `1234567` as `1,234,567`.
  var grouped: String {
    let digits = String(magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (self < 0 ? "-" : "") + result
  }
}

/// "1 quote", "1,234 quotes".
func counted(_ count: Int, _ noun: String) -> String { "\(count.grouped) \(noun)\(count == 1 ? "" : "s")" }
