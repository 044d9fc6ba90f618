// The file made as small as what it holds.
import Storage

/// What compacting did.
public struct Compaction: Sendable, Hashable {
  /// Bytes of the file and its log.
  public let before, after: Int
  /// Whether the log could be emptied; where another program reads, that comes with the next write.
  public let isLogEmpty: Bool
}

extension KnowledgeBase {
  /// Gives back the room of what was deleted, and merges the full-text indexes. No row, id or history is lost.
  ///
  /// - Throws: ``Failure`` where the disk lacks room for it, or the file was opened for reading only.
  public func compact() throws -> Compaction {
    let before = file.size
    let isLogEmpty = try file.compact()
    return Compaction(before: before, after: file.size, isLogEmpty: isLogEmpty)
  }

  /// What the file would shrink by at least: the room of what was deleted, in bytes.
  public func roomToGiveBack() throws -> Int {
    try read { lookup in
      func number(_ pragma: String) throws -> Int {
        try lookup.connection.first("PRAGMA \(raw: pragma)") { $0.integer(0) ?? 0 } ?? 0
      }
      return try number("freelist_count") * number("page_size")
    }
  }
}
