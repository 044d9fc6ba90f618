// Who and what is meant: a key, or a name in any of its forms.
import Storage
import TextFolding

extension Lookup {
  /// The key of the actor that a name means.
  ///
  /// A name is looked up by key, name, alias, abbreviation, transliteration, metonym or title, folded; a
  /// demonym ("Iranian") names nobody.
  ///
  /// - Throws: ``Failure``: `notFound` with the nearest names, `ambiguous` with all whom it could mean.
  package func actor(_ name: String) throws -> String {
    if let key = try connection.first("SELECT key FROM actor WHERE key = \(name)", { $0.text(0) }) ?? nil {
      return try standing(key)
    }
    let meant = try actors(named: name)
    if meant.count == 1 { return meant[0].key }
    guard meant.isEmpty else {
      let list = meant.map { "\($0.key) (\($0.name))" }.joined(separator: ", ")
      throw Failure(.ambiguous, "'\(name)' could be \(list); name the key")
    }
    let folded = folding.key(name)
    let all = try connection.all(
      """
      SELECT name.text, actor.key FROM name JOIN actor ON actor.id = name.actor_id
      WHERE name.kind <> 'demonym' AND actor.status NOT IN ('rejected', 'retracted') ORDER BY name.id
      """
    ) { (form: folding.key($0.text(0) ?? ""), key: $0.text(1) ?? "", name: $0.text(0) ?? "") }
    // Names that have the words among others, as a surname is; else names that are written much the same.
    let words = words(name)
    let having = words.isEmpty ? [] : all.filter { Set(folding.words($0.name)).isSuperset(of: words.words) }
    let near =
      having.isEmpty
      ? Nearest.all(to: folded, among: all + all.map { (form: $0.key, key: $0.key, name: $0.key) }) {
        $0.form
      } : having
    var keys: Set<String> = []
    let hints = near.filter { keys.insert($0.key).inserted }.prefix(3).map(\.name)
    throw Failure(.notFound, "no actor is named '\(shown(name))'\(Nearest.hint(hints))")
  }

  /// The id of the record with a key that is there.
  package func id(of key: String, in table: String) throws -> Int64 {
    try connection.first("SELECT id FROM \(raw: table) WHERE key = \(key)") { $0.int64(0) } ?? 0
  }

  /// The key of the record that stands for one: another where it was merged away.
  package func standing(_ key: String) throws -> String {
    let last = try connection.first(
      """
      WITH RECURSIVE onward (key, step) AS (
        SELECT \(key), 0 UNION ALL SELECT into_key, step + 1 FROM merged JOIN onward ON merged.key = onward.key WHERE step < 100)
      SELECT key FROM onward ORDER BY step DESC LIMIT 1
      """
    ) { $0.text(0) ?? key }
    guard let last, last != key else { return key }
    let note = "'\(shown(key))' was merged into \(last)"
    if !notes.contains(note) { notes.append(note) }
    return last
  }

  /// The actors that a name can mean, each once.
  package func actors(named name: String) throws -> [(key: String, name: String)] {
    let words = words(name)
    let folded = folding.key(name)
    var meant: [(key: String, name: String)] = []
    guard !words.isEmpty, words.words.count <= 40 else { return [] }
    try connection.rows(
      """
      SELECT actor.key, actor.name, name.text FROM name_search
      JOIN name ON name.id = name_search.rowid JOIN actor ON actor.id = name.actor_id
      WHERE name_search MATCH \(words.match) AND name.kind <> 'demonym' AND actor.status NOT IN ('rejected', 'retracted')
      ORDER BY actor.id
      """, cached: true
    ) { row in
      let key = row.text(0) ?? ""
      if folding.key(row.text(2) ?? "") == folded, !meant.contains(where: { $0.key == key }) {
        meant.append((key, row.text(1) ?? ""))
      }
      return true
    }
    return meant
  }

