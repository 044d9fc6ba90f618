// Acts of editing that write very many rows.
import Storage

extension KnowledgeBase {
  /// Runs `body` as one bulk changeset that may make indexes anew, in little memory. What its rows refer to was
  /// looked up; it is not looked up again for each.
  package func editManyRows(
    _ authorship: Authorship, isTrial: Bool = false, _ body: (Editor) throws -> Void
  ) throws -> Edit {
    try file.forManyRows {
      try file.withoutReferenceChecks { try edit(authorship, isTrial: isTrial, isBulk: true, body) }
    }
  }
}
