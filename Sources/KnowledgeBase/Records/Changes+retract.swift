// Taking records out of what people stand behind, and bringing them back.
import Storage

/// What still rests on a record in one way: three claims that it shows.
public struct Resting: Sendable, Hashable {
  public let kind: RecordKind
  /// How: "that it shows".
  public let how: String
  /// How many.
  public let count: Int
  /// The first five of their keys, in order.
  public let keys: [String]
}

/// What came of retracting or restoring a record.
public struct StatusChange: Sendable {
  public let key: String
  /// The status before and now; the same where nothing was changed.
  public let old, new: String
  /// What people or machines stand behind and rests on it: it stays as it is.
  public let resting: [Resting]

  public var isChange: Bool { old != new }
}

extension Changes {
  /// Marks a record as retracted. It stays in the file; lookups leave it out. The changeset's note is the reason.
  ///
  /// - Throws: ``Failure`` where the changeset has no note, for a name in place of a key, and for what has no status.
  @discardableResult public func retract(_ name: String) throws -> StatusChange {
    guard authorship.note?.contains(where: { !$0.isWhitespace }) == true else {
      throw Failure(.invalid, "a retraction says why: give its changeset a note")
    }
    let (kind, key, id, status) = try withStatus(name, "retracted")
    if status != "retracted" { try setStatus(kind, id, "retracted") }
    return StatusChange(key: key, old: status, new: "retracted", resting: try resting(kind, id))
  }

  /// Gives a retracted record the status that it had before; `accepted` where the history does not say.
  ///
  /// - Throws: ``Failure`` for a record that is not retracted, a name in place of a key, and what has no status.
  @discardableResult public func restore(_ name: String) throws -> StatusChange {
    let (kind, key, id, status) = try withStatus(name, "restored")
    guard status == "retracted" else {
      throw Failure(
        .invalid,
        "\(key) is \(status), not retracted\(status == "rejected" ? "; kb accept \(key) stands behind it" : "")"
      )
    }
    let before =
      try connection.first(
        """
        SELECT json_extract(old, '$.status') AS status FROM history
        WHERE record = \(kind.shape.table) AND record_id = \(id) AND action = 'update'
          AND json_extract(old, '$.status') <> 'retracted' ORDER BY id DESC LIMIT 1
        """
      ) { $0.text(0) } ?? nil
    let new = before ?? "accepted"
    try setStatus(kind, id, new)
    return StatusChange(key: key, old: status, new: new, resting: [])
  }

  private func setStatus(_ kind: RecordKind, _ id: Int64, _ status: String) throws {
    try connection.execute("UPDATE \(raw: kind.shape.table) SET status = \(status) WHERE id = \(id)")
  }

  private func withStatus(_ name: String, _ done: String) throws
    -> (kind: RecordKind, key: String, id: Int64, status: String)
  {
    if let place = PassageAddress(name) {
      throw Failure(
        .invalid,
        place.actor == nil
          ? "\(lookup.shown(name)) is a stretch of an archived text, which stays; name the quote"
          : "\(lookup.shown(name)) is a mention, which is not \(done); kb reject sets it aside")
    }
    let (table, found) = try lookup.record(name)
    let key = lookup.shown(found)
    try checkIsKey(name, of: found, done)
    switch table {
    case "changeset":
      throw Failure(.invalid, "\(key) is a changeset, which is not \(done); kb undo \(key) takes it back")
    case "topic":
      throw Failure(
        .invalid,
        "\(key) is a topic, which is not \(done); kb tag --remove --topic \(key) takes it off a record")
    default: break
    }
    let (kind, _, id) = try editable(found)
    let status =
      try connection.first("SELECT status FROM \(raw: table) WHERE id = \(id)") { $0.text(0) ?? "" } ?? ""
    return (kind, found, id, status)
  }

  /// Refuses a name in place of a key: whoever means the name would have the whole actor.
  private func checkIsKey(_ name: String, of key: String, _ done: String) throws {
    guard name != key else { return }
    if try connection.first("SELECT 1 FROM merged WHERE key = \(name)", { _ in true }) != nil {
      throw Failure(
        .invalid,
        "\(name) was merged into \(key): say that key, or take the merge back with kb unmerge \(name)")
    }
    throw Failure(
      .invalid,
      "'\(lookup.shown(name))' is a name of \(key), and names are not \(done): say the key, or take the name out with kb edit \(key)"
    )
  }

  /// What rests on a record and is not set aside itself.
  private func resting(_ kind: RecordKind, _ id: Int64) throws -> [Resting] {
    try Self.ties(kind, id).compactMap { kind, how, rows in
      var keys: [String] = []
      var count = 0
      try connection.rows(rows, cached: true) { row in
        count += 1
        if keys.count < 5 { keys.append(row.text(0) ?? "") }
        return true
      }
      return count == 0 ? nil : Resting(kind: kind, how: how, count: count, keys: keys)
    }
  }

  private typealias Tie = (kind: RecordKind, how: String, rows: SQL)

  private static func ties(_ kind: RecordKind, _ id: Int64) -> [Tie] {
    func named(_ kind: RecordKind, _ column: String, _ how: String) -> Tie {
      (
        kind, how,
        "SELECT key FROM \(raw: kind.rawValue) WHERE \(raw: column) = \(id) AND status NOT IN ('rejected', 'retracted') ORDER BY key"
      )
    }
    func through(_ tie: String, _ column: String, _ kind: RecordKind, _ how: String) -> Tie {
      let table = kind.rawValue
      return (
        kind, how,
        """
        SELECT DISTINCT \(raw: table).key FROM \(raw: tie) JOIN \(raw: table) ON \(raw: table).id = \(raw: tie).\(raw: table)_id
        WHERE \(raw: tie).\(raw: column) = \(id) AND \(raw: table).status NOT IN ('rejected', 'retracted') ORDER BY 1
        """
      )
    }
    func shown(by column: String) -> [Tie] {
      [RecordKind.claim, .stance, .event].map { through("evidence", column, $0, "that it shows") }
    }
    switch kind {
    case .actor:
      return [
        named(.quote, "speaker_id", "of theirs"), named(.claim, "asserted_by_id", "of theirs"),
        named(.stance, "actor_id", "of theirs"), through("participant", "actor_id", .event, "with them"),
        named(.source, "publisher_id", "published by them"),
      ]
    case .source:
      return [through("appearance", "source_id", .quote, "printed there")] + shown(by: "source_id") + [
        named(.quote, "origin_id", "first said there"),
        named(.source, "version_of_id", "that is a later version"),
      ]
    case .quote: return shown(by: "quote_id") + [named(.quote, "translation_of_id", "that translates it")]
    case .claim:
      return [
        named(.stance, "claim_id", "on it"), named(.relation, "from_id", "from it"),
        named(.relation, "to_id", "to it"),
      ]
    case .event, .stance, .relation, .topic: return []
    }
  }
}
