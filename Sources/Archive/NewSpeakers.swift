// People and outlets whom nobody knew: each proposed once for all documents that are read together.
import Extraction

/// Who was proposed so far, under which names.
final class NewSpeakers {
  private var register: UnknownSpeakers
  private var ids: [Int: Int64] = [:]
  private var publishers: [String: Int64?] = [:]
  /// The last actor that was there before: those after it are this reading's own.
  let lastKnown: Int64

  init(_ cast: Cast) {
    register = UnknownSpeakers(cast.gazetteer)
    lastKnown = cast.ids.last ?? 0
  }

  /// The actor for a name, made where no spelling of it came before.
  func id(of name: String, make: () throws -> Int64) throws -> Int64 {
    let number = register.number(of: name)
    if let id = ids[number] { return id }
    let id = try make()
    ids[number] = id
    return id
  }

  /// The actor that a publisher's name means; nil where that is left open.
  func publisher(named name: String, find: () throws -> Int64?) throws -> Int64? {
    if let known = publishers[name] { return known }
    let found = try find()
    publishers[name] = found
    return found
  }
}
