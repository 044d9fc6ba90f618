// What is known of a token without looking at its neighbours' words: its shape, and the classes of its word.

/// Bits of a token. The lower sixteen say what it looks like and where it stands, the others come from the lexicon.
struct WordClasses: OptionSet, Sendable {
  let rawValue: UInt64

  // Shape and place, set by the tokenizer.
  static let word = bit(0)
  /// A sign that is no word and no quotation mark; its lexeme says which.
  static let punctuation = bit(1)
  /// A quotation mark, or an apostrophe that could be one; its lexeme says which.
  static let mark = bit(2)
  /// A stretch in quotation marks taken as one token; only in a ``Skeleton``.
  static let region = bit(3)
  static let isCapitalised = bit(4)
  /// Two letters or more, all of them capitals, as far as Latin letters go.
  static let isAllCapitals = bit(5)
  static let startsWithDigit = bit(6)
  /// Ends in 's or ’s; see ``Paragraph/endWithoutPossessive(of:)``.
  static let isPossessive = bit(7)
  /// First word of a paragraph, after the end of a sentence, or after an opening quotation mark.
  static let isSentenceInitial = bit(8)
  /// Stands between quotation marks (single or double) that belong together.
  static let isInQuote = bit(9)
  /// White space, or the start of the paragraph, before it.
  static let hasSpaceBefore = bit(10)
  /// Its last byte is the full stop of an abbreviation.
  static let endsWithStop = bit(11)
  /// . ? ! … or their like in other scripts.
  static let endsSentence = bit(12)
  static let hasHyphen = bit(13)
  /// Its last letter is an s, and it is no possessive.
  static let endsInS = bit(14)

  // Verbs: what the verb can do, and which of its forms this is.
  /// Can report words on its own: said, insisted.
  static let strongCue = bit(16)
  /// Reports words in some sentences only: called, praised, shows.
  static let weakCue = bit(17)
  /// Very often governs a clause that tells what was said.
  static let coreCue = bit(18)
  static let baseForm = bit(19)
  static let sForm = bit(20)
  static let pastForm = bit(21)
  static let ingForm = bit(22)
  /// A finite form of a verb that reports nothing, or an auxiliary.
  static let plainVerb = bit(23)
  static let auxiliary = bit(24)
  static let be = bit(25)
  /// Also a plural noun: claims, reports.
  static let nounLikeVerb = bit(26)
  /// Unknown to the lexicon, in lower case, ends in -ed.
  static let edWord = bit(27)
  /// Unknown to the lexicon, in lower case, ends in -ing.
  static let ingWord = bit(28)

  // Other words.
  static let adverb = bit(29)
  static let determiner = bit(30)
  static let subordinator = bit(31)
  static let preposition = bit(32)
  static let timeWord = bit(33)
  /// A noun for something said: claim, statement.
  static let nounCue = bit(34)
  /// Opens a segment between commas that is no subject: according, during, asked.
  static let opener = bit(35)
  /// A noun for an occasion to speak: interview, tweet.
  static let occasion = bit(36)
  static let subjectPronoun = bit(37)
  static let objectPronoun = bit(38)
  static let possessivePronoun = bit(39)
  static let relative = bit(40)
  static let month = bit(41)
  static let title = bit(42)
  static let placeAbbreviation = bit(43)
  /// Never a speaker by itself.
  static let notSpeaker = bit(44)
  static let negation = bit(45)
  /// A noun for somebody or something that speaks: spokesman, ministry, poll.
  static let speakerNoun = bit(46)
  /// A common adjective or participle before a noun.
  static let adjective = bit(47)
  /// A common noun, not of the classes above.
  static let noun = bit(48)
  static let numberWord = bit(49)
  /// A verb of speech in the narrow sense, whose complement is an indirect quotation.
  static let speechCue = bit(50)
  static let modal = bit(51)
  static let have = bit(52)
  /// A form that is a participle only: written, shown.
  static let participle = bit(53)

  /// A verb whose object does what an infinitive behind it says: lead, ask, push.
  static let causes = bit(59)
  /// With a capital, ends in -ed, -ing or -ly: perhaps no name, where it opens a sentence.
  static let mayBeParticiple = bit(60)

  /// A verb that gives a name or a title: called, titled.
  static let names = bit(61)

  /// Then, now, formerly: in front of what somebody was or is.
  static let formerly = bit(62)

  /// A verb of speech with an infinitive: promised to come.
  static let promises = bit(63)
  /// A verb of speech that names the hearer first: reminded them that.
  static let addresses = bit(57)
  /// A verb for what somebody thinks or feels, not says.
  static let attitude = bit(58)
  /// A verb whose object may be heard to say something: see, hear, remember.
  static let perceives = bit(15)

  /// A verb of speech with a noun phrase for what was said: criticized the plan. Shares its bit with ``isShort``.
  static let reportsObject = bit(54)

  // Regions, as tokens of a skeleton.
  /// Of less than four words.
  static let isShort = bit(54)
  /// All its words have capitals but the small ones, and no sign ends it: the title of a film.
  static let isTitle = bit(60)
  /// Its last sign is a comma.
  static let endsInComma = bit(55)
  /// Its last sign is one that no stop follows: ? ! … or a dash.
  static let endsInQuestion = bit(56)
  /// Its first letter is a small one.
  static let startsSmall = bit(58)

  private static func bit(_ index: UInt64) -> WordClasses { WordClasses(rawValue: 1 << index) }

  /// Whether any of `classes` is set.
  @inline(__always) func hasAny(_ classes: WordClasses) -> Bool { rawValue & classes.rawValue != 0 }
}
