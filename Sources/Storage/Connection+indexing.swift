// Many words into a full-text index at once.

extension Connection {
  /// Runs `body`, which gives a full-text index many rows: words gather in memory until they are 4 MiB in place of
  /// one, and pieces until there are sixteen in place of four. Half of FTS5's time goes into merging them sooner.
  ///
  /// Both are the index's own settings, and are what they were afterwards.
  package func indexingMuch(_ index: String, _ body: () throws -> Void) throws {
    func set(hashsize: Int, automerge: Int) throws {
      try execute("INSERT INTO \(raw: index) (\(raw: index), rank) VALUES ('hashsize', \(Int64(hashsize)))")
      try execute("INSERT INTO \(raw: index) (\(raw: index), rank) VALUES ('automerge', \(Int64(automerge)))")
    }
    try set(hashsize: 4 << 20, automerge: 16)
    try body()
    // (The defaults of FTS5.)
    try set(hashsize: 1 << 20, automerge: 4)
  }
}
