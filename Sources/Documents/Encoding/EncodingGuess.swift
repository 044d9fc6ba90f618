// Windows-1252 or Windows-1256: the bytes above 0x7F tell, by the company they keep.

/// In a text in a Latin script, letters above 0x7F stand between ASCII letters (`caf\xE9`); in Arabic script,
/// whole words are made of them. A word that neither encoding could have been the source of (a Cyrillic
/// one, or a symbol between two letters) speaks against both.
enum EncodingGuess {
  /// What is told apart here, and what pages declare when they mean Windows-1252.
  static let guessed: Set<String> = ["Windows-1252", "Windows-1256", "ISO-8859-1", "US-ASCII"]

  /// The encoding that the words point to; nil where they point to neither.
  static func encoding(of bytes: ArraySlice<UInt8>) -> String? {
    var latin = 0
    var arabic = 0
    var neither = 0
    var word = Word()
    for byte in bytes {
      if isLetter(byte) {
        word.add(byte)
      } else {
        word.vote(&latin, &arabic, &neither)
        word = Word()
      }
    }
    word.vote(&latin, &arabic, &neither)
    let all = latin + arabic + neither
    // Only punctuation is above 0x7F: curly quotation marks in an English text, the same in both.
    if all == 0 { return bytes.contains { undefined.contains($0) } ? nil : "Windows-1252" }
    guard neither * 10 <= all else { return nil }
    if arabic > 4 * latin { return "Windows-1256" }
    return latin > 4 * arabic ? "Windows-1252" : nil
  }

  /// Bytes that Windows-1252 leaves undefined.
  private static let undefined: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

  /// A run of letters of either reading.
  private struct Word {
    var ascii = 0
    /// Letters of Arabic script in Windows-1256, marks of vowels included.
    var arabic = 0
    /// Letters that Windows-1256 took from French, at their places in Windows-1252.
    var french = 0
    /// What stands inside no Latin word: a sign, or a capital after a small letter.
    var odd = 0
    var previous: UInt8 = 0

    mutating func add(_ byte: UInt8) {
      if byte < 0x80 {
        ascii += 1
      } else {
        if EncodingGuess.isFrench(byte) { french += 1 } else { arabic += 1 }
        let isCapital = (0xC0...0xDE).contains(byte) || byte == 0x8A || byte == 0x8C || byte == 0x8E
        if byte < 0xC0 && ![0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F].contains(byte)
          || byte == 0xD7 || byte == 0xF7 || isCapital && (0x61...0x7A).contains(previous)
        {
          odd += 1
        }
      }
      previous = byte
    }

    func vote(_ latin: inout Int, _ arabicVotes: inout Int, _ neither: inout Int) {
      guard arabic + french > 0 else { return }
      if ascii > 0 {
        if odd > 0 { neither += 1 } else { latin += 1 }
      } else if arabic > 0 && french > 0 {
        // Arabic has no French letters inside; what is Cyrillic or Greek looks like this.
        neither += 1
      } else if arabic > 1 {
        arabicVotes += 1
      } else if french > 1 || arabic == 1 && odd > 0 {
        neither += 1
      }
      // One letter alone (`à`) is a word in both.
    }
  }

  private static func isFrench(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xE0, 0xE2, 0xE7...0xEB, 0xEE, 0xEF, 0xF4, 0xF9, 0xFB, 0xFC, 0x8C, 0x9C: true
    default: false
    }
  }

  /// A letter in Windows-1252 or in Windows-1256: everything but the punctuation that both have.
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0x81, 0x83, 0x8A, 0x8C...0x90, 0x98, 0x9A, 0x9C, 0x9F, 0xAA, 0xC0...0xFC, 0xFF: true
    case 0xB2, 0xB3, 0xB5, 0xB9, 0xA3, 0xA5, 0xB1, 0xBC...0xBE: true
    default: false
    }
  }
}

/// The order of bytes of UTF-16 that has no mark.
enum UTF16Guess {
  /// nil where it is not plainly UTF-16: nearly all units must be of the blocks that texts are made of, and
  /// spaces or line breaks among them.
  static func order(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
    let little = plausible(bytes, low: 0)
    let big = plausible(bytes, low: 1)
    if little > 0.97, little > 2 * big { return "UTF-16LE" }
    if big > 0.97, big > 2 * little { return "UTF-16BE" }
    return nil
  }

  /// The share of units that could be text, 0 where no space or line break is among them.
  private static func plausible(_ bytes: ArraySlice<UInt8>, low: Int) -> Double {
    var good = 0
    var spaces = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let unit = UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
      switch unit {
      case 0x20, 0x0A:
        spaces += 1
        good += 1
      case 0x09, 0x0D, 0x21...0x7E, 0xA0...0x5FF, 0x600...0x6FF, 0x2010...0x203A, 0x3040...0x30FF,
        0x4E00...0x9FFF,
        0xAC00...0xD7A3, 0x200B...0x200F, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
        good += 1
      default: break
      }
      index += 2
    }
    return spaces == 0 && bytes.count > 40 ? 0 : Double(good) / Double(bytes.count / 2)
  }
}
