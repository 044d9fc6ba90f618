// Many words into a full-text index at once.

extension Connection {
  /// Runs `body`, which gives a full-text index many rows: words gather in memory until they are 4 MiB in place of
  /// one, and pieces until there are sixteen in place of four. Half of FTS5's time goes into merging them sooner.
  ///
  /// Both are the index's own settings, and are what they were afterwards.
  package func indexingMuch(_ index: String, _ body: () throws -> Void) throws {
    try gatherMuch(index)
    try body()
    // (The defaults of FTS5.)
    try gather(index, bytes: 1 << 20, pieces: 4)
  }

  /// The same for as long as the index is there.
  func gatherMuch(_ index: String) throws { try gather(index, bytes: 4 << 20, pieces: 16) }

  private func gather(_ index: String, bytes: Int64, pieces: Int64) throws {
    for (setting, value) in [("hashsize", bytes), ("automerge", pieces)] {
      try execute("INSERT INTO \(raw: index) (\(raw: index), rank) VALUES (\(setting), \(value))")
    }
  }
}
