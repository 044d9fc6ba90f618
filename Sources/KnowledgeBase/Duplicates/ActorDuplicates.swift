// Actors that look like two entries for one: their names compared, with what they are and where.
import Storage
import TextFolding

/// All names of all actors that count, and the pairs among them.
struct ActorDuplicates {
  let lookup: Lookup
  private var actors: [Entry] = []
  private var names: [ComparedName] = []
  private var owners: [NameOwner] = []

  struct Entry {
    let id: Int64
    let kind: String
    let country: String?
    let isProposed: Bool
    /// People stand behind it, and its offices are known.
    let isDescribed: Bool
    /// The number of the primary name.
    var primary = -1
  }

  struct NameOwner {
    let id: Int64
    let actor: Int32
    let strength: NameStrength
  }

  /// Why two actors are a pair: which names, and how they are alike.
  struct Cause {
    let match: NameMatch
    let names: (first: Int64, second: Int64)
    let arePrimary: Bool
    /// The actor whose name says less, where the likeness is in part of a name.
    let lesser: Int32?
  }

  init(_ lookup: Lookup) throws {
    self.lookup = lookup
    var numbers: [Int64: Int32] = [:]
    try lookup.connection.rows(
      """
      SELECT id, kind, country, status = 'proposed',
        status = 'accepted' AND id IN (SELECT person_id FROM role)
      FROM actor WHERE \(lookup.counts("actor")) ORDER BY id
      """
    ) {
      numbers[$0.int64(0)] = Int32(actors.count)
      actors.append(
        Entry(
          id: $0.int64(0), kind: $0.text(1) ?? "", country: $0.text(2), isProposed: $0.integer(3) == 1,
          isDescribed: $0.integer(4) == 1))
      return true
    }
    try lookup.connection.rows("SELECT id, actor_id, text, kind FROM name NOT INDEXED ORDER BY id") { row in
      guard let actor = numbers[row.int64(1)], let strength = NameStrength(kind: row.text(3) ?? ""),
        let name = ComparedName(
          row.text(2) ?? "", isPerson: actors[Int(actor)].kind == "person", lookup.folding)
      else { return true }
      if strength == .primary { actors[Int(actor)].primary = names.count }
      names.append(name)
      owners.append(NameOwner(id: row.int64(0), actor: actor, strength: strength))
      return true
    }
  }

  func answer(_ limit: Int, _ minScore: Double, _ known: KnownPairs) throws -> Duplicates {
    let (shown, total) = known.ranked(pairs(), limit, minScore)
    return Duplicates(pairs: try shown.map(pair), total: total)
  }

  /// Each two actors once, by the names that are most alike.
  func pairs() -> [LikelyPair<Cause>] {
    var best: [IdPair: LikelyPair<Cause>] = [:]
    NameBlocks(names).forEachPair { one, other in
      guard let pair = judge(one, other) else { return }
      if let before = best[pair.ids], before.score >= pair.score { return }
      best[pair.ids] = pair
    }
    // A bare surname, or initials, that several people fit says little of each.
    var fitting: [Int32: Int] = [:]
    for pair in best.values { if let lesser = pair.cause.lesser { fitting[lesser, default: 0] += 1 } }
    return best.values.map { pair in
      guard let lesser = pair.cause.lesser, fitting[lesser]! > 1 else { return pair }
      return LikelyPair(ids: pair.ids, score: rounded(pair.score * 0.6), cause: pair.cause)
    }
  }

