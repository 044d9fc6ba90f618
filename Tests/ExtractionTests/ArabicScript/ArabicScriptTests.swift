// Persian and Arabic quotations, as a reader would find them.
import Testing

@testable import Extraction

@Suite struct ArabicScriptTests {
  @Test(arguments: ReportedText.firstLook + ReportedText.persian + ReportedText.arabic)
  func saysWhoSaidWhat(_ text: ReportedText) {
    #expect(text.found == text.said)
  }
}
