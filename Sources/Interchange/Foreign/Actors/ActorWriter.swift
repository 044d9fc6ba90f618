// Actors of other people's lists into the file: each the one that is there, or a new one, with names and offices.
import KnowledgeBase
import Storage

/// Finds or makes actors inside one act of editing. Two records of one list are never taken for one actor.
final class ActorWriter {
  private let editor: Editor
  private var connection: Connection { editor.connection }
  /// Actors that a record of this list was found to be.
  private var taken: Set<Int64> = []

  /// What a list says of an actor.
  struct Said {
    var name: String
    var kind: String
    /// ISO 3166-1 alpha-2.
    var country: String?
    var description: String?
    /// The key that the list gives; it counts where it is one of ours.
    var key: String?
    /// Further names, with their kinds.
    var names: [(text: String, kind: String)] = []
  }

  struct Written {
    let id: Int64
    let key: String
    var isNew: Bool
  }

  init(_ editor: Editor) { self.editor = editor }

  /// The actor that has the same key and one of its names, or the same name and kind and no other country; else a
  /// new one. Names that it lacks are added; what else it says otherwise stays.
  func write(_ said: Said) throws -> Written {
    var actor: Written
    if let there = try find(said) {
      actor = there
    } else {
      let key = try editor.readableKey(
        said.key ?? ReadableKey.make(of: said.name) ?? "a-\(FNV1a.hex(said.name).prefix(8))")
      let id = try connection.insert(
        into: "actor",
        [
          ("key", .text(key)), ("name", .text(said.name)), ("kind", .text(said.kind)),
          ("country", said.country.map(Value.text) ?? .null),
          ("description", said.description.map(Value.text) ?? .null),
        ])
      actor = Written(id: id, key: key, isNew: true)
    }
    taken.insert(actor.id)
    if try addNames(said.names, to: actor.id) { actor.isNew = true }
    return actor
  }

  /// - Returns: whether any was new.
  func addNames(_ names: [(text: String, kind: String)], to actor: Int64) throws -> Bool {
    var isAny = false
    for (text, kind) in names where !text.isEmpty {
      let isThere =
        try connection.first(
          "SELECT 1 FROM name WHERE actor_id = \(actor) AND text = \(text) AND kind IN ('primary', \(kind))",
          { _ in true }) != nil
      if isThere { continue }
      _ = try connection.insert(
        into: "name", [("actor_id", .integer(actor)), ("text", .text(text)), ("kind", .text(kind))])
      isAny = true
    }
    return isAny
  }

  /// Adds an office that a person holds, once. (One of no body may have been added when its body was not known yet.)
  ///
  /// - Returns: whether it was new.
  func addRole(
    _ title: String, of person: Int64, in organisation: Int64?, since: String?, until: String?
  ) throws -> Bool {
    let isThere =
      try connection.first(
        """
        SELECT 1 FROM role WHERE person_id = \(person) AND title = \(title)
          AND (organisation_id IS \(organisation) OR organisation_id IS NULL)
          AND since IS \(since) AND until IS \(until)
        """, { _ in true }) != nil
    if isThere { return false }
    _ = try connection.insert(
      into: "role",
      [
        ("person_id", .integer(person)), ("title", .text(title)),
        ("organisation_id", organisation.map(Value.integer) ?? .null),
        ("since", since.map(Value.text) ?? .null), ("until", until.map(Value.text) ?? .null),
      ])
    return true
  }

  /// The state of a country, where there is exactly one.
  func state(_ country: String) throws -> Int64? {
    let states = try connection.all(
      "SELECT id FROM actor WHERE kind = 'state' AND country = \(country) AND status NOT IN ('rejected', 'retracted') LIMIT 2"
    ) { $0.int64(0) }
    return states.count == 1 ? states[0] : nil
  }

  private func find(_ said: Said) throws -> Written? {
    if let key = said.key,
      let id = try connection.first(
        "SELECT id FROM actor WHERE key = \(key) AND EXISTS (SELECT 1 FROM name WHERE actor_id = actor.id AND text = \(said.name))",
        { $0.int64(0) })
    {
      return try standing(id, key)
    }
    let words = editor.lookup.words(said.name)
    // (A name of signs alone has no word that could be found.)
    let named: SQL =
      words.isEmpty || words.words.count > 40
      ? "name.text = \(said.name)"
      : "name.id IN (SELECT rowid FROM name_search WHERE name_search MATCH \(words.match)) AND name.text = \(said.name)"
    let found = try connection.all(
      """
      SELECT actor.id, actor.key FROM name JOIN actor ON actor.id = name.actor_id
      WHERE \(named) AND name.kind = 'primary' AND actor.kind = \(said.kind)
        AND (actor.country IS NULL OR \(said.country) IS NULL OR actor.country = \(said.country))
      ORDER BY actor.status IN ('rejected', 'retracted'), actor.country IS \(said.country) DESC,
        actor.description IS \(said.description) DESC, actor.id
      """
    ) { ($0.int64(0), $0.text(1) ?? "") }
    for (id, key) in found {
      let there = try standing(id, key)
      if !taken.contains(there.id) { return there }
    }
    return nil
  }

  /// The actor, or the one that it was merged into.
  private func standing(_ id: Int64, _ key: String) throws -> Written {
    let standing = try editor.lookup.standing(key)
    return Written(
      id: standing == key ? id : try editor.lookup.id(of: standing, in: "actor"), key: standing, isNew: false)
  }
}
