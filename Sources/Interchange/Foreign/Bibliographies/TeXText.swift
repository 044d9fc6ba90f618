// Text as BibTeX files have it, as readers see it: accents and signs decoded, braces and fonts taken away.
// Unsafe: a StaticString lives for ever, and is asked for as many bytes as it has.
import Foundation

/// Decodes the TeX of one field.
struct TeXText {
  private let bytes: [UInt8]
  private var at = 0
  private var result = String.UnicodeScalarView()
  private let depth: Int
  /// Commands that are not known; what is in their braces is kept.
  private(set) var unknown: [String] = []
  /// How deep groups that are arguments may nest; deeper ones are kept as they stand.
  private static let deepest = 50

  static func decode(_ text: String, unknown: (String) -> Void = { _ in }) -> String {
    var decoder = TeXText(Array(text.utf8), depth: 0)
    let plain = decoder.run()
    for name in decoder.unknown { unknown(name) }
    return plain
  }

  private init(_ bytes: [UInt8], depth: Int) { (self.bytes, self.depth) = (bytes, depth) }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func run() -> String {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"): at += 1
      case UInt8(ascii: "~"):
        result.append("\u{A0}")
        at += 1
      case UInt8(ascii: "\\"): command()
      case UInt8(ascii: "-") where starts("---"): put("—", 3)
      case UInt8(ascii: "-") where starts("--"): put("–", 2)
      case UInt8(ascii: "`") where starts("``"): put("“", 2)
      case UInt8(ascii: "'") where starts("''"): put("”", 2)
      case 0x0A, 0x0D, 0x09: space()
      case 0x20: space()
      default: plain()
      }
    }
    return String(result)
  }

  private func starts(_ text: StaticString) -> Bool {
    at + text.utf8CodeUnitCount <= bytes.count
      && (0..<text.utf8CodeUnitCount).allSatisfy { unsafe bytes[at + $0] == text.utf8Start[$0] }
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ count: Int) {
    result.append(scalar)
    at += count
  }

  /// Bytes that mean themselves.
  private mutating func plain() {
    let start = at
    while let byte = peek, !"{}$~\\-`'\n\r\t ".utf8.contains(byte) { at += 1 }
    if at == start { at += 1 }
    result.append(contentsOf: String(decoding: bytes[start..<at], as: UTF8.self).unicodeScalars)
  }

  /// White space with a line end in it is one space, as TeX has it.
  private mutating func space() {
    let start = at
    while let byte = peek, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { at += 1 }
    let run = bytes[start..<at]
    let text = run.allSatisfy { $0 == 0x20 } ? String(decoding: run, as: UTF8.self) : " "
    result.append(contentsOf: text.unicodeScalars)
  }

  /// What follows a backslash: a sign, an accent, or a name.
  private mutating func command() {
    at += 1
    guard let first = peek else { return }
    var name: String
    if Self.isLetter(first) {
      let start = at
      while let byte = peek, Self.isLetter(byte) { at += 1 }
      name = String(decoding: bytes[start..<at], as: UTF8.self)
    } else {
      at += 1
      name = String(UnicodeScalar(first))
      if first >= 0x80 {
        at -= 1
        return
      }
    }
    if let accent = Self.accents[name] { return self.accent(accent, name) }
    // A name ends at a space, which is not printed, or at {}.
    if let sign = Self.signs[name] {
      if Self.isLetter(first) { endName() }
      result.append(contentsOf: sign.unicodeScalars)
    } else if Self.isLetter(first) {
      let isKnown = Self.silent.contains(name)
      if !isKnown { unknown.append("\\" + name) }
      endName()
    } else if name == "\\" || name == "\n" || name == "\r" || name == " " {
      result.append(" ")
    } else if "{}&%$#_".contains(name) {
      result.append(contentsOf: name.unicodeScalars)
    }
    // (Signs such as \- and \/ say only where a word may break.)
  }

  private mutating func endName() {
    if starts("{}") {
      at += 2
    } else {
      while let byte = peek, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { at += 1 }
    }
  }

  /// Puts a mark on the letter that follows, in braces or not.
  private mutating func accent(_ mark: Unicode.Scalar, _ name: String) {
    let isName = Self.isLetter(name.utf8.first ?? 0)
    // (A letter's name such as \v needs a brace or a space behind it.)
    if isName, let byte = peek,
      ![0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "{"), UInt8(ascii: "\\")].contains(byte)
    {
      return
    }
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    var base = argument().unicodeScalars
    guard let letter = base.first else { return }
    base.removeFirst()
    let plain: Unicode.Scalar = letter == "\u{131}" ? "i" : letter == "\u{237}" ? "j" : letter
    let marked = (String(plain) + String(mark)).precomposedStringWithCanonicalMapping
    result.append(contentsOf: marked.unicodeScalars)
    result.append(contentsOf: base)
  }

  /// A group in braces, a command, or one character, decoded.
  private mutating func argument() -> String {
    guard let first = peek else { return "" }
    let start = at
    if first == UInt8(ascii: "{") {
      var open = 0
      repeat {
        if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
          at += 1
        } else if bytes[at] == UInt8(ascii: "{") {
          open += 1
        } else if bytes[at] == UInt8(ascii: "}") {
          open -= 1
        }
        at += 1
      } while open > 0 && at < bytes.count
    } else if first == UInt8(ascii: "\\") {
      at += 1
      if let byte = peek, !Self.isLetter(byte) { at += 1 }
      while let byte = peek, Self.isLetter(byte) { at += 1 }
    } else {
      at += 1
      while let byte = peek, byte & 0xC0 == 0x80 { at += 1 }
    }
    let group = Array(bytes[start..<at])
    guard depth < Self.deepest else { return String(decoding: group, as: UTF8.self) }
    var inner = TeXText(group, depth: depth + 1)
    let text = inner.run()
    unknown += inner.unknown
    return text
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 }

  private static let accents: [String: Unicode.Scalar] = [
    "\"": "\u{308}", "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}",
    ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "k": "\u{328}",
    "r": "\u{30A}", "d": "\u{323}", "b": "\u{331}", "t": "\u{361}",
  ]

  private static let signs = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "\u{131}", "j": "\u{237}", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ",
    "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "textasciitilde": "~", "textasciicircum": "^", "textendash": "–", "textemdash": "—", "ldots": "…",
    "dots": "…", "textellipsis": "…", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "textdollar": "$", "euro": "€",
    "texteuro": "€", "pounds": "£", "S": "§", "P": "¶", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "textunderscore": "_", "slash": "/",
    "textbar": "|", "textless": "<", "textgreater": ">", "ayn": "ʿ", "alif": "ʾ", "TeX": "TeX",
    "LaTeX": "LaTeX",
    "quad": " ", "newline": " ",
  ]

  /// Commands that change how text looks, and not what it says.
  private static let silent: Set<String> = [
    "emph", "textit", "textbf", "textsc", "textrm", "textsf", "texttt", "textsl", "textup", "textnormal",
    "em", "it",
    "bf", "sc", "rm", "tt", "sl", "sf", "bfseries", "itshape", "scshape", "mbox", "url", "href", "mkbibquote",
    "enquote",
    "relax", "protect", "noopsort", "MakeUppercase", "text", "mathrm", "ensuremath", "nolinkurl", "path",
  ]
}
