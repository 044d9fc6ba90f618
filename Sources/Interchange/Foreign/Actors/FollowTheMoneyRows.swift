// FollowTheMoney entities into the file: actors with names and offices, documents as sources, events.
import KnowledgeBase
import Storage

/// Writes entities as they come. What ties two of them waits for the end, since either may come first.
final class FollowTheMoneyRows: RowTaker {
  let editor: Editor
  let changes: Changes
  let names: NameResolver
  let reader: FollowTheMoneyReader
  let actors: ActorWriter
  var leftOut: LeftOut { reader.leftOut }
  private(set) var present = 0
  let unpinned = 0
  /// Actors by the ids of their entities.
  var written: [String: ActorWriter.Written] = [:]
  var posts: [String: FollowTheMoneyReader.Entity] = [:]
  var postsHeld: Set<String> = []
  var offices: [Office] = []
  var events: [FollowTheMoneyReader.Entity] = []

  /// An office in an organisation, or a post that says what and where it is.
  struct Office {
    let schema, holder: String
    var organisation, post, title, since, until: String?
  }

  init(_ editor: Editor, _ changes: Changes, _ names: NameResolver, _ reader: FollowTheMoneyReader) {
    (self.editor, self.changes, self.names, self.reader) = (editor, changes, names, reader)
    actors = ActorWriter(editor)
  }

  func take() throws -> TakenRow {
    guard let entity = reader.entity else { return TakenRow(key: "", isNew: false) }
    return try whole(editor, names) {
      if let kind = Self.kinds[entity.schema] { return try writeActor(entity, kind) }
      if Self.documents.contains(entity.schema) { return try writeSource(entity) }
      if try keep(entity) { return TakenRow(key: "", isNew: false) }
      leftOut.add("entities", entity.schema)
      return TakenRow(key: "", isNew: false)
    }
  }

  static let kinds = [
    "Person": "person", "Organization": "organisation", "Company": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "organisation", "Country": "state",
  ]
  static let documents: Set<String> = [
    "Document", "Article", "PlainText", "HyperText", "Pages", "Page", "Image", "Video", "Audio", "Table",
    "Workbook",
    "Email", "Message",
  ]

  private func writeActor(_ entity: FollowTheMoneyReader.Entity, _ kind: String) throws -> TakenRow {
    let all = entity.all("name")
    let parts = [entity.first("firstName"), entity.first("lastName")].compactMap { $0 }
    let joined = parts.isEmpty ? nil : parts.joined(separator: " ")
    guard let name = all.first ?? joined ?? entity.first("alias", "weakAlias") else {
      throw RowMistake("\(entity.schema) \(entity.id.prefix(60)) has no name")
    }
    let isGovernment =
      kind == "organisation" && entity.all("topics").contains { $0 == "gov" || $0.hasPrefix("gov.") }
    var said = ActorWriter.Said(name: name, kind: isGovernment ? "government" : kind)
    said.key = entity.key
    said.names =
      (all.dropFirst() + entity.all("alias", "weakAlias", "previousName")).filter { $0 != name }.map {
        ($0, "alias")
      }
      + entity.all("abbreviation").map { ($0, "abbreviation") }
    let countries = entity.all("country", "mainCountry", "nationality", "citizenship", "jurisdiction")
    let known = countries.compactMap { CountryCodes.alpha2($0) }
    said.country = known.first
    for other in Set(countries.map { $0.uppercased() }).subtracting(known.prefix(1)).sorted() {
      leftOut.add("further countries", other.lowercased())
    }
    let about = entity.all("description", "summary")
    said.description = about.first
    leftOut.add("properties", "description", count: max(0, about.count - 1))
    var actor: ActorWriter.Written
    if let before = written[entity.id] {
      actor = before
      actor.isNew = try actors.addNames([(name, "alias")] + said.names, to: before.id)
    } else {
      actor = try actors.write(said)
    }
    written[entity.id] = actor
    for title in kind == "person" ? entity.all("position") : [] {
      if try actors.addRole(title, of: actor.id, in: nil, since: nil, until: nil) { actor.isNew = true }
    }
    countOthers(entity, but: Self.ofActors + (kind == "person" ? ["position"] : []))
    if !actor.isNew { present += 1 }
    var fields = ["name": name, "kind": said.kind]
    fields["country"] = said.country
    fields["description"] = said.description
    if !said.names.isEmpty { fields["names"] = said.names.map(\.text).joined(separator: "; ") }
    return TakenRow(key: actor.key, isNew: actor.isNew, fields: fields)
  }

  static let ofActors = [
    "name", "alias", "weakAlias", "previousName", "abbreviation", "country", "mainCountry", "nationality",
    "citizenship", "jurisdiction", "description", "summary", "topics",
  ]

  static let ofDocuments = [
    "title", "name", "fileName", "sourceUrl", "author", "publishedAt", "date", "retrievedAt", "language",
    "publisher", "keywords",
  ]

  func countOthers(_ entity: FollowTheMoneyReader.Entity, but known: [String]) {
    for (name, values) in entity.properties where !known.contains(name) && !values.isEmpty {
      leftOut.add("properties", name)
    }
  }

  private func writeSource(_ entity: FollowTheMoneyReader.Entity) throws -> TakenRow {
    var fields: [Field: FieldValue] = [.kind: "article"]
    let title = entity.first("title", "name", "fileName")
    let url = entity.first("sourceUrl")
    guard title != nil || url != nil else {
      throw RowMistake("\(entity.schema) \(entity.id.prefix(60)) has neither a title nor an address")
    }
    fields[.title] = title.map { .text($0) }
    fields[.url] = url.map { .text($0) }
    let authors = entity.all("author").map { $0.replacing(";", with: ",") }
    if !authors.isEmpty { fields[.authors] = .text(authors.joined(separator: "; ")) }
    fields[.publishedOn] = date(entity.first("publishedAt", "date")).map { .text($0) }
    fields[.accessedOn] = date(entity.first("retrievedAt")).map { .text($0) }
    fields[.language] = entity.first("language").flatMap { ForeignLanguage.tag($0) }.map { .text($0) }
    let publisher = try names.actor(key: nil, name: entity.first("publisher"), kind: "outlet")
    fields[.publisher] = publisher.map { .text($0.key) }
    let topics = entity.all("keywords")
    if !topics.isEmpty { fields[.topic] = .list(try topics.map { try names.topic($0).key }) }
    countOthers(entity, but: Self.ofDocuments)
    let base = entity.key
    let shown = fields.reduce(into: [:]) { $0[$1.key.description] = $1.value.texts.joined(separator: "; ") }
    if let base, let key = try editor.source(called: base, title: title, url: url) {
      present += 1
      return TakenRow(key: key, isNew: false, fields: shown)
    }
    let addition = try changes.add(.source, fields, key: nil, base: base)
    let isNew = addition.isNew || !addition.added.isEmpty
    if !isNew { present += 1 }
    return TakenRow(key: addition.key, isNew: isNew, fields: shown)
  }

  /// A date in EDTF; one that is none is counted.
  func date(_ text: String?) -> String? {
    guard let text else { return nil }
    let date = ForeignDate.edtf(text)
    if date == nil { leftOut.add("dates that are none", "'\(text.prefix(40))'") }
    return date
  }

  func finish(_ setAside: (any TableReader, RowMistake) throws -> Void) throws {
    try writeOffices()
    try writeEvents()
    for (id, post) in posts where !postsHeld.contains(id) {
      leftOut.add("entities that nothing holds", post.schema)
    }
    try names.finish()
  }

  func notePresent() { present += 1 }
}
