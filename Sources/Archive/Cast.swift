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
  let series: SharedSeries
  /// Of each actor of the gazetteer: id and key.
  let ids: [Int64]
  public let keys: ActorKeys
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
    var keys = ActorKeys()
    var actorKind = KnownWord(ActorKind.organisation)
    try connection.rows(
      "SELECT id, key, kind, country FROM actor WHERE status IN ('accepted', 'proposed') ORDER BY id"
    ) { row in
      builder.addActor(
        kind: unsafe actorKind.read(row.bytes(2)) { ActorKind(word: $0) },
        country: row.text(3).flatMap { CountryCode($0) })
      ids.append(row.int64(0))
      unsafe keys.append(row.bytes(1))
      return true
    }
    // Ids rise, and names of one actor mostly stand together.
    var index = 0
    func place(_ id: Int64) -> Int? {
      if index < ids.count, ids[index] <= id {
        while index < ids.count, ids[index] < id { index += 1 }
      } else {
        var end = ids.count
        index = 0
        while index < end {
          let middle = (index + end) / 2
          if ids[middle] < id { index = middle + 1 } else { end = middle }
        }
      }
      return index < ids.count && ids[index] == id ? index : nil
    }
    var names = NameRows(actors: ids.count)
    var nameKind = KnownWord(NameKind.alias)
    try connection.rows("SELECT actor_id, text, kind, earliest, latest FROM name ORDER BY id") { row in
      guard let actor = place(row.int64(0)), let text = unsafe row.bytes(1) else { return true }
      let kind = unsafe nameKind.read(row.bytes(2)) { NameKind(word: $0) }
      unsafe names.add(text, of: actor, kind: kind, since: row.day(3), until: row.day(4))
      return true
    }
    unsafe names.forEachByActor {
      unsafe builder.addName(actor: $0.actor, text: $1, kind: $0.kind, since: $0.since, until: $0.until)
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
    let gazetteer = builder.build()
    return Cast(
      gazetteer: gazetteer, series: SharedSeries(gazetteer), ids: ids, keys: keys, folding: folding)
  }
}

extension Row {
  /// A day as `year * 10000 + month * 100 + day`; nil where it is open or not known.
  fileprivate func day(_ column: Int) -> Int? {
    integer(column).flatMap { $0 <= -9999_00_00 || $0 >= 9999_12_31 ? nil : $0 }
  }
}
