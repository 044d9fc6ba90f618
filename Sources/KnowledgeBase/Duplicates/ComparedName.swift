// A name as names are compared: folded words, without titles of courtesy.
import TextFolding

/// What a name is to its actor.
enum NameStrength: UInt8, Comparable {
  case primary, other, abbreviation, metonym

  init?(kind: String) {
    switch kind {
    case "primary": self = .primary
    case "alias", "transliteration": self = .other
    case "abbreviation": self = .abbreviation
    case "metonym": self = .metonym
    default: return nil  // titles and demonyms are said of many
    }
  }

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The folded words of a name.
struct ComparedName: Equatable {
  enum Script { case latin, arabic, other }

  /// Folded scalars of each word; not empty.
  let words: [[UInt32]]
  let script: Script
  let isPerson: Bool

  /// - Returns: nil for a name without a word.
  init?(_ text: String, isPerson: Bool, _ folding: Folding) {
    var words = folding.words(text)
    // The extractor takes whom it does not know for a person, and bodies too.
    let isPerson = isPerson && !words.contains(where: Self.bodies.contains)
    if isPerson {
      let telling = words.filter { !Self.courtesies.contains($0) }
      if !telling.isEmpty { words = telling }
    } else if words.first == "the", words.count > 1 {
      words.removeFirst()
    }
    guard !words.isEmpty else { return nil }
    self.words = words.map { $0.unicodeScalars.map(\.value) }
    self.isPerson = isPerson
    let letters = self.words.joined()
    if letters.allSatisfy({ $0 < 0x80 }) {
      script = .latin
    } else if letters.allSatisfy({ (0x0600...0x06FF).contains($0) || (0x30...0x39).contains($0) }) {
      script = .arabic
    } else {
      script = .other
    }
  }

  /// What stands before a person's name and is no part of it.
  private static let courtesies: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "lord", "lady", "dame", "gen", "general", "maj",
    "major",
    "brig", "brigadier", "lt", "lieutenant", "col", "colonel", "adm", "admiral", "commander", "captain",
    "ayatollah", "hojatoleslam", "hojjatoleslam", "hojat", "hojjat", "seyyed", "seyed", "sayyed", "sayyid",
    "sayed", "syed", "sheikh", "shaikh", "haj", "hajj", "imam", "senator", "sen", "president", "minister",
    "al", "el", "the", "سید", "السید", "دکتر", "الدکتور", "ایتالله", "شیخ", "الشیخ", "سردار", "حاج", "امام",
    "سرلشکر", "دریابان", "دریادار", "شهید", "العظمی", "اللوا",
  ]

  /// Words that no person's name has.
  private static let bodies: Set<String> = [
    "ministry", "organization", "organisation", "administration", "committee", "commission", "company",
    "council",
    "assembly", "parliament", "movement", "foundation", "association", "union", "university", "institute",
    "agency",
    "department", "office", "center", "centre", "bureau", "court", "party", "front", "force", "forces",
    "army", "navy",
    "police", "bank", "newspaper", "news", "times", "post", "daily", "magazine", "tv", "program", "programme",
    "group",
    "federation", "chamber", "society", "house", "nations", "state", "states", "republic", "of", "for", "and",
    "وزارت", "سازمان", "شورای", "کمیته", "مجلس", "شرکت", "دانشگاه", "خبرگزاری", "وزاره", "منظمه", "مجلس",
  ]

  /// Words that a body's name may have or lack.
  private static let small: Set<[UInt32]> = Set(
    ["of", "the", "for", "and", "in", "on", "to", "de", "du", "la", "a", "an"].map {
      $0.unicodeScalars.map(\.value)
    })

  /// The words that tell one body from another.
  var tellingWords: [[UInt32]] {
    guard !isPerson else { return words }
    let telling = words.filter { !Self.small.contains($0) }
    return telling.isEmpty ? words : telling
  }

  /// All letters, without what parts the words.
  var letters: [UInt32] { Array(words.joined()) }

  /// How the name is shortened to the first letter of each word; nil where that would be no abbreviation.
  var acronym: [UInt32]? {
    let telling = tellingWords
    guard !isPerson, script == .latin, (3...7).contains(telling.count) else { return nil }
    return telling.map { $0[0] }
  }
}

/// Hashes of names and of parts of them.
enum NameHash {
  static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always) static func adding(_ scalar: UInt32, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
  }

  static func of(_ word: some Sequence<UInt32>, _ start: UInt64 = empty) -> UInt64 {
    word.reduce(start) { adding($1, to: $0) }
  }

  static func of(words: some Sequence<[UInt32]>) -> UInt64 {
    words.reduce(empty) { adding(0x20, to: of($1, $0)) }
  }

  /// Spreads a hash over all its bits.
  @inline(__always) static func mixed(_ hash: UInt64) -> UInt64 {
    var mixed = hash &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    mixed = mixed &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 32)
  }
}
