// Many short texts as the hashes of their words, in one array.

/// Texts as numbers, one after another: what is compared, without the texts themselves.
struct TextShelf {
  private(set) var words: [UInt32] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  /// Adds a text: `fill` appends the hashes of its words.
  mutating func add(_ fill: (inout [UInt32]) -> Void) {
    fill(&words)
    ends.append(words.count)
  }

  func range(_ text: Int) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  func length(_ text: Int) -> Int { range(text).count }

  /// One hash of all words of a text.
  func hash(_ text: Int) -> UInt64 {
    var hash = NameHash.empty
    for index in range(text) { hash = NameHash.mixed(hash ^ UInt64(words[index])) }
    return hash
  }

  func isSame(_ one: Int, _ other: Int) -> Bool { words[range(one)] == words[range(other)] }
}
