// Words that come through others: according to …, the agency quoted … as saying.

extension ArabicSentence {
  /// ونقلت الوكالة عن … قوله إن
  mutating func relayed(at index: Int) -> Int? {
    let limit = min(sentence.end, index + 24)
    guard let from = (index + 1..<max(index + 1, limit)).first(where: { sentence[$0].is(.an) }) else {
      return nil
    }
    let agency = ArabicSubject(sentence, index + 1, from)
    let phrase = ArabicSubject(sentence, from + 1, min(sentence.end, from + 1 + ScriptSentence.reach))
    guard let speaker = phrase.speaker else { return nil }
    subject = speaker
    guard let link = link(from: phrase.end) else { return phrase.end }
    let end = endOfContent(link.start)
    add(
      .relayed, index, sentence.trimmed(link.start..<end), isLiteral: link.isLiteral,
      via: agency.speaker?.text)
    return end
  }

  func isAccordance(_ index: Int) -> Bool {
    let item = sentence[index]
    switch item.lexeme {
    case .hasab, .wifq, .wifqan: return true
    case .naqlan: return sentence[index + 1].is(.an)
    case .ala:
      if sentence[index + 1].is(.ma), sentence[index + 2].has(.verb) { return true }
      return sentence[index + 1].is(.hadd)
        && (sentence[index + 2].is(.qawl) || sentence[index + 2].is(.qawluhu))
    default: return false
    }
  }

  mutating func accordance(at index: Int) -> Int? {
    var first = index + 1
    var isStripped = false
    switch sentence[index].lexeme {
    case .wifqan: isStripped = true
    case .naqlan: first += 1
    case .ala: first += sentence[index + 1].is(.ma) ? 1 : 2
    default: break
    }
    var isRelayed = false
    while first < sentence.end,
      sentence[first].is(.ma) || sentence[first].is(.naqala) || sentence[first].has(.verb)
    {
      if sentence[first].is(.naqala) { isRelayed = true }
      first += 1
    }
    if isRelayed, let from = (first..<min(sentence.end, first + 12)).first(where: { sentence[$0].is(.an) }) {
      first = from + 1
    }
    var phrase = ArabicSubject(
      sentence, first, min(sentence.end, first + ScriptSentence.reach), isClosed: true)
    if isStripped { phrase.dropPreposition() }
    let isPronoun = sentence[index].is(.ala) && sentence[index + 2].is(.qawluhu)
    guard phrase.speaker != nil || isPronoun else { return nil }
    let after = phrase.end
    if isOpening(index) {
      var start = sentence[after].has(.comma) ? after + 1 : after
      if sentence[start].is(.ann) { start += 1 }
      guard start > after, start < sentence.end else { return after }
      subject = phrase.speaker
      let end = endOfContent(start)
      add(.according, index, sentence.trimmed(start..<end), isLiteral: false)
      return end
    }
    if let last = reports.indices.last {
      if !isPronoun { reports[last].via = phrase.speaker?.text }
      return after
    }
    if isPronoun, subject == nil {
      subject = subjectOfSentence(before: index)
    } else {
      subject = phrase.speaker
    }
    if let region = regionBefore(index) {
      add(.according, index, region..<region + 1, isLiteral: true)
    } else if index - covered >= 3, sentence[index - 1].has(.comma) {
      add(.according, index, sentence.trimmed(covered..<index), isLiteral: false)
    }
    return after
  }

  func isOpening(_ index: Int) -> Bool {
    var before = index
    while before > sentence.start, sentence[before - 1].has([.conjunction, .adverb]) { before -= 1 }
    return before == sentence.start
  }
}
