// Whether a source that another file has a name for is there already.
import KnowledgeBase
import Storage

extension Editor {
  /// The key of the source that is called so, where it has the same title or address and none that differs.
  func source(called key: String, title: String?, url: String?) throws -> String? {
    let there = try connection.first("SELECT title, url FROM source WHERE key = \(key)") {
      ($0.text(0), $0.text(1))
    }
    guard let there else { return nil }
    let both = [(title, there.0), (url, there.1)].compactMap { said, old in
      said.flatMap { said in old.map { (said, $0) } }
    }
    guard both.allSatisfy({ $0.utf8.elementsEqual($1.utf8) }), !both.isEmpty || (title ?? url) == nil else {
      return nil
    }
    return try lookup.standing(key)
  }
}
