// Acts of editing that write very many rows.
import Storage

extension KnowledgeBase {
  /// Runs `body` as one bulk changeset with more room for what is being written; see ``edit(_:isTrial:isBulk:keepsEmpty:_:)``.
  package func editManyRows(
    _ authorship: Authorship, isTrial: Bool = false, _ body: (Editor) throws -> Void
  ) throws -> Edit {
    try file.withRoom { try edit(authorship, isTrial: isTrial, isBulk: true, body) }
  }
}
