// Who reports what in a Persian sentence: the verb stands at the end of its clause, the words follow it.

/// The rules for one sentence.
struct PersianSentence {
  let sentence: ScriptSentence
  private(set) var reports: [ScriptReport] = []
  /// Through whom the article has it: according to the report of an agency.
  private var via: Range<Int>?
  /// The subject of the last reporting verb.
  private var subject: ScriptSpeaker?
  /// Where the clause of the next verb may begin.
  private var clause: Int

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
  private func cue(at index: Int) -> Range<Int>? {
    let item = sentence[index]
    if item.has(.verb) {
      // گفت و گو: a talk.
      if sentence[index + 1].is(.va), sentence[index + 2].is(.gu) { return nil }
      if sentence[index - 1].is(.must) { return nil }
      return (sentence[index - 1].is(.mi) ? index - 1 : index)..<index + 1
    }
    if item.has(.participle) {
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
  private mutating func report(_ cue: Range<Int>) -> Int {
    guard beginsClause(cue) else { return cue.upperBound }
    let from = clause
    let tail = regionBefore(from)
    var content = content(after: cue.upperBound)
    if let found = content, !found.isLiteral, tail != nil, !sentence[cue.upperBound].has(.that) {
      content = nil
    }
    let phrase = subject(from, cue.lowerBound)
    if phrase.speaker != nil { subject = phrase.speaker }
    if let found = phrase.via { via = found }
    clause = cue.upperBound
    if let content {
      if let tail, !isCovered(tail) { add(.right, cue, tail..<tail + 1, isLiteral: true) }
      let end = endOfContent(content.start, isLiteral: content.isLiteral)
      let joins = tail != nil && content.isLiteral && reports.last?.rule == .right
      add(
        phrase.isRelayed ? .relayed : .left, cue, content.start..<end, isLiteral: content.isLiteral,
        joins: joins)
      clause = end
      return max(end, cue.upperBound)
    }
    if let tail, !isCovered(tail) {
      add(.right, cue, tail..<tail + 1, isLiteral: true)
    } else {
      add(.left, cue, cue.upperBound..<cue.upperBound, isLiteral: sentence[cue.upperBound].has(.colon))
    }
    return cue.upperBound
  }

  private mutating func add(
    _ rule: ScriptRule, _ cue: Range<Int>, _ content: Range<Int>, isLiteral: Bool, joins: Bool = false
  ) {
    reports.append(
      ScriptReport(
        rule: rule, speaker: subject, cue: cue, content: content, isLiteral: isLiteral, joins: joins, via: via
      ))
  }

  private func isCovered(_ index: Int) -> Bool { reports.contains { $0.content.contains(index) } }

  /// The quotation right before a clause.
  private func regionBefore(_ clause: Int) -> Int? {
    var index = clause - 1
    while sentence[index].has([.comma, .semicolon, .dash]), index > sentence.start { index -= 1 }
    return sentence[index].has(.region) ? index : nil
  }

  /// Whether a verb opens a clause beside what was reported before, and is no part of it. Sets ``clause``.
  private mutating func beginsClause(_ cue: Range<Int>) -> Bool {
    guard let last = reports.last, !last.content.isEmpty, last.content.upperBound > clause - 1 else {
      return true
    }
    return cue.lowerBound >= clause
  }

  /// Where the words begin that a verb governs.
  private func content(after index: Int) -> (start: Int, isLiteral: Bool)? {
    var index = index
    if sentence[index].has(.comma), sentence[index + 1].has([.region, .that]) { index += 1 }
    let item = sentence[index]
    if item.has(.colon) { return index + 1 < sentence.end ? (index + 1, true) : nil }
    if item.has(.region) { return (index, true) }
    if item.has(.that) {
      let start = sentence[index + 1].has([.colon, .comma]) ? index + 2 : index + 1
      return start < sentence.end ? (start, sentence[index + 1].has(.colon)) : nil
    }
    guard item.has(.word), !item.has(.conjunction), sentence.end - index >= 3 else { return nil }
    return (index, false)
  }

  /// Where the reported words end: before the next verb that reports beside them, or with the sentence.
  private func endOfContent(_ start: Int, isLiteral: Bool) -> Int {
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

  private func governs(_ cue: Range<Int>) -> Bool {
    sentence[cue.upperBound].has([.colon, .that, .region, .comma])
      || sentence[cue.upperBound].has(.word) && !sentence[cue.upperBound].has(.conjunction)
  }

  /// Where a clause with a subject of its own begins: behind the last semicolon, or behind a quotation.
  private func newSubject(before cue: Range<Int>, after start: Int) -> Int? {
    var index = cue.lowerBound - 1
    while index > start, cue.lowerBound - index < 14 {
      if sentence[index].has([.semicolon, .region]) {
        return index + 1 < cue.lowerBound ? index + 1 : nil
      }
      index -= 1
    }
    return sentence[start].has(.region) && index == start ? start + 1 : nil
  }

  private func subject(_ start: Int, _ end: Int) -> PersianSubject {
    PersianSubject(sentence, start, end)
  }

  // MARK: By stating that …, she added

  private mutating func stating(at index: Int) -> Int? {
    guard sentence[index].is(.inkeh) || sentence[index].is(.this) && sentence[index + 1].is(.keh) else {
      return nil
    }
    var noun = index - 1
    while noun > index - 4, !sentence[noun].has(.anyNoun) {
      guard sentence[noun].has(.preposition) else { return nil }
      noun -= 1
    }
    guard noun >= clause, sentence[noun].has(.anyNoun), sentence[noun - 1].is(.ba) else { return nil }
    let first = sentence[index].is(.inkeh) ? index + 1 : index + 2
    let leading = subject(clause, noun - 1)
    if leading.speaker != nil { subject = leading.speaker }
    if let found = leading.via { via = found }
    var end = first
    var next = first
    if let main = mainCue(after: first) {
      end = main.lowerBound
      next = main.lowerBound
      if leading.speaker == nil, !sentence[end - 1].has(.comma),
        let comma = (first..<end).last(where: { sentence[$0].has(.comma) })
      {
        end = comma
        let phrase = subject(comma + 1, main.lowerBound)
        if phrase.speaker != nil { subject = phrase.speaker }
      }
      clause = main.lowerBound
    } else if let comma = sentence.first(.comma, in: first..<sentence.end) {
      end = comma
      next = comma
    }
    guard end - first >= 2 else { return first }
    add(.stating, noun..<first, sentence.trimmed(first..<end), isLiteral: false)
    return next
  }

  /// The verb of the sentence, behind a clause that depends on it.
  private func mainCue(after start: Int) -> Range<Int>? {
    var index = start
    while index < sentence.end {
      if let cue = cue(at: index) {
        let after = sentence[cue.upperBound]
        if sentence[cue.lowerBound - 1].has(.comma) || after.has([.colon, .that, .region, .stop]) {
          return cue
        }
        index = cue.upperBound
      } else {
        index += 1
      }
    }
    return nil
  }

  // MARK: According to

  private mutating func accordance(at index: Int) -> Int? {
    let isQuoting = sentence[index].is(.naql) && sentence[index + 1].is(.az)
    let before = sentence[index - 1]
    guard isQuoting || sentence[index].is(.gofteh), before.is(.beh) || before.is(.bar) && !isQuoting else {
      return nil
    }
    var opening = index - 1
    while opening > clause, sentence[opening - 1].is(.bar) { opening -= 1 }
    let first = isQuoting ? index + 2 : index + 1
    let isOpening =
      opening == clause || opening - 1 == clause && sentence[clause].has([.comma, .conjunction])
    let limit = min(sentence.end, first + ScriptSentence.reach)
    let phrase = PersianSubject(sentence, named: first, limit)
    guard let speaker = phrase.speaker else { return nil }
    let after = phrase.end
    let start = sentence[after].has([.comma, .that]) ? after + 1 : after
    let isPronoun = sentence[first].has(.pronoun)
    if isOpening {
      guard start > after || isPronoun || sentence[after].has(.region), start < sentence.end else {
        return nil
      }
      // Where a verb of the sentence has a subject, the words came through this one.
      if isQuoting, hasOwnVerb(start) {
        via = speaker.text
        clause = start
        return start
      }
      subject = speaker
      add(.according, opening..<first, start..<sentence.end, isLiteral: false)
      clause = sentence.end
      return sentence.end
    }
    guard after == sentence.end, reports.isEmpty,
      index - 1 - sentence.start >= 3 || regionBefore(index - 1) != nil
    else { return nil }
    subject = speaker
    add(.according, index - 1..<first, sentence.trimmed(sentence.start..<index - 1), isLiteral: false)
    return sentence.end
  }

  private func hasOwnVerb(_ start: Int) -> Bool {
    for index in start..<sentence.end {
      if let cue = cue(at: index) { return content(after: cue.upperBound) != nil }
    }
    return false
  }

  // MARK: Called for …; called it …

  /// خواستار … شد: called for what stands between.
  private mutating func demand(at index: Int) -> Int? {
    guard sentence[index].is(.khastar), !sentence[index + 1].has(.becomeVerb) else { return nil }
    let limit = min(sentence.end, index + ScriptSentence.reach)
    guard index + 2 < limit, let verb = sentence.first(.becomeVerb, in: index + 2..<limit),
      !sentence[verb + 1].has(.auxiliary)
    else { return nil }
    let phrase = subject(clause, index)
    if phrase.speaker != nil { subject = phrase.speaker }
    if let found = phrase.via { via = found }
    add(.left, index..<index + 1, index + 1..<verb, isLiteral: false)
    clause = verb + 1
    return verb + 1
  }

  /// … را «…» خواند
  private mutating func naming(at index: Int) -> Int? {
    guard sentence[index].has(.namer), index > clause, let region = regionBefore(index), region > clause,
      !isCovered(region)
    else { return nil }
    let isVerb = !sentence[index + 1].has(.doVerb)
    let phrase = subject(clause, region)
    if phrase.speaker != nil { subject = phrase.speaker }
    let end = isVerb ? index + 1 : index + 2
    add(.named, index..<end, region..<region + 1, isLiteral: false)
    clause = end
    return end
  }
}
