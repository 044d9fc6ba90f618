// Reports without a verb that governs the words: by stating that …, according to …, called for …, called it “…”.

extension PersianSentence {
  // MARK: By stating that …, she added

  mutating func stating(at index: Int) -> Int? {
    let first: Int
    if sentence[index].is(.inkeh) {
      first = index + 1
    } else if sentence[index].is(.this), sentence[index + 1].is(.keh) {
      first = index + 2
    } else if sentence[index].is(.this), sentence[index + 1].has(.word), sentence[index + 2].is(.keh) {
      // By stating this matter, that …
      first = index + 3
    } else {
      return nil
    }
    var noun = index - 1
    while noun > index - 4, !sentence[noun].has(.anyNoun) {
      guard sentence[noun].has(.preposition) else { return nil }
      noun -= 1
    }
    guard noun >= clause, sentence[noun].has(.anyNoun), sentence[noun - 1].is(.ba) else { return nil }
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
  func mainCue(after start: Int) -> Range<Int>? {
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

  mutating func accordance(at index: Int) -> Int? {
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

  func hasOwnVerb(_ start: Int) -> Bool {
    for index in start..<sentence.end {
      if let cue = cue(at: index) { return content(after: cue.upperBound) != nil }
    }
    return false
  }

  // MARK: Called for …; called it …

  /// خواستار … شد: called for what stands between.
  mutating func demand(at index: Int) -> Int? {
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
  mutating func naming(at index: Int) -> Int? {
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
