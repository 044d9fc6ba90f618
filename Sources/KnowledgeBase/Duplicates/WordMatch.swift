// Whether two words of two names can be one word: the same, an initial, romanised in two ways, or mistyped.
// Unsafe: the words are the caller's until the call returns.
import TextFolding

/// How two words of two names are one.
enum WordMatch {
  case same
  /// The one is the first letter of the other.
  case initial
  /// Romanised in two ways.
  case romanised
  /// A letter or two differ.
  case edited(Slip)

  /// How likely a difference of letters is a slip, and not another name.
  enum Slip: Int, Comparable {
    /// A consonant stands for an unlike one.
    case unlikely
    /// A consonant more or less, or one for another that sounds alike.
    case possible
    /// Only vowels differ, or two letters changed places.
    case likely

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// - Returns: nil where they are two words.
  init?(_ a: [UInt32], _ b: [UInt32]) {
    if a == b {
      self = .same
    } else if a.count == 1 || b.count == 1 {
      guard a[0] == b[0], !Self.isDigit(a[0]) else { return nil }
      self = .initial
    } else if Self.isRomanised(a, b) {
      self = .romanised
    } else if let slip = Self.slip(a, b) {
      self = .edited(slip)
    } else {
      return nil
    }
  }

  /// The skeleton of a word in Latin letters; nil where it tells too little.
  static func skeleton(_ word: [UInt32]) -> UInt64? {
    guard word.allSatisfy({ $0 &- 0x61 < 26 }) else { return nil }
    let letters = word.map { UInt8($0) }
    let key = unsafe letters.withUnsafeBufferPointer { unsafe SkeletonKey($0) }
    return key.letters >= 3 && key.consonants >= 2 ? key.hash : nil
  }

  private static func isRomanised(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    guard let one = skeleton(a), let other = skeleton(b) else { return false }
    return one == other
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  /// How many letters may differ in words of such a length.
  static func allowedEdits(_ length: Int) -> Int { length >= 8 ? 2 : length >= 5 ? 1 : 0 }

  /// How two words differ, where it is by a letter or two.
  ///
  /// Not where the first letter differs, where a number is in it, or where the one is the other with an i, y, s or e
  /// behind it: Bagher and Bagheri are two names.
  private static func slip(_ a: [UInt32], _ b: [UInt32]) -> Slip? {
    let limit = allowedEdits(min(a.count, b.count))
    guard limit > 0, a[0] == b[0], abs(a.count - b.count) <= limit else { return nil }
    guard !a.contains(where: isDigit), !b.contains(where: isDigit) else { return nil }
    let (shorter, longer) = a.count < b.count ? (a, b) : (b, a)
    if longer.count == shorter.count + 1, longer.starts(with: shorter) { return nil }
    guard distance(a, b, limit: limit) <= limit else { return nil }
    let consonants = [a, b].map { word in word.filter { !vowels.contains($0) } }
    if consonants[0] == consonants[1] || (a.count == b.count && a.sorted() == b.sorted()) { return .likely }
    if consonants[0].count != consonants[1].count {
      return distance(consonants[0], consonants[1], limit: 1) == 1 ? .possible : .unlikely
    }
    let unlike = zip(consonants[0], consonants[1]).contains { one, other in
      one != other && !soundAlike.contains { $0.contains(one) && $0.contains(other) }
    }
    return unlike ? .unlikely : .possible
  }

  private static let soundAlike = ["td", "bp", "gkqc", "szc", "fvw", "mn", "jg", "سصث", "تط", "زذضظ", "قغ"]
    .map {
      Set($0.unicodeScalars.map(\.value))
    }

  private static let vowels = Set("aeiouyاویv".unicodeScalars.map(\.value))

  /// Edits between two words, two neighbours that changed places counting as one; or more than the limit.
  static func distance<Element: Equatable>(_ a: [Element], _ b: [Element], limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for row in 1...max(a.count, 1) where row <= a.count {
      current[0] = row
      var least = row
      for column in 1...max(b.count, 1) where column <= b.count {
        let isSame = a[row - 1] == b[column - 1]
        var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
          best = min(best, beforeLast[column - 2] + 1)
        }
        current[column] = best
        least = min(least, best)
      }
      if least > limit { return limit + 1 }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count]
  }
}
