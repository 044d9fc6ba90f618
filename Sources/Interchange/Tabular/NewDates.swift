// Date texts that come with a table, written at once: read one by one, the trigger takes longer than all else.
import KnowledgeBase
import Storage

/// Gathers dates that were read by the same rules (``EDTF``), and puts them where the triggers of single writes do.
struct NewDates {
  private var dates: [EDTF] = []

  mutating func append(_ date: EDTF) { dates.append(date) }

  /// Writes those that are not there. The trigger that reads a date steps aside meanwhile, inside the transaction.
  mutating func write(_ connection: Connection) throws {
    guard !dates.isEmpty else { return }
    let trigger = try connection.first(
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'edtf_insert'"
    ) {
      $0.text(0) ?? ""
    }
    guard let trigger, dates.count > 100 else {
      for date in dates {
        let text = date.description
        try connection.execute(
          "INSERT INTO edtf (text) SELECT \(text) WHERE NOT EXISTS (SELECT 1 FROM edtf WHERE text = \(text))")
      }
      return dates.removeAll()
    }
    try connection.execute("DROP TRIGGER edtf_insert")
    // (In the order of the table, which has no ids.)
    dates.sort { $0.description.utf8.lexicographicallyPrecedes($1.description.utf8) }
    let insert = try connection.repeated(
      "INSERT OR IGNORE INTO edtf (text, earliest, latest) VALUES (?, ?, ?)")
    for date in dates {
      insert.bind(1, date.description)
      insert.bind(2, date.earliest)
      insert.bind(3, date.latest)
      try insert.run()
    }
    try connection.execute("\(raw: trigger)")
    dates.removeAll()
  }
}
