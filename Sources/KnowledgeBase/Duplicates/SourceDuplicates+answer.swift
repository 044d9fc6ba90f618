// Pairs of sources as they are shown: which one to keep, and the reason in words.
import Storage

extension SourceDuplicates {
  private struct Shown {
    let id: Int64
    let key, title: String
    let publisher: String?
    let publishedOn: String?
    let isProposed: Bool
    /// How much is said of it, and pinned to it.
    let said: Int
  }

  /// A pair with keys and titles; the one to keep comes first.
  func pair(_ likely: LikelyPair<[Likeness]>) throws -> DuplicatePair {
    let (one, other) = (try shown(likely.ids.first), try shown(likely.ids.second))
    let isFirst =
      (one.isProposed ? 1 : 0, -one.said, one.id) < (other.isProposed ? 1 : 0, -other.said, other.id)
    let (keep, left) = isFirst ? (one, other) : (other, one)
    var reason = likely.cause.map(Self.reason).joined(separator: "; ")
    if let here = keep.publishedOn, let there = left.publishedOn, here != there {
      reason += "; but of \(here) and \(there)"
    }
    if let here = keep.publisher, let there = left.publisher, here != there {
      reason += "; published by \(here) and \(there)"
    }
    return DuplicatePair(
      score: likely.score, reason: reason, relation: .same, firstKey: keep.key, first: keep.title,
      secondKey: left.key, second: left.title)
  }

  private static func reason(_ likeness: Likeness) -> String {
    switch likeness {
    case .file: "the same file"
    case .address: "the same address"
    case .text(share: 1): "the same text"
    case .text(let share):
      "nearly the same text, about \(Int((share * 100).rounded())) % of its word sequences"
    case .title(isOnOneDay: true): "the same title and date"
    case .title(isOnOneDay: false): "the same title"
    case .nearTitle(let words, let of): "nearly the same title, \(words) of \(of) words differ"
    }
  }

  private func shown(_ id: Int64) throws -> Shown {
    let found = try lookup.connection.first(
      """
      SELECT key, ifnull(title, key), (SELECT name FROM actor WHERE id = source.publisher_id), published_on, status = 'proposed',
        4 * (words IS NOT NULL) + (publisher_id IS NOT NULL) + (published_on IS NOT NULL) + (url IS NOT NULL) + (authors IS NOT NULL)
          + (sha256 IS NOT NULL) + (SELECT count(*) FROM appearance WHERE source_id = source.id)
      FROM source WHERE id = \(id)
      """
    ) {
      Shown(
        id: id, key: $0.text(0) ?? "", title: $0.text(1) ?? "", publisher: $0.text(2),
        publishedOn: $0.text(3),
        isProposed: $0.integer(4) == 1, said: $0.integer(5) ?? 0)
    }
    guard let found else { throw Failure(.notFound, "there is no source with the id \(id)") }
    return found
  }
}
