// One form for a name in Latin and in Arabic letters: its consonants, and what vowels lie between them.
//
// The Arabic script leaves short vowels out, and writes a long one with a letter that may be a consonant too; h and
// the hamza come and go in romanisations. So the names are compared by the consonants that both scripts write,
//
//     b (and p) t j c(ch) x(kh) d r z s $(sh) q(gh, q, g) f k l m n
//
// and what lies between two of them must agree: a written ی needs an i, y or e in Latin letters, a و an o, u, v or
// w, an ا an a or o (at a word's beginning any vowel, as a ی at its end); and where nothing is written, no long vowel
// (ee, ei, oo, ou, aa, ai) may stand. Arabic has no p and no g, so they count as b and q. Its article is passed
// by, and so is the second l of God's name.

/// A name as the two scripts can be compared.
package struct ConsonantForm: Sendable {
  package private(set) var consonants: [UInt8] = []
  /// What lies before each consonant, and after the last.
  package private(set) var gaps: [Gap] = [[]]

  package struct Gap: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let a = Gap(rawValue: 1), i = Gap(rawValue: 2), u = Gap(rawValue: 4), e = Gap(rawValue: 8)
    /// Written with two letters.
    package static let long = Gap(rawValue: 16)
    /// A letter that stands for any vowel.
    package static let any = Gap(rawValue: 32)
  }

  /// - Parameters:
  ///   - words: folded, in Latin letters.
  ///   - readsLispedLetters: th and dh are ث and ذ, and not t and d with an h.
  package init(latin words: [[UInt32]], readsLispedLetters: Bool) {
    for word in words where !Self.articles.contains(word) {
      var at = 0
      while at < word.count {
        let letter = Self.ascii(word, at)
        let next = Self.ascii(word, at + 1)
        at += 1
        if let gap = Self.vowels[letter] {
          if [letter, next] == [0x65, 0x65] || [0x6F, 0x61].contains(letter) && letter == next
            || (letter == 0x6F && next == 0x75) || (letter == 0x65 && (next == 0x69 || next == 0x79))
          {
            gaps[gaps.count - 1].insert(.long)
          }
          gaps[gaps.count - 1].insert(gap)
          continue
        }
        if letter == 0x68 || letter == 0x27 { continue }
        // The first of a doubled letter is passed by.
        if letter == next { continue }
        if letter == 0x74, next == 0x63, Self.ascii(word, at + 1) == 0x68 { continue }
        if next == 0x68, let pair = Self.withH[letter] {
          at += 1
          add(readsLispedLetters || pair.isSure ? pair.symbol : letter)
        } else if letter == 0x64, next == 0x6A {
          continue
        } else if letter == 0x78 {
          add(UInt8(ascii: "k"))
          add(UInt8(ascii: "s"))
        } else if letter == 0x63 {
          add(next == 0x65 || next == 0x69 ? UInt8(ascii: "s") : UInt8(ascii: "k"))
        } else if (0x61...0x7A).contains(letter) {
          add(letter == 0x70 ? 0x62 : letter == 0x67 ? 0x71 : letter)
        }
      }
    }
  }

  /// - Parameter words: folded, in Arabic letters.
  package init(arabic words: [[UInt32]]) {
    var isBound = false
    for word in words where word != Self.alefLam {
      // (In Abd al-Aziz and Abu al-Hassan the l is heard in Latin letters too.)
      let hasArticle = word.count > 4 && word.starts(with: Self.alefLam) && !isBound
      isBound = Self.bound.contains(word)
      let letters = word.dropFirst(hasArticle ? 2 : 0)
      for (place, letter) in zip(letters.indices, letters) {
        if letter == Self.lam, place > letters.startIndex, letters[place - 1] == letter { continue }
        if let symbol = Self.arabic[letter] {
          add(symbol)
        } else if let gap = Self.arabicVowels[letter] {
          let isOpen =
            gap == .a && place == letters.startIndex || gap == .i && place == letters.endIndex - 1
          gaps[gaps.count - 1].insert(isOpen ? .any : gap)
        }
      }
    }
  }

  private mutating func add(_ symbol: UInt8) {
    consonants.append(symbol)
    gaps.append([])
  }

  /// Whether this name in Latin letters can be that one in Arabic letters.
  package func isWritten(_ arabic: ConsonantForm) -> Bool {
    guard consonants == arabic.consonants else { return false }
    for (latin, written) in zip(gaps, arabic.gaps) {
      if written.contains(.i), latin.isDisjoint(with: [.i, .e]) { return false }
      if written.contains(.u), !latin.contains(.u) { return false }
      if written.contains(.a), latin.isDisjoint(with: [.a, .u]) { return false }
      let isDiphthong = latin.contains(.i) && !latin.isDisjoint(with: [.a, .u])
      if written.isEmpty, latin.contains(.long) || isDiphthong { return false }
    }
    return true
  }

  private static func ascii(_ word: [UInt32], _ index: Int) -> UInt8 {
    index < word.count && word[index] < 0x80 ? UInt8(word[index]) : 0
  }

  private static let articles = Set(["al", "el", "ul", "ol"].map { $0.unicodeScalars.map(\.value) })
  private static let lam: UInt32 = 0x0644
  private static let alefLam: [UInt32] = [0x0627, 0x0644]
  private static let bound = Set(["عبد", "ابو", "ابی"].map { $0.unicodeScalars.map(\.value) })
  private static let vowels: [UInt8: Gap] = [
    0x61: .a, 0x65: .e, 0x69: .i, 0x79: .i, 0x6F: .u, 0x75: .u, 0x76: .u, 0x77: .u,
  ]
  private static let withH: [UInt8: (symbol: UInt8, isSure: Bool)] = [
    0x6B: (UInt8(ascii: "x"), true), 0x67: (UInt8(ascii: "q"), true), 0x73: (UInt8(ascii: "$"), true),
    0x63: (UInt8(ascii: "c"), true), 0x7A: (UInt8(ascii: "j"), true), 0x70: (UInt8(ascii: "f"), true),
    0x74: (UInt8(ascii: "s"), false), 0x64: (UInt8(ascii: "z"), false),
  ]
  private static let arabicVowels: [UInt32: Gap] = [0x0627: .a, 0x06CC: .i, 0x0648: .u]
  private static let arabic: [UInt32: UInt8] = {
    var table: [UInt32: UInt8] = [:]
    for (letters, symbol) in [
      ("بپ", "b"), ("تط", "t"), ("ثسص", "s"), ("جژ", "j"), ("چ", "c"), ("خ", "x"), ("د", "d"),
      ("ذزضظ", "z"), ("ر", "r"), ("ش", "$"), ("غقگ", "q"), ("ف", "f"), ("ک", "k"), ("ل", "l"),
      ("م", "m"), ("ن", "n"),
    ] {
      for letter in letters.unicodeScalars { table[letter.value] = symbol.utf8.first! }
    }
    return table
  }()
}
