// Words of a Persian or Arabic paragraph: from the lexicon, and from what their letters show.
// Unsafe: a word is a range of the text, and is read no farther than it is long, in letters or in bytes.

extension ScriptParagraph {
  /// Appends a word.
  mutating func word(
    _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ lexicon: ScriptLexicon
  ) {
    var item = ScriptItem(classes: .word, start: range.lowerBound, end: range.upperBound)
    let (hash, letters) = unsafe ScriptFolding.hash(text, range)
    if let entry = lexicon.find(hash) {
      item.classes.formUnion(entry.classes)
      item.lexeme = entry.lexeme
    } else if language == .arabic, letters > 2 {
      let (first, length) = unsafe ScriptFolding.letter(text, range.lowerBound)
      if first == Self.waw || first == Self.fa {
        item.start += length
        if let entry = unsafe lexicon.find(ScriptFolding.hash(text, item.start..<range.upperBound).hash),
          letters > 3 || entry.classes.hasAny([.that, .preposition, .pronoun])
        {
          item.classes.formUnion(entry.classes)
          item.classes.insert(.hasClitic)
          item.lexeme = entry.lexeme
        } else {
          item.start = range.lowerBound
        }
      }
    }
    if language == .arabic { unsafe arabic(&item, text, range, letters) }
    items.append(item)
  }

  private func hasArticle(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var (letter, length) = unsafe ScriptFolding.letter(text, range.lowerBound)
    var at = range.lowerBound + length
    if letter == Self.waw || letter == Self.fa {
      (letter, length) = unsafe ScriptFolding.letter(text, at)
      at += length
    }
    return unsafe letter == Self.alef && at < range.upperBound
      && ScriptFolding.letter(text, at).letter == Self.lam
  }

  private func endsInIya(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let end = range.upperBound
    return unsafe range.count > 8 && text[end - 4] == 0xD9 && text[end - 3] == 0x8A && text[end - 2] == 0xD8
      && text[end - 1] == 0xA9
  }

  /// What the letters of an Arabic word show that the lexicon cannot say.
  private mutating func arabic(
    _ item: inout ScriptItem, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ letters: Int
  ) {
    let last = unsafe text[range.upperBound - 1]
    if item.is(.ala), last == 0x8A {
      // علي is a name, على a preposition.
      (item.classes, item.lexeme) = (.word, .none)
    }
    if item.is(.ann), let before = items.last, before.is(.ann), item.start - before.end < 3 {
      // The letters of an abbreviation: سي إن إن.
      items[items.count - 1].classes = .word
      (item.classes, item.lexeme) = (.word, .none)
    }
    if item.classes == .word, unsafe letters == 1 || letters > 5 && begins(text, range, with: Self.withThe) {
      item.classes.insert(.preposition)
    }
    if letters > 3, unsafe hasArticle(text, range) {
      item.classes.insert(.isDefinite)
      if unsafe endsInIya(text, range) { item.classes.insert(.endsInIya) }
    }
    if range.count > 4, unsafe text[range.upperBound - 2] == 0xD8 {
      if last == 0xA9 { item.classes.insert(.isFeminine) }
      if last == 0xAA { item.classes.insert(.isFeminineVerb) }
    }
  }

  private func begins(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, with letters: [UInt8]) -> Bool
  {
    range.count > letters.count
      && letters.indices.allSatisfy { unsafe text[range.lowerBound + $0] == letters[$0] }
  }

  /// بال: in the, by the, with the.
  private static let withThe: [UInt8] = [0xD8, 0xA8, 0xD8, 0xA7, 0xD9, 0x84]

  static let waw: UInt32 = 0x648
  static let fa: UInt32 = 0x641
  static let alef: UInt32 = 0x627
  static let lam: UInt32 = 0x644
}
