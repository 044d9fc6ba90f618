// Dates as sources give them. The same rules as Schema's 010-edtf.sql, which holds for every writer;
// here so that a program can ask before it writes, and say what is wrong.

/// A date in EDTF, the Extended Date/Time Format of ISO 8601-2 (Library of Congress, 2019): level 0 and
/// level 1, and `X` for any unknown digit. `2019`, `2019-05~`, `XXXX-01-31`, `1979/..`.
public struct EDTF: Sendable, Hashable, CustomStringConvertible {
  /// The date as written.
  public let description: String
  /// The first day that it can mean, as year × 10000 + month × 100 + day; -99991231 where the start is open.
  public let earliest: Int
  /// The last day that it can mean, inclusive; 99991231 where the end is open.
  public let latest: Int

  /// Reads a date.
  ///
  /// - Throws: ``Failure`` of kind `invalid`, with the date and examples of what is understood.
  public init(_ text: String) throws {
    let failure = Failure(
      .invalid,
      "'\(text.prefix(60))' is not a date in EDTF: write 2019, 2019-05-14, 2019-05~, XXXX-01-31 or 1979/..")
    let bytes = Array(text.utf8)
    guard bytes.count <= 80 else { throw failure }
    let sides = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    switch sides.count {
    case 1:
      guard let days = Self.days(sides[0], isAlone: true) else { throw failure }
      (earliest, latest) = days
    case 2:
      let open = [[], Array("..".utf8)]
      let start =
        open.contains(Array(sides[0])) ? (-9999_12_31, -9999_12_31) : Self.days(sides[0], isAlone: false)
      let end =
        open.contains(Array(sides[1])) ? (9999_12_31, 9999_12_31) : Self.days(sides[1], isAlone: false)
      guard let start, let end, start.0 > -9999_12_31 || end.1 < 9999_12_31, start.0 <= end.1 else {
        throw failure
      }
      (earliest, latest) = (start.0, end.1)
    default: throw failure
    }
    description = text
  }

  /// The days between which one side falls; nil where it is no date.
  private static func days(_ side: ArraySlice<UInt8>, isAlone: Bool) -> (Int, Int)? {
    var side = side
    let isQualified = side.last.map { "?~%".utf8.contains($0) } ?? false
    if isQualified { side.removeLast() }
    if side.first == UInt8(ascii: "Y") {
      let digits = side.dropFirst().first == UInt8(ascii: "-") ? side.dropFirst(2) : side.dropFirst()
      guard (5...12).contains(digits.count), digits.first != UInt8(ascii: "0"), digits.allSatisfy(isDigit),
        let year = Int(String(decoding: side.dropFirst(), as: UTF8.self))
      else { return nil }
      return (year * 10000 + 101, year * 10000 + 1231)
    }
    let isNegative = side.first == UInt8(ascii: "-")
    if isNegative { side.removeFirst() }
    if side.count > 10 {
      guard isAlone, !isQualified, !isNegative, isTime(side.dropFirst(10)),
        side.prefix(10).allSatisfy({ $0 != UInt8(ascii: "X") })
      else { return nil }
      side = side.prefix(10)
    }
    let parts = side.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(Array.init)
    guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }),
      parts.joined().allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "X") })
    else { return nil }
    var years = bounds(parts[0])
    if isNegative { years = (-years.1, -years.0) }
    guard parts.count > 1 else { return (years.0 * 10000 + 101, years.1 * 10000 + 1231) }
    if parts.count == 2, let season = Int(String(decoding: parts[1], as: UTF8.self)),
      (21...24).contains(season)
    {
      // Of the northern year: spring from March; winter is December, the part that lies in the year.
      let first = 3 * (season - 20)
      let last = min(12, first + 2)
      return (
        years.0 * 10000 + first * 100 + 1, years.1 * 10000 + last * 100 + daysIn(month: last, year: years.1)
      )
    }
    guard let months = months(parts[1]) else { return nil }
    let isAnyYear = parts[0].contains(UInt8(ascii: "X"))
    let isAnyMonth = parts[1].contains(UInt8(ascii: "X"))
    let length = isAnyMonth ? 31 : months.1 == 2 && isAnyYear ? 29 : daysIn(month: months.1, year: years.1)
    var days = (1, 31)
    if parts.count == 3 {
      guard parts[2] != Array("00".utf8), let range = dayRange(parts[2]) else { return nil }
      days = range
    }
    guard days.0 <= length else { return nil }
    return (years.0 * 10000 + months.0 * 100 + days.0, years.1 * 10000 + months.1 * 100 + min(days.1, length))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The least and most that the digits can be.
  private static func bounds(_ digits: [UInt8]) -> (Int, Int) {
    func number(_ unknown: UInt8) -> Int {
      digits.reduce(0) { $0 * 10 + Int(($1 == UInt8(ascii: "X") ? unknown : $1) - UInt8(ascii: "0")) }
    }
    return (number(UInt8(ascii: "0")), number(UInt8(ascii: "9")))
  }

  private static func months(_ digits: [UInt8]) -> (Int, Int)? {
    let fits = (1...12).filter { matches($0, digits) }
    guard let first = fits.first, let last = fits.last else { return nil }
    return (first, last)
  }

  private static func dayRange(_ digits: [UInt8]) -> (Int, Int)? {
    let fits = (1...31).filter { matches($0, digits) }
    guard let first = fits.first, let last = fits.last else { return nil }
    return (first, last)
  }

  private static func matches(_ number: Int, _ digits: [UInt8]) -> Bool {
    let text = [UInt8(ascii: "0") + UInt8(number / 10), UInt8(ascii: "0") + UInt8(number % 10)]
    return zip(text, digits).allSatisfy { $1 == UInt8(ascii: "X") || $0 == $1 }
  }

  private static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `T23:20:30`, then nothing, `Z`, or an offset in hours or hours and minutes.
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.wholeMatch(of: /T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-][01]\d(:[0-5]\d)?)?/.asciiOnlyDigits())
      != nil
  }
}
