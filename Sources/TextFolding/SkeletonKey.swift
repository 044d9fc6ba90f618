// One key for the spellings that romanisers of Persian and Arabic give one name.
//
// Read on folded lower-case ASCII letters; everything else is passed by. From left to right:
//
//     kh -> x          gh, q -> q        sh -> $        ch, tch -> c      zh, dj, j -> j     ph -> f
//     c, ck, k -> k    w, v -> v         doubled consonants -> one        others stay
//     a run of vowels, with y, and with a w after o or u that no vowel follows, is one of
//       i   it has an i, a y, or ee: i, y, ei, ey, ai, ay, aei, aee, ayi, ie; an a, o or u after that, or an e
//           before a last h, begins another: ia, iya and ieh are i and a
//       u   else, it has an o or a u: o, u, ou, oo, ow
//       a   else: a, aa, e, ae
//     an e that begins the name is i (Ebrahim, Ibrahim), a y that begins it is y
//     h after a vowel is silent at the end, and after e before a front vowel (Zadeh, Zade; Khamenehi, Khamenei)
//
// So Araqchi, Araghchi and Araghtchi are one, as are Hossein, Hussein and Hoseyn; Karimi and Karami stay two.
// Unsafe: the word is the caller's until `init` returns; `at` stays below `end`, and is above 0 wherever a
// letter before it is read.

/// The skeleton of a word or of several words run together.
package struct SkeletonKey: Equatable {
  package private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Of the word that was read.
  package private(set) var letters = 0
  package private(set) var consonants = 0

  /// Whether two words with it may be taken for one name: short words fall together by chance.
  package var isTelling: Bool { letters >= 5 && consonants >= 2 }

  /// - Parameter word: folded letters.
  package init(_ word: UnsafeBufferPointer<UInt8>) {
    let end = word.count
    letters = end
    var at = 0
    var last: UInt8 = 0
    while at < end {
      let letter = unsafe word[at]
      let next = unsafe at + 1 < end ? word[at + 1] : 0
      if Self.isVowel(letter) || (letter == Letter.y && at > 0) {
        unsafe add(Self.vowels(word, from: &at))
        last = 0
        continue
      }
      guard (0x61...0x7A).contains(letter) else {
        at += 1
        continue
      }
      let symbol: UInt8
      var length = 2
      switch (letter, next) {
      case (Letter.k, Letter.h): symbol = Letter.x
      case (Letter.g, Letter.h): symbol = Letter.q
      case (Letter.s, Letter.h): symbol = Letter.sheen
      case (Letter.c, Letter.h): symbol = Letter.c
      case (Letter.t, Letter.c) where unsafe at + 2 < end && word[at + 2] == Letter.h:
        (symbol, length) = (Letter.c, 3)
      case (Letter.z, Letter.h), (Letter.d, Letter.j): symbol = Letter.j
      case (Letter.p, Letter.h): symbol = Letter.f
      case (Letter.c, _): (symbol, length) = (Letter.k, 1)
      case (Letter.w, _): (symbol, length) = (Letter.v, 1)
      case (Letter.h, 0) where last == 0 && at > 0: (symbol, length) = (0, 1)
      default: (symbol, length) = (letter, 1)
      }
      at += length
      if symbol != 0, symbol != last {
        add(symbol)
        consonants += 1
        last = symbol
      }
    }
  }

  private mutating func add(_ symbol: UInt8) {
    // (FNV-1a.)
    hash = (hash ^ UInt64(symbol)) &* 0x0000_0100_0000_01B3
  }

  /// The symbol of a run of vowels, and where it ends.
  private static func vowels(_ word: UnsafeBufferPointer<UInt8>, from at: inout Int) -> UInt8 {
    var isFront = unsafe word[at] == Letter.e && at == 0
    var isRound = false
    while at < word.count {
      let letter = unsafe word[at]
      let next = unsafe at + 1 < word.count ? word[at + 1] : 0
      switch letter {
      case Letter.i, Letter.y:
        isFront = true
        if unsafe next == Letter.a || next == Letter.o || next == Letter.u
          || (next == Letter.e && at + 2 < word.count && word[at + 2] == Letter.h)
        {
          at += 1
          return Letter.i
        }
      case Letter.o, Letter.u: isRound = true
      case Letter.e: if next == Letter.e { isFront = true }
      case Letter.a: break
      case Letter.w where isRound && !isVowel(next): break
      case Letter.h
      where unsafe word[at - 1] == Letter.e && (next == Letter.i || next == Letter.y || next == Letter.e):
        break
      default: return isFront ? Letter.i : isRound ? Letter.u : Letter.a
      }
      at += 1
    }
    return isFront ? Letter.i : isRound ? Letter.u : Letter.a
  }

  @inline(__always)
  private static func isVowel(_ letter: UInt8) -> Bool {
    letter == Letter.a || letter == Letter.e || letter == Letter.i || letter == Letter.o || letter == Letter.u
  }

  private enum Letter {
    static let a = UInt8(ascii: "a"), c = UInt8(ascii: "c"), d = UInt8(ascii: "d"), e = UInt8(ascii: "e")
    static let f = UInt8(ascii: "f"), g = UInt8(ascii: "g"), h = UInt8(ascii: "h"), i = UInt8(ascii: "i")
    static let j = UInt8(ascii: "j"), k = UInt8(ascii: "k"), o = UInt8(ascii: "o"), p = UInt8(ascii: "p")
    static let q = UInt8(ascii: "q"), s = UInt8(ascii: "s"), t = UInt8(ascii: "t"), u = UInt8(ascii: "u")
    static let v = UInt8(ascii: "v"), w = UInt8(ascii: "w"), x = UInt8(ascii: "x"), y = UInt8(ascii: "y")
    static let z = UInt8(ascii: "z"), sheen = UInt8(ascii: "$")
  }
}