  private func judge(_ one: Int, _ other: Int) -> LikelyPair<Cause>? {
    // (In the order of their rows, so that the same names give the same cause.)
    let (one, other) = (min(one, other), max(one, other))
    let (owner, second) = (owners[one], owners[other])
    guard owner.actor != second.actor else { return nil }
    let (a, b) = (actors[Int(owner.actor)], actors[Int(second.actor)])
    guard let match = NameMatch(names[one], names[other]) else { return nil }
    let isBoth = owner.strength == .primary && second.strength == .primary
    guard
      var score = Self.score(match, owner.strength, second.strength),
      let likeness = Self.likeness(a, b, match, isBothPrimary: isBoth)
    else { return nil }
    score *= likeness
    var isPartial = match.isPartial
    if a.kind == "person", b.kind == "person", min(names[one].words.count, names[other].words.count) == 1,
      !isPartial
    {
      // One word is a surname as a rule, and many bear it.
      if case .edited = match { score *= 0.7 }
      score *= isBoth ? 0.85 : 0.78
      isPartial = !isBoth
    }
    // A whole name that is another's alias stands for itself; less than that gives way to what both are called first.
    let isTelling = [.same, .joined, .reordered].contains(match) && !isPartial
    let isOfFirst = owner.strength == .primary || second.strength == .primary
    if !isBoth, !(isTelling && isOfFirst), contradict(a, b) { score *= 0.5 }
    // Two men with offices of their own are seldom one for part of a name.
    if !isTelling, a.isDescribed, b.isDescribed { score *= 0.8 }
    let lengths = (names[one].letters.count, names[other].letters.count)
    // (Where both names are as long, he who has a fuller one is not in question.)
    let isFirstLesser = lengths.0 == lengths.1 ? owner.strength <= second.strength : lengths.0 < lengths.1
    let lesser = isFirstLesser ? owner.actor : second.actor
    let cause = Cause(
      match: match, names: (owner.id, second.id), arePrimary: isBoth, lesser: isPartial ? lesser : nil)
    return LikelyPair(ids: IdPair(a.id, b.id), score: rounded(score), cause: cause)
  }

  /// Whether the primary names of two actors tell them apart.
  private func contradict(_ a: Entry, _ b: Entry) -> Bool {
    guard a.primary >= 0, b.primary >= 0 else { return false }
    let (one, other) = (names[a.primary], names[b.primary])
    return one.script == other.script && NameMatch(one, other) == nil
  }

  /// What a likeness of names of these strengths counts for; nil where it is nothing.
  private static func score(_ match: NameMatch, _ one: NameStrength, _ other: NameStrength) -> Double? {
    let isWhole = [.same, .joined, .reordered, .romanised, .otherScript].contains(match)
    switch (min(one, other), max(one, other)) {
    case (.primary, .primary): return match.score
    case (.primary, .other): return match.score * (isWhole ? 0.95 : 0.9)
    case (.other, .other): return isWhole ? match.score * 0.75 : nil
    case (.primary, .abbreviation): return match == .same || match == .joined ? match.score * 0.8 : nil
    case (.primary, .metonym): return match == .same ? 0.35 : nil
    case (.abbreviation, .metonym), (.metonym, .metonym): return nil
    default: return match == .same ? 0.3 : nil
    }
  }

  /// What the kinds and countries of two actors make of a likeness of names; nil where they exclude it.
  private static func likeness(_ a: Entry, _ b: Entry, _ match: NameMatch, isBothPrimary: Bool) -> Double? {
    var factor = 1.0
    if a.kind != b.kind {
      let kinds = [a.kind, b.kind]
      // A state and its government share their names.
      if kinds.allSatisfy({ ["state", "government"].contains($0) }) || kinds.contains("office") {
        return nil
      }
      guard match == .same || match == .joined else { return nil }
      let isNew = a.isProposed || b.isProposed
      if kinds.contains("person") {
        // The extractor takes whom it does not know for a person.
        factor = isNew && isBothPrimary ? 0.65 : isNew ? 0.55 : 0.35
      } else {
        factor = isNew ? 0.8 : 0.6
      }
    }
    if let one = a.country, let other = b.country, one != other {
      guard a.kind == "person", b.kind == "person" else { return nil }
      factor *= 0.5
    }
    return factor
  }
}

/// A score as it is shown: two decimals.
func rounded(_ score: Double) -> Double { (min(1, max(0, score)) * 100).rounded() / 100 }
