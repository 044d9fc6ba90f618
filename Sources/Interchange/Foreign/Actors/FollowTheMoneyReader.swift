// FollowTheMoney entities (followthemoney 3 and 4): one JSON object a line, or an array of them.
import KnowledgeBase
import Storage

/// Reads entities; ``FollowTheMoneyRows`` writes them.
final class FollowTheMoneyReader: TreeReader, RecordMaker {
  private(set) var entity: Entity?

  /// An entity, with the texts of its properties; another entity is named by its id.
  struct Entity {
    let id, schema: String
    let properties: [(name: String, values: [String])]

    /// The id, where it is a key that people can type, and no hash.
    var key: String? {
      let isHash = id.utf8.split { !($0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66) }.contains {
        $0.count >= 16
      }
      return isHash || !ReadableKey.isKey(id) ? nil : id
    }

    func all(_ names: String...) -> [String] {
      names.flatMap { name in properties.first { $0.name == name }?.values ?? [] }
    }
    func first(_ names: String...) -> String? {
      names.lazy.compactMap { name in self.properties.first { $0.name == name }?.values.first }.first
    }
  }

  init(_ stream: TextStream) throws { try super.init(stream, []) }

  func taker(_ editor: Editor, _ changes: Changes, _ names: NameResolver) -> any RowTaker {
    FollowTheMoneyRows(editor, changes, names, self)
  }

  override func record() throws -> [String: String]? {
    guard let tree = try tree() else { return nil }
    guard let id = tree["id"]?.text, let schema = tree["schema"]?.text, let given = tree["properties"],
      case .object(let members) = given
    else { throw RowMistake("an entity has an id, a schema, and properties") }
    entity = Entity(
      id: id, schema: schema,
      properties: members.map { name, value in
        (name, value.items.compactMap { ($0.text ?? $0["id"]?.text)?.trimmingSpace }.filter { !$0.isEmpty })
      })
    return ["record": original]
  }
}
