// A file of an older kb brought up to date: all of it or nothing, with a copy kept as it was.
import Foundation
import GRDB
import TextFolding

/// How a file that an older `kb` made is brought up to date.
public struct Migration {
  /// Where the file is kept as it was.
  public enum Copy: Sendable, Equatable {
    /// In the same folder, under a name with the day and the schema.
    case beside
    /// A new file, which may be on another disk.
    case at(String)
    case none
  }

  /// How far it has come.
  public enum Event: Sendable, Equatable {
    /// So much of the copy is written, from 0 to 1.
    case copying(Double)
    /// So much of the work is done, from 0 to 1; an estimate.
    case migrating(Double)
    /// It is done.
    case done(from: Int, to: Int, copy: String?)
  }

  let copy: Copy
  let tell: (Event) -> Void

  public init(copy: Copy = .beside, tell: @escaping (Event) -> Void = { _ in }) {
    (self.copy, self.tell) = (copy, tell)
  }

  fileprivate func place(for path: String, schema: Int) -> String? {
    switch copy {
    case .beside: BackupName.beside(path, schema: schema)
    case .at(let place): place
    case .none: nil
    }
  }
}

extension DatabaseFile {
  /// Brings the file up to date in one transaction. Others read what was there before until it is done; those who
  /// want to write wait. The copy gets its name just before the transaction ends, so that there is one for each file
  /// that was brought up to date, and none that is half-made.
  ///
  /// - Throws: ``Failure`` where the disk has no room, or the file is damaged; nothing is changed then.
  func migrate(_ how: Migration) throws {
    Leftovers.removeDatabases(beside: path)
    var done: Migration.Event?
    try forManyRows {
      // What is sorted for an index may be larger than memory.
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA temp_store = FILE") }
      try queue.write { db in
        // (Asked inside: another kb may have been quicker.)
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version < SchemaText.version else { return }
        func migrate() throws {
          try Failure.translating(path: path) {
            try Self.migrate(db, from: version, watch: watch) { how.tell(.migrating($0)) }
          }
        }
        let copy = how.place(for: path, schema: version)
        if let copy {
          // (The copy gets its name once the body is through.)
          try Self.withNewFile(copy) { temporary in
            try keep(temporary) { how.tell(.copying($0)) }
            try migrate()
          }
        } else {
          try migrate()
        }
        done = .done(from: version, to: SchemaText.version, copy: copy)
      }
    }
    if let done { how.tell(done) }
  }

  /// The file as the last transaction left it: this one has written nothing yet, and nobody else can.
  private func keep(_ temporary: String, tell: @escaping (Double) -> Void) throws {
    do { try DatabaseFile.reading(path).copy(pages: temporary, isChecked: false, tell: tell) } catch let
      failure as Failure
      where failure.kind == .storage
    {
      throw Failure(
        .storage,
        "no copy of \(path) could be kept before it is brought up to date, so nothing was changed: \(failure.description); kb migrate --help names other ways"
      )
    }
  }

  /// Runs the steps after `version`, up to `last`.
  static func migrate(
    _ db: Database, from version: Int, to last: Int = SchemaText.version, watch: Watch? = nil,
    tell: ((Double) -> Void)? = nil
  ) throws {
    guard version < last else { return }
    let files = ((version + 1)...last).flatMap { SchemaText.files(ofStep: $0) }
    let progress = try tell.map { try MigrationProgress(files, db, tell: $0) }
    watch?.tick = progress.map { progress in { progress.tick(steps: $0) } }
    defer { watch?.tick = nil }
    try Distrust.suspended(db) {
      for file in files {
        var sql = file
        // The folding is data of the schema; once its table is there, fold(…) can be written out.
        if file.contains("fold("), try db.tableExists("folding") {
          let pairs = try GRDB.Row.fetchAll(db, sql: "SELECT source, target FROM folding ORDER BY position")
          sql = Folding.expand(file, pairs: pairs.map { ($0[0], $0[1]) })
        }
        let statements = try db.allStatements(sql: sql)
        while let statement = try statements.next() {
          try statement.execute()
          progress?.next()
        }
      }
    }
    try db.execute(sql: "PRAGMA user_version = \(last)")
  }
}
