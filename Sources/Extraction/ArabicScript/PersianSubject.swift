// The subject of a Persian clause: the first noun phrase that stands there without a preposition.

/// What stands between the start of a clause and its verb.
struct PersianSubject {
  private(set) var speaker: ScriptSpeaker?
  /// The agency that has it: به گزارش …
  private(set) var via: Range<Int>?
  /// The subject gives the words of another: به نقل از …
  private(set) var isRelayed = false
  /// Where the noun phrase ends.
  private(set) var end: Int

  private let sentence: ScriptSentence

  /// The subject in a clause that begins at `start` and whose verb is at `limit`.
  init(_ sentence: ScriptSentence, _ start: Int, _ limit: Int) {
    self.sentence = sentence
    end = limit
    var at = start
    while at < limit, let next = afterPreamble(at, limit) { at = next }
    read(at, limit)
    guard let outlet = speaker, sentence[end].is(.beh), sentence[end + 1].is(.naql), sentence[end + 2].is(.az)
    else {
      return
    }
    let agency = outlet.text
    read(end + 3, limit)
    if speaker == nil {
      speaker = outlet
    } else {
      (via, isRelayed) = (agency, true)
    }
  }

  /// A noun phrase that is known to begin at `start`.
  init(_ sentence: ScriptSentence, named start: Int, _ limit: Int) {
    self.sentence = sentence
    end = limit
    read(start, limit, isClosed: true)
  }

  /// Behind a word or a phrase at `at` that is no subject; nil where the subject begins there.
  private mutating func afterPreamble(_ at: Int, _ limit: Int) -> Int? {
    let item = sentence[at]
    if item.has([.pronoun]) { return nil }
    if item.is(.beh), sentence[at + 1].is(.gozaresh) { return afterAgency(at + 2, limit) }
    if item.is(.beh), sentence[at + 1].is(.naql) { return afterAgency(at + 3, limit) }
    if item.is(.this) {
      if sentence[at + 1].is(.ra) { return at + 2 }
      if sentence[at + 2].is(.ra) { return at + 3 }
      return nil
    }
    if item.has([.conjunction, .adverb, .time, .that]) || !item.has([.word, .region]) { return at + 1 }
    guard item.has(.preposition) else { return nil }
    if let comma = sentence.first(.comma, in: at..<limit) { return comma + 1 }
    if sentence[at + 1].has(.demonstrative) { return min(limit, at + 3) }
    if sentence[at + 1].has(.settled) { return min(limit, at + 2) }
    return limit
  }

  private mutating func afterAgency(_ at: Int, _ limit: Int) -> Int {
    guard at < limit else { return limit }
    if let comma = sentence.first([.comma, .semicolon], in: at..<min(limit, at + 9)) {
      var first = at
      for index in at..<comma where sentence[index].is(.naql) && sentence[index + 1].is(.az) {
        first = index + 2
      }
      if first < comma { via = sentence.bytes(first..<comma) }
      return comma + 1
    }
    via = sentence.bytes(at..<at + 1)
    return at + 1
  }

  // MARK: The noun phrase

  /// - Parameter isClosed: a comma ends the phrase, also behind an apposition.
  private mutating func read(_ start: Int, _ limit: Int, isClosed: Bool = false) {
    speaker = nil
    end = start
    guard start < limit else { return }
    var first = start
    var last = phraseEnd(first, limit)
    if sentence[last].is(.ra), last < limit {
      first = last + 1
      last = phraseEnd(first, limit)
    }
    guard last > first else { return }
    var whole = last
    while sentence[whole].has(.comma), whole < limit {
      let next = phraseEnd(whole + 1, limit)
      let isOver =
        isClosed
        ? sentence[next].has(.comma)
        : next == limit || sentence[next].has([.comma, .preposition, .adverb, .time, .that])
      guard next > whole + 1, isOver else { break }
      if sentence[whole + 1].has(.pronoun) {
        (first, last, whole) = (whole + 1, next, next)
        break
      }
      whole = next
      if next - first > ScriptSentence.reach { break }
    }
    end = whole
    speaker = ScriptSpeaker(text: sentence.bytes(first..<whole), head: sentence.bytes(first..<last))
  }

  /// Where a noun phrase without commas ends.
  private func phraseEnd(_ start: Int, _ limit: Int) -> Int {
    var index = start
    var isPlaced = false
    while index < limit, index - start < 40 {
      let item = sentence[index]
      if item.has(.region) {
        guard item.has(.isShort), index > start || index == sentence.start && sentence.opensWithName else {
          break
        }
        index += 1
        continue
      }
      if item.has(.openBracket), index > start {
        guard let close = sentence.first(.closeBracket, in: index..<min(limit, index + 10)) else { break }
        index = close + 1
        continue
      }
      guard item.has(.word) else { break }
      if item.has(.pronoun), index == start { return index + 1 }
      if item.has(.preposition), !belongs(index, start, isPlaced) { break }
      if item.has([.time, .adverb, .that, .verb]) || item.is(.ra) {
        // The Friday of a Friday prayer is no day.
        guard item.has(.time), index > start, sentence[index - 1].is(.imam) else { break }
      }
      if item.has(.demonstrative), index > start, hasObjectMark(index + 1, limit) { break }
      if item.has(.placed) { isPlaced = true }
      index += 1
    }
    while index > start, sentence[index - 1].has([.conjunction, .preposition]) { index -= 1 }
    return index
  }

  /// Whether what begins at an index is an object: این اقدام را.
  private func hasObjectMark(_ index: Int, _ limit: Int) -> Bool {
    for at in index..<max(index, min(limit + 1, index + 6)) {
      if sentence[at].is(.ra) { return true }
      if !sentence[at].has(.word) || sentence[at].has(.preposition) { return false }
    }
    return false
  }

  /// Whether a preposition goes on with the noun phrase: the ambassador in, one of, for affairs of.
  private func belongs(_ index: Int, _ start: Int, _ isPlaced: Bool) -> Bool {
    let item = sentence[index]
    if item.is(.dar) {
      return sentence[index + 1].is(.affairs)
        || isPlaced && !sentence[index + 1].has([.occasion, .demonstrative, .time])
    }
    if item.is(.az) { return index > start && sentence[index - 1].has(.quantity) }
    return item.is(.baraye) && (isPlaced || sentence[index + 1].is(.affairs))
  }
}
