// The subject of an Arabic verb: the noun phrase behind it, up to a preposition, a conjunction or what is said.

struct ArabicSubject {
  private(set) var speaker: ScriptSpeaker?
  /// Where the noun phrase ends; where it would begin, if there is none.
  private(set) var end: Int

  /// - Parameter isClosed: a comma ends the phrase, also behind an apposition.
  init(_ sentence: ScriptSentence, _ start: Int, _ limit: Int, isClosed: Bool = false) {
    end = start
    var first = start
    // بدوره, من جانبه: before the subject.
    while first < limit {
      if sentence[first].has([.adverb, .comma]) {
        first += 1
      } else if sentence[first].has(.preposition), sentence[first + 1].has(.adverb) {
        first += 2
      } else {
        break
      }
    }
    guard first < limit else { return }
    let verb = sentence[start - 1]
    // A masculine noun with its article has no feminine adjective: what follows is the object.
    let isObject =
      verb.has(.word) && !verb.has(.isFeminineVerb) && sentence[first].has(.isDefinite)
      && !sentence[first].has(.isFeminine) && sentence[first + 1].has(.isDefinite)
      && sentence[first + 1].has(.isFeminine)
    let last = Self.phraseEnd(sentence, first, isObject ? first + 1 : limit)
    guard last > first else { return }
    var whole = last
    while sentence[whole].has(.comma), whole + 1 < limit, !sentence[whole + 1].has([.hasClitic, .pronoun]) {
      let next = Self.phraseEnd(sentence, whole + 1, limit)
      let isOver =
        isClosed
        ? sentence[next].has(.comma)
        : next == limit || sentence[next].has([.comma, .that, .colon, .preposition, .relative])
      guard next > whole + 1, isOver else { break }
      whole = next
    }
    end = whole
    speaker = ScriptSpeaker(text: sentence.bytes(first..<whole), head: sentence.bytes(first..<last))
  }

  /// Leaves out the object of a verb that names it something: its last noun, with the adjective of origin behind it.
  mutating func dropObject(_ sentence: ScriptSentence, _ start: Int) {
    guard var last = speaker.map({ _ in end - 1 }), last > start, sentence[last].has(.isDefinite) else {
      return
    }
    if last - 1 > start, sentence[last].has(.endsInIya), sentence[last - 1].has(.isDefinite) { last -= 1 }
    speaker = ScriptSpeaker(text: sentence.bytes(start..<last), head: sentence.bytes(start..<last))
  }

  /// Leaves out the ل that is written together with the first word.
  mutating func dropPreposition() {
    guard let whole = speaker, whole.head.count > 2 else { return }
    speaker = ScriptSpeaker(
      text: whole.text.lowerBound + 2..<whole.text.upperBound,
      head: whole.head.lowerBound + 2..<whole.head.upperBound)
  }

  private static func phraseEnd(_ sentence: ScriptSentence, _ start: Int, _ limit: Int) -> Int {
    var index = start
    var isPlaced = false
    while index < limit, index - start < 40 {
      let item = sentence[index]
      if item.has(.region) {
        guard item.has(.isShort), index > start, sentence[index - 1].has(.beforeTitle) else { break }
        index += 1
        continue
      }
      if item.has(.openBracket), index > start {
        guard let close = sentence.first(.closeBracket, in: index..<min(limit, index + 10)) else { break }
        index = close + 1
        continue
      }
      guard item.has(.word) else { break }
      if item.has([.that, .verb, .participle, .relative, .time, .hearer, .adverb]) || item.is(.qawluhu)
        || item.is(.naqlan)
      {
        // The Friday of a Friday prayer is no day.
        guard item.has(.time), index > start, sentence[index - 1].is(.imam) else { break }
      }
      if item.has(.preposition) {
        guard isPlaced, item.has(.ofPlace), !sentence[index + 1].has([.occasion, .time, .demonstrative]),
          index + 1 < limit
        else { break }
        isPlaced = false
      }
      if item.has(.demonstrative), index > start { break }
      if item.has(.placed) { isPlaced = true }
      if item.has(.pronoun) { return index == start ? index + 1 : index }
      index += 1
    }
    while index > start, sentence[index - 1].has([.conjunction, .preposition]) { index -= 1 }
    return index
  }
}
