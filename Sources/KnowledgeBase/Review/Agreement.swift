// How far two people who coded blind agree, and what they agreed on taken over.
import Storage

/// Two people's blind decisions on the same quotes.
public struct Agreement: Sendable {
  /// One quote on which both decided.
  public struct Pair: Sendable, Hashable {
    public let key, text: String
    /// What each decided: `reject`, or `accept` with the speaker's key and the place.
    public let first, second: String
    public var isSame: Bool { first == second }
  }

  /// Who they are.
  public let first, second: String
  /// In the order of the texts.
  public let pairs: [Pair]
  /// Cohen's kappa on accept against reject; nil where chance alone explains everything (all the same verdict),
  /// or where there is no pair.
  public let verdictKappa: Double?
  /// Cohen's kappa where each speaker is a category of its own, and `reject` one more.
  public let speakerKappa: Double?
  /// The share of pairs with the same verdict, and with the same verdict, speaker and place.
  public let verdictShare, wholeShare: Double

  public var differing: [Pair] { pairs.filter { !$0.isSame } }
}

extension KnowledgeBase {
  /// Compares the blind decisions of two people.
  ///
  /// J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
  ///
  /// - Parameter authors: two names; none where exactly two people decided blind.
  /// - Throws: ``Failure`` where it is not clear which two are meant.
  public func agreement(of authors: [String] = []) throws -> Agreement {
    try read { try $0.agreement(of: authors) }
  }

  /// Whether anybody has decided blind, and has not been merged yet.
  public func hasBlindDecisions() throws -> Bool {
    try read { lookup in
      try lookup.connection.first("SELECT 1 FROM decision WHERE is_blind = 1") { _ in true } ?? false
    }
  }

  /// Takes over what two people agree on: the quotes get the verdict, the speaker and the place that both chose.
  /// On the rest they go on deciding blind.
  public func mergeAgreed(of authors: [String] = [], by authorship: Authorship, isTrial: Bool = false) throws
    -> (agreement: Agreement, edit: Edit)
  {
    var agreement: Agreement!
    let edit = try edit(authorship, isTrial: isTrial) { editor in
      agreement = try editor.lookup.agreement(of: authors)
      for pair in agreement.pairs where pair.isSame { try editor.merge(pair, of: agreement) }
    }
    return (agreement, edit)
  }
}

extension Lookup {
  fileprivate func agreement(of authors: [String]) throws -> Agreement {
    var authors = authors
    let all = try connection.all("SELECT DISTINCT author FROM decision WHERE is_blind = 1 ORDER BY author") {
      $0.text(0) ?? ""
    }
    if authors.isEmpty, all.count == 2 { authors = all }
    guard authors.count == 2, authors[0] != authors[1] else {
      throw Failure(
        .ambiguous,
        "name two people who decided blind; such decisions are there of \(all.joined(separator: ", "))")
    }
    for author in authors where !all.contains(author) {
      throw Failure(
        .notFound,
        "no blind decision is by '\(shown(author))'\(Nearest.hint(Nearest.three(to: author, among: all) { $0 }))"
      )
    }
    // (A decision without a place of its own leaves it where it was.)
    let choice = { (table: String) -> SQL in
      "\(raw: table).verdict || ifnull(' ' || (SELECT key FROM actor WHERE id = \(raw: table).speaker_id), '') || ifnull(' @' || \(raw: table).start || '-' || \(raw: table).\"end\", '')"
    }
    var verdicts: [(String, String)] = []
    var speakers: [(String, String)] = []
    let pairs = try connection.all(
      """
      SELECT quote.key, quote.text, \(choice("a")), \(choice("b")), a.verdict, b.verdict, ifnull(a.speaker_id, 0), ifnull(b.speaker_id, 0)
      FROM decision AS a JOIN decision AS b ON b.quote_id = a.quote_id JOIN quote ON quote.id = a.quote_id
      WHERE a.is_blind = 1 AND b.is_blind = 1 AND a.author = \(authors[0]) AND b.author = \(authors[1])
      ORDER BY (SELECT min(passage_id) FROM appearance WHERE quote_id = quote.id), quote.key
      """
    ) { row in
      verdicts.append((row.text(4) ?? "", row.text(5) ?? ""))
      speakers.append((row.text(6) ?? "", row.text(7) ?? ""))
      return Agreement.Pair(
        key: row.text(0) ?? "", text: row.text(1) ?? "", first: row.text(2) ?? "", second: row.text(3) ?? "")
    }
    func share(_ count: Int) -> Double { pairs.isEmpty ? 0 : Double(count) / Double(pairs.count) }
    return Agreement(
      first: authors[0], second: authors[1], pairs: pairs, verdictKappa: kappa(verdicts),
      speakerKappa: kappa(speakers), verdictShare: share(verdicts.filter { $0.0 == $0.1 }.count),
      wholeShare: share(pairs.filter(\.isSame).count))
  }
}

/// Cohen's kappa: how much more often two agree than their habits alone would make them.
func kappa(_ pairs: [(String, String)]) -> Double? {
  guard !pairs.isEmpty else { return nil }
  let total = Double(pairs.count)
  let observed = Double(pairs.filter { $0.0 == $0.1 }.count) / total
  let first = Dictionary(grouping: pairs, by: \.0).mapValues { Double($0.count) }
  let second = Dictionary(grouping: pairs, by: \.1).mapValues { Double($0.count) }
  let expected = first.map { $0.value * (second[$0.key] ?? 0) }.reduce(0, +) / (total * total)
  return expected == 1 ? nil : (observed - expected) / (1 - expected)
}

extension Editor {
  /// Applies what both chose, unless somebody has decided openly meanwhile.
  fileprivate func merge(_ pair: Agreement.Pair, of agreement: Agreement) throws {
    let isOpen = try connection.first("SELECT 1 FROM quote WHERE key = \(pair.key) AND status = 'proposed'") {
      _ in true
    }
    guard isOpen != nil else { return }
    for author in [agreement.first, agreement.second] {
      let choice = try connection.first(
        """
        SELECT decision.id, verdict, (SELECT key FROM actor WHERE id = decision.speaker_id), start, "end", why
        FROM decision JOIN quote ON quote.id = decision.quote_id
        WHERE quote.key = \(pair.key) AND author = \(author) AND is_blind = 1
        """
      ) { row in
        (
          id: row.int64(0),
          decision: Decision(
            row.text(1) == "accept" ? .accept : .reject, speaker: row.text(2),
            passage: row.integer(3).flatMap { start in row.integer(4).map { start..<$0 } }, why: row.text(5))
        )
      }
      guard let choice else { continue }
      try connection.execute("DELETE FROM decision WHERE id = \(choice.id)")
      _ = try decide(choice.decision, on: pair.key, by: author, isBlind: false)
    }
  }
}
