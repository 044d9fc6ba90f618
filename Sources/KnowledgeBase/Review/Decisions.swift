// Deciding on what was proposed: accept, reject, and take a decision back.
import Storage

/// What one person decides on one proposed quote.
public struct Decision: Sendable, Hashable {
  public enum Verdict: String, Sendable { case accept, reject }

  public var verdict: Verdict
  /// Who said it, where that is not whom the proposal has: a name or key.
  public var speaker: String?
  /// Where the words stand, where that is not where the proposal has them: code points of the archived text.
  public var passage: Range<Int>?
  /// The reason.
  public var why: String?

  public init(_ verdict: Verdict, speaker: String? = nil, passage: Range<Int>? = nil, why: String? = nil) {
    (self.verdict, self.speaker, self.passage, self.why) = (verdict, speaker, passage, why)
  }
}

/// A quote as it was before a decision: what taking the decision back needs.
public struct DecisionUndo: Sendable {
  public let key: String
  let author: String
  let status, text: String
  let speakerId: Int64?
  let appearance: (id: Int64, passageId: Int64?)?
  /// The proposed actor that the decision accepted with the quote.
  let acceptedActor: Int64?
  let isBlind: Bool
}

/// What became of a request to decide on many records.
public struct DecisionReport: Sendable {
  public let edit: Edit
  /// The keys that were decided on.
  public internal(set) var decided: [String] = []
  /// Proposals that were left as they are, because their speaker is open.
  public internal(set) var open: [String] = []
}

extension KnowledgeBase {
  /// Decides on proposed quotes, and accepts or rejects other records (actors, claims, mentions …): one
  /// changeset, all of it or nothing.
  ///
  /// An accepted quote accepts its proposed speaker with it. An accepted mention rejects whom else the same words
  /// could mean. A source stands for all that is proposed from it.
  ///
  /// - Parameters:
  ///   - keys: of quotes, other records, sources; mentions as `SOURCE@START-END:ACTOR`.
  ///   - minConfidence: leave out proposals whose rule is right less often. Without keys: all proposals but these.
  ///   - isBlind: keep the decisions apart; nothing else changes until they are merged.
  /// - Throws: ``Failure`` for an unknown key, an unknown speaker, a passage that is none, and a quote that is
  ///   named by its key and has no speaker.
  public func decide(
    _ decision: Decision, on keys: [String], minConfidence: Double? = nil, isBlind: Bool = false,
    by authorship: Authorship, isTrial: Bool = false
  ) throws -> DecisionReport {
    var report = DecisionReport(edit: Edit.none)
    let edit = try edit(authorship, isTrial: isTrial) { editor in
      report = DecisionReport(edit: report.edit)
      var quotes: [(key: String, isNamed: Bool)] = []
      for key in keys {
        let (kind, key) = try editor.decidable(key)
        switch kind {
        case "quote": quotes.append((key, true))
        case "source":
          quotes += try editor.proposedQuotes("source_key = \(key)", minConfidence).map { ($0, false) }
        default:
          try editor.set(kind, key, decision)
          report.decided.append(key)
        }
      }
      if keys.isEmpty { quotes = try editor.proposedQuotes("TRUE", minConfidence).map { ($0, false) } }
      for quote in quotes {
        if quote.isNamed, let minConfidence, try !editor.isFound(quote.key, atLeast: minConfidence) {
          continue
        }
        do {
          _ = try editor.decide(decision, on: quote.key, by: authorship.author, isBlind: isBlind)
          report.decided.append(quote.key)
        } catch let failure as Failure
          where failure.kind == .ambiguous && !quote.isNamed && decision.speaker == nil
        {
          report.open.append(quote.key)
        }
      }
    }
    return DecisionReport(edit: edit, decided: report.decided, open: report.open)
  }

  /// Decides on one proposed quote.
  ///
  /// - Returns: what ``undo(_:by:)`` takes.
  public func decide(_ decision: Decision, on key: String, isBlind: Bool = false, by authorship: Authorship)
    throws -> DecisionUndo
  {
    var undo: DecisionUndo!
    _ = try edit(authorship) {
      undo = try $0.decide(decision, on: key, by: authorship.author, isBlind: isBlind)
    }
    return undo
  }

  /// Takes a decision back: the quote is again as it was before. The history keeps both.
  public func undo(_ undo: DecisionUndo, by authorship: Authorship) throws {
    _ = try edit(authorship) { try $0.undo(undo) }
  }
}

