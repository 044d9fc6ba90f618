// Whether two names can be one name, and how: pure comparison, without a database.
import TextFolding

/// How two names are alike.
enum NameMatch: Equatable {
  case same
  /// The same letters, written as one word or as several.
  case joined
  case reordered
  case romanised
  case otherScript
  case initials
  case edited(WordMatch.Slip)
  /// One has names, or initials, in the middle that the other lacks.
  case middle
  case middleInitial
  /// One has names before, or behind, that the other lacks.
  case before, behind
  /// One is the other's family name alone.
  case surname
  case acronym

  /// How far the likeness goes between two primary names.
  var score: Double {
    switch self {
    case .same: 0.97
    case .joined: 0.93
    case .reordered: 0.88
    case .romanised: 0.86
    case .otherScript: 0.72
    case .middleInitial: 0.7
    case .initials, .before: 0.66
    case .edited(let slip): slip == .likely ? 0.72 : slip == .possible ? 0.58 : 0.44
    case .middle: 0.57
    case .behind, .acronym: 0.55
    case .surname: 0.45
    }
  }

  var reason: String {
    switch self {
    case .same: "the same name"
    case .joined: "the same name, written as one word or as several"
    case .reordered: "the same words in another order"
    case .romanised: "one name, romanised in two ways"
    case .otherScript: "one name in two scripts"
    case .initials: "the same name with initials"
    case .edited: "names that differ by a letter or two"
    case .middle: "the same name, one with a middle name"
    case .middleInitial: "the same name, one with a middle initial"
    case .before: "the same name, one with more before it"
    case .behind: "the same name, one with more behind it"
    case .surname: "the same family name, one without a first name"
    case .acronym: "one is the other's initials"
    }
  }

  /// Whether it says little where more than one actor fits.
  var isPartial: Bool {
    switch self {
    case .initials, .middle, .middleInitial, .before, .behind, .surname, .acronym: true
    default: false
    }
  }

  /// - Returns: nil where they are two names.
  init?(_ a: ComparedName, _ b: ComparedName) {
    if a.words == b.words {
      self = .same
    } else if a.letters == b.letters {
      self = .joined
    } else if a.script != b.script {
      guard Self.isOneInTwoScripts(a, b) else { return nil }
      self = .otherScript
    } else if a.words.count > 1, Self.sorted(a.tellingWords) == Self.sorted(b.tellingWords) {
      self = a.tellingWords == b.tellingWords ? .same : .reordered
    } else if let match = a.isPerson && b.isPerson ? Self.persons(a.words, b.words) : Self.bodies(a, b) {
      self = match
    } else {
      return nil
    }
  }

  private static func sorted(_ words: [[UInt32]]) -> [[UInt32]] {
    words.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Word by word, in names of equal length.
  private static func wordByWord(_ a: [[UInt32]], _ b: [[UInt32]]) -> NameMatch? {
    var (initials, romanised, edits, whole) = (0, 0, 0, 0)
    var slip = WordMatch.Slip.likely
    for (one, other) in zip(a, b) {
      switch WordMatch(one, other) {
      case .same: if one.count > 1 { whole += 1 }
      case .initial: initials += 1
      case .romanised: (romanised, whole) = (romanised + 1, whole + 1)
      case .edited(let other): (edits, slip) = (edits + 1, min(slip, other))
      case nil: return nil
      }
    }
    if initials > 0 {
      // (The family name is written out.)
      guard edits == 0, whole > 0, a.last!.count > 1, b.last!.count > 1 else { return nil }
      return .initials
    }
    if edits > 1 || (edits == 1 && a.count == 1 && a[0].count < 6) { return nil }
    return edits == 1 ? .edited(romanised == 0 ? slip : min(slip, .possible)) : .romanised
  }

  private static func isOne(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    switch WordMatch(a, b) {
    case .same, .romanised: true
    default: false
    }
  }

  private static func persons(_ a: [[UInt32]], _ b: [[UInt32]]) -> NameMatch? {
    guard a.count != b.count else { return wordByWord(a, b) }
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    guard !short.contains(where: generations.contains), !long.contains(where: generations.contains) else {
      return nil
    }
    if short.count == 1 {
      return short[0].count >= 4 && isOne(short[0], long.last!) ? .surname : nil
    }
    guard short.last!.count > 1, long.last!.count > 1 else { return nil }
    if isOne(short.last!, long.last!) {
      let middles = (short.dropFirst().dropLast(), long.dropFirst().dropLast())
      // Two who have each a middle initial are told apart by it.
      if !middles.0.isEmpty, (middles.0 + middles.1).contains(where: { $0.count == 1 }) { return nil }
      let isAmong = middles.0.allSatisfy { word in middles.1.contains { isOne(word, $0) } }
      if isAmong, let first = WordMatch(short[0], long[0]) {
        switch first {
        case .same, .romanised:
          return middles.1.allSatisfy { $0.count == 1 } ? .middleInitial : .middle
        case .initial: return .initials
        case .edited: return nil
        }
      }
      // (Behind "bin" stands a father's name.)
      if parents.contains(long[long.count - short.count - 1]) { return nil }
      return zip(short.reversed(), long.reversed()).allSatisfy { isOne($0, $1) } ? .before : nil
    }
    return zip(short, long).allSatisfy { isOne($0, $1) } ? .behind : nil
  }

  private static let parents = Set(
    ["bin", "ibn", "ben", "bint", "abu"].map { $0.unicodeScalars.map(\.value) })

  /// What tells a son from his father.
  private static let generations = Set(
    ["jr", "sr", "junior", "senior", "ii", "iii", "iv"].map { $0.unicodeScalars.map(\.value) })

  private static func bodies(_ a: ComparedName, _ b: ComparedName) -> NameMatch? {
    guard a.isPerson == b.isPerson else { return nil }
    if a.words.count == 1 || b.words.count == 1 {
      let (short, long) = a.words.count == 1 ? (a, b) : (b, a)
      if let acronym = long.acronym, acronym == short.words[0] { return .acronym }
    }
    let (one, other) = (a.tellingWords, b.tellingWords)
    guard one.count == other.count, !zip(one, other).contains(where: { $0.count == 1 || $1.count == 1 })
    else {
      return nil
    }
    return wordByWord(one, other)
  }

  private static func isOneInTwoScripts(_ a: ComparedName, _ b: ComparedName) -> Bool {
    guard a.script != .other, b.script != .other else { return false }
    let (latin, arabic) = a.script == .latin ? (a, b) : (b, a)
    let written = ConsonantForm(arabic: arabic.words)
    guard isTelling(written, latin, arabic) else { return false }
    return [true, false].contains {
      ConsonantForm(latin: latin.words, readsLispedLetters: $0).isWritten(written)
    }
  }

  /// Few consonants are many names'.
  private static func isTelling(_ form: ConsonantForm, _ a: ComparedName, _ b: ComparedName) -> Bool {
    form.consonants.count >= 4 || (form.consonants.count == 3 && a.words.count > 1 && b.words.count > 1)
  }
}
