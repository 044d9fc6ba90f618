// Reads SQLite's write-ahead log: which pages of the database it holds in a newer form.
// Unsafe: what these C functions are given, strings and structs, lives until they return. A sum is over whole
// pairs of words.
import Foundation

/// The newest committed form of each page in a write-ahead log. The layout is that of "WAL Format" in
/// https://www.sqlite.org/fileformat2.html.
struct WriteAheadLog {
  /// Page number, from 1, and where in the log the page's bytes begin.
  private(set) var pages: [UInt32: Int] = [:]
  /// How many pages the database has; nil where the log holds nothing that was committed.
  private(set) var pageCount: Int?
  /// What tells this run of the log from the next, which begins at its start again.
  let salts: UInt64

  /// Reads the log from a descriptor that stays open; nil where there is no log yet.
  init?(descriptor: Int32, pageSize: Int) {
    var header = [UInt8](repeating: 0, count: 32)
    guard unsafe pread(descriptor, &header, 32, 0) == 32 else { return nil }
    let magic = Self.number(header, 0)
    guard magic & 0xFFFF_FFFE == 0x377F_0682, Self.number(header, 8) == UInt32(pageSize) else { return nil }
    salts = UInt64(Self.number(header, 16)) << 32 | UInt64(Self.number(header, 20))
    var sum = Checksum(isBigEndian: magic & 1 == 1)
    sum.add(header[..<24])
    guard sum.first == Self.number(header, 24), sum.second == Self.number(header, 28) else { return nil }

    var frame = [UInt8](repeating: 0, count: 24 + pageSize)
    var place = 32
    var uncommitted: [UInt32: Int] = [:]
    while unsafe pread(descriptor, &frame, frame.count, off_t(place)) == frame.count {
      guard UInt64(Self.number(frame, 8)) << 32 | UInt64(Self.number(frame, 12)) == salts else { break }
      // (A page 0 would lie before the first one.)
      let page = Self.number(frame, 0)
      guard page > 0 else { break }
      sum.add(frame[..<8])
      sum.add(frame[24...])
      guard sum.first == Self.number(frame, 16), sum.second == Self.number(frame, 20) else { break }
      uncommitted[page] = place + 24
      let size = Self.number(frame, 4)
      // The last frame of a transaction says how large the database then is.
      if size > 0 {
        pageCount = Int(size)
        pages.merge(uncommitted) { $1 }
        uncommitted.removeAll(keepingCapacity: true)
      }
      place += frame.count
    }
  }

  /// The salts that the log has now; nil where there is no log.
  static func salts(_ descriptor: Int32) -> UInt64? {
    var header = [UInt8](repeating: 0, count: 32)
    guard unsafe pread(descriptor, &header, 32, 0) == 32 else { return nil }
    return UInt64(number(header, 16)) << 32 | UInt64(number(header, 20))
  }

  private static func number(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The log's running checksum, over pairs of 32-bit words.
  private struct Checksum {
    let isBigEndian: Bool
    var first: UInt32 = 0
    var second: UInt32 = 0

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      unsafe bytes.withUnsafeBytes { raw in
        for at in stride(from: 0, to: raw.count, by: 8) {
          let one = unsafe raw.loadUnaligned(fromByteOffset: at, as: UInt32.self)
          let two = unsafe raw.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self)
          first &+= (isBigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ second
          second &+= (isBigEndian ? UInt32(bigEndian: two) : UInt32(littleEndian: two)) &+ first
        }
      }
    }
  }
}