extension Editor {
  /// What a key means that somebody decides on.
  fileprivate func decidable(_ key: String) throws -> (kind: String, key: String) {
    if let place = PassageAddress(key), place.actor != nil { return ("mention", key) }
    let (kind, found) = try lookup.record(key)
    guard ["quote", "source", "actor", "claim", "relation", "stance", "event"].contains(kind) else {
      throw Failure(.invalid, "\(lookup.shown(found)) is a \(kind), and nothing that is accepted or rejected")
    }
    return (kind, found)
  }

  fileprivate func proposedQuotes(_ condition: SQL, _ minConfidence: Double?) throws -> [String] {
    try connection.all(
      """
      SELECT DISTINCT key FROM proposals WHERE status = 'proposed' AND \(condition)
      AND confidence >= \(.real(minConfidence ?? 0)) ORDER BY source_key, start, key
      """
    ) { $0.text(0) ?? "" }
  }

  fileprivate func isFound(_ key: String, atLeast confidence: Double) throws -> Bool {
    try connection.first("SELECT 1 FROM proposals WHERE key = \(key) AND confidence >= \(.real(confidence))")
    { _ in
      true
    } ?? false
  }

  /// Accepts or rejects a record that is no quote.
  fileprivate func set(_ kind: String, _ key: String, _ decision: Decision) throws {
    guard decision.speaker == nil, decision.passage == nil else {
      throw Failure(
        .invalid, "--speaker and --start, --end go with a quote, and \(lookup.shown(key)) is none")
    }
    let status = decision.verdict == .accept ? "accepted" : "rejected"
    guard kind == "mention", let place = PassageAddress(key), let actor = place.actor else {
      return try connection.execute("UPDATE \(raw: kind) SET status = \(status) WHERE key = \(key)")
    }
    let stretch: SQL = """
      source_id = (SELECT id FROM source WHERE key = \(place.source)) AND start = \(place.start) AND "end" = \(place.end)
      """
    let isThere = try connection.first(
      "SELECT 1 FROM mention WHERE \(stretch) AND actor_id = (SELECT id FROM actor WHERE key = \(actor))"
    ) { _ in true }
    guard isThere != nil else {
      throw Failure(.notFound, "there is no mention \(lookup.shown(key)); kb mention lists them")
    }
    try connection.execute(
      "UPDATE mention SET status = \(status) WHERE \(stretch) AND actor_id = (SELECT id FROM actor WHERE key = \(actor))"
    )
    if decision.verdict == .accept {
      try connection.execute(
        "UPDATE mention SET status = 'rejected' WHERE \(stretch) AND status = 'proposed' AND actor_id <> (SELECT id FROM actor WHERE key = \(actor))"
      )
    }
  }

  /// Decides on one quote, and writes down who did.
  func decide(_ decision: Decision, on key: String, by author: String, isBlind: Bool) throws -> DecisionUndo {
    typealias Found = (id: Int64, status: String, text: String, speaker: Int64?)
    let found =
      try connection.first("SELECT id, status, text, speaker_id FROM quote WHERE key = \(key)") {
        (
          id: $0.int64(0), status: $0.text(1) ?? "", text: $0.text(2) ?? "",
          speaker: $0.isNull(3) ? nil : $0.int64(3)
        )
      } as Found?
    guard let quote = found else { throw Failure(.notFound, "there is no quote '\(lookup.shown(key))'") }
    let place = try connection.first(
      """
      SELECT appearance.id, appearance.passage_id, appearance.source_id FROM appearance
      WHERE quote_id = \(quote.id) ORDER BY passage_id IS NULL, id
      """
    ) { (id: $0.int64(0), passage: $0.isNull(1) ? nil : $0.int64(1), source: $0.int64(2)) }
    var speaker = quote.speaker
    if let name = decision.speaker { speaker = try lookup.id(of: lookup.actor(name), in: "actor") }
    if decision.verdict == .accept, speaker == nil {
      throw Failure(.ambiguous, "\(key) has no speaker yet: say who said it with --speaker")
    }
    if let passage = decision.passage, place == nil {
      throw Failure(
        .invalid,
        "\(key) stands in no archived text, so \(passage.lowerBound) to \(passage.upperBound) means nothing")
    }
    let exact = try decision.passage.map { try words(of: place!.source, in: $0) }
    try record(decision, on: quote.id, speaker: speaker, by: author, isBlind: isBlind)
    var acceptedActor: Int64?
    if !isBlind {
      let status = decision.verdict == .accept ? "accepted" : "rejected"
      try connection.execute(
        "UPDATE quote SET status = \(status), speaker_id = \(speaker), text = \(exact ?? quote.text) WHERE id = \(quote.id)"
      )
      if let passage = decision.passage, let exact, let place {
        let id = try self.passage(place.source, passage, exact)
        try connection.execute("UPDATE appearance SET passage_id = \(id) WHERE id = \(place.id)")
      }
      if decision.verdict == .accept, let speaker {
        let isProposed = try connection.first(
          "SELECT 1 FROM actor WHERE id = \(speaker) AND status = 'proposed'"
        ) { _ in true }
        if isProposed != nil {
          try connection.execute("UPDATE actor SET status = 'accepted' WHERE id = \(speaker)")
          acceptedActor = speaker
        }
      }
    }
    return DecisionUndo(
      key: key, author: author, status: quote.status, text: quote.text, speakerId: quote.speaker,
      appearance: place.map { ($0.id, $0.passage) }, acceptedActor: acceptedActor, isBlind: isBlind)
  }

