// A moment in the life of a file: when a lookup asks how it stood then.
// Unsafe: the C functions fill structs of ours and keep nothing.
import Foundation
import Storage

/// A time, or the end of a changeset.
public enum PointInHistory: Sendable, Hashable {
  /// Once this changeset, named by its key, was done.
  case changeset(String)
  /// With all that was written until then: UTC, as the history writes it (`2026-03-14T10:00:00.000Z`), inclusive.
  case time(String)

  /// Reads `2026-03-14` (the end of that day; a month or a year, its end), `2026-03-14T10:00`, seconds and fractions
  /// if wanted, `Z` or an offset such as `+03:30` (without one: UTC); or a changeset's key.
  ///
  /// - Throws: ``Failure`` of kind `invalid` for a time that is none. (Whether there is such a changeset is asked of
  ///   the file.)
  public init(_ text: String) throws {
    guard text.first?.isNumber == true else {
      self = .changeset(text)
      return
    }
    let failure = Failure(
      .invalid,
      "'\(text.prefix(60))' is no moment: write 2026-03-14, 2026-03-14T10:00 (UTC) or the key of a changeset")
    if !text.contains("T") {
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }),
        let day = try? EDTF(text).latest
      else { throw failure }
      self = .time(String(format: "%04d-%02d-%02dT23:59:59.999Z", day / 10000, day / 100 % 100, day % 100))
      return
    }
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, (try? EDTF(String(parts[0]))) != nil, parts[0].utf8.count == 10,
      let time = Self.seconds(parts[1]),
      let day = Self.days(parts[0])
    else { throw failure }
    self = .time(Self.written(Double(day) * 86400 + time))
  }

  /// Seconds since midnight UTC of `10:00`, `10:00:30.25`, with `Z` or an offset behind it.
  private static func seconds(_ text: Substring) -> Double? {
    var clock = text
    var offset = 0.0
    if clock.last == "Z" {
      clock.removeLast()
    } else if let sign = clock.lastIndex(where: { "+-".contains($0) }) {
      let parts = clock[clock.index(after: sign)...].split(separator: ":").map { Double($0) }
      guard (1...2).contains(parts.count), let hours = parts[0], hours < 15 else { return nil }
      guard let minutes = parts.count == 2 ? parts[1] : 0, minutes < 60 else { return nil }
      offset = (hours * 3600 + minutes * 60) * (clock[sign] == "-" ? -1 : 1)
      clock = clock[..<sign]
    }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count >= 2 && $0.first!.isNumber }) else {
      return nil
    }
    let numbers = parts.compactMap { Double($0) }
    guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60
    else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0) - offset
  }

  /// Days since 1970 of `2026-03-14`.
  private static func days(_ text: Substring) -> Int? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    var day = unsafe tm()
    unsafe (day.tm_year, day.tm_mon, day.tm_mday) = (
      Int32(parts[0] - 1900), Int32(parts[1] - 1), Int32(parts[2])
    )
    return unsafe timegm(&day) / 86400
  }

  private static func written(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    var whole = thousandths / 1000
    var day = unsafe tm()
    unsafe gmtime_r(&whole, &day)
    return unsafe String(
      format: "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
      day.tm_hour,
      day.tm_min, day.tm_sec, thousandths % 1000)
  }
}

extension Connection {
  /// The id of the last changeset that was done at a moment; 0 before the first.
  ///
  /// - Throws: ``Failure`` of kind `notFound` where there is no such changeset.
  package func lastChangeset(at moment: PointInHistory) throws -> Int64 {
    switch moment {
    case .changeset(let key):
      guard let id = try first("SELECT id FROM changeset WHERE key = \(key)", { $0.int64(0) }) else {
        throw Failure(
          .notFound,
          "there is no changeset '\(key.prefix(60))'; kb log lists them (a moment is 2026-03-14 or 2026-03-14T10:00, UTC)"
        )
      }
      return id
    case .time(let time):
      // The newest that was begun by then: clocks are set back, ids never are.
      return try first("SELECT max(id) FROM changeset WHERE at <= \(time)") { $0.int64(0) } ?? 0
    }
  }
}
