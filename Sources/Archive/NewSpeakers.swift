// People and outlets whom nobody knew: each proposed once for all documents that are read together.
import Extraction
import Storage

/// Who was proposed so far, under which names.
final class NewSpeakers {
  private var register: UnknownSpeakers
  private var ids: [Int: Int64] = [:]
  private var publishers: [String: Int64?] = [:]
  /// Those since ``begin()``.
  private var latest: (identities: [Int], publishers: [String]) = ([], [])

  init(_ cast: Cast) { register = UnknownSpeakers(cast.gazetteer) }

  /// A document begins, which may be taken back by ``forget()``.
  func begin() { latest = ([], []) }

  /// The document that began last is not written, nor are those whom it proposed.
  func forget() {
    for identity in latest.identities { ids[identity] = nil }
    for name in latest.publishers { publishers[name] = nil }
  }

  /// The actor for a name, made where no spelling of it came before.
  func id(of name: String, language: String, make: (String, String) throws -> Int64) throws -> Int64 {
    let identity = register.number(of: name)
    if let id = ids[identity] { return id }
    let id = try make(name, language)
    ids[identity] = id
    latest.identities.append(identity)
    return id
  }

  func publisher(named name: String, find: () throws -> Int64?) throws -> Int64? {
    if let known = publishers[name] { return known }
    let found = try find()
    publishers[name] = found
    latest.publishers.append(name)
    return found
  }
}
