// Words that came before: what the lexicon and the lists of names say of them, answered by one comparison.

/// What was found out about the words of one text after the other, by their letters.
///
/// Nearly all words of a text came before, in it or in another. To look one up in the lexicon, to guess at its ending
/// where it is not there, and to hash it for names takes many branches that cannot be foreseen; to meet it again takes
/// one that can. Unsafe memory, because every word passes here; it belongs to this object, and this to one reader.
final class WordMemory {
  /// A word of one to fifteen ASCII letters, as written.
  struct Entry {
    var letters: (UInt64, UInt64)
    /// Of the word wherever it stands.
    var classes: WordClasses
    /// As ``NameHash`` has it.
    var hash: UInt64
    var kind: WordKind
    /// What ``Gazetteer/lookUp(_:)`` says of the word alone: see ``NameReading/names(beginningAt:_:)``.
    var name: Int32 = -1
    var lexeme: UInt16
    var shape: NameWord.Shape
    var length: UInt8
    var beginning = Beginning.unknown
  }

  /// Whether known names begin with a word.
  enum Beginning: UInt8 { case unknown, none, isName, goesOn }

  /// So many words are remembered before all are forgotten; with those of one part of a paragraph they fit a token.
  static let most = 30_000

  /// For each slot: nothing, or sixteen bits of a word's hash and its number; half of them are empty.
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: UInt64
  /// By number; that of 0 is never read.
  private(set) var entries: UnsafeMutablePointer<Entry>
  private var capacity = 512
  private var count = 1

  init() {
    slots = .allocate(capacity: capacity * 2)
    slots.initialize(repeating: 0, count: capacity * 2)
    entries = .allocate(capacity: capacity)
    mask = UInt64(capacity * 2 - 1)
  }

  deinit {
    slots.deallocate()
    entries.deallocate()
  }

  /// Makes room before a paragraph, whose tokens hold numbers of words.
  func beginParagraph() {
    guard count > Self.most else { return }
    count = 1
    slots.initialize(repeating: 0, count: capacity * 2)
  }

  /// The number of a word; 0 for one that is new.
  @inline(__always)
  func find(_ first: UInt64, _ second: UInt64) -> UInt16 {
    let hash = Self.hash(first, second)
    var index = hash & mask
    while true {
      let slot = slots[Int(index)]
      if slot == 0 { return 0 }
      let number = Int(slot & 0xFFFF)
      if slot & 0xFFFF_0000 == Self.tag(hash), entries[number].letters.0 == first,
        entries[number].letters.1 == second
      {
        return UInt16(truncatingIfNeeded: number)
      }
      index = (index + 1) & mask
    }
  }

  /// Remembers a word that ``find(_:_:)`` did not find.
  /// - Returns: its number.
  func add(_ word: Entry) -> UInt16 {
    if count == capacity { grow() }
    (entries + count).initialize(to: word)
    put(count)
    count += 1
    return UInt16(count - 1)
  }

  private func put(_ number: Int) {
    let hash = Self.hash(entries[number].letters.0, entries[number].letters.1)
    var index = hash & mask
    while slots[Int(index)] != 0 { index = (index + 1) & mask }
    slots[Int(index)] = Self.tag(hash) | UInt32(number)
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    slots.deallocate()
    entries = larger
    capacity *= 2
    slots = .allocate(capacity: capacity * 2)
    slots.initialize(repeating: 0, count: capacity * 2)
    mask = UInt64(capacity * 2 - 1)
    for number in 1..<count { put(number) }
  }

  @inline(__always) private static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let hash = (first ^ (second &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ hash >> 32
  }

  @inline(__always) private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & 0xFFFF_0000
  }
}
