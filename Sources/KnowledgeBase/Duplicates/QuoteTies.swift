// Which quotes are linked already: as variants, or as translations, directly or through others.
import Storage

/// Sets of quotes that are one utterance, as people have linked them.
struct QuoteTies {
  private var above: [Int64: Int64] = [:]

  init(_ lookup: Lookup) throws {
    var links: [(Int64, Int64)] = try lookup.connection.all(
      "SELECT id, translation_of_id FROM quote WHERE translation_of_id IS NOT NULL"
    ) { ($0.int64(0), $0.int64(1)) }
    if lookup.connection.schemaVersion >= 3 {
      links += try lookup.connection.all("SELECT quote_id, variant_of_id FROM variant") {
        ($0.int64(0), $0.int64(1))
      }
    }
    for (one, other) in links {
      let (first, second) = (root(one), root(other))
      if first != second { above[max(first, second)] = min(first, second) }
    }
  }

  func areTied(_ pair: IdPair) -> Bool {
    !above.isEmpty && root(pair.first) == root(pair.second)
  }

  private func root(_ quote: Int64) -> Int64 {
    var root = quote
    while let next = above[root] { root = next }
    return root
  }
}
