// One text while its names are read: what was found so far, in the order of the text.
// Unsafe: `text` is the caller's from `begin` to `finish`, and the words are ranges of it.

/// A stretch of capitalised words that may be a person's name, and what stands around it.
struct PersonSegment {
  struct Marks: OptionSet {
    let rawValue: UInt16

    static let inQuote = Marks(rawValue: 1)
    /// Before the first verb of its sentence.
    static let isSubject = Marks(rawValue: 2)
    static let isPossessive = Marks(rawValue: 4)
    static let hasTitle = Marks(rawValue: 8)
    static let male = Marks(rawValue: 16)
    static let female = Marks(rawValue: 32)
    /// Former, late: the office named with it is no longer held.
    static let former = Marks(rawValue: 64)
    /// It has a word that ends the name of a body: Council, University.
    static let isBody = Marks(rawValue: 128)
    /// First word of a sentence, and an ordinary word.
    static let isDoubtful = Marks(rawValue: 256)
    /// Its given name is known as one.
    static let hasGivenName = Marks(rawValue: 512)
    /// It depends on the words before: the adviser *of* Zarif.
    static let isDependent = Marks(rawValue: 1024)
    /// A surname alone, known in another spelling.
    static let isRespelled = Marks(rawValue: 4096)
    /// In Arabic letters.
    static let arabic = Marks(rawValue: 2048)
  }

  /// Bytes of the name, and where its titles begin.
  var start: Int32
  var end: Int32
  var titleStart: Int32
  var sentence: Int32
  /// Into `segmentWords`.
  var firstWord: Int32
  var wordCount: Int32
  /// As in ``Mention/who``, or `unknown`.
  var who: Int32
  /// Into `entities`, once they were made.
  var entity: Int32 = -1
  /// Into `offices`; -1 where no office is named with it.
  var office: Int32 = -1
  var marks: Marks

  static let unknown = Int32.min
}

/// An office as a text says it.
struct OfficePhrase {
  /// Its words without names of states, and without names of other bodies too.
  var key = OfficeKey()
  var bareKey = OfficeKey()
  /// The noun that it is a kind of: minister, for the Iranian foreign minister.
  var head: UInt64 = 0
  /// Nothing but the noun: the minister.
  var isBareNoun: Bool { words == 1 && country == .none && organisation == PersonSegment.unknown }
  /// How many say something.
  var words = 0
  var country = CountryCode.none
  /// As in ``Mention/who``; `PersonSegment.unknown` for none.
  var organisation = PersonSegment.unknown
  var isFormer = false
  /// Deputy foreign minister, adviser to the minister.
  var isDeputy = false
  /// Begins with a capital: the Leader.
  var isCapitalised = false
  var isFemale = false
  var isMale = false
  /// More than one, or nobody in particular.
  var isVague = false
  /// A person's name is part of it: Zarif's deputy.
  var hasPerson = false
}

/// Reads the names of one text at a time, paragraph by paragraph.
@safe struct NameReading {
  /// More stretches of capitalised words of one text are not kept, nor more words of them.
  static let mostSegments = 200_000
  static let mostSegmentWords = 500_000

  let gazetteer: Gazetteer
  let memory: NameMemory
  private(set) var text = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private(set) var context = DocumentContext()
  let kinds = WordKinds.english
  var words: [TextWord] = []

  var mentions: [Mention] = []
  var lists: [[Int]] = []
  /// Mentions by names that hold for a time only.
  var datedMentions: [(mention: Int32, entry: Int32, kind: NameKind, sentence: Int32)] = []
  var segments: [PersonSegment] = []
  /// Of the word that is being looked at.
  var letters: [UInt8] = []
  /// Words of names, of the text or known, that were looked at, by their hashes.
  var recent = [PersonWord](repeating: PersonWord(), count: recentWords)
  static let recentWords = 4096
  /// Skeletons of two words run together, by a hash of both: most come again and again.
  var recentPairs = [(words: UInt64, skeleton: UInt64, isTelling: Bool)](
    repeating: (0, 0, false), count: recentWords)
  var segmentWords: [PersonWord] = []
  var offices: [OfficePhrase] = []
  var entities: [PersonEntity] = []
  /// The first entity of each surname.
  var entityOfSurname = EntityTable()
  /// The entity of each known person, or of several who may be meant: by ``Mention/who``.
  var entityOfActor = EntityTable()
  /// Sentences since the start of the text.
  var sentence: Int32 = 0
  /// Where each sentence starts.
  var sentenceStarts: [Int32] = []
  /// Abbreviations that the text gives to bodies of its own.
  var ownAbbreviations: Set<UInt64> = []
  /// Who was found to speak, in the order of the text.
  var turns: [SpokenTurn] = []
  /// Countries of which ``isAbout(_:)`` was asked.
  var countriesNamed: [CountryCode: Bool] = [:]
  /// Newest year of which the text speaks as past.
  var newestYear = 0

