// Quotes: who said what, when, and where it is written.
import Storage

/// Words that a speaker said: one row of the view `quotes`.
public struct Quote: Sendable, Hashable {
  /// What to type and cite.
  public let key: String
  /// The speaker's name and key; nil only while a proposal leaves it open.
  public let speaker, speakerKey: String?
  /// The words, byte for byte.
  public let text: String
  /// BCP 47; `und` where not known.
  public let language: String
  /// When it was said, EDTF.
  public let saidOn: String?
  /// `direct`, `mixed` or `indirect`.
  public let kind: String
  /// `proposed`, `accepted`, `denied`, `misattributed`, `rejected` or `retracted`.
  public let status: String
  /// The first source that prints it: its title, or its key where it has none; and its key.
  public let source, sourceKey: String?
  /// Who published that source, and when (EDTF).
  public let publisher, publishedOn: String?
  /// The passage in the archived text, in code points from 0, end excluded.
  public let start, end: Int?
  /// The speaker as written there, and the word that reports.
  public let attributedAs, cue: String?
  /// Topic keys.
  public let topics: [String]
  /// The place in a source that is not archived.
  public let locator: String?
  /// Where it was first said: title (or key), and key.
  public let origin, originKey: String?
  /// The key of the quote that it translates.
  public let translationOf: String?

  package static let kinds = ["direct", "mixed", "indirect"]
}

/// A question for quotes. All conditions must hold; nil asks nothing. Newest first, then by key; those
/// without a date come last.
public struct QuoteQuery: Sendable {
  /// Words that the text has, folded, in any order.
  public var words: String?
  /// Who said it: a name or key.
  public var speaker: String?
  /// Whom it names: a name or key. A state and its government count as one.
  public var about: String?
  /// A topic, with all below it.
  public var topic: String?
  /// A source that prints it, or in which it was first said: a key or title.
  public var source: String?
  /// Who published a source that prints it: a name or key.
  public var publisher: String?
  /// Said then or later (earlier): EDTF. A date with unknown parts counts where it can fall there.
  public var since, until: String?
  /// BCP 47; `fa` also finds `fa-Latn`.
  public var language: String?
  /// `direct`, `mixed` or `indirect`.
  public var kind: String?
  public var status: StatusFilter
  /// At most so many; 0 for all.
  public var limit: Int
  /// Go on after the quote with this key.
  public var after: String?

  public init(
    _ words: String? = nil, speaker: String? = nil, about: String? = nil, topic: String? = nil,
    source: String? = nil,
    publisher: String? = nil, since: String? = nil, until: String? = nil, language: String? = nil,
    kind: String? = nil,
    status: StatusFilter = .current, limit: Int = 0, after: String? = nil
  ) {
    (self.words, self.speaker, self.about, self.topic, self.source) = (words, speaker, about, topic, source)
    (self.publisher, self.since, self.until, self.language, self.kind) = (
      publisher, since, until, language, kind
    )
    (self.status, self.limit, self.after) = (status, limit, after)
  }
}

extension KnowledgeBase {
  /// The quotes that a question asks for.
  public func quotes(_ query: QuoteQuery = QuoteQuery()) throws -> [Quote] { try records(query) }

  /// The same one by one, for answers of any length; `body` runs while the file is being read.
  public func forEachQuote(_ query: QuoteQuery = QuoteQuery(), _ body: (Quote) throws -> Void) throws {
    try each(query, body)
  }
}

extension QuoteQuery: Query {
  package static let noun = "quote"

  package func statement(_ lookup: Lookup) throws -> Statement {
    var statement = Statement(view: "quotes", order: "latest DESC, key", limit: limit)
    statement.lean = "SELECT * FROM \(Self.lean(withSpeaker: speaker != nil))"
    if let speaker { statement.conditions.append("speaker_key = \(try lookup.actor(speaker))") }
    statement.words = try lookup.wordsCondition(
      words, index: "quote_search", table: "quote", isCut: limit > 0, isNarrow: speaker != nil)
    if let about {
      let keys = try lookup.polity(about)
      statement.conditions.append(
        """
        key IN (
          SELECT quote.key FROM quote_search JOIN quote ON quote.id = quote_search.rowid
          WHERE quote_search MATCH \(try lookup.namesMatch(keys))
          UNION SELECT appearances.quote_key FROM mentions JOIN appearances ON appearances.source_key = mentions.source_key
            AND mentions.start >= appearances.start AND mentions.end <= appearances.end
          WHERE mentions.actor_key IN (\(list: keys)) AND mentions.status NOT IN ('rejected', 'retracted'))
        """)
    }
    if let topic { statement.conditions.append(try lookup.topicCondition(topic, on: "quote")) }
    if let source {
      let key = try lookup.source(source)
      statement.conditions.append(
        "key IN (SELECT quote_key FROM appearances WHERE source_key = \(key) UNION SELECT key FROM quotes WHERE origin_key = \(key))"
      )
    }
    if let publisher {
      statement.conditions.append(
        """
        key IN (SELECT appearances.quote_key FROM sources JOIN appearances ON appearances.source_key = sources.key
          WHERE sources.publisher_key = \(try lookup.actor(publisher)))
        """)
    }
    if let language {
      guard language.wholeMatch(of: /[A-Za-z0-9-]{2,35}/) != nil else {
        throw Failure(.invalid, "'\(lookup.shown(language))' is no BCP 47 tag, such as en, fa or fa-Latn")
      }
      // The index helps where few have the language, and would only be in the way of the order where most have it.
      let column: SQL = try lookup.isCommon("quote WHERE language = \(language)") ? "+language" : "language"
      // (In ASCII, '.' comes next after '-'.)
      statement.conditions.append(
        "(\(column) = \(language) OR \(column) >= \(language + "-") AND \(column) < \(language + "."))")
    }
    if let kind = try checked(kind, "kind of a quote", Quote.kinds) {
      statement.conditions.append(
        kind == "direct" ? "kind = 'direct'" : "kind = \(kind) AND kind <> 'direct'")
    }
    // (Speakers and dates are counted in an index, which does not know what is set aside.)
    let isIndexed = words == nil && statement.conditions.count == (speaker == nil ? 0 : 1)
    if let condition = try status.condition() {
      if status == .current, isIndexed {
        statement.standing = (condition, "SELECT * FROM \(Self.setAside(withSpeaker: speaker != nil))")
      } else {
        statement.conditions.append(condition)
      }
    }
    try statement.restrict(since: since, until: until)
    if status == .current, let words, statement.conditions.count == 1 {
      let match = lookup.words(words).match
      if !match.isEmpty { statement.counted = Self.count(matching: match) }
    }
    try statement.goOn(after: after, in: "quotes", lookup)
    return statement
  }

