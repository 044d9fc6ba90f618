// Rows of claims, actors, sources, events, stances and mentions into the file, each as kb add would write it.
// Unsafe: the cell is copied at once.
import Foundation
import KnowledgeBase
import Storage

/// Adds records one by one; one that says the same is not added twice.
final class RecordRows: RowTaker {
  private let changes: Changes
  private let editor: Editor
  private let names: NameResolver
  private let reader: any TableReader
  private let map: () -> ColumnMap
  private(set) var present = 0
  let unpinned = 0

  init(
    _ editor: Editor, _ changes: Changes, names: NameResolver, reader: any TableReader,
    map: @escaping () -> ColumnMap
  ) {
    (self.editor, self.changes, self.names, self.reader, self.map) = (editor, changes, names, reader, map)
  }

  func take() throws -> TakenRow {
    let taken = try whole(editor, names) { try map().kind.record.map { try add($0) } ?? mention() }
    if !taken.isNew { present += 1 }
    return taken
  }

  func finish(_ setAside: (any TableReader, RowMistake) throws -> Void) throws { try names.finish() }

  private func text(_ field: String) -> String? {
    unsafe map().columns[field].flatMap { unsafe reader.cell($0) }.map {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }

  private func list(_ field: String) -> [String] { text(field)?.joinedValues ?? [] }

  private func add(_ kind: RecordKind) throws -> TakenRow {
    if let key = text("key"), try isThere(key, kind) { return TakenRow(key: key, isNew: false) }
    let base = text("citation_key").flatMap { ReadableKey.isKey($0) ? $0 : ReadableKey.make(of: $0) }
    if let base, let key = try editor.source(called: base, title: text("title"), url: text("url")) {
      return TakenRow(key: key, isNew: false)
    }
    var fields: [Field: FieldValue] = [:]
    for field in kind.fields {
      if let text = text(field.description) { fields[field] = .text(text) }
    }
    let source = try names.source(.init(key: text("source_key"), title: text("source")))
    if let source { fields[.source] = .text(source.key) }
    let people: [(field: Field, kind: String)] =
      switch kind {
      case .claim: [(.assertedBy, "person")]
      case .source: [(.publisher, "outlet")]
      case .stance: [(.actor, "person")]
      default: []
      }
    for (field, actorKind) in people {
      let actor = try names.actor(
        key: text("\(field)_key"), name: text(field.description), kind: actorKind)
      if let actor { fields[field] = .text(actor.key) }
    }
    let topics = list("topics")
    if !topics.isEmpty { fields[.topic] = .list(try topics.map { try names.topic($0).key }) }
    switch kind {
    case .actor:
      fields[.kind] = fields[.kind] ?? "person"
      let others = list("names").filter { !$0.utf8.elementsEqual((text("name") ?? "").utf8) }
      if !others.isEmpty { fields[.alias] = .list(others) }
    case .source: fields[.kind] = fields[.kind] ?? "article"
    case .claim: fields[.kind] = fields[.kind] ?? "assertion"
    case .event:
      let people = try list("participants").map(participant)
      if !people.isEmpty { fields[.with] = .list(people) }
    case .stance:
      if let claim = text("claim_key") ?? text("claim") { fields[.claim] = .text(claim) }
      let quotes = list("evidence").filter { !$0.contains("@") && !$0.contains(",") }
      if !quotes.isEmpty { fields[.quote] = .list(quotes) }
    default: break
    }
    let addition = try changes.add(kind, fields, key: text("key"), base: base)
    if kind == .stance, addition.isNew { try addPlaces(to: addition.key) }
    return TakenRow(
      key: addition.key, isNew: addition.isNew || !addition.added.isEmpty, source: source?.key)
  }

  /// Whether a record with this key is there, and says the same where it matters.
  private func isThere(_ key: String, _ kind: RecordKind) throws -> Bool {
    let there = try editor.connection.first(
      "SELECT 1 FROM \(raw: kind.rawValue) WHERE key = \(key)", { _ in true })
    guard there != nil else { return false }
    let fields = try changes.fields(of: key)
    for field in kind.required where field != .kind {
      guard let said = text(field.description), let old = fields[field] else { continue }
      // (Another record is named by its key there, and perhaps by its name here.)
      if field != .actor, field != .claim, !said.utf8.elementsEqual(old.utf8) {
        throw RowMistake(
          "there is another \(kind.rawValue) with the key \(key); change it with kb edit, or leave the key out"
        )
      }
    }
    return true
  }

  /// Evidence as the view of stances has it: `talks@10-20` and `talks, page 3`.
  private func addPlaces(to key: String) throws {
    for place in list("evidence") {
      if let at = place.lastIndex(of: "@") {
        let ends = place[place.index(after: at)...].split(separator: "-")
        guard ends.count == 2 else {
          throw RowMistake("'\(place.prefix(80))' is no place, such as talks@10-20", column: "evidence")
        }
        try changes.set(
          key,
          [
            .source: .text(String(place[..<at])), .start: .text(String(ends[0])),
            .end: .text(String(ends[1])),
          ])
      } else if let comma = place.range(of: ", ") {
        try changes.set(
          key,
          [
            .source: .text(String(place[..<comma.lowerBound])),
            .locator: .text(String(place[comma.upperBound...])),
          ])
      }
    }
  }

  /// "Iran (host)", as the view has it, or "Iran:host", as kb add takes it.
  private func participant(_ text: String) throws -> String {
    var (name, part) = (text, "")
    if text.hasSuffix(")"), let open = text.range(of: " (", options: .backwards) {
      name = String(text[..<open.lowerBound])
      part = ":" + text[open.upperBound...].dropLast()
    } else if let colon = text.firstIndex(of: ":") {
      (name, part) = (String(text[..<colon]), String(text[colon...]))
    }
    let actor = try names.actor(key: nil, name: name, kind: "person")
    return (actor?.key ?? name) + part
  }

  private func mention() throws -> TakenRow {
    guard let start = text("start").flatMap({ Int($0) }), let end = text("end").flatMap({ Int($0) }),
      0 <= start, start < end
    else { throw RowMistake("start and end are two numbers of code points from 0, the smaller first") }
    guard let source = try names.source(.init(key: text("source_key"), title: text("source"))) else {
      throw RowMistake("a mention needs a source")
    }
    guard let actor = try names.actor(key: text("actor_key"), name: text("actor"), kind: "person") else {
      throw RowMistake("a mention needs an actor")
    }
    let words = try editor.words(of: source.id, in: start..<end)
    if let surface = text("surface"), !surface.utf8.elementsEqual(words.utf8) {
      throw RowMistake("other words stand in \(source.key)@\(start)-\(end)")
    }
    let status = text("status") ?? "proposed"
    guard StatusFilter.ofRecords.contains(status) else {
      throw RowMistake(
        "status is one of \(StatusFilter.ofRecords.joined(separator: ", ")), not '\(status.prefix(40))'")
    }
    let key = "\(source.key)@\(start)-\(end)"
    let isThere =
      try editor.connection.first(
        "SELECT 1 FROM mention WHERE source_id = \(source.id) AND start = \(start) AND \"end\" = \(end) AND actor_id = \(actor.id)",
        { _ in true }) != nil
    if !isThere {
      try editor.connection.execute(
        """
        INSERT INTO mention (actor_id, source_id, start, "end", surface, status)
        VALUES (\(actor.id), \(source.id), \(start), \(end), \(words), \(status))
        """)
    }
    return TakenRow(key: key, isNew: !isThere, speaker: actor.key, source: source.key)
  }
}
