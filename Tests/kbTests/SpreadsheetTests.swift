// What a spreadsheet program makes of our CSV comes back.
import Foundation
import Scratch
import Testing

/// The fixtures were written by LibreOffice Calc 7.4.7 (Debian 12) from `kb export quotes --csv` of the nine quotes below,
/// read with every column as text, saved as .ods (for UTF-16 on as .xlsx), and saved as CSV again with other options.
@Suite struct SpreadsheetTests {
  let scratch = Scratch()

  static let quotes: [(key: String, speaker: String, text: String, language: String, date: String)] = [
    ("q-lo-1", "Ada Able", "The door is open.", "en", "2024-05-03"),
    ("q-lo-2", "Bo Beck", "One line,\nand another; \"quoted\", as one does.", "en", "2024-05"),
    ("q-lo-3", "سارا نمونه", "می‌گوید: «در باز است؛ کسی آن را نبست»", "fa", "2024"),
    ("q-lo-4", "Ada Able", "=1+1", "en", "2023"),
    ("q-lo-5", "Ada Able", "+49 is a number, -5 too", "en", "2022"),
    ("q-lo-6", "Cé Noël", "Déjà vu – “café”, 5 €", "fr", "2021"),
    ("q-lo-7", "Ada Able", "  spaces at both ends  ", "en", "2020"),
    ("q-lo-8", "Ada Able", "00123", "en", "2019-04"),
    ("q-lo-9", "Bo Beck", "@home, 1/2 of it, TRUE", "en", "2018"),
  ]

  @Test(arguments: [
    ("libreoffice-semicolon.csv", nil), ("libreoffice-utf16.tsv", "UTF-16LE"),
    ("libreoffice-windows-1252.csv", "Windows-1252"),
  ])
  func itComesBack(_ name: String, _ encoding: String?) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Fixtures/\(name)"
    ).path
    _ = scratch.kb("init", "--empty", "--database", "kb.sqlite")
    let taken = scratch.kb("import", path, "--as", "quotes", "--database", "kb.sqlite")
    #expect(taken.status == 0 && taken.errors.contains("9 rows; added"), "\(taken.errors)")
    #expect(taken.errors.contains("read as") == (encoding != nil))
    if let encoding { #expect(taken.errors.contains("read as \(encoding)"), "\(taken.errors)") }
    let rows = scratch.sqlite3(
      "kb.sqlite",
      "SELECT key, hex(speaker), hex(text), language, said_on, ifnull(topics, '') FROM quotes ORDER BY key"
    ).lines
    for (index, quote) in Self.quotes.enumerated() {
      // (Windows-1252 has no Persian letters: the program wrote question marks.)
      if encoding == "Windows-1252", quote.language == "fa" { continue }
      let topic = index < 2 ? "talks" : ""
      #expect(
        rows[index]
          == [quote.key, hex(quote.speaker), hex(quote.text), quote.language, quote.date, topic].joined(
            separator: "|"), "\(name)")
    }
    // The same words again are nothing new.
    #expect(
      scratch.kb("import", path, "--as", "quotes", "--database", "kb.sqlite").errors.contains(
        "nothing new; 9 rows"))
  }

  private func hex(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return String(text.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
