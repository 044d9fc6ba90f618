// Windows-1252 or Windows-1256: the bytes above 0x7F tell, by the company they keep.

/// In a text in a Latin script, letters above 0x7F stand between ASCII letters (`caf\xE9`); in Arabic script,
/// whole words are made of them. A word that neither encoding could have been the source of (a Cyrillic
/// one, or a symbol between two letters) speaks against both.
package enum EncodingGuess {
  /// What is told apart here, and what pages declare when they mean Windows-1252.
  static let guessed: Set<String> = ["Windows-1252", "Windows-1256", "ISO-8859-1", "US-ASCII"]

  /// The encoding that the words point to; nil where they point to neither.
  package static func encoding(of bytes: ArraySlice<UInt8>) -> String? {
    var votes = Votes()
    var word = Word()
    var (before, last): (UInt8, UInt8) = (0, 0)
    for byte in bytes {
      // A mark inside a word (`d\x82j\x85`) is a letter of an encoding older than both.
      if isMark(last), isSmall(before) && (isSmall(byte) || byte >= 0xC0) || before >= 0xC0 && isSmall(byte) {
        votes.neither += 1
      }
      (before, last) = (last, byte)
      if isLetter(byte) {
        word.add(byte)
      } else {
        votes.count(word)
        word = Word()
      }
    }
    votes.count(word)
    // Only punctuation is above 0x7F: curly quotation marks in an English text, the same in both.
    if votes.all == 0 { return bytes.contains { undefined.contains($0) } ? nil : "Windows-1252" }
    guard votes.neither * 10 <= votes.all else { return nil }
    if votes.arabic > 4 * votes.latin { return votes.isLikeArabic ? "Windows-1256" : nil }
    return votes.latin > 4 * votes.arabic ? "Windows-1252" : nil
  }

  /// UTF-16 without a mark: UTF-16LE or UTF-16BE; nil where it is not plainly either.
  package static func utf16Order(_ bytes: ArraySlice<UInt8>) -> String? { UTF16Guess.order(bytes) }

  private struct Votes {
    var latin = 0
    var arabic = 0
    var neither = 0
    /// Letters in the words that speak for Arabic script, and those from lam to yeh among them.
    var letters = 0
    var late = 0

    var all: Int { latin + arabic + neither }

    /// Lam, meem, noon, heh, waw and yeh are two fifths of Arabic and Persian; in KOI8-R these are capitals.
    var isLikeArabic: Bool { letters < 20 || late * 6 > letters }

    mutating func count(_ word: Word) {
      guard word.arabic + word.french > 0 else { return }
      if word.ascii > 0 {
        if word.odd > 0 { neither += 1 } else { latin += 1 }
      } else if word.arabic > 0 && word.french > 0 {
        // Arabic has no French letters inside; what is Cyrillic or Greek looks like this.
        neither += 1
      } else if word.arabic > 1 {
        arabic += 1
        letters += word.arabic
        late += word.late
      } else if word.french > 1 {
        neither += 1
      }
      // One letter alone (`\xE0`) is a word in both.
    }
  }

  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  /// Signs of both encodings that stand inside no word; an apostrophe, a dash and an ellipsis may.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x82, 0x84, 0x86...0x89, 0x8B, 0x93...0x95, 0x99, 0x9B: true
    case 0xA1...0xA9, 0xAB, 0xAC, 0xAE...0xB6, 0xB8...0xBF: true
    default: false
    }
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
    /// What stands inside no Latin word: a sign, a capital after a small letter, or a letter that is Icelandic
    /// here and common in Turkish, which has an encoding of its own (Windows-1254).
    var odd = 0
    /// From lam to yeh in Windows-1256.
    var late = 0
    var previous: UInt8 = 0

    mutating func add(_ byte: UInt8) {
      if byte < 0x80 {
        ascii += 1
      } else {
        if EncodingGuess.isFrench(byte) { french += 1 } else { arabic += 1 }
        if (0xE1...0xED).contains(byte) { late += 1 }
        let isCapital = (0xC0...0xDE).contains(byte) || byte == 0x8A || byte == 0x8C || byte == 0x8E
        if byte < 0xC0 && ![0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F].contains(byte)
          || [0xD0, 0xD7, 0xDD, 0xDE, 0xF0, 0xF7, 0xFD, 0xFE].contains(byte)
          || isCapital && (0x61...0x7A).contains(previous)
        {
          odd += 1
        }
      }
      previous = byte
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
    case 0x81, 0x83, 0x8A, 0x8C...0x90, 0x98, 0x9A, 0x9C, 0x9F, 0xAA, 0xC0...0xFF: true
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
