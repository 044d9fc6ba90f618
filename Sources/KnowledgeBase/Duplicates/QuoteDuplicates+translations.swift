// Quotes by one speaker of one day, or first said in one place, in two languages: perhaps one is the other's translation.
import Storage

extension QuoteDuplicates {
  private enum Occasion: Hashable {
    case day(speaker: Int32, Int32)
    case origin(speaker: Int32, Int32)
  }

  /// With so many quotes on one occasion, which of them go together cannot be told.
  private static let most = 40

  /// Pairs that share names or numbers besides their occasion. Whether one says what the other says is not read.
  func translations() throws -> [LikelyPair<Cause>] {
    var texts: [Int64: (text: String, names: Set<String>, numbers: Set<String>)] = [:]
    let candidates = candidates()
    guard !candidates.isEmpty else { return [] }
    let names = try SharedNames(lookup)
    func read(_ id: Int64) throws -> (text: String, names: Set<String>, numbers: Set<String>) {
      if let known = texts[id] { return known }
      let text =
        try lookup.connection.first("SELECT text FROM quote WHERE id = \(id)") { $0.text(0) ?? "" } ?? ""
      let found = names.found(in: text)
      texts[id] = (text, found.names, found.numbers)
      return (text, found.names, found.numbers)
    }
    return try candidates.compactMap { pair in
      let (one, other) = (try read(pair.first), try read(pair.second))
      let lengths = [one.text, other.text].map { Double($0.unicodeScalars.count) }
      guard lengths.min()! * 2.5 >= lengths.max()! else { return nil }
      let names = one.names.intersection(other.names).sorted()
      let numbers = one.numbers.intersection(other.numbers).sorted()
      guard !names.isEmpty || !numbers.isEmpty else { return nil }
      let score = min(0.7, 0.35 + 0.1 * Double(min(3, names.count)) + 0.12 * Double(min(2, numbers.count)))
      return LikelyPair(ids: pair, score: rounded(score), cause: .translation(names: names, numbers: numbers))
    }
  }

  private func candidates() -> [IdPair] {
    var occasions: [Occasion: [Int]] = [:]
    let counts = facts.reduce(into: [UInt8: Int]()) { $0[$1.language, default: 0] += 1 }
    // Quotes in the language that most have are looked at only where another is there.
    guard let most = counts.filter({ $0.key != 0 }).max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
    else {
      return []
    }
    for isOfMost in [false, true] {
      for (index, fact) in facts.enumerated()
      where fact.speaker != 0 && fact.language != 0 && (fact.language == most) == isOfMost {
        var places: [Occasion] = []
        if fact.earliest == fact.latest { places.append(.day(speaker: fact.speaker, fact.earliest)) }
        if fact.origin != 0 { places.append(.origin(speaker: fact.speaker, fact.origin)) }
        for place in places where !isOfMost || occasions[place] != nil {
          occasions[place, default: []].append(index)
        }
      }
    }
    var pairs: Set<IdPair> = []
    for quotes in occasions.values where (2...Self.most).contains(quotes.count) {
      for (offset, one) in quotes.enumerated() {
        for other in quotes[(offset + 1)...] where facts[one].language != facts[other].language {
          pairs.insert(IdPair(ids[one], ids[other]))
        }
      }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}
