// The check-up of a whole file, and mending it: what the archived texts say, and all the rest.
// Unsafe: what a row gives is used before the next row is asked for; `gmtime_r` fills a struct of ours and
// keeps nothing.
import Documents
import Foundation
import KnowledgeBase
import Storage

extension Check {
  static let pin = Check(
    .error, "pin", "find out which is right, with a backup: a text never changes, and what is pinned neither")
  static let text = Check(
    .error, "text", "restore the newest backup in which kb verify finds the text unchanged")
  static let words = Check(.error, "words", Check.mended)
  static let around = Check(.error, "around", Check.mended)
}

extension KnowledgeBase {
  /// Looks at everything that should be true: SQLite's own integrity, references, search indexes, days, archived
  /// texts and what is pinned to them, keys, merges, the history; and, as advice, at what a person should look at.
  ///
  /// The file stays as it is, byte for byte. Other programs may write meanwhile, but for the moments in which a
  /// search index is compared with its rows: then they wait.
  ///
  /// - Parameters:
  ///   - limit: keep at most so many findings of one check; all are counted. 0: all.
  ///   - moment: later days than tomorrow's are called still to come.
  /// - Throws: ``Failure`` where the file is too damaged to be opened.
  public func check(limit: Int = 20, at moment: Date = Date()) throws -> Checkup {
    var time = time_t(moment.timeIntervalSince1970) + 86400
    var parts = unsafe tm()
    unsafe gmtime_r(&time, &parts)
    let today =
      unsafe (Int(parts.tm_year) + 1900) * 10000 + (Int(parts.tm_mon) + 1) * 100 + Int(parts.tm_mday)
    return try checkup(limit: limit, today: today) { checking in
      try checking.part("archived texts") { try checking.archivedTexts() }
    }
  }

  /// Builds anew what can be derived: search indexes, days, counts of words, the words around passages, primary
  /// names; triggers, indexes and views that are missing or altered; and what was left behind by a write. Nothing
  /// else is touched, and a file of an older schema keeps it.
  ///
  /// - Parameter isTrial: only say what would be done.
  /// - Throws: ``Failure`` where the file was opened for reading only, or cannot be written.
  public func mend(by authorship: Authorship, isTrial: Bool = false) throws -> Mending {
    try mend(by: authorship, isTrial: isTrial) { mender in
      try mender.attempt { try mender.archivedTexts() }
    }
  }
}

/// What is not as it should be in one archived text.
private enum TextFlaw {
  case text(now: String, was: String)
  case words(Int)
  case pin(String, start: Int, end: Int)
  case around(passage: Int64, prefix: String, suffix: String, start: Int, end: Int)
}

/// Each archived text is read once, and what is pinned to it in the order of its places.
private struct ArchivedTexts {
  let connection: Connection

  func flaws(_ found: (Int64, String, TextFlaw) throws -> Void) throws {
    let hash: SQL =
      connection.schemaVersion >= 2
      ? "(SELECT text_sha256 FROM document WHERE source_id = source.id)" : "NULL"
    try connection.rows("SELECT id, key, words, text, \(hash) FROM source WHERE text IS NOT NULL ORDER BY id")
    {
      row in
      guard let text = unsafe row.bytes(3) else { return true }
      let (id, key) = (row.int64(0), row.text(1) ?? "")
      if let sealed = row.text(4) {
        let now = unsafe sha256(UnsafeRawBufferPointer(text))
        if now != sealed {
          // What is filled from another text is no flaw of its own.
          try found(id, key, .text(now: now, was: sealed))
          return true
        }
      }
      let words = unsafe text.words
      if row.integer(2) != words { try found(id, key, .words(words)) }
      try unsafe passages(of: id, text) { try found(id, key, $0) }
      try unsafe mentions(of: id, text) { try found(id, key, $0) }
      return true
    }
  }

  private func passages(of id: Int64, _ text: UnsafeBufferPointer<UInt8>, _ found: (TextFlaw) throws -> Void)
    throws
  {
    var places = unsafe BytePlaces(text)
    try connection.rows(
      "SELECT start, \"end\", exact, prefix, suffix, id FROM passage WHERE source_id = \(id) ORDER BY start, \"end\"",
      cached: true
    ) { row in
      let (start, end) = (row.integer(0) ?? 0, row.integer(1) ?? 0)
      guard let range = unsafe places.range(of: row.bytes(2) ?? .init(start: nil, count: 0), at: (start, end))
      else {
        try found(.pin("exact", start: start, end: end))
        return true
      }
      let before = unsafe text.slice(text.before(range.lowerBound, codePoints: 32))
      let after = unsafe text.slice(text.after(range.upperBound, codePoints: 32))
      if unsafe row.bytes(3)?.elementsEqual(before) != true || row.bytes(4)?.elementsEqual(after) != true {
        try unsafe found(
          .around(
            passage: row.int64(5), prefix: String(decoding: before, as: UTF8.self),
            suffix: String(decoding: after, as: UTF8.self), start: start, end: end))
      }
      return true
    }
  }

  private func mentions(of id: Int64, _ text: UnsafeBufferPointer<UInt8>, _ found: (TextFlaw) throws -> Void)
    throws
  {
    var places = unsafe BytePlaces(text)
    try connection.rows(
      "SELECT start, \"end\", surface FROM mention WHERE source_id = \(id) ORDER BY start, \"end\"",
      cached: true
    ) { row in
      let (start, end) = (row.integer(0) ?? 0, row.integer(1) ?? 0)
      if unsafe places.range(of: row.bytes(2) ?? .init(start: nil, count: 0), at: (start, end)) == nil {
        try found(.pin("surface", start: start, end: end))
      }
      return true
    }
  }
}

extension Checking {
  fileprivate func archivedTexts() throws {
    try ArchivedTexts(connection: connection).flaws { _, key, flaw in
      switch flaw {
      case .text(let now, let was):
        add(.text, key, "its text is not the one that was archived (SHA-256 \(now), was \(was))")
      case .words(let words):
        add(.words, key, "source.words is not the \(words) words of its text")
      case .pin(let column, let start, let end):
        add(
          .pin, "\(key)@\(start)-\(end)",
          "the text there is not the \(column == "exact" ? "passage" : "mention") that is pinned to it")
      case .around(_, _, _, let start, let end):
        add(
          .around, "\(key)@\(start)-\(end)", "passage.prefix and suffix are not the words before and after it"
        )
      }
    }
    for table in ["passage", "mention"] {
      try connection.rows(
        "SELECT key FROM source WHERE text IS NULL AND EXISTS (SELECT 1 FROM \(raw: table) WHERE source_id = source.id)"
      ) {
        add(.pin, $0.text(0) ?? "", "a \(table) is pinned to it, and it has no text")
        return true
      }
    }
  }
}

extension Mender {
  fileprivate func archivedTexts() throws {
    var (words, around): ([(Int64, Int)], [(Int64, String, String)]) = ([], [])
    try ArchivedTexts(connection: connection).flaws { id, _, flaw in
      switch flaw {
      case .words(let count): words.append((id, count))
      case .around(let passage, let prefix, let suffix, _, _): around.append((passage, prefix, suffix))
      case .text, .pin: break
      }
    }
    for (id, count) in words { try connection.execute("UPDATE source SET words = \(count) WHERE id = \(id)") }
    for (id, prefix, suffix) in around {
      try connection.execute("UPDATE passage SET prefix = \(prefix), suffix = \(suffix) WHERE id = \(id)")
    }
    say(words.count, "source.words counted anew,")
    say(around.count, "passage.prefix and suffix filled anew,")
  }
}
