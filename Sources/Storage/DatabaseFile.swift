// Opens files: for lookups without leaving a trace, for writing so that writers wait for each other.
// Unsafe: what these C functions are given, strings and structs, lives until they return. A connection opened
// here is closed, or handed on, on every way out.
import Foundation
import GRDB
import GRDBSQLite
import TextFolding

/// An open knowledge base file.
package final class DatabaseFile: Sendable {
  /// What a file of kb carries in SQLite's `application_id`: "kbdb".
  static let applicationID: Int32 = 0x6B62_6462
  /// How long a writer waits for another, in seconds.
  package static let patience: TimeInterval = 30

  package let path: String
  let queue: DatabaseQueue
  private let isWritable: Bool
  /// How SQLite is told to open the file a second time: its path, or a URI for a place where nothing can be made.
  let address: String
  /// Where the file is not asked as it stands: the copy that was changed.
  private let copy: PrivateCopy?
  let watch: Watch?

  private init(
    path: String, queue: DatabaseQueue, isWritable: Bool, address: String? = nil, copy: PrivateCopy? = nil,
    watch: Watch? = nil
  ) {
    self.path = path
    self.watch = watch
    self.copy = copy
    self.queue = queue
    self.isWritable = isWritable
    self.address = address ?? Self.literal(path)
  }

  deinit {
    guard let copy else { return }
    try? queue.close()
    copy.release()
  }

  /// A path that SQLite takes for nothing else: `file:x` would be a URI to it, `:memory:` no file at all.
  static func literal(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

  /// Opens a file for lookups. The file's bytes stay as they are; a read-only file or folder will do.
  ///
  /// - Throws: ``Failure`` where there is no file, or none that this `kb` can read.
  package static func reading(_ path: String) throws -> DatabaseFile {
    try checkHeader(path)
    let hasLog = (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0 > 0
    // A read-only connection leaves an empty -wal and a -shm behind; one that may write and is told not to
    // takes them away again. Where a log with content is there, nobody may fold it in but a writer.
    let watch = Watch(path)
    func plain(readonly: Bool) throws -> DatabaseQueue {
      var configuration = Configuration()
      configuration.readonly = readonly
      configuration.busyMode = .timeout(patience)
      // (A private copy holds its transaction open.)
      configuration.allowsUnsafeTransactions = true
      configuration.prepareDatabase { try prepareForReading($0, watch) }
      return try DatabaseQueue(path: literal(path), configuration: configuration)
    }
    do {
      return try Failure.translating(path: path) {
        let mayTidy =
          unsafe !hasLog && access(PathName.place(of: path), W_OK) == 0 && access(path, W_OK) == 0
        let file = DatabaseFile(
          path: path, queue: try plain(readonly: !mayTidy), isWritable: false, watch: watch)
        try file.checkVersion()
        return file
      }
    } catch let failure as Failure where [.notPermitted, .storage].contains(failure.kind) {
      guard !hasLog else {
        throw Failure(
          failure.kind,
          "\(path) has changes in its log (\(path)-wal) that can be read only where kb may write in the folder"
        )
      }
      // A resting WAL file in a folder where nothing can be made: nobody else can be writing it either.
      return try Failure.translating(path: path) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { try prepareForReading($0, watch) }
        let escaped = literal(path).addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
        let address = "file:\(escaped)?immutable=1"
        let file = DatabaseFile(
          path: path, queue: try DatabaseQueue(path: address, configuration: configuration),
          isWritable: false, address: address, watch: watch)
        try file.checkVersion()
        return file
      }
    }
  }

  private static func prepareForReading(_ db: Database, _ watch: Watch) throws {
    try Distrust.begin(db)
    watch.attach(to: db)
    try db.execute(sql: "PRAGMA query_only = 1; PRAGMA cache_size = -8000")
  }

  /// Opens a file for lookups as `change` makes it: in memory of this process alone. The file stays as it is, and
  /// others may write meanwhile; one that an older `kb` made is brought up to date there first.
  ///
  /// - Parameter change: runs once, with nothing but its own changes under way; triggers and rules are those of
  ///   the file, references are not checked.
  /// - Throws: ``Failure`` as ``reading(_:)`` does, and what `change` throws.
  package static func reading(_ path: String, changedBy change: (Connection) throws -> Void) throws
    -> DatabaseFile
  {
    try reading(path).inMemory(isWritable: false, change)
  }

  /// Opens a file for acts that are taken back at their end. One that an older `kb` made is brought up to date in
  /// memory of this process alone: the file stays as it is, and others may write meanwhile.
  ///
  /// - Throws: ``Failure`` as ``reading(_:)`` and ``writing(_:migration:)`` do.
  package static func trying(_ path: String) throws -> DatabaseFile {
    let present = try reading(path)
    guard try present.checkVersion() < SchemaText.version else { return try writing(path, migration: nil) }
    return try present.inMemory(isWritable: true)
  }

  /// Opens the file as lookups have to see it: one that an older `kb` made, and that lacks what they ask, as it is once
  /// it is brought up to date, in memory.
  package static func answering(_ path: String) throws -> DatabaseFile {
    let present = try reading(path)
    return try present.checkVersion() < SchemaText.answering ? present.inMemory(isWritable: false) : present
  }

  /// What this file holds, brought up to date and changed in memory of this process alone. It holds the file as it is.
  private func inMemory(isWritable: Bool, _ change: (Connection) throws -> Void = { _ in }) throws
    -> DatabaseFile
  {
    try Failure.translating(path: path) {
      let copy = try PrivateCopy(of: self)
      let watch = Watch(path)
      var configuration = Configuration()
      configuration.foreignKeysEnabled = isWritable
      configuration.prepareDatabase { db in
        if isWritable { try Distrust.begin(db, writes: true) }
        try unsafe copy.attach(to: db.sqliteConnection!, isWritable: true)
        watch.attach(to: db)
        try db.execute(
          sql:
            "PRAGMA journal_mode = \(isWritable ? "MEMORY" : "OFF"); PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY"
        )
      }
      // (From here on the file lets go of the copy, whatever happens.)
      let file = DatabaseFile(
        path: path, queue: try DatabaseQueue(configuration: configuration), isWritable: isWritable,
        copy: copy,
        watch: watch)
      try file.queue.write { db in
        try Self.migrate(db, from: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
        try change(Connection(db: db, path: path))
      }
      try file.queue.writeWithoutTransaction { db in
        copy.settle(
          pages: try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
          of: try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
        if !isWritable { try Self.prepareForReading(db, watch) }
      }
      return file
    }
  }

  /// A second connection to what this one reads, which can do nothing but read: for a user's own SQL.
  func openForUser() throws -> OpaquePointer {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let code =
      unsafe copy == nil
      ? sqlite3_open_v2(address, &opened, flags, nil)
      : sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened = unsafe opened else {
      unsafe sqlite3_close_v2(opened)
      throw Failure(code: code & 0xFF, message: "", path: path)
    }
    do { try unsafe copy?.attach(to: opened, isWritable: false) } catch {
      unsafe sqlite3_close_v2(opened)
      throw error
    }
    return unsafe opened
  }

  /// Opens a file for writing; lookups by others go on meanwhile. One that an older `kb` made is brought up to
  /// date first, all of it or nothing.
  ///
  /// - Parameter migration: nil leaves a file of an older `kb` at its own schema.
  /// - Throws: ``Failure`` where there is no file, or none that this `kb` can write.
  package static func writing(_ path: String, migration: Migration? = Migration()) throws -> DatabaseFile {
    try checkHeader(path)
    guard unsafe access(path, W_OK) == 0 else {
      throw Failure(.notPermitted, "\(path) cannot be written: it is read-only")
    }
    return try Failure.translating(path: path) {
      let watch = Watch(path)
      let file = DatabaseFile(
        path: path, queue: try writableQueue(path, watch), isWritable: true, watch: watch)
      if let migration, try file.checkVersion() < SchemaText.version { try file.migrate(migration) }
      return file
    }
  }

  /// Makes a file that is whole from the moment it is there: `fill` works on it under another name first.
  ///
  /// - Throws: ``Failure`` where the file exists already or cannot be made; nothing is left behind then.
  package static func create(_ path: String, fill: (DatabaseFile) throws -> Void) throws {
    try withNewFile(path) { temporary in
      let queue = try writableQueue(temporary)
      try queue.write { db in
        try migrate(db, from: 0)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      }
      try fill(DatabaseFile(path: path, queue: queue, isWritable: true))
      try queue.writeWithoutTransaction { db in
        // Everything in the one file. No ANALYZE: figures about a small file would mislead the planner once it grows.
        _ = try db.checkpoint(.truncate)
      }
      try queue.close()
    }
  }

  /// Hands over a name in the folder of `path` that nobody uses; what `fill` leaves there gets the name `path`.
  ///
  /// - Throws: ``Failure`` where something is at `path` already or nothing can be made there; nothing is left behind.
  static func withNewFile(_ path: String, fill: (_ temporary: String) throws -> Void) throws {
    let folder = PathName.folder(of: path)
    guard !path.isEmpty else { throw Failure(.invalid, "the name of the database file is empty") }
    Leftovers.removeDatabases(beside: path)
    guard unsafe access(path, F_OK) != 0 else {
      throw Failure(.invalid, "\(path) exists already; name another file")
    }
    var isFolder: ObjCBool = false
    guard
      unsafe folder.isEmpty
        || (FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue)
    else {
      throw Failure(.notFound, "\(path) cannot be made: there is no folder \(folder)")
    }
    guard unsafe access(PathName.place(of: path), W_OK) == 0 else {
      throw Failure(.notPermitted, "\(path) cannot be made: its folder is read-only for you")
    }
    let temporary = Leftovers.temporaryName(beside: path)
    // (A process that was killed may have had this one's number.)
    Leftovers.remove(database: temporary)
    defer { Leftovers.remove(database: temporary) }
    try Failure.translating(path: path) { try fill(temporary) }
    guard unsafe link(temporary, path) == 0 || (errno != EEXIST && rename(temporary, path) == 0) else {
      throw Failure(
        .invalid,
        errno == ENAMETOOLONG
          ? "the name of the database file is too long" : "\(path) exists already; name another file")
    }
    syncFolder(of: path)
  }

  /// Sees to it that a name is still there after a loss of power.
  package static func syncFolder(of path: String) {
    let descriptor = unsafe open(PathName.place(of: path), O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func writableQueue(_ path: String, _ watch: Watch? = nil) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      try Distrust.begin(db, writes: true)
      watch?.attach(to: db)
      // FULL: what was reported is there after a loss of power too, although a reader kept the log from being folded in.
      // What SQLite keeps to undo one statement stays in memory: each insert with a trigger would write a file.
      try db.execute(
        sql: """
          PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;
          PRAGMA temp_store = MEMORY
          """)
    }
    return try DatabaseQueue(path: literal(path), configuration: configuration)
  }

  /// What can be said of a file before SQLite opens it.
  static func checkHeader(_ path: String) throws {
    guard !path.isEmpty else { throw Failure(.invalid, "the name of the database file is empty") }
    var status = stat()
    if unsafe stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      throw Failure(.unusableFile, "\(path) is a pipe or a device, so no knowledge base")
    }
    try OpenDescriptor.reading(path) { descriptor in
      guard descriptor >= 0 else {
        switch errno {
        case ENOENT, ENOTDIR:
          throw Failure(.notFound, "there is no file \(path); make one with: kb init --database \(path)")
        case ENAMETOOLONG: throw Failure(.invalid, "the name of the database file is too long")
        default: throw Failure(.notPermitted, "\(path) cannot be opened: you have no permission to read it")
        }
      }
      var header = [UInt8](repeating: 0, count: 100)
      let count = unsafe pread(descriptor, &header, 100, 0)
      guard count >= 0, unsafe fstat(descriptor, &status) == 0 else {
        throw Failure(.unusableFile, "\(path) is a folder; name the file in it")
      }
      if count == 0 { throw Failure(.unusableFile, "\(path) is empty, so no knowledge base") }
      guard count == 100, header.starts(with: magic) else {
        throw Failure(.unusableFile, "\(path) is not a SQLite file, so no knowledge base")
      }
      func number(_ at: Int) -> Int { header[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
      let size = Int(status.st_size)
      let pageSize = header[16] == 0 && header[17] == 1 ? 65536 : Int(header[16]) << 8 | Int(header[17])
      let expected = pageSize * number(28)
      if number(24) == number(92), size < expected, unsafe access(path + "-wal", F_OK) != 0 {
        throw Failure(
          .unusableFile,
          "\(path) was cut short (\(size) of \(expected) bytes); restore it from a backup")
      }
    }
  }

  /// How every SQLite file begins.
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Whether a file is a SQLite file, by its first bytes. (A pipe is none, and is not read.)
  package static func isSQLite(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    return OpenDescriptor.reading(path) { descriptor in
      var header = magic
      return unsafe pread(descriptor, &header, header.count, 0) == magic.count && header == magic
    }
  }

  @discardableResult private func checkVersion() throws -> Int {
    try queue.read { db in
      guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == Self.applicationID else {
        throw Failure(.unusableFile, "\(path) is a SQLite file of another program, not a knowledge base")
      }
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      try Self.refuseNewer(version, path)
      guard version > 0 else { throw Failure(.unusableFile, "\(path) is damaged; restore it from a backup") }
      return version
    }
  }

  private static func refuseNewer(_ version: Int, _ path: String) throws {
    guard version <= SchemaText.version else {
      throw Failure(
        .unusableFile,
        "\(path) comes from a newer kb (its schema is \(version), this kb knows \(SchemaText.version)); install a newer kb"
      )
    }
  }

  package func read<T>(_ body: (Connection) throws -> T) throws -> T {
    try Failure.translating(path: path) {
      try watched { try queue.read { try body(Connection(db: $0, path: path)) } }
    }
  }

  /// Runs `body` in one transaction: all of it is written, or nothing.
  package func write<T>(_ body: (Connection) throws -> T) throws -> T {
    guard isWritable else { throw Failure(.notPermitted, "\(path) was opened for reading only") }
    return try Failure.translating(path: path) {
      try watched {
        try queue.write { db in
          // (A newer kb may have brought the file up to its own schema since it was opened.)
          try Self.refuseNewer(try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0, path)
          return try body(Connection(db: db, path: path))
        }
      }
    }
  }

  /// As ``write(_:)``, for a `body` that makes anew what is not as `kb` makes it: however long that takes.
  package func mend<T>(_ body: (Connection) throws -> T) throws -> T {
    guard let watch else { return try write(body) }
    return try watch.mending { try write(body) }
  }

  private func watched<T>(_ body: () throws -> T) throws -> T {
    guard let watch else { return try body() }
    return try watch.explaining { try Failure.translating(path: path, body) }
  }

  /// Runs `body`, whose transactions write rows before those that they name: references are made by construction
  /// there, and not looked up row by row.
  package func withoutReferenceChecks<T>(_ body: () throws -> T) throws -> T {
    func check(_ isOn: Bool) throws {
      try Failure.translating(path: path) {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = \(isOn ? 1 : 0)") }
      }
    }
    try check(false)
    defer { try? check(true) }
    return try body()
  }

  /// Stops the statement that is running, from any thread; it then fails with ``Failure/Kind/interrupted``.
  package func interrupt() { queue.interrupt() }
}