  /// Counts all quotes that match, but for the few that are set aside, which have an index.
  static func count(matching match: String) -> SQL {
    """
    SELECT (SELECT count(*) FROM quote_search WHERE quote_search MATCH \(match))
      - (SELECT count(*) FROM quote WHERE \(isSetAside)
        AND EXISTS (SELECT 1 FROM quote_search WHERE rowid = quote.id AND quote_search MATCH \(match))) AS n
    """
  }

  /// The view without what only a reader needs: enough to count.
  static func lean(withSpeaker: Bool) -> SQL { lean(withSpeaker, "quote.speaker_id", "") }

  /// Of the same, only what was rejected or retracted. (The `+` leaves but one index to look in.)
  static func setAside(withSpeaker: Bool) -> SQL {
    lean(withSpeaker, "+quote.speaker_id", " WHERE \(isSetAside)")
  }

  private static let isSetAside: SQL =
    "quote.status <> 'accepted' AND quote.status IN ('rejected', 'retracted')"

  private static func lean(_ withSpeaker: Bool, _ speaker: SQL, _ filter: SQL) -> SQL {
    let columns: SQL = "quote.key, quote.language, quote.kind, quote.status, quote.earliest, quote.latest"
    guard withSpeaker else { return "(SELECT \(columns) FROM quote\(filter)) AS quotes" }
    return
      "(SELECT \(columns), actor.key AS speaker_key FROM quote JOIN actor ON actor.id = \(speaker)\(filter)) AS quotes"
  }

  package static func record(_ row: Row) -> Quote {
    Quote(
      key: row.text(0) ?? "", speaker: row.text(1), speakerKey: row.text(2), text: row.text(3) ?? "",
      language: row.text(4) ?? "",
      saidOn: row.text(5), kind: row.text(6) ?? "", status: row.text(7) ?? "", source: row.text(8),
      sourceKey: row.text(9),
      publisher: row.text(10), publishedOn: row.text(11), start: row.integer(12), end: row.integer(13),
      attributedAs: row.text(14), cue: row.text(15), topics: row.list(16), locator: row.text(17),
      origin: row.text(18),
      originKey: row.text(19), translationOf: row.text(20))
  }
}

extension Row {
  /// A column that joins several values by `; `.
  func list(_ column: Int) -> [String] { text(column)?.split(separator: "; ").map(String.init) ?? [] }
}

extension Lookup {
  /// Records whose text has all these words; nil where nothing is asked.
  ///
  /// - Parameters:
  ///   - isCut: whether only the first of a list are wanted.
  ///   - isNarrow: whether other conditions leave few records, so that each can be asked.
  func wordsCondition(
    _ text: String?, index: String, table: String, isCut: Bool = false, isNarrow: Bool = false
  ) throws -> (look: SQL, count: SQL)? {
    guard let text else { return nil }
    let words = words(text)
    if words.isEmpty { return ("FALSE", "FALSE") }
    let having: SQL = """
      key IN (SELECT \(raw: table).key FROM \(raw: index) JOIN \(raw: table) ON \(raw: table).id = \(raw: index).rowid
        WHERE \(raw: index) MATCH \(words.match))
      """
    // Where words are in very many records, going through the list in its order and asking each record beats
    // looking up all that have the words.
    guard isCut || isNarrow, try isCommon("\(raw: index) WHERE \(raw: index) MATCH \(words.match)") else {
      return (having, having)
    }
    let each: SQL = """
      EXISTS (SELECT 1 FROM \(raw: table) AS named JOIN \(raw: index) ON \(raw: index).rowid = named.id
        WHERE named.key = \(raw: table)s.key AND \(raw: index) MATCH \(words.match))
      """
    return (each, isNarrow ? each : "+\(having)")
  }

  /// Whether very many rows fulfil a condition; counting stops there.
  func isCommon(_ rows: SQL) throws -> Bool {
    let many = 50_000
    return try connection.first("SELECT count(*) FROM (SELECT 1 FROM \(rows) LIMIT \(many))") {
      $0.integer(0)
    } == many
  }

  /// Records that carry a topic, or one below it.
  func topicCondition(_ topic: String, on table: String) throws -> SQL {
    """
    key IN (
      WITH RECURSIVE below (id) AS (
        SELECT id FROM topic WHERE key = \(try self.topic(topic))
        UNION SELECT topic.id FROM topic JOIN below ON topic.parent_id = below.id)
      SELECT \(raw: table).key FROM below JOIN tag ON tag.topic_id = below.id JOIN \(raw: table) ON \(raw: table).id = tag.\(raw: table)_id)
    """
  }
}
