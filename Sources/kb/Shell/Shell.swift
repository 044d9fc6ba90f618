// The terminal: how wide it is, whether it has colour, and what is said on stderr.
import Foundation
import Interchange

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
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }()

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Says something beside the results.
  static func note(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

  static func complain(_ text: String) { note("kb: \(text)") }

  static func output() -> Output { Output(descriptor: STDOUT_FILENO, name: "standard output") }
}

/// How far long work has come, on a terminal's stderr.
struct Progress {
  private var next = 100_000
  private let isShown = isatty(STDERR_FILENO) == 1 && Shell.environment("TERM") != "dumb"
  private let noun: String

  init(_ noun: String) { self.noun = noun }

  mutating func step(_ count: Int) {
    guard isShown, count >= next else { return }
    next += 100_000
    FileHandle.standardError.write(Data("\r\(count.grouped) \(noun)…".utf8))
  }

  func end() {
    if isShown, next > 100_000 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
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
