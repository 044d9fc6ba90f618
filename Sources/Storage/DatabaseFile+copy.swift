// Copies of a whole file: consistent while others write, checked before they get their name.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import GRDB

extension DatabaseFile {
  /// Writes the file as it stands at this moment to `path`, page by page: every id stays, and so does what was
  /// deleted and not yet overwritten. Other programs read and write meanwhile; a file without a write-ahead log
  /// makes its writers wait. The copy is one file, with the permissions of this one.
  ///
  /// - Throws: ``Failure`` where something is at `path` already, the disk is full, or the copy is not sound;
  ///   nothing is left behind then.
  package func copy(to path: String) throws {
    try Self.withNewFile(path) { try copy(pages: $0) }
  }

  /// Makes the copy under a name that is taken over or thrown away.
  func copy(pages path: String, isChecked: Bool = true, tell: ((Double) -> Void)? = nil) throws {
    try Failure.translating(path: self.path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Self.patience)
      configuration.prepareDatabase { try Distrust.begin($0) }
      let copy = try DatabaseQueue(path: Self.literal(path), configuration: configuration)
      if let tell {
        try queue.backup(to: copy, pagesPerStep: 4000) {
          tell(Double($0.completedPageCount) / Double(max(1, $0.totalPageCount)))
        }
      } else {
        // (In one step: it would begin anew whenever others write.)
        try queue.backup(to: copy)
      }
      try copy.writeWithoutTransaction { db in
        // (A copy says of itself that it has a log, as its original does.)
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        if isChecked { try Self.checkIsSound(db, of: self.path) }
      }
      try copy.close()
      var status = stat()
      if unsafe stat(self.path, &status) == 0 { unsafe chmod(path, status.st_mode & 0o777) }
    }
  }

  /// - Throws: ``Failure`` where SQLite finds a damage, or a table of kb is not there.
  private static func checkIsSound(_ db: Database, of path: String) throws {
    guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else {
      throw Failure(.unusableFile, "\(path) is damaged, so no copy of it was made; kb check says where")
    }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let there = Set(try Connection(db: db, path: path).schemaObjects().map(\.name))
    let missing = try SchemaText.objects(ofStep: min(version, SchemaText.version)).first {
      $0.type == "table" && !$0.isSearchIndex && !there.contains($0.name)
    }
    if let missing {
      throw Failure(
        .unusableFile, "\(path) has no table \(missing.name), so no copy of it was made; kb check says more")
    }
  }
}
