// Who reports what in a Persian sentence: the verb stands at the end of its clause, the words follow it.

/// The rules for one sentence.
struct PersianSentence {
  let sentence: ScriptSentence
  var reports: [ScriptReport] = []
  /// Through whom the article has it: according to the report of an agency.
  var via: Range<Int>?
  /// The subject of the last reporting verb.
  var subject: ScriptSpeaker?
  /// Where the clause of the next verb may begin.
  var clause: Int

  init(_ sentence: ScriptSentence) {
    self.sentence = sentence
    clause = sentence.start
  }

  mutating func read() {
    var index = sentence.start
    while sentence[index].has(.region), !sentence.opensWithName { index += 1 }
    clause = index
    while index < sentence.end {
      if let next = stating(at: index) ?? accordance(at: index) ?? demand(at: index) ?? naming(at: index) {
        index = next
      } else if let cue = cue(at: index) {
        index = report(cue)
      } else {
        index += 1
      }
    }
  }

  // MARK: Cues

  /// The reporting words that begin at an index.
  func cue(at index: Int) -> Range<Int>? {
    let item = sentence[index]
    if item.has(.verb) {
      // گفت و گو: a talk.
      if sentence[index + 1].is(.gu) || sentence[index + 1].is(.va) && sentence[index + 2].is(.gu) {
        return nil
      }
      if sentence[index - 1].is(.must) { return nil }
      return (sentence[index - 1].is(.mi) ? index - 1 : index)..<index + 1
    }
    if item.has(.participle) {
      if item.is(.come), !sentence[index + 2].has([.colon, .that]) { return nil }
      if sentence[index + 1].has(.auxiliary) { return index..<index + 2 }
      if sentence[index + 1].has(.colon), !sentence[index - 1].is(.beh) { return index..<index + 1 }
    }
    guard item.has(.anyNoun) else { return nil }
    var verb = index + 1
    while sentence[verb].has(.adverb) || sentence[verb].is(.mi) { verb += 1 }
    let light = sentence[verb]
    guard
      item.has(.doNoun) && light.has(.doVerb) || item.has(.haveNoun) && light.has(.haveVerb)
        || item.has(.giveNoun) && light.has(.giveVerb) || item.has(.becomeNoun) && light.has(.becomeVerb)
    else { return nil }
    return index..<(sentence[verb + 1].has(.auxiliary) ? verb + 2 : verb + 1)
  }

  /// What a reporting verb governs.
  /// - Returns: where to go on.
  mutating func report(_ cue: Range<Int>) -> Int {
    guard beginsClause(cue) else { return cue.upperBound }
    let from = clause
    let tail = regionBefore(from).flatMap { isCovered($0) ? nil : $0 }
    var content = content(after: cue.upperBound)
    if let found = content, !found.isLiteral, tail != nil, !sentence[cue.upperBound].has(.that) {
      content = nil
    }
    let phrase = subject(from, cue.lowerBound)
    if phrase.speaker != nil { subject = phrase.speaker }
    if let found = phrase.via { via = found }
    clause = cue.upperBound
    if let content {
      if let tail { add(.right, cue, tail..<tail + 1, isLiteral: true) }
      let end = endOfContent(content.start, isLiteral: content.isLiteral)
      let joins = tail != nil && content.isLiteral && reports.last?.rule == .right
      add(
        phrase.isRelayed ? .relayed : .left, cue, content.start..<end, isLiteral: content.isLiteral,
        joins: joins)
      clause = end
      return max(end, cue.upperBound)
    }
    if let tail {
      add(.right, cue, tail..<tail + 1, isLiteral: true)
    } else {
      add(.left, cue, cue.upperBound..<cue.upperBound, isLiteral: sentence[cue.upperBound].has(.colon))
    }
    return cue.upperBound
  }

  mutating func add(
    _ rule: ScriptRule, _ cue: Range<Int>, _ content: Range<Int>, isLiteral: Bool, joins: Bool = false
  ) {
    reports.append(
      ScriptReport(
        rule: rule, speaker: subject, cue: cue, content: content, isLiteral: isLiteral, joins: joins, via: via
      ))
  }

  func isCovered(_ index: Int) -> Bool { reports.contains { $0.content.contains(index) } }

  /// The quotation right before a clause.
  func regionBefore(_ clause: Int) -> Int? {
    var index = clause - 1
    while sentence[index].has([.comma, .semicolon, .dash]), index > sentence.start { index -= 1 }
    return sentence[index].has(.region) ? index : nil
  }

  /// Whether a verb opens a clause beside what was reported before, and is no part of it. Sets ``clause``.
  mutating func beginsClause(_ cue: Range<Int>) -> Bool {
    guard let last = reports.last, !last.content.isEmpty, last.content.upperBound > clause - 1 else {
      return true
    }
    return cue.lowerBound >= clause
  }

  /// Where the words begin that a verb governs.
  func content(after index: Int) -> (start: Int, isLiteral: Bool)? {
    var index = index
    if sentence[index].has(.comma), sentence[index + 1].has([.region, .that]) { index += 1 }
    let item = sentence[index]
    if item.has(.colon) { return index + 1 < sentence.end ? (index + 1, true) : nil }
    if item.has(.region) { return (index, true) }
    if item.has(.that) {
      let start = sentence[index + 1].has([.colon, .comma]) ? index + 2 : index + 1
      return start < sentence.end ? (start, sentence[index + 1].has(.colon)) : nil
    }
    guard item.has(.word), !item.has(.conjunction), sentence.end > index + 1,
      sentence.end > index + 2 || sentence[index + 1].has(.region)
    else { return nil }
    return (index, false)
  }

  /// Where the reported words end: before the next verb that reports beside them, or with the sentence.
  func endOfContent(_ start: Int, isLiteral: Bool) -> Int {
    var index = start
    if isLiteral, sentence[start].has(.region) {
      while sentence[index].has([.region, .comma, .dash]) { index += 1 }
      if sentence[start].has(.endsSentence) || index == sentence.end { return index }
    }
    while index < sentence.end {
      if let cue = cue(at: index) {
        var before = cue.lowerBound - 1
        while before > start, sentence[before].has([.adverb, .time]) { before -= 1 }
        if before > start, sentence[before].is(.va), governs(cue) { return before }
        if let boundary = newSubject(before: cue, after: start), governs(cue) || regionBefore(boundary) != nil
        {
          return boundary
        }
        index = cue.upperBound
      } else {
        index += 1
      }
    }
    return sentence.end
  }

  func governs(_ cue: Range<Int>) -> Bool {
    sentence[cue.upperBound].has([.colon, .that, .region, .comma])
      || sentence[cue.upperBound].has(.word) && !sentence[cue.upperBound].has(.conjunction)
  }

  /// Where a clause with a subject of its own begins: behind the last semicolon, or behind a quotation.
  func newSubject(before cue: Range<Int>, after start: Int) -> Int? {
    var index = cue.lowerBound - 1
    while index > start, cue.lowerBound - index < 14 {
      if sentence[index].has(.semicolon) || sentence[index].has(.region) && sentence[index].has(.endsSentence)
      {
        return index + 1 < cue.lowerBound ? index + 1 : nil
      }
      index -= 1
    }
    return sentence[start].has(.region) && index == start ? start + 1 : nil
  }

  func subject(_ start: Int, _ end: Int) -> PersianSubject {
    if sentence[end].is(.come), let place = sentence.first([.preposition], in: start..<end),
      sentence[place].is(.dar)
    {
      // It has come in the statement: what is said there.
      return PersianSubject(sentence, named: place + 1, end)
    }
    return PersianSubject(sentence, start, end)
  }
}
