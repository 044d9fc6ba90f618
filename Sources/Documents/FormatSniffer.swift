// Which format a file has: what its first bytes are, then what its name says.
// Unsafe: a StaticString lives for ever, and is asked for as many bytes as it has.

enum FormatSniffer {
  /// The extensions of files that are documents, in lower case, without the dot.
  static let extensions: [String: DocumentFormat] = [
    "txt": .text, "text": .text, "md": .markdown, "markdown": .markdown, "mdown": .markdown, "mkd": .markdown,
    "html": .html, "htm": .html, "xhtml": .html, "shtml": .html, "pdf": .pdf,
  ]

  static func format(of bytes: [UInt8], name: String) throws(DocumentFailure) -> DocumentFormat {
    if find("%PDF-", in: bytes.prefix(1024)) != nil { return .pdf }
    if let (kind, advice) = foreign(bytes) {
      throw DocumentFailure(.notText, "\(name) is \(kind), not text; \(advice)")
    }
    let named = extensions[fileExtension(name)]
    if named == .pdf {
      throw DocumentFailure(
        .unreadable, "\(name) is named like a PDF but is none: it does not begin with %PDF-")
    }
    if looksLikePage(bytes) { return .html }
    return named ?? .text
  }

  static func fileExtension(_ name: String) -> String {
    let base = name.utf8.split(separator: UInt8(ascii: "/")).last ?? name.utf8[...]
    guard let dot = base.lastIndex(of: UInt8(ascii: ".")), dot > base.startIndex else { return "" }
    return String(decoding: base[base.index(after: dot)...], as: UTF8.self).lowercased()
  }

  /// Whether it begins as pages do, after white space, comments and an XML declaration. UTF-16 too.
  private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    var head = bytes.prefix(4096).filter { $0 != 0 }[...]
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { head = head.dropFirst(2) }
    while true {
      head = head.drop(while: isHTMLSpace)
      if head.starts(with: "<!--".utf8) {
        guard let end = find("-->", in: head) else { return true }
        head = head[(end + 3)...]
      } else if head.starts(with: "<?xml".utf8) {
        guard let end = find("?>", in: head) else { return false }
        head = head[(end + 2)...]
      } else {
        break
      }
    }
    let start = String(decoding: head.prefix(16), as: UTF8.self).lowercased()
    return ["<!doctype html", "<html", "<head", "<body"].contains { start.hasPrefix($0) }
  }

  /// What a file is that is no text, and what to do with it.
  private static func foreign(_ bytes: [UInt8]) -> (kind: String, advice: String)? {
    let convert = "save it as text, HTML or PDF"
    let marks: [([UInt8], Int, String, String)] = [
      (
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], 0, "a PNG picture",
        "run it through text recognition (OCR) first"
      ),
      ([0xFF, 0xD8, 0xFF], 0, "a JPEG picture", "run it through text recognition (OCR) first"),
      (Array("GIF8".utf8), 0, "a GIF picture", "run it through text recognition (OCR) first"),
      ([0x49, 0x49, 0x2A, 0x00], 0, "a TIFF picture", "run it through text recognition (OCR) first"),
      ([0x4D, 0x4D, 0x00, 0x2A], 0, "a TIFF picture", "run it through text recognition (OCR) first"),
      ([0x50, 0x4B, 0x03, 0x04], 0, "a ZIP archive or an office document", convert),
      ([0x50, 0x4B, 0x05, 0x06], 0, "an empty ZIP archive", convert),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], 0, "an old office document", convert),
      (Array("{\\rtf".utf8), 0, "a rich text (RTF) document", convert),
      ([0x1F, 0x8B], 0, "a gzip archive", "unpack it first"),
      ([0x42, 0x5A, 0x68], 0, "a bzip2 archive", "unpack it first"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, "an xz archive", "unpack it first"),
      ([0x28, 0xB5, 0x2F, 0xFD], 0, "a zstd archive", "unpack it first"),
      ([0x37, 0x7A, 0xBC, 0xAF], 0, "a 7z archive", "unpack it first"),
      (Array("Rar!".utf8), 0, "a RAR archive", "unpack it first"),
      (Array("ustar".utf8), 257, "a tar archive", "unpack it first"),
      ([0x7F, 0x45, 0x4C, 0x46], 0, "a program", "it has no text to read"),
      (Array("SQLite format 3\0".utf8), 0, "a SQLite database", "it has no text to read"),
      (Array("RIFF".utf8), 0, "a sound, a film or a picture", "write down what is said in it first"),
      (Array("ID3".utf8), 0, "a sound", "write down what is said in it first"),
      (Array("OggS".utf8), 0, "a sound or a film", "write down what is said in it first"),
      (Array("ftyp".utf8), 4, "a film or a sound", "write down what is said in it first"),
      (Array("%!PS".utf8), 0, "a PostScript document", "turn it into a PDF with ps2pdf"),
    ]
    for (mark, offset, kind, advice) in marks where bytes.dropFirst(offset).starts(with: mark) {
      // Marks made of letters also begin plain sentences; then no byte is unusual for text.
      if mark.allSatisfy({ (0x20..<0x7F).contains($0) }), kind != "a rich text (RTF) document",
        kind != "a PostScript document", !bytes.prefix(512).contains(where: { $0 < 9 })
      {
        continue
      }
      if mark.count == 3, mark[0] == 0x42, bytes.count > 3, !(0x31...0x39).contains(bytes[3]) { continue }
      return (kind, advice)
    }
    return nil
  }
}

/// Where a word in ASCII begins.
func find(_ word: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
  let count = word.utf8CodeUnitCount
  guard bytes.count >= count else { return nil }
  let pattern = unsafe UnsafeBufferPointer(start: word.utf8Start, count: count)
  return (bytes.startIndex...bytes.endIndex - count).first {
    unsafe bytes[$0] == pattern[0] && bytes[$0..<$0 + count].elementsEqual(pattern)
  }
}
