// Which rows have a key, while a table that takes in very many has no index that could say it.

/// Hashes of keys and the rows that have them: the latest in memory, the rest beside the file in sorted runs
/// (O'Neil et al., The Log-Structured Merge-Tree, 1996). Nothing is written out of its order.
package final class KeyRuns {
  private let beside: NamelessDatabase
  private var latest: [UInt64: Int64] = [:]
  /// Finds a hash in each run; the connection is this object's alone.
  private var finds: [RepeatedStatement] = []
  /// How many are gathered in memory before they become a run: as many as fit into 2 MiB.
  private static let most = 98_304

  /// - Parameter path: the file that failures speak of.
  package init(beside path: String) throws {
    beside = try NamelessDatabase(beside: path)
    latest.reserveCapacity(Self.most)
  }

  /// - Parameter hash: of the key; of two keys with one hash, the first is found.
  package func insert(_ hash: UInt64, _ row: Int64) throws {
    latest[hash] = latest[hash] ?? row
    if latest.count == Self.most { try seal() }
  }

  /// The row that was put in with a hash.
  package func row(_ hash: UInt64) throws -> Int64? {
    if let row = latest[hash] { return row }
    return try beside.use { _ in
      for find in finds {
        find.bind(1, Int64(bitPattern: hash))
        if let row = try find.first({ $0.int64(0) }) { return row }
      }
      return nil
    }
  }

  private func seal() throws {
    let hashes = latest.keys.sorted { Int64(bitPattern: $0) < Int64(bitPattern: $1) }
    let run = "run\(finds.count)"
    try beside.use { connection in
      try connection.execute("CREATE TABLE \(raw: run) (hash INTEGER PRIMARY KEY, row INTEGER NOT NULL)")
      try connection.execute("BEGIN")
      let insert = try connection.repeated("INSERT INTO \(run) VALUES (?, ?)")
      for hash in hashes {
        insert.bind(1, Int64(bitPattern: hash))
        insert.bind(2, latest[hash])
        try insert.run()
      }
      try connection.execute("COMMIT")
      finds.append(try connection.repeated("SELECT row FROM \(run) WHERE hash = ?"))
    }
    latest.removeAll(keepingCapacity: true)
  }
}
