// The words of a lexicon as they are added, list by list, and found.
// Unsafe: the memory is written before anybody else sees it and never freed; slots are masked to their number, and hold
// numbers of entries that are initialised.

/// The table of a ``Lexicon`` while it is filled: a copy shares its memory, which is never freed.
@safe struct LexiconWords {
  /// By number. Some megabytes are set aside for as many as slots can tell apart; what is not used is never touched.
  let entries = UnsafeMutablePointer<Lexicon.Entry>.allocate(capacity: most)
  private static let most = 0xFFFF
  private var count = 0
  /// How many are words that rules call by name; they were added first.
  private var named = 0
  /// Of the words that end in a full stop: in bytes.
  private(set) var longestAbbreviation = 0
  /// For each slot: nothing, or sixteen bits of a word's hash and its number from 1; small enough to stay in a cache,
  /// where the entries would not.
  private var slots = unsafe LexiconWords.slots(16_384)
  private var mask: UInt64 = 16_383

  private static func slots(_ size: Int) -> UnsafeMutablePointer<UInt32> {
    let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    unsafe slots.initialize(repeating: 0, count: size)
    return unsafe slots
  }

  /// Adds a word that rules call by name: all of them before any other.
  mutating func add(_ lexeme: Lexeme, _ word: Spelling) {
    unsafe entries[entry(word.key)].lexeme = lexeme.rawValue
    named = count
  }

  /// Adds classes to a word.
  ///
  /// - Parameter lemma: where rules call this by name, and not the word itself, they mean the word too.
  mutating func add(_ word: Spelling, _ classes: WordClasses, lemma: Spelling? = nil) {
    if word[-1] == UInt8(ascii: ".") { longestAbbreviation = max(longestAbbreviation, word.count) }
    let number = entry(word.key)
    unsafe entries[number].classes.formUnion(classes)
    if number >= named, let lemma, let name = find(lemma.key), name < named {
      unsafe entries[number].lexeme = unsafe entries[name].lexeme
    }
  }

  /// The number of a word's entry, which is made where there is none.
  private mutating func entry(_ key: WordKey) -> Int {
    if let number = find(key) { return number }
    precondition(count < Self.most, "Too many words for the lexicon")
    unsafe (entries + count).initialize(to: Lexicon.Entry(key: key))
    count += 1
    if count * 3 > Int(mask) { grow() } else { put(count - 1) }
    return count - 1
  }

  private func put(_ number: Int) {
    let hash = unsafe entries[number].key.hash
    var index = hash & mask
    while unsafe slots[Int(index)] != 0 { index = (index + 1) & mask }
    unsafe slots[Int(index)] = Self.tag(hash) | UInt32(number + 1)
  }

  private mutating func grow() {
    unsafe slots.deallocate()
    mask = mask * 2 + 1
    unsafe slots = unsafe Self.slots(Int(mask) + 1)
    for number in 0..<count { put(number) }
  }

  @inline(__always) private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & 0xFFFF_0000
  }

  /// The number of a word's entry.
  @inline(__always) func find(_ key: WordKey) -> Int? {
    let hash = key.hash
    let tag = Self.tag(hash)
    var index = hash & mask
    while true {
      let slot = unsafe slots[Int(index)]
      if slot == 0 { return nil }
      if slot & 0xFFFF_0000 == tag {
        let number = Int(slot & 0xFFFF) - 1
        if unsafe entries[number].key == key { return number }
      }
      index = (index + 1) & mask
    }
  }
}
