// Rows of quotes where those that cannot be taken are set aside: each leaves nothing, or waits for another.
// Unsafe: cells stand until the next row is asked for; what waits is copied.
import KnowledgeBase
import Storage

extension QuoteRows {
  /// Takes the row, or lets it wait for its original; nothing of one that fails is left.
  func takeOrKeep(_ reader: any TableReader) throws -> TakenRow {
    let original = unsafe map().columns["translation_of"].flatMap { unsafe reader.cell($0) }
    if let original = unsafe original, try unsafe !isThere(original), !(reader is KeptRow) {
      waiting.append(KeptRow(reader))
      return unsafe TakenRow(key: String(decoding: original, as: UTF8.self), isNew: false, isWaiting: true)
    }
    return try takeRow()
  }

  private func isThere(_ key: UnsafeBufferPointer<UInt8>) throws -> Bool {
    try flush()
    return try unsafe indexes.quote(KeyFilter.hash(key), key) != nil
  }

  func savePoint() throws {
    guard unknownBefore == nil else { return }
    try flush()
    try connection.execute("SAVEPOINT table_row")
    unknownBefore = names.unknown.count
  }

  func orNothing(_ body: () throws -> TakenRow) throws -> TakenRow {
    do {
      let taken = try body()
      if unknownBefore != nil { try connection.execute("RELEASE table_row") }
      unknownBefore = nil
      return taken
    } catch let mistake as RowMistake {
      if let unknownBefore {
        try connection.execute("ROLLBACK TO table_row")
        try connection.execute("RELEASE table_row")
        names.forget(after: unknownBefore)
      }
      unknownBefore = nil
      throw mistake
    }
  }

  /// Takes the rows that waited, those first whose original is there, until none fits any more.
  func takeWaiting(_ setAside: (any TableReader, RowMistake) throws -> Void) throws {
    let last = reader
    defer { reader = last }
    var before = -1
    while before != waiting.count {
      before = waiting.count
      let rows = waiting
      waiting = []
      for row in rows {
        reader = row
        let original = unsafe map().columns["translation_of"].flatMap { unsafe row.cell($0) }
        guard let original = unsafe original, try unsafe isThere(original) else {
          waiting.append(row)
          continue
        }
        do { _ = try take() } catch let mistake as RowMistake { try setAside(row, mistake) }
      }
    }
    for row in waiting {
      let original = unsafe map().columns["translation_of"].flatMap { unsafe row.cell($0) }
      let key = unsafe original.map { unsafe String(decoding: $0, as: UTF8.self) } ?? ""
      let mistake = RowMistake(
        "there is no quote '\(key.prefix(80))', of which this is a translation",
        column: map().columns["translation_of"].map { row.columns[$0] })
      try setAside(row, mistake)
    }
  }
}
