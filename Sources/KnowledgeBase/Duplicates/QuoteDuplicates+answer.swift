// Pairs of quotes as they are shown: which one to keep, and the reason in words.
import Storage
import TextFolding

extension QuoteDuplicates {
  private struct Shown {
    let id: Int64
    let key, text, language: String
    let speaker: String?
    let isProposed: Bool
    /// How much is said of it.
    let said: Int
  }

  /// A pair with keys and words; the one to keep comes first: for a variant, the longer; for a translation, the older.
  func pair(_ likely: LikelyPair<Cause>) throws -> DuplicatePair {
    let (one, other) = (try shown(likely.ids.first), try shown(likely.ids.second))
    func rank(_ quote: Shown) -> (Int, Int, Int, Int64) {
      let length =
        switch likely.cause {
        case .contained: -quote.text.utf8.count
        default: 0
        }
      return (quote.isProposed ? 1 : 0, length, -quote.said, quote.id)
    }
    let (keep, left) = rank(one) < rank(other) ? (one, other) : (other, one)
    var reason = Self.reason(likely.cause, keep, left, lookup.folding)
    switch (keep.speaker, left.speaker) {
    case (let here?, let there?) where here != there: reason += "; but by \(here) and \(there)"
    case (nil, nil): reason += "; the speakers are open"
    case (nil, _), (_, nil): reason += "; one speaker is open"
    default: break
    }
    if try areInOneSource(keep.id, left.id) { reason += "; both in one source" }
    let relation: DuplicatePair.Relation =
      switch likely.cause {
      case .same: .same
      case .edited, .contained: .variant
      case .translation: .translation
      }
    return DuplicatePair(
      score: likely.score, reason: reason, relation: relation, firstKey: keep.key, first: keep.text,
      secondKey: left.key, second: left.text)
  }

  private static func reason(_ cause: Cause, _ keep: Shown, _ left: Shown, _ folding: Folding) -> String {
    switch cause {
    case .same(isVerbatim: true): return "the same words"
    case .same(isVerbatim: false): return "the same words but for signs, case or spelling"
    case .edited(let words, let of):
      return "nearly the same words, \(words) of \(of) differ" + difference(keep.text, left.text, folding)
    case .contained(let words, let of):
      return "the \(words) words of one stand in the \(of) of the other"
    case .translation(let names, let numbers):
      let shared = [
        names.isEmpty ? nil : "both name \(names.joined(separator: ", "))",
        numbers.isEmpty ? nil : "both have \(numbers.joined(separator: ", "))",
      ]
      return "perhaps a translation: one speaker and occasion, in \(keep.language) and \(left.language); "
        + shared.compactMap { $0 }.joined(separator: "; ")
    }
  }

  /// The words that only one of two texts has, where they are few.
  private static func difference(_ one: String, _ other: String, _ folding: Folding) -> String {
    let (a, b) = (folding.words(one), folding.words(other))
    var seen: Set<String> = []
    let only = (
      a.filter { !b.contains($0) && seen.insert($0).inserted },
      b.filter { !a.contains($0) && seen.insert($0).inserted }
    )
    guard only.0.count <= 3, only.1.count <= 3, !(only.0.isEmpty && only.1.isEmpty) else { return "" }
    let sides = [only.0, only.1].map { $0.isEmpty ? "nothing" : "“\($0.joined(separator: " "))”" }
    return ": \(sides[0]) against \(sides[1])"
  }

  private func areInOneSource(_ one: Int64, _ other: Int64) throws -> Bool {
    try lookup.connection.first(
      """
      SELECT 1 FROM appearance JOIN appearance AS second ON second.source_id = appearance.source_id
      WHERE appearance.quote_id = \(one) AND second.quote_id = \(other)
      """
    ) { _ in true } ?? false
  }

  private func shown(_ id: Int64) throws -> Shown {
    let found = try lookup.connection.first(
      """
      SELECT quote.key, quote.text, quote.language, speaker.name, quote.status = 'proposed',
        (SELECT count(*) FROM appearance WHERE quote_id = quote.id) + (quote.said_on IS NOT NULL) + (quote.speaker_id IS NOT NULL)
          + (quote.origin_id IS NOT NULL) + (quote.language <> 'und')
      FROM quote LEFT JOIN actor AS speaker ON speaker.id = quote.speaker_id WHERE quote.id = \(id)
      """
    ) {
      Shown(
        id: id, key: $0.text(0) ?? "", text: $0.text(1) ?? "", language: $0.text(2) ?? "",
        speaker: $0.text(3),
        isProposed: $0.integer(4) == 1, said: $0.integer(5) ?? 0)
    }
    guard let found else { throw Failure(.notFound, "there is no quote with the id \(id)") }
    return found
  }
}
