// What a word or a sign of a Persian or Arabic paragraph is to the rules.

struct ScriptClasses: OptionSet, Sendable {
  let rawValue: UInt64

  static let word = bit(0)
  /// A stretch in quotation marks, taken as one.
  static let region = bit(1)
  static let comma = bit(2)
  static let colon = bit(3)
  static let semicolon = bit(4)
  static let stop = bit(5)
  static let dash = bit(6)
  static let openBracket = bit(7)
  static let closeBracket = bit(8)

  /// A finite verb that reports words.
  static let verb = bit(11)
  /// Persian: reports with an auxiliary behind it. Arabic: reports beside the verb of its sentence (saying, adding).
  static let participle = bit(12)
  static let auxiliary = bit(13)
  // Persian nouns that report together with a verb: to do, to have, to give, to become.
  static let doNoun = bit(14)
  static let haveNoun = bit(15)
  static let giveNoun = bit(16)
  static let becomeNoun = bit(17)
  static let doVerb = bit(18)
  static let haveVerb = bit(19)
  static let giveVerb = bit(20)
  static let becomeVerb = bit(21)
  /// Opens the clause that tells what was said.
  static let that = bit(22)
  static let preposition = bit(23)
  static let conjunction = bit(24)
  static let time = bit(25)
  static let pronoun = bit(26)
  static let demonstrative = bit(27)
  /// Never part of a speaker's name or title, and no preposition.
  static let adverb = bit(28)
  static let relative = bit(29)
  /// A noun for an occasion to speak: a press conference, a message.
  static let occasion = bit(30)
  /// A noun whose place belongs to it: the ambassador *in* London, a source *in* the ministry.
  static let placed = bit(31)
  /// One, some: *of* what follows.
  static let quantity = bit(32)
  /// Gives something a name or a judgement: called it “a lie”.
  static let namer = bit(33)
  /// Before the name of a newspaper, a film, an operation: no words of anybody.
  static let beforeTitle = bit(34)
  /// Arabic: and- or so- is written together with the word.
  static let hasClitic = bit(35)
  /// Arabic: begins with the article.
  static let isDefinite = bit(36)
  /// Arabic: to reporters, to the agency.
  static let hearer = bit(37)
  /// What a line before a colon says that is nobody: place, time, photograph.
  static let label = bit(38)
  /// A region of less than four words.
  static let isShort = bit(39)
  /// A region whose last sign ends a sentence.
  static let endsSentence = bit(40)
  /// Ends the words by which an article begins its sentence: in this respect, in the end.
  static let settled = bit(41)
  /// Arabic: ends as adjectives of origin do in the feminine, ية.
  static let endsInIya = bit(43)
  /// Arabic: a preposition that can tell the place of an office: in, at, to, for.
  static let ofPlace = bit(44)
  /// Arabic: ends in ة; ends in ت.
  static let isFeminine = bit(45)
  static let isFeminineVerb = bit(46)
  /// Told by function words: which language a paragraph is in.
  static let languageMark = bit(42)

  static let anyNoun: ScriptClasses = [.doNoun, .haveNoun, .giveNoun, .becomeNoun]

  private static func bit(_ index: UInt64) -> ScriptClasses { ScriptClasses(rawValue: 1 << index) }

  @inline(__always) func hasAny(_ classes: ScriptClasses) -> Bool { rawValue & classes.rawValue != 0 }
}

/// Words that rules call by name, in Latin letters as a dictionary would write them.
enum ScriptLexeme: UInt8, CaseIterable, Sendable {
  case none
  // Persian.
  case gofteh, naql, gozaresh, beh, az, this, keh, inkeh, va, ba, dar, khastar, mi, ra, baraye, gu
  case bar, imam, must, come, affairs
  // Arabic.
  case hasab, wifq, wifqan, naqlan, naqala, an, ala, hadd, qawl, qawluhu, ma, ann, annahu, baynama
  case itIsSaid, fi, came, repliedOrCame
}
