// A package of tables into the knowledge base: one changeset, all of it or nothing.
import Foundation
import KnowledgeBase
import Storage

extension KnowledgeBase {
  /// Whether nothing is known here yet.
  public func isEmpty() throws -> Bool { try read { try $0.connection.holdsNoRecord() } }

  /// Reads a package into a knowledge base that is empty, which then has the same rows in every view.
  ///
  /// Into one that is not, take it in as another knowledge base: ``PackageTables/asKnowledgeBase(by:progress:_:)``
  /// and ``takeIn(_:prefer:choices:by:isTrial:progress:)``.
  ///
  /// - Parameter progress: is told now and then how many rows were read.
  /// - Returns: what was done; and what the reader should know.
  /// - Throws: ``Failure`` with file and line for the first row that breaks a rule; of kind `conflict` where something
  ///   is here already.
  public func importPackage(
    _ package: PackageTables, by authorship: Authorship, isTrial: Bool = false,
    progress: (Int) -> Void = { _ in }
  ) throws -> (edit: Edit, notes: [String]) {
    let views = try self.views().filter { $0.isPublic && !$0.isOfHistory } + [.texts]
    var notes = package.notes
    let edit = try file.forManyRows {
      try self.edit(authorship, isTrial: isTrial) { editor in
        guard try editor.connection.holdsNoRecord() else {
          throw Failure(.conflict, "\(path) is not empty any more; import \(package.name) again")
        }
        // (A package can be larger than memory.)
        try editor.connection.execute("PRAGMA temp_store = FILE")
        let stage = PackageStage(editor.connection, package)
        try stage.read(views, progress: progress)
        notes += stage.notes
        try PackageFill(stage).run()
        try stage.drop(views)
      }
    }
    return (edit, notes)
  }
}

extension PackageTables {
  /// Makes a knowledge base of what the package says, for the length of `body`.
  ///
  /// - Parameter progress: is told now and then how many rows were read.
  /// - Throws: ``Failure`` as ``KnowledgeBase/importPackage(_:by:isTrial:progress:)`` does.
  public func asKnowledgeBase<T>(
    by authorship: Authorship, progress: (Int) -> Void = { _ in },
    _ body: (_ path: String, _ notes: [String]) throws -> T
  ) throws -> T {
    try TemporaryFolder.use("kb-package") { folder in
      let path = "\(folder)/package.sqlite"
      try KnowledgeBase.createEmpty(at: path)
      let kb = try KnowledgeBase(path: path, for: .writing)
      let notes = try kb.importPackage(self, by: authorship, progress: progress).notes
      return try body(path, notes)
    }
  }
}

extension Connection {
  /// Whether no table has a record.
  fileprivate func holdsNoRecord() throws -> Bool {
    try KnowledgeBase.tables.allSatisfy { table in
      try first("SELECT 1 FROM \(raw: table) LIMIT 1") { _ in true } == nil
    }
  }
}
