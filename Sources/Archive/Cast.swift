// Who may be named in a text: the actors of a knowledge base, laid out for reading.
// Unsafe: what a row gives is used before the next row is asked for.
import Extraction
import KnowledgeBase
import Storage
import TextFolding

/// The actors that people stand behind or that wait for them, with names and offices. It needs no file once it is
/// made, and may be used from several threads at once.
public struct Cast: Sendable {
  public let gazetteer: Gazetteer
  /// Of each actor of the gazetteer: id and key.
  let ids: [Int64]
  public let keys: [String]
  /// Which spellings the search indexes of the file take for the same.
  let folding: Folding
}

extension KnowledgeBase {
  /// Reads the actors that texts can name.
  public func cast() throws -> Cast { try read { try $0.cast() } }
}

extension Lookup {
  func cast() throws -> Cast {
    let count = try connection.first("SELECT count(*) FROM name") { $0.integer(0) ?? 0 } ?? 0
    var builder = GazetteerBuilder(folding: folding, names: count)
    var ids: [Int64] = []
    var keys: [String] = []
    try connection.rows(
      "SELECT id, key, kind, country FROM actor WHERE status IN ('accepted', 'proposed') ORDER BY id"
    ) { row in
      builder.addActor(
        kind: ActorKind(word: row.text(2) ?? "") ?? .organisation,
        country: row.text(3).flatMap { CountryCode($0) })
      ids.append(row.int64(0))
      keys.append(row.text(1) ?? "")
      return true
    }
    // Ids rise, so a place in the list is found by going on.
    var index = 0
    func place(_ id: Int64) -> Int? {
      while index < ids.count, ids[index] < id { index += 1 }
      return index < ids.count && ids[index] == id ? index : nil
    }
    // To sort all rows costs less than to look each of them up by an index on actors.
    try connection.rows(
      "SELECT actor_id, text, kind, earliest, latest FROM name NOT INDEXED ORDER BY actor_id, id"
    ) { row in
      guard let actor = place(row.int64(0)), let text = unsafe row.bytes(1) else { return true }
      let kind = NameKind(word: row.text(2) ?? "") ?? .alias
      unsafe builder.addName(actor: actor, text: text, kind: kind, since: row.day(3), until: row.day(4))
      return true
    }
    let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    try connection.rows(
      "SELECT person_id, organisation_id, title, earliest, latest FROM role WHERE organisation_id IS NOT NULL ORDER BY id"
    ) { row in
      guard let person = places[row.int64(0)], let organisation = places[row.int64(1)],
        let title = unsafe row.bytes(2)
      else { return true }
      unsafe builder.addRole(
        person: person, organisation: organisation, title: title, since: row.day(3), until: row.day(4))
      return true
    }
    return Cast(gazetteer: builder.build(), ids: ids, keys: keys, folding: folding)
  }
}

extension Row {
  /// A day as `year * 10000 + month * 100 + day`; nil where it is open or not known.
  fileprivate func day(_ column: Int) -> Int? {
    integer(column).flatMap { $0 <= -9999_00_00 || $0 >= 9999_12_31 ? nil : $0 }
  }
}
