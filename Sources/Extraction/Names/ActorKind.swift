// The kinds of actors and of names, as the knowledge base has them, and a country in two letters.

/// What an actor is.
public enum ActorKind: UInt8, Sendable, Hashable, CaseIterable {
  case person, state, government, armedForce, organisation, alliance, faction, office, outlet

  /// The word that the knowledge base writes: `armed-force`.
  public init?(word: String) {
    switch word {
    case "person": self = .person
    case "state": self = .state
    case "government": self = .government
    case "armed-force": self = .armedForce
    case "organisation": self = .organisation
    case "alliance": self = .alliance
    case "faction": self = .faction
    case "office": self = .office
    case "outlet": self = .outlet
    default: return nil
    }
  }
}

/// How a name belongs to its actor.
public enum NameKind: UInt8, Sendable, Hashable, CaseIterable {
  case primary, alias, abbreviation, transliteration, metonym, demonym, title

  /// The word that the knowledge base writes: `metonym`.
  public init?(word: String) {
    switch word {
    case "primary": self = .primary
    case "alias": self = .alias
    case "abbreviation": self = .abbreviation
    case "transliteration": self = .transliteration
    case "metonym": self = .metonym
    case "demonym": self = .demonym
    case "title": self = .title
    default: return nil
    }
  }
}

/// A country by its ISO 3166-1 code of two letters.
public struct CountryCode: Sendable, Hashable {
  /// 0 stands for no country.
  let value: UInt16

  static let none = CountryCode(value: 0)

  private init(value: UInt16) { self.value = value }

  /// Where Persian or Arabic is written, so that names in Latin letters are transliterations.
  var writesArabic: Bool { self == .none || Self.arabicScript.contains(self) }

  private static let arabicScript: Set<CountryCode> = Set(
    [
      "IR", "AF", "PK", "IQ", "SY", "LB", "JO", "PS", "SA", "AE", "QA", "KW", "BH", "OM", "YE", "EG", "LY",
      "TN", "DZ",
      "MA", "SD", "MR",
    ].compactMap { CountryCode($0) })

  /// `IR`; nil where the text is not two ASCII letters.
  public init?(_ code: String) {
    let letters = Array(code.utf8)
    guard letters.count == 2, letters.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else { return nil }
    self.value = UInt16(letters[0] & 0xDF) << 8 | UInt16(letters[1] & 0xDF)
  }
}

/// The days on which a document may have been written, as `year * 10000 + month * 100 + day`, both included.
public struct DayRange: Sendable, Hashable {
  public var earliest: Int
  public var latest: Int

  public init(earliest: Int, latest: Int) {
    (self.earliest, self.latest) = (earliest, latest)
  }

  /// A document that says nothing of its day.
  public static let unknown = DayRange(earliest: 0, latest: 9999_12_31)

  /// Whether something that held from `since` until `until` can have held on one of these days.
  func meets(since: Int32, until: Int32) -> Bool {
    latest >= Int(since) && earliest <= Int(until)
  }
}
