// Actor dictionaries into the file: actors with their names, and what their codes say of offices.
import KnowledgeBase
import Storage

/// Writes entries. Who has a name of the list already is that actor; of a name of several, the code's country decides.
final class ActorDictionaryRows: RowTaker {
  private let editor: Editor
  private let names: NameResolver
  private let reader: ActorDictionaryReader
  private let actors: ActorWriter
  private var lookup: Lookup { editor.lookup }
  private(set) var present = 0
  let unpinned = 0

  init(_ editor: Editor, _ names: NameResolver, _ reader: ActorDictionaryReader) {
    (self.editor, self.names, self.reader) = (editor, names, reader)
    actors = ActorWriter(editor)
  }

  func finish(_ setAside: (any TableReader, RowMistake) throws -> Void) throws {}

  func take() throws -> TakenRow {
    guard let entry = reader.entry else { return TakenRow(key: "", isNew: false) }
    guard !entry.names.isEmpty else { throw RowMistake("an entry has a name") }
    if entry.codes.contains(where: { $0.code.contains("~") }) {
      reader.leftOut.add("entries", "agents, which are words for offices (~)")
      return TakenRow(key: "", isNew: false)
    }
    let taken = try whole(editor, names) { try write(entry) }
    if !taken.isNew { present += 1 }
    return taken
  }

  private func write(_ entry: ActorDictionaryReader.Entry) throws -> TakenRow {
    let codes = entry.codes.map { CAMEOCode($0.code) }
    let kind = kind(entry, codes)
    let country = codes.lazy.compactMap(\.country).first
    var actor =
      try find(entry.names[0], kind, country)
      ?? actors.write(.init(name: entry.names[0], kind: kind, country: country))
    if try addNames(entry.names.dropFirst(), to: actor) { actor.isNew = true }
    for (said, code) in zip(entry.codes, codes) {
      guard kind == "person" else {
        if code.title != nil { reader.leftOut.add("codes that say no office", "of what is no person") }
        continue
      }
      let organisation = try code.country.flatMap { try actors.state($0) }
      let isNew = try actors.addRole(
        code.title ?? code.code, of: actor.id, in: organisation, since: said.since, until: said.until)
      if isNew { actor.isNew = true }
    }
    var fields = ["name": entry.names[0], "kind": kind]
    fields["country"] = country
    if entry.names.count > 1 { fields["names"] = entry.names.dropFirst().joined(separator: "; ") }
    return TakenRow(key: actor.key, isNew: actor.isNew, fields: fields)
  }

  /// A country's own code is a state's; a code for a time is a person's; some words are those of bodies.
  private func kind(_ entry: ActorDictionaryReader.Entry, _ codes: [CAMEOCode]) -> String {
    if entry.codes.contains(where: { $0.since != nil || $0.until != nil }) { return "person" }
    if codes.contains(where: { $0.country != nil && $0.title == nil }) { return "state" }
    if codes.contains(where: \.isOrganisation) { return "organisation" }
    let words = entry.names[0].uppercased().split(separator: " ")
    if words.contains(where: { Self.bodies.contains(String($0)) }) { return "organisation" }
    reader.leftOut.add("kinds that the dictionary does not say", "taken for persons")
    return "person"
  }

  private func find(_ name: String, _ kind: String, _ country: String?) throws -> ActorWriter.Written? {
    if kind == "state", let country, let id = try actors.state(country) {
      let key =
        try editor.connection.first("SELECT key FROM actor WHERE id = \(id)") { $0.text(0) ?? "" } ?? ""
      return .init(id: id, key: key, isNew: false)
    }
    var meant = try lookup.actors(named: name).map(\.key)
    if meant.count > 1, let country {
      let there = try meant.filter { key in
        try editor.connection.first(
          "SELECT 1 FROM actor WHERE key = \(key) AND country = \(country)", { _ in true })
          != nil
      }
      if there.count == 1 { meant = there }
    }
    guard let key = meant.first else { return nil }
    if meant.count > 1 {
      throw RowMistake("'\(lookup.shown(name))' could be \(meant.prefix(8).joined(separator: ", "))")
    }
    return .init(id: try lookup.id(of: key, in: "actor"), key: key, isNew: false)
  }

  /// Adds what nobody else is called: a name that was clear stays clear.
  private func addNames(_ names: ArraySlice<String>, to actor: ActorWriter.Written) throws -> Bool {
    guard !names.isEmpty else { return false }
    let own = try editor.connection.all("SELECT text FROM name WHERE actor_id = \(actor.id)") {
      $0.text(0) ?? ""
    }
    var known = Set(own.map { lookup.folding.key($0) })
    var new: [(text: String, kind: String)] = []
    for name in names where known.insert(lookup.folding.key(name)).inserted {
      if try lookup.actors(named: name).contains(where: { $0.key != actor.key }) {
        reader.leftOut.add("names that are another actor's", name)
      } else {
        new.append((name, "alias"))
      }
    }
    return try actors.addNames(new, to: actor.id)
  }

  private static let bodies: Set<String> = [
    "ARMY", "NAVY", "FORCE", "FORCES", "MILITARY", "POLICE", "MINISTRY", "GOVERNMENT", "PARLIAMENT",
    "SENATE", "CONGRESS", "PARTY", "MOVEMENT", "FRONT", "UNION", "COUNCIL", "COMMISSION", "COMMITTEE",
    "COURT", "AGENCY", "BANK", "COMPANY", "CORPORATION", "UNIVERSITY", "REBELS", "MILITIA", "MILITIAS",
    "GUARD", "GUARDS", "ORGANIZATION", "ORGANISATION", "ASSOCIATION", "LEAGUE", "BRIGADE", "BRIGADES",
    "EMBASSY", "DEPARTMENT", "NEWS", "TIMES", "RADIO", "TELEVISION", "FEDERATION", "COALITION",
    "ALLIANCE", "FOUNDATION", "INSTITUTE", "CENTER", "CENTRE", "STUDENTS", "WORKERS", "GROUP", "TROOPS",
    "SOLDIERS", "ASSEMBLY", "AUTHORITY",
  ]
}