  /// The actor; and where it is a state, or a government that a metonym such as its capital's name stands for,
  /// also the other of the two: news speaks of them as one. An administration stands for itself.
  package func polity(_ name: String) throws -> [String] {
    let key = try actor(name)
    let both = try connection.all(
      """
      WITH one (key, id) AS (
        SELECT other.key, other.id FROM actor JOIN actor AS other ON other.country = actor.country
        WHERE actor.key = \(key) AND actor.kind IN ('state', 'government') AND (
          other.kind = 'state' OR other.kind = 'government' AND EXISTS (SELECT 1 FROM name WHERE actor_id = other.id AND kind = 'metonym')))
      SELECT key FROM one WHERE \(key) IN (SELECT key FROM one) ORDER BY id
      """
    ) { $0.text(0) ?? "" }
    guard both.count > 1 else { return [key] }
    let note = "'\(shown(name))' is taken for \(both.joined(separator: " and "))"
    if !notes.contains(note) { notes.append(note) }
    return both
  }

  /// An FTS5 query for any name of these actors but their titles, which are said of many.
  func namesMatch(_ keys: [String]) throws -> String {
    let phrases = try connection.all(
      """
      SELECT DISTINCT name.text FROM name JOIN actor ON actor.id = name.actor_id
      WHERE actor.key IN (\(list: keys)) AND name.kind <> 'title' ORDER BY name.id
      """
    ) { words($0.text(0) ?? "") }
    // A name of signs alone has no word that could be found.
    let found = phrases.filter { !$0.isEmpty }.map(\.phrase)
    return found.isEmpty ? SearchWords.nothing : found.joined(separator: " OR ")
  }

  /// The key of the source that a key or a title means.
  package func source(_ name: String) throws -> String {
    try record(name, in: "source", text: "title", noun: "source", search: "source_search")
  }

  /// The key of the topic that a key or a label means.
  package func topic(_ name: String) throws -> String {
    try record(name, in: "topic", text: "label", noun: "topic", search: nil)
  }

  /// The key of the claim that a key, or words that only this claim has, means.
  package func claim(_ name: String) throws -> String {
    try record(name, in: "claim", text: "text", noun: "claim", search: "claim_search")
  }

  private func record(_ name: String, in table: String, text: String, noun: String, search: String?) throws
    -> String
  {
    let words = words(name)
    for key in [name, words.words.joined(separator: "-")] {
      if let key = try connection.first("SELECT key FROM \(raw: table) WHERE key = \(key)", { $0.text(0) })
        ?? nil
      {
        return try standing(key)
      }
    }
    let folded = folding.key(name)
    // A title or label that is the name outright; else, where there is an index, the one that has all its words.
    var candidates: [(key: String, text: String)]
    if words.isEmpty {
      candidates = []
    } else if let search {
      let column: SQL = search == "source_search" ? "{title} : " : ""
      candidates = try connection.all(
        """
        SELECT key, ifnull(\(raw: text), key) FROM \(raw: table) WHERE id IN (
          SELECT rowid FROM \(raw: search) WHERE \(raw: search) MATCH \(column.text + "(" + words.match + ")")) LIMIT 50
        """
      ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
      let exact = candidates.filter { folding.key($0.text) == folded }
      if !exact.isEmpty { candidates = exact }
    } else {
      candidates = try connection.all("SELECT key, \(raw: text) FROM \(raw: table)") {
        ($0.text(0) ?? "", $0.text(1) ?? "")
      }
      .filter { folding.key($0.text) == folded }
    }
    if candidates.count == 1 { return candidates[0].key }
    guard candidates.isEmpty else {
      let list = candidates.prefix(8).map(\.key).joined(separator: ", ") + (candidates.count > 8 ? ", …" : "")
      throw Failure(
        .ambiguous, "'\(shown(name))' could be \(candidates.count) \(noun)s: \(list); name the key")
    }
    let keys = try connection.all("SELECT key FROM \(raw: table) ORDER BY id LIMIT 100000") {
      $0.text(0) ?? ""
    }
    let near = Nearest.three(to: words.words.joined(separator: "-"), among: keys) { $0 }
    throw Failure(.notFound, "no \(noun) is '\(shown(name))'\(Nearest.hint(near))")
  }

  /// A name as it goes into a message: not longer than a line, and without control characters.
  package func shown(_ name: String) -> String {
    let clean = String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    return name.unicodeScalars.count > 80 ? clean + "…" : clean
  }
}