  init(_ gazetteer: Gazetteer, _ memory: NameMemory = NameMemory()) {
    (self.gazetteer, self.memory) = (gazetteer, memory)
  }

  /// Forgets the text before, and begins with another; lists keep their memory, unless the text was a large one.
  mutating func begin(_ text: UnsafeBufferPointer<UInt8>, context: DocumentContext) {
    if unsafe self.text.count > 1 << 20 { self = NameReading(gazetteer, memory) }
    unsafe (self.text, self.context) = unsafe (text, context)
    mentions.removeAll(keepingCapacity: true)
    lists.removeAll(keepingCapacity: true)
    datedMentions.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
    segmentWords.removeAll(keepingCapacity: true)
    offices.removeAll(keepingCapacity: true)
    entities.removeAll(keepingCapacity: true)
    entityOfSurname.removeAll()
    entityOfActor.removeAll()
    sentenceStarts.removeAll(keepingCapacity: true)
    ownAbbreviations.removeAll(keepingCapacity: true)
    turns.removeAll(keepingCapacity: true)
    countriesNamed.removeAll(keepingCapacity: true)
    (sentence, newestYear, earliestByOffice) = (0, 0, 0)
    // What a news text of this length has, so that lists seldom grow.
    let expected = min(text.count / 80, 4096)
    mentions.reserveCapacity(expected)
    segments.reserveCapacity(expected)
    segmentWords.reserveCapacity(expected * 2)
    sentenceStarts.reserveCapacity(expected)
  }

  /// The hash of a word, made when it is first asked for.
  @inline(__always)
  mutating func hash(_ index: Int) -> UInt64 {
    let known = words[index].hash
    if known != 0 { return known }
    return hashAnew(index)
  }

  private mutating func hashAnew(_ index: Int) -> UInt64 {
    let (start, end) = (Int(words[index].start), Int(words[index].end))
    var hash = NameHash.empty
    var at = start
    while at < end, unsafe NameFolding.isLetter(text[at]) {
      hash = unsafe NameHash.adding(UInt32(text[at] | 0x20), to: hash)
      at += 1
    }
    if at == end {
      words[index].hash = hash
      words[index].length = UInt16(clamping: end - start)
      return hash
    }
    var position = Int(words[index].start)
    let word = unsafe gazetteer.folding.word(text, from: &position, to: Int(words[index].end))
    words[index].hash = word.hash
    words[index].shape = word.shape
    words[index].length = UInt16(clamping: word.length)
    // A possessive 's is no part of the word.
    words[index].end = Int32(word.end)
    return word.hash
  }

  /// What a word is to names.
  @inline(__always)
  mutating func kind(_ index: Int) -> WordKind {
    let known = words[index].kind
    if known != TextWord.unknownKind { return known }
    let kind = kinds[hash(index)]
    words[index].kind = kind
    return kind
  }

  /// A list of actors as a mention holds it.
  mutating func who(_ actors: [Int]) -> Int32 {
    if actors.count == 1 { return Int32(actors[0]) }
    if let known = lists.suffix(32).lastIndex(of: actors) { return Int32(-1 - known) }
    lists.append(actors)
    return Int32(-lists.count)
  }

  mutating func actors(_ who: Int32) -> [Int] {
    who == PersonSegment.unknown ? [] : who >= 0 ? [Int(who)] : lists[Int(-1 - who)]
  }

  /// The days on which the text may have been written: as given or, where nothing was, from what it speaks of.
  var days: DayRange {
    guard context.days.earliest == 0 else { return context.days }
    return DayRange(
      earliest: min(max(newestYear * 10_000, earliestByOffice), context.days.latest),
      latest: context.days.latest)
  }

  /// Since when those who are named with their offices have held them.
  var earliestByOffice = 0
}
