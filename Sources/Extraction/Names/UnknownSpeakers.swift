// Speakers whom the gazetteer does not know, across the documents of a set: one each, however they are spelled.

/// Gives the same number to the same unknown speaker, whatever the spelling.
///
/// Full names are one if they have the same surname and the given names of one are those of the other, or some of
/// them: Monir Kholghi, Monir Kholqi, M. Kholghi. A surname alone is a speaker of its own, and never joins two.
public struct UnknownSpeakers {
  private struct Known {
    var words: [Gazetteer.PersonWord]
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

  private func words(_ name: String) -> [Gazetteer.PersonWord] {
    var name = name
    return name.withUTF8 { bytes in
      var words: [Gazetteer.PersonWord] = []
      var position = 0
      while let word = folding.nextWord(bytes, from: &position, to: bytes.count) {
        if !words.isEmpty, WordKinds.english[word.hash].contains(.particle) { continue }
        if words.last?.isArabic ?? false, word.shape.contains(.arabic) {
          // Words in Arabic letters run together.
          words[words.count - 1].hash = folding.hash(
            bytes, word.start..<word.end, continuing: words[words.count - 1].hash)
          continue
        }
        var letters: [UInt8] = []
        folding.appendLetters(bytes, word.start..<word.end, to: &letters)
        let skeleton = letters.withUnsafeBufferPointer { SkeletonKey($0) }
        words.append(
          .init(
            hash: word.hash, skeleton: letters.count > 1 ? skeleton.hash : 0,
            initial: letters.count == 1 ? letters[0] : 0, firstLetter: letters.first ?? 0,
            isTelling: skeleton.isTelling))
      }
      return words
    }
  }

  private func find(_ words: [Gazetteer.PersonWord]) -> Int? {
    guard let surname = words.last else { return nil }
    var found: Int?
    var index = bySurname[Self.key(surname)] ?? -1
    while index >= 0 {
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
  private static func key(_ word: Gazetteer.PersonWord) -> UInt64 {
    word.isTelling ? word.skeleton : word.hash
  }

  private mutating func add(_ words: [Gazetteer.PersonWord]) -> Int {
    let key = words.last.map(Self.key) ?? 0
    known.append(Known(words: words, next: bySurname[key] ?? -1))
    bySurname[key] = known.count - 1
    return known.count - 1
  }

  private func isSame(_ one: [Gazetteer.PersonWord], _ other: [Gazetteer.PersonWord]) -> Bool {
    if one.count == 1 || other.count == 1 { return one.count == other.count }
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

extension Gazetteer.PersonWord {
  /// In letters other than Latin ones.
  var isArabic: Bool { firstLetter == 0 }

  /// Whether two words are one name: the same, an initial of it, or one romanised in another way.
  @inline(__always)
  func isSame(as other: Self) -> Bool {
    if isSameSurname(as: other) { return true }
    return firstLetter == other.firstLetter && firstLetter != 0 && (initial != 0 || other.initial != 0)
  }

  @inline(__always)
  func isSameSurname(as other: Self) -> Bool {
    hash == other.hash || (skeleton != 0 && skeleton == other.skeleton)
  }
}
