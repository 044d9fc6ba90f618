// The folding of search, in Swift: for queries and for names. Its table is Schema's 020-folding.sql.
// Unsafe: the text is the caller's until the call returns, and every index is below its count.
import Foundation

/// What search takes for the same: Arabic and Persian letter variants, marks, digits, joiners, half rings.
///
/// Latin diacritics and case are the tokenizer's part in an index; ``key(_:)`` folds them too.
package struct Folding: Sendable {
  /// What each source scalar is read as.
  private let targets: [Unicode.Scalar: String.UnicodeScalarView]
  /// Which bytes begin one of them in UTF-8.
  private var isFolded = [Bool](repeating: false, count: 256)

  /// - Parameter pairs: the rows of the table `folding`; each source is one scalar.
  package init(pairs: [(source: String, target: String)]) {
    var targets: [Unicode.Scalar: String.UnicodeScalarView] = [:]
    for pair in pairs {
      if let scalar = pair.source.unicodeScalars.first { targets[scalar] = pair.target.unicodeScalars }
    }
    self.targets = targets
    for scalar in targets.keys { isFolded[Int(UTF8.encode(scalar)!.first!)] = true }
  }

  /// The form that an index holds, before the tokenizer: with a zero-width non-joiner joined.
  package func fold(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let target = targets[scalar] {
        folded.append(contentsOf: target)
      } else {
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  /// What an index holds of a text, in UTF-8: the same as SQL's `fold(text)`. Nil where that is the text itself.
  ///
  /// A text with a zero-width non-joiner gets a second line in which a space stands for it.
  package func indexed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let first = unsafe firstFolded(text) else { return nil }
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    let hasNonJoiner = unsafe append(text, from: first, to: &folded, nonJoiner: nil)
    if hasNonJoiner {
      folded.append(0x0A)
      _ = unsafe append(text, from: first, to: &folded, nonJoiner: 0x20)
    }
    return folded
  }

  /// The same for a text at hand.
  package func indexed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { unsafe indexed($0) }.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Where the first character stands that is read as another.
  private func firstFolded(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < text.count {
      let byte = unsafe text[index]
      // Of characters with other first bytes the table has none: nearly all of a text in Latin letters.
      guard isFolded[Int(byte)] else {
        index += 1
        continue
      }
      let (scalar, length) = unsafe Self.scalar(text, index)
      if unsafe isMark(text, index) == false, targets[scalar] != nil { return index }
      index += length
    }
    return nil
  }

  /// Whether U+2010 to U+203F begin here: dashes and quotation marks, which are everywhere and never folded.
  private func isMark(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    unsafe text[index] == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] >= 0x90
  }

  /// Appends the text folded, of which nothing before `first` is read as another.
  ///
  /// - Returns: whether there is a zero-width non-joiner.
  private func append(
    _ text: UnsafeBufferPointer<UInt8>, from first: Int, to folded: inout [UInt8], nonJoiner: UInt8?
  ) -> Bool {
    var hasNonJoiner = false
    unsafe folded.append(contentsOf: text[..<first])
    var index = first
    while index < text.count {
      if unsafe text[index] < 0x80 {
        unsafe folded.append(text[index])
        index += 1
        continue
      }
      let (scalar, length) = unsafe Self.scalar(text, index)
      if scalar == "\u{200C}" {
        hasNonJoiner = true
        if let nonJoiner { folded.append(nonJoiner) }
      } else if let target = targets[scalar] {
        for scalar in target { folded.append(contentsOf: UTF8.encode(scalar)!) }
      } else {
        unsafe folded.append(contentsOf: text[index..<index + length])
      }
      index += length
    }
    return hasNonJoiner
  }

  /// The scalar that starts at a byte of valid UTF-8 above ASCII, and its length.
  private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (Unicode.Scalar, Int) {
    let first = unsafe UInt32(text[index])
    let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.count - index)
    var value = length == 2 ? first & 0x1F : length == 3 ? first & 0x0F : first & 0x07
    for offset in 1..<max(length, 1) { value = unsafe value << 6 | UInt32(text[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", max(length, 1))
  }

  /// Whether the scalar stands within a word, and not between two.
  package func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    if targets[scalar] != nil { return true }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
      || scalar.properties.generalCategory == .privateUse
  }

  /// The words of a text as the index has them: folded, without case and Latin diacritics.
  package func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var current = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isInWord(scalar) {
        current.append(scalar)
      } else if !current.isEmpty {
        words.append(word(String(current)))
        current.removeAll()
      }
    }
    if !current.isEmpty { words.append(word(String(current))) }
    return words.filter { !$0.isEmpty }
  }

  /// One word, folded, without case and Latin diacritics.
  package func word(_ text: String) -> String {
    let folded = fold(text)
    if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded.lowercased() }
    // U+0345 and the like are dropped with the rest: what unicode61 calls a diacritic is a mark after decomposition.
    let decomposed = folded.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(decomposed)).lowercased()
  }

  /// Two names with the same key are the same name: words folded; Arabic-script words run together,
  /// because a name is written joined, spaced or with a zero-width non-joiner.
  package func key(_ name: String) -> String {
    var key = ""
    var wasArabic = true
    for word in words(name) {
      let isArabic = word.unicodeScalars.first.map { (0x0600...0x06FF).contains($0.value) } ?? false
      if !key.isEmpty, !(isArabic && wasArabic) { key += " " }
      key += word
      wasArabic = isArabic
    }
    return key
  }
}
