// What two texts in two languages can be told to share without reading them: names that are known, and numbers.
import Storage
import TextFolding

/// Finds known actors and numbers in texts of any language.
struct SharedNames {
  private var actors: [String: Set<String>] = [:]
  private let folding: Folding
  /// The most words that a name may have.
  private static let longest = 5

  /// Reads all names. A state and its government, capital and people are one.
  init(_ lookup: Lookup) throws {
    folding = lookup.folding
    try lookup.connection.rows(
      """
      SELECT name.text, CASE WHEN actor.kind IN ('state', 'government') THEN ifnull(state.name, actor.name) ELSE actor.name END
      FROM name JOIN actor ON actor.id = name.actor_id
      LEFT JOIN actor AS state ON state.country = actor.country AND state.kind = 'state' AND actor.kind = 'government'
      WHERE name.kind <> 'title' AND \(lookup.counts("actor"))
      """
    ) {
      let key = folding.key($0.text(0) ?? "")
      if key.unicodeScalars.count > 1 { actors[key, default: []].insert($0.text(1) ?? "") }
      return true
    }
  }

  /// The names of the actors, and the numbers of two digits or more, that stand in a text.
  func found(in text: String) -> (names: Set<String>, numbers: Set<String>) {
    let words = folding.words(text)
    var (names, numbers) = (Set<String>(), Set<String>())
    var index = 0
    while index < words.count {
      if words[index].count > 1, words[index].utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        numbers.insert(words[index])
      }
      var length = min(Self.longest, words.count - index)
      while length > 0 {
        let key = folding.key(words[index..<index + length].joined(separator: " "))
        // In Arabic the article and "and" are written with the word.
        let found = ["", "ال", "و", "وال"].lazy.compactMap {
          key.hasPrefix($0) ? actors[String(key.dropFirst($0.count))] : nil
        }.first
        // (A name that several have says nothing here.)
        if let found {
          if found.count == 1 { names.formUnion(found) }
          break
        }
        length -= 1
      }
      index += max(1, length)
    }
    return (names, numbers)
  }
}
