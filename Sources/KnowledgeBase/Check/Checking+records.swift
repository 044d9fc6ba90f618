// Keys, and references that come round to their record.
import Storage

extension Check {
  static let key = Check(
    .error, "key", "give one of the two another key with sqlite3, its triggers dropped, then kb check --fix")
  static let circle = Check(.error, "circle", "decide which of them comes first, and clear its reference")
  static let merge = Check(
    .error, "merge", "take the merge back (kb unmerge), or restore the record that is missing")
}

extension Checking {
  /// Keys that two records share; within one table SQLite's own index forbids it.
  func keys() throws {
    let tables = try Self.keyed.map { table in
      (
        name: table,
        last: try connection.first("SELECT ifnull(max(id), 0) FROM \(raw: table)") { $0.int64(0) } ?? 0
      )
    }.sorted { ($0.last, $0.name) < ($1.last, $1.name) }
    // The keys of the table with fewer rows are looked up in the other.
    for (index, few) in tables.enumerated() {
      for many in tables[(index + 1)...] {
        try addRows(
          .key,
          """
          SELECT few.key, 'two records have this key: \(raw: few.name) ' || few.id || ' and \(raw: many.name) ' || many.id
          FROM \(raw: few.name) AS few CROSS JOIN \(raw: many.name) AS many ON many.key = few.key
          """)
      }
    }
  }

  func circles() throws {
    for (table, column) in [
      ("source", "version_of_id"), ("quote", "translation_of_id"), ("topic", "parent_id"),
    ] {
      try circles("SELECT id, \(raw: column) FROM \(raw: table) WHERE \(raw: column) IS NOT NULL") {
        add(.circle, place(table, $0), "\(table).\(column) comes round to the \(table) itself")
      }
    }
    guard has("variant") else { return }
    try circles("SELECT quote_id, variant_of_id FROM variant") {
      add(.circle, place("quote", $0), "variant.variant_of_id comes round to the quote itself")
    }
    try circles(
      "SELECT merged.id, onward.id FROM merged JOIN merged AS onward ON onward.key = merged.into_key"
    ) { id in
      let key = try connection.first("SELECT key FROM merged WHERE id = \(id)") { $0.text(0) ?? "" }
      add(.circle, key ?? "", "merged.into_key comes round to the record itself")
    }
  }

  /// Each row has at most one above it: following it from every row, once.
  private func circles(_ sql: SQL, _ found: (Int64) throws -> Void) throws {
    var above: [Int64: Int64] = [:]
    try connection.rows(sql) {
      above[$0.int64(0)] = $0.int64(1)
      return true
    }
    var walk: [Int64: Int64] = [:]
    for start in above.keys.sorted() where walk[start] == nil {
      var at = start
      while let next = above[at], walk[at] == nil {
        walk[at] = start
        at = next
      }
      // Met on this very walk: it is one of a circle, which is told once.
      if walk[at] == start { try found(at) }
    }
  }

  /// Records that were taken into others.
  func merges() throws {
    guard has("merged") else { return }
    try addRows(
      .merge,
      """
      SELECT key, 'it was merged into ' || into_key || ', which is not there'
      FROM merged WHERE NOT EXISTS (SELECT 1 FROM keyed WHERE keyed.key = merged.into_key)
      """)
    try addRows(
      .merge,
      """
      SELECT key, 'it was merged into ' || into_key || ', and its own row is gone'
      FROM merged WHERE NOT EXISTS (SELECT 1 FROM keyed WHERE keyed.key = merged.key)
      """)
    for table in KnowledgeBase.mergeable {
      try addRows(
        .merge,
        """
        SELECT merged.key, 'it was merged into ' || into_key || ', and its own row is ' || status || ', not set aside'
        FROM merged JOIN \(raw: table) AS own ON own.key = merged.key WHERE own.status NOT IN ('rejected', 'retracted')
        """)
    }
  }
}
