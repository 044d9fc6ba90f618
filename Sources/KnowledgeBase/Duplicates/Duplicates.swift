// `kb duplicates`: which records look like two entries for one thing, with the reason in words.
import Storage

/// Which records are looked through.
public enum DuplicateKind: String, Sendable, CaseIterable {
  case actors, quotes, sources

  /// The table, and what one of them is called.
  package var record: String { String(rawValue.dropLast()) }
}

/// Two records that look like one.
public struct DuplicatePair: Sendable, Hashable {
  /// What the two may be to each other.
  public enum Relation: String, Sendable {
    /// One thing that was entered twice: to be merged.
    case same
    /// One utterance in other words, as two outlets print it: to be linked.
    case variant
    /// One utterance in two languages: to be linked.
    case translation
  }

  /// How far the likeness goes, from 0 to 1. It is for sorting, and no probability.
  public let score: Double
  /// Why, in words.
  public let reason: String
  public let relation: Relation
  /// The record to keep: that which people stand behind, which says more, or which is older.
  public let firstKey: String
  /// Its name, words or title.
  public let first: String
  public let secondKey, second: String

  /// What to type where they are one.
  public var command: String {
    switch relation {
    case .same: "kb merge \(firstKey) \(secondKey)"
    case .variant: "kb link \(secondKey) --variant-of \(firstKey)"
    case .translation: "kb link \(secondKey) --translation-of \(firstKey)"
    }
  }
}

/// An answer of ``KnowledgeBase/duplicates(of:limit:minScore:)``.
public struct Duplicates: Sendable {
  /// The best first; alike ones in the order of their records.
  public let pairs: [DuplicatePair]
  /// How many there are, with those that the limit left out.
  public let total: Int
}

extension KnowledgeBase {
  /// Pairs of records that look like two entries for one thing, the best first.
  ///
  /// Left out are records that were rejected, retracted or merged, pairs that a person said are two
  /// (``distinguish(_:_:as:by:isTrial:)``), and quotes that are linked already. No pair is more than a proposal.
  ///
  /// - Parameters:
  ///   - limit: at most so many; 0 for all.
  ///   - minScore: leave out pairs below it, 0 to 1.
  public func duplicates(of kind: DuplicateKind, limit: Int = 50, minScore: Double = 0.5) throws -> Duplicates
  {
    try read { lookup in
      let known = try KnownPairs(of: kind, lookup)
      switch kind {
      case .actors: return try ActorDuplicates(lookup).answer(limit, minScore, known)
      case .quotes: return try QuoteDuplicates(lookup).answer(limit, minScore, known)
      case .sources: return try SourceDuplicates(lookup).answer(limit, minScore, known)
      }
    }
  }
}

/// Two records by their ids, the lower one first.
struct IdPair: Hashable {
  let first, second: Int64

  init(_ one: Int64, _ other: Int64) { (first, second) = one < other ? (one, other) : (other, one) }
}

/// Two records that look alike, before anybody asks for their names.
struct LikelyPair<Cause> {
  let ids: IdPair
  let score: Double
  let cause: Cause
}

/// Pairs on which somebody has decided.
struct KnownPairs {
  private var pairs: Set<IdPair> = []

  init(of kind: DuplicateKind, _ lookup: Lookup) throws {
    guard lookup.connection.schemaVersion >= 3 else { return }
    let table: SQL = "\(raw: kind.record)"
    try lookup.connection.rows(
      """
      SELECT one.id, other.id FROM distinct_pair
      JOIN \(table) AS one ON one.key = distinct_pair.first_key JOIN \(table) AS other ON other.key = distinct_pair.second_key
      """
    ) {
      pairs.insert(IdPair($0.int64(0), $0.int64(1)))
      return true
    }
  }

  func contains(_ pair: IdPair) -> Bool { pairs.contains(pair) }

  /// The pairs to show, in their order, and how many there are in all.
  func ranked<Cause>(_ pairs: [LikelyPair<Cause>], _ limit: Int, _ minScore: Double) -> (
    shown: [LikelyPair<Cause>], total: Int
  ) {
    let left = pairs.filter { $0.score >= minScore && !contains($0.ids) }
    let sorted = left.sorted {
      ($1.score, $0.ids.first, $0.ids.second) < ($0.score, $1.ids.first, $1.ids.second)
    }
    return (limit > 0 ? Array(sorted.prefix(limit)) : sorted, sorted.count)
  }
}

extension Lookup {
  /// That a record counts: it is not set aside, and not taken into another.
  func counts(_ table: String) -> SQL {
    let current: SQL = "\(raw: table).status NOT IN ('rejected', 'retracted')"
    guard connection.schemaVersion >= 3 else { return current }
    return "\(current) AND NOT EXISTS (SELECT 1 FROM merged WHERE merged.key = \(raw: table).key)"
  }
}
