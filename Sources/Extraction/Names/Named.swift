// What a reading of names gives: mentions of known actors, and who the speakers are.

/// A known actor's name in a text.
public struct Mention: Sendable, Hashable {
  var startByte: Int32
  var endByte: Int32
  /// An actor; below 0, -1 minus an index into the lists of those who fit.
  var who: Int32

  /// UTF-8 bytes of the text, end excluded, without a possessive `'s`.
  public var range: Range<Int> { Int(startByte)..<Int(endByte) }
}

/// Whose words a quotation is.
public enum SpeakerIdentity: Sendable, Hashable {
  /// A known actor.
  case actor(Int)
  /// Two or more fit, and the text does not say which.
  case candidates([Int])
  /// Somebody whom the gazetteer does not know, under the fullest name that the text has, and where it has it.
  case unknown(name: String, range: Range<Int>)
  /// Nobody in particular, or nobody who could be found: a source, officials, "he" with nobody before.
  case none
}

/// What was read.
public struct Named: Sendable {
  /// In the order of the text; none within another.
  public internal(set) var mentions: [Mention] = []
  /// For each quotation, in the order in which they were given.
  public internal(set) var speakers: [SpeakerIdentity] = []
  var lists: [[Int]] = []

  /// The actors that a mention can be: one, or several where the text does not tell.
  public func actors(of mention: Mention) -> [Int] {
    mention.who >= 0 ? [Int(mention.who)] : lists[Int(-1 - mention.who)]
  }
}

/// What is known of a document before it is read.
public struct DocumentContext: Sendable, Hashable {
  /// When it was written.
  public var days: DayRange
  /// Of its dateline or its publisher: whose "the president" is meant.
  public var country: CountryCode?

  public init(days: DayRange = .unknown, country: CountryCode? = nil) {
    (self.days, self.country) = (days, country)
  }
}
