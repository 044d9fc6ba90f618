// A write-ahead log that was made to harm, beside a file that is as it should be.
import Scratch
import Testing

@Suite struct HostileLogTests {
  let scratch = Scratch()

  /// Its sums are right, and its last frame is for a page 0, which lies before the first: SQLite does not read on there.
  @Test(.timeLimit(.minutes(2))) func aPageBeforeTheFirst() throws {
    scratch.seeded()
    scratch.leaveLog()
    var log = scratch.bytes("kb.sqlite.mid-wal")
    let pageSize = Int(Self.number(log, 8))
    let last = log.count - 24 - pageSize
    try #require(last >= 32 && Self.number(log, 0) & 1 == 0)
    var sums = (Self.number(log, last + 16), Self.number(log, last + 20))
    var frame = Array(log[last..<last + 24]) + [UInt8](repeating: 0xA5, count: pageSize)
    frame.replaceSubrange(0..<4, with: [0, 0, 0, 0])
    for part in [frame[..<8], frame[24...]] { Self.add(part, to: &sums) }
    frame.replaceSubrange(16..<24, with: Self.bytes(sums.0) + Self.bytes(sums.1))
    log += frame
    scratch.write(log, to: "kb.sqlite.mid-wal")
    #expect(scratch.sqlite3("kb.sqlite.mid", "PRAGMA integrity_check").output == "ok\n")
    scratch.write(log, to: "kb.sqlite.mid-wal")

    let result = scratch.kb("actor", "wana", "--as-of", "2999", "--database", "kb.sqlite.mid")
    #expect(result.status == 0 && result.output.contains("wana"), "\(result.status) \(result.errors)")
  }

  private static func number(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  /// The log's running sum, over pairs of 32-bit words with the lowest byte first.
  private static func add(_ bytes: ArraySlice<UInt8>, to sums: inout (UInt32, UInt32)) {
    let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { at in
      bytes[at..<at + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for pair in stride(from: 0, to: words.count, by: 2) {
      sums.0 &+= words[pair] &+ sums.1
      sums.1 &+= words[pair + 1] &+ sums.0
    }
  }
}
