// Speakers whom the gazetteer does not know, across the documents of a set: one each, however they are spelled.
// Unsafe: the name's bytes and letters are read within the closures, words by the ranges that were found.

/// Gives the same number to the same unknown speaker, whatever the spelling.
///
/// Full names are one if they have the same surname and the given names of one are those of the other, or some of
/// them: Monir Kholghi, Monir Kholqi, M. Kholghi. A surname alone is a speaker of its own, and never joins two.
/// Names of bodies are one only if they are the same.
public struct UnknownSpeakers {
  private struct Known {
    var words: [PersonWord]
    var next: Int
  }

  private let folding: NameFolding
  private var known: [Known] = []
  private var bySurname: [UInt64: Int] = [:]
  private var byText: [String: Int] = [:]

  public init(_ gazetteer: Gazetteer) {
    folding = gazetteer.folding
  }

  /// How many speakers there are; they are numbered from 0.
  public var count: Int { known.count }

  /// The number of the speaker of this name, as ``SpeakerIdentity/unknown(name:range:)`` has it, without titles.
  public mutating func number(of name: String) -> Int {
    if let same = byText[name] { return same }
    let words = self.words(name)
    let number = find(words) ?? add(words)
    byText[name] = number
    return number
  }

  private func words(_ name: String) -> [PersonWord] {
    var name = name
    return name.withUTF8 { bytes in
      var words: [PersonWord] = []
      var position = 0
      while let word = unsafe folding.nextWord(bytes, from: &position, to: bytes.count) {
        if !words.isEmpty, WordKinds.english[word.hash].contains(.particle) { continue }
        if words.last?.isForeign ?? false, word.shape.contains(.arabic) {
          // Words in Arabic letters run together.
          words[words.count - 1].hash = unsafe folding.hash(
            bytes, word.start..<word.end, continuing: words[words.count - 1].hash)
          continue
        }
        var letters: [UInt8] = []
        unsafe folding.appendLetters(bytes, word.start..<word.end, to: &letters)
        unsafe words.append(
          letters.withUnsafeBufferPointer { unsafe PersonWord(hash: word.hash, letters: $0) })
      }
      return words
    }
  }

  private func find(_ words: [PersonWord]) -> Int? {
    guard let surname = words.last else { return nil }
    var found: Int?
    var index = bySurname[Self.key(surname)] ?? -1
    var steps = 0
    while index >= 0, steps < 500 {
      steps += 1
      if isSame(words, known[index].words) {
        // Two who fit: a speaker of its own.
        if found != nil { return nil }
        found = index
      }
      index = known[index].next
    }
    return found
  }

  /// What spellings of one surname share.
  private static func key(_ word: PersonWord) -> UInt64 {
    word.isTelling ? word.skeleton : word.hash
  }

  private mutating func add(_ words: [PersonWord]) -> Int {
    let key = words.last.map(Self.key) ?? 0
    known.append(Known(words: words, next: bySurname[key] ?? -1))
    bySurname[key] = known.count - 1
    return known.count - 1
  }

  private func isBody(_ words: [PersonWord]) -> Bool {
    words.contains { WordKinds.english[$0.hash].contains(.body) }
  }

  private func isSame(_ one: [PersonWord], _ other: [PersonWord]) -> Bool {
    if one.count == 1 || other.count == 1 { return one.count == other.count }
    if isBody(one) || isBody(other) {
      // The Kite Federation of one country is not that of another.
      return one.count == other.count && zip(one, other).allSatisfy { $0.hash == $1.hash }
    }
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    var at = 0
    let given = long.dropLast()
    for word in short.dropLast() {
      while at < given.count, !word.isSame(as: given[at]) { at += 1 }
      if at == given.count { return false }
      at += 1
    }
    return true
  }
}
