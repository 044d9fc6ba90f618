// Whether a quote is there already, and the key of one that is not.
// Unsafe: cells stand until the next row is asked for; a key has room for its two letters and its digits.
import KnowledgeBase
import Storage

extension QuoteRows {
  /// The id of the quote with a key.
  func there(_ key: UnsafeBufferPointer<UInt8>) throws -> Int64? {
    let hash = unsafe KeyFilter.hash(key)
    let mayBeThere = filter.insert(hash)
    if mayBeThere {
      try flush()
      if let id = try unsafe indexes.quote(hash, key) { return id }
    }
    // (Of other records, the filter has those keys that look like a quote's.)
    guard unsafe mayBeThere || !key.starts(with: "q-".utf8) else { return nil }
    let other = try unsafe indexes.record(String(decoding: key, as: UTF8.self))
    if let other {
      throw RowMistake("the key is that of \(article(other)) already", column: column("key", map()))
    }
    return nil
  }

  func says(
    _ id: Int64, _ text: UnsafeBufferPointer<UInt8>, _ said: Said, _ date: UnsafeBufferPointer<UInt8>?
  ) throws -> Bool {
    try connection.first("SELECT speaker_id, said_on, text FROM quote WHERE id = \(id)") { row in
      unsafe (row.isNull(0) ? nil : row.int64(0)) == said.speaker?.id && same(row.bytes(1), date)
        && same(row.bytes(2), text)
    } ?? false
  }

  private func same(_ one: UnsafeBufferPointer<UInt8>?, _ two: UnsafeBufferPointer<UInt8>?) -> Bool {
    guard let one = unsafe one, let two = unsafe two else { return unsafe (one == nil) == (two == nil) }
    return unsafe one.elementsEqual(two)
  }

  /// A quote that was there before the import and says the same, whatever its key.
  func sameBefore(
    _ hash: UInt64, _ text: UnsafeBufferPointer<UInt8>, _ said: Said, _ date: UnsafeBufferPointer<UInt8>?
  ) throws -> Int64? {
    if let before {
      guard let id = before[hash], try unsafe says(id, text, said, date) else { return nil }
      return id
    }
    let ids = try connection.all(
      "SELECT id FROM quote WHERE speaker_id IS \(said.speaker?.id) AND latest IS \(said.days.latest) AND id < \(firstId) ORDER BY id"
    ) { $0.int64(0) }
    return try ids.first { try unsafe says($0, text, said, date) }
  }

  /// A key that is free, made of what the quote says; or the quote of this file that says the same.
  func newKey(
    _ hash: UInt64, _ text: UnsafeBufferPointer<UInt8>, _ said: Said, _ date: UnsafeBufferPointer<UInt8>?
  ) throws -> (key: String, id: Int64, isNew: Bool) {
    // (Ten digits: among ten million keys some forty-five are longer.)
    for length in stride(from: 10, through: 16, by: 2) {
      var key = Self.key(hash, length)
      let there = try key.withUTF8 { try unsafe self.there($0) }
      guard let there else { return (key, nextId, true) }
      if try unsafe says(there, text, said, date) { return (key, there, false) }
    }
    return (
      try editor.readableKey(Self.key(hash, 16)) { [indexes] in try indexes.record($0) == nil }, nextId, true
    )
  }

  private static func key(_ hash: UInt64, _ length: Int) -> String {
    unsafe String(unsafeUninitializedCapacity: length + 2) { bytes in
      unsafe bytes[0] = UInt8(ascii: "q")
      unsafe bytes[1] = UInt8(ascii: "-")
      for index in 0..<length {
        let digit = UInt8(truncatingIfNeeded: hash >> UInt64(60 - 4 * index) & 0xF)
        unsafe bytes[index + 2] = digit < 10 ? 0x30 + digit : 0x57 + digit
      }
      return length + 2
    }
  }
}
