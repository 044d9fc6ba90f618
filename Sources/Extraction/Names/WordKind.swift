// What words are to names, by lists: titles, parts of bodies' names, given names, ordinary words.

/// What a word says of the name that it is, or stands next to.
struct WordKind: OptionSet, Sendable {
  let rawValue: UInt32

  /// Mr., Ayatollah, Dr.: before a name, says nothing of an office.
  static let honorific = WordKind(rawValue: 1)
  static let rank = WordKind(rawValue: 1 << 1)
  /// President, minister, spokesman: can stand for the person.
  static let office = WordKind(rawValue: 1 << 2)
  /// Foreign, deputy, national: part of an office's name before its noun.
  static let modifier = WordKind(rawValue: 1 << 3)
  /// A title that only a man has, and one that only a woman has.
  static let male = WordKind(rawValue: 1 << 4)
  static let female = WordKind(rawValue: 1 << 5)
  /// A title that is also a surname: King, Judge, Major.
  static let surname = WordKind(rawValue: 1 << 6)
  /// Former, late, ex: not in office.
  static let former = WordKind(rawValue: 1 << 7)
  /// More than one person, or persons without a name: officials, sources.
  static let vague = WordKind(rawValue: 1 << 8)
  /// Deputy, assistant, adviser: not the holder of the office named next.
  static let deputy = WordKind(rawValue: 1 << 9)
  /// Part of the name of a body, not of a person: Ministry, Council, University.
  static let body = WordKind(rawValue: 1 << 10)
  /// A month or a day of the week.
  static let calendar = WordKind(rawValue: 1 << 11)
  /// A small word within names: al, bin, van.
  static let particle = WordKind(rawValue: 1 << 12)
  /// A word, capitalised at the start of a sentence or in a heading, that need not be a name.
  static let ordinary = WordKind(rawValue: 1 << 13)
  /// A surname that is also a month: May.
  static let monthOrName = WordKind(rawValue: 1 << 14)
  /// A state or a place whose name persons bear too: Jordan, Israel, Paris.
  static let placeOrGivenName = WordKind(rawValue: 1 << 15)
  /// Stands before the pronoun in a heading in capitals: WITH US, not the United States.
  static let beforePronoun = WordKind(rawValue: 1 << 16)
  /// Given names by which "he" and "she" are told apart. One that is not listed may be either.
  static let maleName = WordKind(rawValue: 1 << 17)
  static let femaleName = WordKind(rawValue: 1 << 18)
  static let preposition = WordKind(rawValue: 1 << 19)
  static let article = WordKind(rawValue: 1 << 20)
  /// Before an office that is somebody's: his minister, a spokesman.
  static let possessor = WordKind(rawValue: 1 << 21)
  /// Belongs to titles that stand for known persons, or begins a sentence before one.
  static let beforeTitle = WordKind(rawValue: 1 << 22)

  /// Before the name of a capital, it says that the place is meant.
  static let beforePlace = WordKind(rawValue: 1 << 23)

  /// Those that stand before a name and end what went before.
  static let title: WordKind = [.honorific, .rank, .office, .modifier, .former, .vague]
  static let givenName: WordKind = [.maleName, .femaleName]

  @inline(__always) func hasAny(_ kinds: WordKind) -> Bool { rawValue & kinds.rawValue != 0 }
}

/// The kinds of words, by the hashes of the folded words.
struct WordKinds: Sendable {
  static let english = WordKinds()

  private var table = NameTable(capacity: 2048)

  private init() {
    for (kind, words) in Self.lists {
      for word in words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        _ = table.slot(of: NameHash.of(word), flags: Int32(bitPattern: kind.rawValue))
      }
    }
  }

  /// Nothing for a word that is in no list.
  @inline(__always)
  subscript(hash: UInt64) -> WordKind {
    guard let (_, flags) = table.find(hash) else { return [] }
    return WordKind(rawValue: UInt32(bitPattern: flags))
  }
}
