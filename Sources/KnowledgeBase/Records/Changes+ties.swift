// What hangs on a record and is said with it: names, participants, topics, evidence.
import Storage

extension Changes {
  /// Writes what hangs on a record, each thing once, and tells what is new.
  ///
  /// - Parameter words: what a quote says, to find it in its source.
  func tie(_ given: GivenFields, to id: Int64, words: String?, _ told: inout Told) throws {
    for alias in given.list(.alias) {
      try once("name", [("actor_id", .integer(id)), ("text", .text(alias))], as: "alias", alias, &told)
      try noteNamesakes(alias, of: id, &told)
    }
    for participant in given.list(.with) {
      let (actor, part) = try self.participant(participant)
      try once(
        "participant",
        [
          ("event_id", .integer(id)), ("actor_id", .integer(actor.id)),
          ("part", part.map(Value.text) ?? .null),
        ],
        as: "with", actor.key + (part.map { ":\($0)" } ?? ""), &told)
    }
    if given.kind == .quote {
      try writeAppearance(given, of: id, words ?? "", &told)
    } else {
      try writeEvidence(given, for: id, &told)
    }
    for topic in given.list(.topic) {
      let (topicId, key) = try named(topic, in: "topic")
      try once(
        "tag", [("topic_id", .integer(topicId)), ("\(given.kind.rawValue)_id", .integer(id))], as: "topic",
        key, &told)
    }
  }

  /// "Iran", or with a part: "Iran:host state".
  private func participant(_ text: String) throws -> (actor: (id: Int64, key: String), part: String?) {
    guard let colon = text.firstIndex(of: ":") else { return (try named(text, in: "actor"), nil) }
    let part = text[text.index(after: colon)...].drop { $0 == " " }
    return (try named(String(text[..<colon]), in: "actor"), part.isEmpty ? nil : String(part))
  }

  private func writeEvidence(_ given: GivenFields, for id: Int64, _ told: inout Told) throws {
    let owner = ("\(given.kind.rawValue)_id", Value.integer(id))
    if let name = given[.source] {
      let source = try source(name)
      var passage: Int64?
      var pin = Pin.notArchived
      if let exact = given[.exact] {
        (passage, pin) = try self.passage(of: exact, in: source, given)
        if passage == nil {
          let remark = pin.remark(source, hasLocator: false) ?? ""
          throw Failure(.invalid, "\(remark): '\(lookup.shown(exact))'")
        }
      } else if let start = try given.number(.start), let end = try given.number(.end) {
        guard start < end else { throw Failure(.invalid, "end comes after start") }
        let exact = try editor.words(of: source.id, in: start..<end)
        (passage, pin) = (try editor.passage(source.id, start..<end, exact), .pinned(start..<end))
      } else if given[.start] != nil || given[.end] != nil {
        throw Failure(.invalid, "start and end go together, or one start with the exact words")
      }
      if passage != nil, given[.locator] != nil {
        throw Failure(.invalid, "a pinned place needs no locator")
      }
      try once(
        "evidence",
        [
          owner, ("source_id", .integer(source.id)), ("passage_id", passage.map(Value.integer) ?? .null),
          ("locator", given[.locator].map(Value.text) ?? .null), ("quote_id", .null),
        ], as: "source", shown(source, pin, given[.locator]), &told)
    } else if let lone = [.exact, .locator, .start, .end].first(where: { given[$0] != nil }) {
      throw Failure(.invalid, "\(lone) goes with a source")
    }
    for name in given.list(.quote) {
      let (quote, key) = try named(name, in: "quote")
      try once(
        "evidence", [owner, ("quote_id", .integer(quote)), ("source_id", .null)], as: "quote", key, &told)
    }
  }

  /// `talks@10-20`, or `talks, page 3`.
  func shown(_ source: PinnedSource, _ pin: Pin, _ locator: String?) -> String {
    if case .pinned(let range) = pin { return source.addresses([range]) }
    return source.key + (locator.map { ", \($0)" } ?? "")
  }

  /// Adds a row unless one with the same columns is there.
  func once(
    _ table: String, _ same: [(String, Value)], with others: [(String, Value)] = [], as field: String,
    _ shown: String, _ told: inout Told
  ) throws {
    // (IS keeps SQLite from the indexes over what is not NULL.)
    let conditions = same.map { column, value -> SQL in
      value == .null ? "\"\(raw: column)\" IS NULL" : "\"\(raw: column)\" = \(value)"
    }
    let isThere =
      try connection.first(
        "SELECT 1 FROM \(raw: table) WHERE \(conditions, joined: " AND ")", { _ in true }) != nil
    guard !isThere else { return }
    _ = try connection.insert(into: table, same + others)
    told.changes.append(FieldChange(field: field, old: nil, new: shown))
  }

  /// A name that others bear too is ambiguous from now on: that is said.
  func noteNamesakes(_ name: String, of id: Int64, _ told: inout Told) throws {
    let own = try connection.first("SELECT key FROM actor WHERE id = \(id)") { $0.text(0) ?? "" }
    let others = try lookup.actors(named: name).map(\.key).filter { $0 != own }
    guard !others.isEmpty else { return }
    told.remarks.append(
      "'\(lookup.shown(name))' is also a name of \(others.prefix(8).joined(separator: ", ")), so it is ambiguous now"
    )
  }
}
