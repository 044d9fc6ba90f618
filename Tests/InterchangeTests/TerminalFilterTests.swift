// What reaches a terminal, however the blocks are cut.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Interchange
import Testing

@Suite struct TerminalFilterTests {
  private func shown(_ text: String, cutAt cut: Int? = nil) -> String {
    let bytes = Array(text.utf8)
    var filter = TerminalFilter()
    let cut = cut ?? bytes.count
    var all: [UInt8] = []
    for part in [bytes[..<cut], bytes[cut...]] {
      unsafe all += part.withUnsafeBytes { unsafe filter.visible($0) }
    }
    return String(decoding: all, as: UTF8.self)
  }

  @Test func coloursPassAndNothingElse() {
    #expect(shown("\u{1B}[1;33ma\u{1B}[0m\tb\r\n") == "\u{1B}[1;33ma\u{1B}[0m\tb\r\n")
    #expect(shown("\u{1B}[2J\u{7}\u{7F}\u{9B}\u{202E}a") == "␛[2J␇␡\u{FFFD}\u{FFFD}a")
    #expect(shown("é “خامنه\u{200C}ای” \u{2068}x\u{2069}") == "é “خامنه\u{200C}ای” \u{2068}x\u{2069}")
  }

  @Test func aCutChangesNothing() {
    let text = "a\u{1B}[1mé“\u{202E}\u{9B}31m\u{1B}]0;x\u{7}\u{1B}[0m."
    for cut in 0...text.utf8.count {
      #expect(Array(shown(text, cutAt: cut).utf8) == Array(shown(text).utf8), "\(cut)")
    }
  }
}
