// The proof: what is pinned stands where it is pinned, and texts and files are what they were.
// Unsafe: what a row gives is used before the next row is asked for.
import Documents
import KnowledgeBase
import Storage

/// What `verify` found.
public struct Verification: Sendable {
  /// Something that is not as it was.
  public struct Finding: Sendable, Hashable {
    /// The source, a passage `SOURCE@START-END`, or the file.
    public let place: String
    /// What is wrong there, in one sentence.
    public let problem: String
  }

  /// How many texts were compared with their hash, and how many passages and mentions with their text.
  public internal(set) var texts = 0
  public internal(set) var passages = 0
  public internal(set) var mentions = 0
  /// Archived texts that carry no hash, because another program wrote them: nothing can be said of these.
  public internal(set) var unsealed: [String] = []
  public internal(set) var findings: [Finding] = []
}

extension KnowledgeBase {
  /// Proves that every passage and every mention is, byte for byte, its stretch of the archived text, and that
  /// every archived text has the hash that it had when it was read. Nothing is changed, and nothing that does
  /// not fit is looked for elsewhere.
  ///
  /// - Parameters:
  ///   - source: only this one, a key or title; nil: all.
  ///   - file: also whether these bytes are those that the source was read from; its path, for messages.
  /// - Throws: ``Failure`` where there is no such source.
  public func verify(_ source: String? = nil, file: (path: String, bytes: [UInt8])? = nil) throws
    -> Verification
  {
    try read { lookup in
      var verification = Verification()
      let key = try source.map { try lookup.source($0) }
      if let key, let file { try verification.compare(file, key, lookup) }
      let ids = try lookup.connection.all(
        "SELECT id, key FROM source WHERE text IS NOT NULL\(key.map { " AND key = \($0)" as SQL } ?? "") ORDER BY key"
      ) { (id: $0.int64(0), key: $0.text(1) ?? "") }
      if let key, ids.isEmpty {
        throw Failure(
          .notFound, "\(key) is not archived, so there is nothing to verify; kb attach gives it its text")
      }
      for (id, key) in ids { try verification.check(id, key, lookup) }
      return verification
    }
  }
}

extension Verification {
  /// One text, read once: its hash, then its pins in the order of their places.
  fileprivate mutating func check(_ id: Int64, _ key: String, _ lookup: Lookup) throws {
    let hash: SQL = "(SELECT text_sha256 FROM document WHERE source_id = source.id)"
    try lookup.connection.rows("SELECT text, \(hash) FROM source WHERE id = \(id)", cached: true) { row in
      guard let text = unsafe row.bytes(0) else { return false }
      texts += 1
      if let sealed = row.text(1) {
        let now = unsafe sha256(UnsafeRawBufferPointer(text))
        if now != sealed {
          findings.append(
            Finding(
              place: key, problem: "its text is not the one that was archived (SHA-256 \(now), was \(sealed))"
            ))
        }
      } else {
        unsealed.append(key)
      }
      unsafe passages += try check("passage", "exact", id, key, text, lookup)
      unsafe mentions += try check("mention", "surface", id, key, text, lookup)
      return false
    }
  }

  private mutating func check(
    _ table: String, _ column: String, _ id: Int64, _ key: String, _ text: UnsafeBufferPointer<UInt8>,
    _ lookup: Lookup
  ) throws -> Int {
    var count = 0
    var places = unsafe BytePlaces(text)
    try lookup.connection.rows(
      "SELECT start, \"end\", \(raw: column) FROM \(raw: table) WHERE source_id = \(id) ORDER BY start, \"end\"",
      cached: true
    ) { row in
      count += 1
      let (start, end) = (row.integer(0) ?? 0, row.integer(1) ?? 0)
      let pinned = unsafe row.bytes(2) ?? UnsafeBufferPointer(start: nil, count: 0)
      let holds = unsafe places.range(of: pinned, at: (start, end)) != nil
      if !holds {
        findings.append(
          Finding(
            place: "\(key)@\(start)-\(end)", problem: "the text has other words there than the \(table)"))
      }
      return true
    }
    return count
  }

  fileprivate mutating func compare(_ file: (path: String, bytes: [UInt8]), _ key: String, _ lookup: Lookup)
    throws
  {
    let archived =
      try lookup.connection.first("SELECT sha256 FROM source WHERE key = \(key)") { $0.text(0) } ?? nil
    let now = unsafe file.bytes.withUnsafeBytes(sha256)
    guard let archived else {
      findings.append(
        Finding(
          place: key, problem: "it has no SHA-256 of a file, so \(file.path) cannot be compared with it"))
      return
    }
    if archived != now {
      findings.append(
        Finding(
          place: file.path,
          problem: "it is not the file that \(key) was read from (SHA-256 \(now), was \(archived))"))
    }
  }
}