  private func record(
    _ decision: Decision, on quote: Int64, speaker: Int64?, by author: String, isBlind: Bool
  ) throws {
    let who = decision.verdict == .accept ? speaker : nil
    let (start, end) = (decision.passage?.lowerBound, decision.passage?.upperBound)
    let verdict = decision.verdict.rawValue
    let earlier = try connection.first(
      "SELECT id FROM decision WHERE quote_id = \(quote) AND author = \(author) AND is_blind = \(isBlind ? 1 : 0)"
    ) { $0.int64(0) }
    if let earlier {
      try connection.execute(
        """
        UPDATE decision SET verdict = \(verdict), speaker_id = \(who), start = \(start), "end" = \(end), why = \(decision.why),
          at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = \(earlier)
        """)
    } else {
      try connection.execute(
        """
        INSERT INTO decision (quote_id, author, verdict, speaker_id, start, "end", why, is_blind)
        VALUES (\(quote), \(author), \(verdict), \(who), \(start), \(end), \(decision.why), \(isBlind ? 1 : 0))
        """)
    }
  }

  fileprivate func undo(_ undo: DecisionUndo) throws {
    let quote: SQL = "(SELECT id FROM quote WHERE key = \(undo.key))"
    try connection.execute(
      "DELETE FROM decision WHERE quote_id = \(quote) AND author = \(undo.author) AND is_blind = \(undo.isBlind ? 1 : 0)"
    )
    guard !undo.isBlind else { return }
    try connection.execute(
      "UPDATE quote SET status = \(undo.status), speaker_id = \(undo.speakerId), text = \(undo.text) WHERE key = \(undo.key)"
    )
    if let place = undo.appearance {
      try connection.execute("UPDATE appearance SET passage_id = \(place.passageId) WHERE id = \(place.id)")
    }
    if let actor = undo.acceptedActor {
      try connection.execute("UPDATE actor SET status = 'proposed' WHERE id = \(actor)")
    }
  }

  /// The words that stand in a stretch of an archived text.
  package func words(of source: Int64, in stretch: Range<Int>) throws -> String {
    let found = try connection.first(
      "SELECT key, length(text), substr(text, \(stretch.lowerBound + 1), \(stretch.count)) FROM source WHERE id = \(source)"
    ) { (key: $0.text(0) ?? "", length: $0.integer(1), words: $0.text(2) ?? "") }
    guard let found, let length = found.length else {
      throw Failure(.invalid, "\(found?.key ?? "the source") is not archived, so nothing can be pinned in it")
    }
    guard stretch.lowerBound >= 0, stretch.upperBound <= length, !stretch.isEmpty else {
      throw Failure(
        .invalid,
        "\(stretch.lowerBound) to \(stretch.upperBound) is not a stretch of \(found.key), which has \(length) code points, counted from 0"
      )
    }
    return found.words
  }

  /// The passage at a stretch of an archived text, made where it is new.
  package func passage(_ source: Int64, _ stretch: Range<Int>, _ exact: String) throws -> Int64 {
    let there = try connection.first(
      "SELECT id FROM passage WHERE source_id = \(source) AND start = \(stretch.lowerBound) AND \"end\" = \(stretch.upperBound)"
    ) { $0.int64(0) }
    if let there { return there }
    // (What stands around it is filled here too: in bulk no trigger does it.)
    let (start, end) = (stretch.lowerBound, stretch.upperBound)
    try connection.execute(
      """
      INSERT INTO passage (source_id, start, "end", exact, prefix, suffix)
      SELECT id, \(start), \(end), \(exact), substr(text, \(max(start - 32, 0) + 1), \(min(start, 32))), substr(text, \(end + 1), 32)
      FROM source WHERE id = \(source)
      """)
    return connection.lastInsertedId
  }
}
