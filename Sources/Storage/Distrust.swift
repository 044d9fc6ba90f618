// A file may come from a stranger: nothing that is in it reaches further than the file, or keeps kb for ever.
// Unsafe: the connection is open while it is in the caller's hands.
import CSQLiteSettings
import GRDB
import GRDBSQLite

enum Distrust {
  /// Lengths in bytes, depths and counts: far above what kb itself needs, far below what wears a machine out. (Compacting
  /// attaches one file; indexes are sorted by one more thread.)
  private static let limits: [(CInt, CInt)] = [
    (SQLITE_LIMIT_LENGTH, 1_000_000_000), (SQLITE_LIMIT_SQL_LENGTH, 10_000_000), (SQLITE_LIMIT_COLUMN, 1000),
    (SQLITE_LIMIT_EXPR_DEPTH, 500), (SQLITE_LIMIT_COMPOUND_SELECT, 500), (SQLITE_LIMIT_TRIGGER_DEPTH, 50),
    (SQLITE_LIMIT_ATTACHED, 1), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10_000), (SQLITE_LIMIT_WORKER_THREADS, 1),
  ]

  /// Called on each connection before anything is read from the file.
  ///
  /// - Parameter writes: kb's own triggers write to the search indexes, which SQLite (3.40) takes for unsafe where the
  ///   schema is not trusted. Functions that reach out of the file are not there in either case.
  static func begin(_ db: Database, writes: Bool = false) throws {
    let raw = unsafe db.sqliteConnection!
    try unsafe set(raw, isDefensive: true)
    unsafe limit(raw)
    try db.execute(sql: "PRAGMA cell_size_check = 1; PRAGMA trusted_schema = \(writes ? 1 : 0)")
  }
}

extension Distrust {
  /// Sets the limits alone.
  static func limit(_ raw: OpaquePointer) {
    for (limit, most) in limits { unsafe sqlite3_limit(raw, limit, most) }
  }

  /// Runs `body`, whose SQL is kb's own, and which writes to the schema or beneath a search index.
  static func suspended<T>(_ db: Database, _ body: () throws -> T) throws -> T {
    let raw = unsafe db.sqliteConnection!
    let was = unsafe kb_sqlite_is_defensive(raw) != 0
    try unsafe set(raw, isDefensive: false)
    defer { unsafe try? set(raw, isDefensive: was) }
    return try body()
  }

  private static func set(_ raw: OpaquePointer, isDefensive: Bool) throws {
    let code = unsafe kb_sqlite_set_defensive(raw, isDefensive ? 1 : 0)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

/// Looks, when a statement takes long, whether the tables and views it reads are those that kb makes; a view that
/// somebody else put in their place could go on without end.
final class Watch: @unchecked Sendable {
  // All is used by the connection's own thread, one statement at a time.
  private let path: String
  private var isKnown = false
  private var strange: Strange?
  private var isMending = false
  private var begin = UserQuery.now()
  /// Called every so often while a statement runs, with the steps that were made since.
  var tick: ((_ steps: Int) -> Void)?

  /// What in the file is not as kb makes it.
  private enum Strange {
    /// A view, or a virtual table, stands in the place of a table. Nothing in the file can be trusted to end.
    case noTable
    /// A table or a view says something else than kb's.
    case definition
  }

  /// How many steps of SQLite's machine pass between two looks at the clock; they take some 50 microseconds.
  private static let steps: CInt = 1000
  /// How long a question may take before the file is looked at, in seconds.
  private static let patience = 4.0

  init(_ path: String) { self.path = path }

  /// The connection must not outlive this.
  func attach(to db: Database) {
    unsafe sqlite3_progress_handler(
      db.sqliteConnection, Self.steps,
      { this in unsafe Unmanaged<Watch>.fromOpaque(this!).takeUnretainedValue().stops() ? 1 : 0 },
      unsafe Unmanaged.passUnretained(self).toOpaque())
  }

  private func stops() -> Bool {
    tick?(Int(Self.steps))
    if !isKnown, UserQuery.now() > begin + Self.patience {
      isKnown = true
      strange = (try? look()) ?? nil
    }
    return hasStopped
  }

  private var hasStopped: Bool { strange == .noTable || strange == .definition && !isMending }

  private func look() throws -> Strange? {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.prepareDatabase { try Distrust.begin($0) }
    let queue = try DatabaseQueue(path: DatabaseFile.literal(path), configuration: configuration)
    return try queue.read { db in
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let there = Set(try Connection(db: db, path: path).schemaObjects())
      let expected = try SchemaText.objects(ofStep: min(max(version, 1), SchemaText.version))
      let areTables = expected.allSatisfy { table in
        table.type != "table"
          || there.contains {
            $0.name == table.name && $0.type == "table" && $0.isSearchIndex == table.isSearchIndex
          }
      }
      guard areTables else { return .noTable }
      let isKBs = expected.allSatisfy { !["table", "view"].contains($0.type) || there.contains($0) }
      return isKBs ? nil : .definition
    }
  }

  /// Runs `body`, which makes anew what is not as kb makes it, to its end, however long it takes. Where a table is none
  /// that can be mended, it is stopped all the same.
  func mending<T>(_ body: () throws -> T) rethrows -> T {
    isMending = true
    // (What was found strange may be as kb makes it then.)
    defer { (isMending, isKnown, strange) = (false, false, nil) }
    return try body()
  }

  /// What a user is told instead of "stopped".
  func explaining<T>(_ body: () throws -> T) throws -> T {
    begin = UserQuery.now()
    do { return try body() } catch let failure as Failure where failure.kind == .interrupted && hasStopped {
      throw Failure(
        .unusableFile,
        strange == .noTable
          ? "\(path) has something else in the place of a table, and a question to it does not end; restore it from a backup"
          : "\(path) has tables or views that are not as kb makes them, and a question to them does not end; kb check --fix makes them anew"
      )
    }
  }
}
