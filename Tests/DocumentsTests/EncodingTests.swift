// Encodings, byte for byte.
import Documents
import Testing

@Suite struct EncodingTests {
  private func read(_ bytes: [UInt8], _ name: String = "a.txt") throws -> Document {
    try DocumentReader().read(bytes, name: name)
  }

  @Test func utf8() throws {
    let text = "Café\r\n“ok”  \n\n"
    let document = try read(Array(text.utf8))
    #expect(Array(document.text.utf8) == Array(text.utf8))
    #expect(document.encoding == "UTF-8")
    #expect(document.notes == [])
    // A byte order mark is no text.
    #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)).text == text)
  }

  private func utf16(_ text: String, _ isBig: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
      return isBig ? [high, low] : [low, high]
    }
  }

  @Test func utf16() throws {
    let text = "Iran – “yes”, گفت 😀\n"
    for (mark, name, isBig) in [([0xFF, 0xFE], "UTF-16LE", false), ([0xFE, 0xFF], "UTF-16BE", true)]
      as [([UInt8], String, Bool)]
    {
      let units = utf16(text, isBig)
      let marked = try read(mark + units)
      #expect(marked.text == text)
      #expect(marked.encoding == name)
      #expect(marked.notes == ["read as \(name)"])
      // Without a mark, where it is plain.
      let plain = utf16("The talks began on Monday in Geneva.", isBig)
      #expect(try read(plain).encoding == name)
    }
    #expect(
      refusal([0xFF, 0xFE, 0x41], "a.txt")
        == "a.txt begins like UTF-16LE but breaks its rules; it is not read")
    // Half of a pair of units.
    #expect(refusal([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], "a.txt")?.contains("breaks its rules") == true)
  }

  @Test("French in Windows-1252")
  func windows1252() throws {
    let bytes: [UInt8] =
      Array("L".utf8) + [0x92, 0xE9] + Array("t".utf8) + [0xE9, 0x20, 0xAB, 0xA0] + Array("tr".utf8) + [0xE8]
      + Array("s beau".utf8) + [0xA0, 0xBB, 0x20, 0x85, 0x20, 0x80]
    let document = try read(bytes)
    #expect(document.text == "L’été «\u{A0}très beau\u{A0}» … €")
    #expect(document.encoding == "Windows-1252")
    #expect(document.notes == ["read as Windows-1252"])
  }

  @Test("Persian in Windows-1256")
  func windows1256() throws {
    // «چه گفت؟» وزير، ژاپن
    let bytes: [UInt8] = [
      0xAB, 0x8D, 0xE5, 0x20, 0x90, 0xDD, 0xCA, 0xBF, 0xBB, 0x20, 0xE6, 0xD2, 0xED, 0xD1, 0xA1, 0x20, 0x8E,
      0xC7, 0x81,
      0xE4,
    ]
    let document = try read(bytes)
    #expect(document.text == "«چه گفت؟» وزي\u{631}، ژاپن")
    #expect(document.encoding == "Windows-1256")
  }

  @Test("English with curly quotation marks in Windows-1252, and nothing else above ASCII")
  func quotationMarksOnly() throws {
    #expect(try read([0x93] + Array("Yes".utf8) + [0x94]).text == "“Yes”")
    #expect(try read([0xA3] + Array("5 for 3 km".utf8) + [0xB2]).text == "£5 for 3 km²")
  }

  @Test("A page's own word counts where its bytes agree")
  func declared() throws {
    func page(_ charset: String, _ text: [UInt8]) -> [UInt8] {
      Array("<html><head><meta charset=\"\(charset)\"></head><body><p>".utf8) + text
        + Array("</p></body></html>".utf8)
    }
    // Russian in Windows-1251: Да, мир
    let russian = try read(page("windows-1251", [0xC4, 0xE0, 0x2C, 0x20, 0xEC, 0xE8, 0xF0]), "a.html")
    #expect(russian.text == "Да, мир")
    #expect(russian.notes == ["read as Windows-1251"])
    // Declared Latin, written in UTF-8.
    #expect(try read(page("iso-8859-1", Array("Café".utf8)), "a.html").text == "Café")
    // Declared UTF-8, written in Windows-1252.
    #expect(try read(page("utf-8", Array("Caf".utf8) + [0xE9]), "a.html").text == "Café")
    // Cut in the middle of a character.
    let cut = try read(Array("<html><body><p>Très bien, café é".utf8.dropLast()), "a.html")
    #expect(cut.text == "Très bien, café \u{FFFD}")
    #expect(cut.notes == ["1 place is not UTF-8 and became U+FFFD"])
  }

  @Test(
    "What is no text is refused, by name and kind",
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "is a PNG picture"),
      ([0x50, 0x4B, 0x03, 0x04, 0x14], "is a ZIP archive or an office document"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1], "is a program"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "is a JPEG picture"),
      ([0x1F, 0x8B, 8, 0], "is a gzip archive"),
      (Array("{\\rtf1 Hello}".utf8), "is a rich text (RTF) document"),
      (Array("Hello\0world".utf8), "has NUL bytes"),
      (Array((1...31).map { UInt8($0) }), "is full of control characters"),
      // Russian in Windows-1251, with nothing that says so.
      (
        [0xCC, 0xE8, 0xED, 0xE8, 0xF1, 0xF2, 0xF0, 0x20, 0xF1, 0xEA, 0xE0, 0xE7, 0xE0, 0xEB],
        "an encoding that cannot be told"
      ),
      // Russian in KOI8-R, Turkish in Windows-1254, French in the code page of DOS.
      (
        [
          0xCD, 0xC9, 0xCE, 0xC9, 0xD3, 0xD4, 0xD2, 0x20, 0xD3, 0xCB, 0xC1, 0xDA, 0xC1, 0xCC, 0x20, 0xD3,
          0xC5, 0xC7,
          0xCF, 0xC4, 0xCE, 0xD1,
        ], "an encoding that cannot be told"
      ),
      (
        Array("Bakan".utf8) + [0xFD, 0x6E, 0x20] + Array("a".utf8) + [0xE7, 0xFD, 0x6B],
        "an encoding that cannot be told"
      ),
      (
        Array("d".utf8) + [0x82] + Array("j".utf8) + [0x85, 0x20] + Array("dit".utf8),
        "an encoding that cannot be told"
      ),
      // UTF-8 and Windows-1252 in one file.
      (Array("déjà vu, déjà lu, ".utf8) + [0xE9, 0x74, 0xE9], "an encoding that cannot be told"),
      ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "is in UTF-32"),
    ] as [([UInt8], String)]) func refused(bytes: [UInt8], reason: String)
  {
    let sentence = refusal(bytes, "notes.txt")
    #expect(sentence?.hasPrefix("notes.txt ") == true)
    #expect(sentence?.contains(reason) == true)
  }

  @Test("SHA-256 is that of the file's bytes, not of the text")
  func digest() throws {
    let document = try read([0xEF, 0xBB, 0xBF] + Array("abc".utf8))
    #expect(document.sha256 != (try read(Array("abc".utf8)).sha256))
    #expect(
      try read(Array("abc".utf8)).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  }
}
