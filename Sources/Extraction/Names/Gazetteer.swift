// What is known of actors while a text is read: their names, by word; their offices, by title and date.
// Unsafe: the letters are looked at within the closure; the range of a name part was made with them.

/// The actors that may be named in a text. Built once by ``GazetteerBuilder``, read by any number of threads.
///
/// Actors are numbered from 0 in the order in which they were added.
public struct Gazetteer: Sendable {
  /// One name of one actor. Names with the same words form a chain.
  struct Entry {
    var actor: Int32
    var next: Int32
    var since: Int32
    var until: Int32
    var kind: NameKind
    /// Bit n: word n has a capital letter, and must have one in a text.
    var capitals: UInt8
    /// Bit n: word n is an abbreviation that must be written so: US, never us or Us.
    var strict: UInt8
    /// The name is one word with an article, and is none without it: the Guardian, the West.
    var needsArticle: Bool
  }

  struct Actor {
    var kind: ActorKind
    var country: CountryCode
    /// Has a name in Arabic letters, so its names in Latin letters are transliterations.
    var isTransliterated = false
    /// Into `roles`: the first of those that it holds.
    var firstRole: Int32 = -1
  }

  struct Role {
    var person: Int32
    var organisation: Int32
    var office: OfficeKey
    var since: Int32
    var until: Int32
    /// The next of the same person, and the next of the same office.
    var nextOfPerson: Int32 = -1
    var nextOfOffice: Int32 = -1
  }

  /// A name of a person in Latin letters, without titles: a stretch of `nameParts`.
  struct PersonName {
    var actor: Int32
    var first: Int32
    var count: Int32
    /// The next that ends in the same word; the next of the same person.
    var nextOfSurname: Int32 = -1
    var nextOfPerson: Int32 = -1
  }

  /// A word of a person's name: a stretch of `letters`.
  struct NamePart {
    var hash: UInt64
    var start: Int32
    var count: Int32
  }

  /// Flags of keys in ``names``.
  static let goesOn: Int32 = 1

  var folding: NameFolding
  var actors: [Actor] = []
  var entries: [Entry] = []
  /// From sequences of words to the chain of `entries` with these words, and to beginnings of such sequences.
  var names = NameTable(capacity: 64)
  /// A bit for each key of `names`: most words of a text begin no name and go on none, and the table is too large
  /// for the caches that hold this.
  var mayBeNames = [UInt64](repeating: 0, count: 16384)
  /// From the first three scalars of names in Arabic letters.
  var arabicHeads = NameTable(capacity: 64)
  var longestArabicName = 0
  /// Which lower-case words can begin a name, by ``lowerCaseSlot(_:_:_:)``.
  var lowerCaseStarts = [Bool](repeating: false, count: 1024)
  /// The names and demonyms of one word of each country's state.
  var countryWords: [CountryCode: [UInt64]] = [:]
  var roles: [Role] = []
  var offices: [UInt64: Int32] = [:]
  var personNames: [PersonName] = []
  var nameParts: [NamePart] = []
  /// Folded Latin letters.
  var letters: [UInt8] = []
  /// From the last word of a person's name to the chain of `personNames`.
  var surnames = NameTable(capacity: 64)
  /// From the skeleton of the last word, or of the last two run together, to the same.
  var skeletons = NameTable(capacity: 64)
  /// Chains of `skeletons`: a name of a person, and the next.
  var skeletonEntries: [(name: Int32, words: Int32, next: Int32)] = []
  var firstNameOfPerson: [Int32] = []

  public var actorCount: Int { actors.count }

  @inline(__always)
  static func lowerCaseSlot(_ first: UInt8, _ second: UInt8, _ length: Int) -> Int {
    (Int(first) &* 37 &+ Int(second) &+ length &* 131) & 1023
  }

  /// The slot of a name, or of the beginning of one, in ``names``, where it is made if it is missing.
  mutating func slot(of key: UInt64, flags: Int32 = 0) -> Int {
    let bit = Int(truncatingIfNeeded: key &>> 44)
    mayBeNames[bit &>> 6] |= 1 &<< UInt64(bit & 63)
    return names.slot(of: key, flags: flags)
  }

  /// The name that has exactly these words so far, and whether longer names begin with them.
  @inline(__always)
  func lookUp(_ key: UInt64) -> (entry: Int32, goesOn: Bool)? {
    let bit = Int(truncatingIfNeeded: key &>> 44)
    guard mayBeNames[bit &>> 6] & 1 &<< UInt64(bit & 63) != 0, let (value, flags) = names.find(key) else {
      return nil
    }
    return (value, flags & Self.goesOn != 0)
  }

  /// A word of a person's name, with what tells its other spellings.
  func personWord(_ part: Int) -> PersonWord {
    let part = nameParts[part]
    return unsafe letters.withUnsafeBufferPointer {
      let word = unsafe $0[Int(part.start)..<Int(part.start + part.count)]
      return unsafe PersonWord(hash: part.hash, letters: UnsafeBufferPointer(rebasing: word))
    }
  }

  /// Calls `body` for each role with this office.
  func forEachRole(_ office: OfficeKey, _ body: (Role) -> Void) {
    var index = offices[office.value] ?? -1
    while index >= 0 {
      body(roles[Int(index)])
      index = roles[Int(index)].nextOfOffice
    }
  }

  func forEachRole(ofPerson person: Int, _ body: (Role) -> Void) {
    var index = actors[person].firstRole
    while index >= 0 {
      body(roles[Int(index)])
      index = roles[Int(index)].nextOfPerson
    }
  }
}
