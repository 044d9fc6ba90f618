// Pairs of actors as they are shown: which one to keep, and the reason in words.
import Storage

extension ActorDuplicates {
  private struct Shown {
    let id: Int64
    let key, name, kind: String
    let country: String?
    let isProposed: Bool
    /// How much is said of it.
    let said: Int
  }

  /// A pair with keys and names; the one to keep comes first.
  func pair(_ likely: LikelyPair<Cause>) throws -> DuplicatePair {
    let (one, other) = (try shown(likely.ids.first), try shown(likely.ids.second))
    let isFirst =
      (one.isProposed ? 1 : 0, -one.said, one.id) < (other.isProposed ? 1 : 0, -other.said, other.id)
    let (keep, left) = isFirst ? (one, other) : (other, one)
    var reason = likely.cause.match.reason
    if !likely.cause.arePrimary {
      let (first, second) = (try text(likely.cause.names.first), try text(likely.cause.names.second))
      reason += Array(first.utf8) == Array(second.utf8) ? " “\(first)”" : ": “\(first)”, “\(second)”"
    }
    if keep.kind != left.kind { reason += "; but \(keep.kind) and \(left.kind)" }
    if let here = keep.country, let there = left.country, here != there {
      reason += "; but of \(here) and \(there)"
    }
    return DuplicatePair(
      score: likely.score, reason: reason, relation: .same, firstKey: keep.key, first: keep.name,
      secondKey: left.key, second: left.name)
  }

  private func text(_ name: Int64) throws -> String {
    try lookup.connection.first("SELECT text FROM name WHERE id = \(name)") { $0.text(0) ?? "" } ?? ""
  }

  private func shown(_ id: Int64) throws -> Shown {
    let found = try lookup.connection.first(
      """
      SELECT key, name, kind, country, status = 'proposed',
        (SELECT count(*) FROM name WHERE actor_id = actor.id) + (SELECT count(*) FROM role WHERE person_id = actor.id)
          + (description IS NOT NULL) + (country IS NOT NULL)
      FROM actor WHERE id = \(id)
      """
    ) {
      Shown(
        id: id, key: $0.text(0) ?? "", name: $0.text(1) ?? "", kind: $0.text(2) ?? "", country: $0.text(3),
        isProposed: $0.integer(4) == 1, said: $0.integer(5) ?? 0)
    }
    guard let found else { throw Failure(.notFound, "there is no actor with the id \(id)") }
    return found
  }
}
