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

  private let colour = TerminalSign.colour("1;33"), plain = TerminalSign.colour("0")

  @Test func ourColoursPassAndNothingElse() {
    #expect(shown("\(colour)a\(plain)\tb\r\n") == "\u{1B}[1;33ma\u{1B}[0m\tb\r\n")
    #expect(shown("\u{1B}[2J\u{1B}[8m\u{7}\u{7F}\u{9B}\u{202E}a") == "␛[2J␛[8m␇␡\u{FFFD}\u{FFFD}a")
    #expect(shown("é “خامنه\u{200C}ای” 🏴\u{E0067}\u{E007F}") == "é “خامنه\u{200C}ای” 🏴\u{E0067}\u{E007F}")
    #expect(shown("safe\rall is well\r\n") == "safe␍all is well\r\n")
  }

  @Test func ourIsolatesPassAndNoOthers() {
    let name = DisplayWidth.isolated("خامنه\u{200C}ای", filtered: true)
    #expect(
      shown("\(name) \u{2067}x\u{2068}\u{2069}")
        == "\u{2068}خامنه\u{200C}ای\u{2069} \u{FFFD}x\u{FFFD}\u{FFFD}")
  }

  @Test func bytesThatAreNoTextDoNotPass() {
    for broken: [UInt8] in [
      [0x9B], [0xE0, 0x82, 0x9B], [0xC2], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x9B],
    ] {
      var filter = TerminalFilter()
      let all = unsafe ([UInt8(ascii: "a")] + broken + Array("b\n".utf8)).withUnsafeBytes {
        unsafe filter.visible($0)
      }
      let text = String(validating: all, as: UTF8.self)
      #expect(text == "a" + String(repeating: "\u{FFFD}", count: broken.count) + "b\n", "\(broken)")
    }
  }

  @Test func aCutChangesNothing() {
    let text =
      "a\(colour)é“\u{202E}\u{9B}31m\u{1B}]0;x\u{7}\(plain)\r\n\rb\(DisplayWidth.isolated("ب", filtered: true))."
    for cut in 0...text.utf8.count {
      #expect(Array(shown(text, cutAt: cut).utf8) == Array(shown(text).utf8), "\(cut)")
    }
  }
}
