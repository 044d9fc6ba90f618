// Who reports what in an Arabic sentence: the verb first, then who, then إن, أن, a colon or quotation marks.

/// The rules for one sentence.
struct ArabicSentence {
  let sentence: ScriptSentence
  private(set) var reports: [ScriptReport] = []
  /// The subject of the last reporting verb.
  private var subject: ScriptSpeaker?
  /// Up to where the sentence is told for.
  private var covered: Int

  init(_ sentence: ScriptSentence) {
    self.sentence = sentence
    covered = sentence.start
  }

  mutating func read() {
    var index = sentence.start
    while index < sentence.end {
      let item = sentence[index]
      var next: Int?
      if item.is(.naqala) {
        next = relayed(at: index)
      } else if isAccordance(index) {
        next = accordance(at: index)
      } else if item.has(.participle) {
        next = participle(at: index)
      } else if sentence.isArabicVerb(index) {
        next = verb(at: index)
      }
      index = max(index + 1, next ?? 0)
    }
  }

  private mutating func add(
    _ rule: ScriptRule, _ cue: Int, _ content: Range<Int>, isLiteral: Bool, joins: Bool = false,
    via: Range<Int>? = nil
  ) {
    reports.append(
      ScriptReport(
        rule: rule, speaker: subject, cue: cue..<cue + 1, content: content, isLiteral: isLiteral,
        joins: joins, via: via))
    covered = max(covered, content.upperBound)
  }

  // MARK: Verbs

  private mutating func verb(at index: Int) -> Int? {
    var phrase = ArabicSubject(sentence, index + 1, min(sentence.end, index + 1 + ScriptSentence.reach))
    if sentence[index].has(.namer), sentence[phrase.end].is(.annahu) || sentence[phrase.end].has(.region) {
      phrase.dropObject(sentence, index + 1)
    }
    var speaker = phrase.speaker
    if speaker == nil, !sentence[index].has(.hasClitic), index > covered {
      speaker = ArabicSubject(sentence, covered, index).speaker
    }
    if sentence[index].has(.hasClitic) || speaker != nil { subject = speaker }
    if let link = link(from: phrase.end) {
      let end = endOfContent(link.start)
      let rule: ScriptRule = sentence[index].has(.namer) ? .named : phrase.speaker == nil ? .left : .inverted
      var joins = false
      if sentence[link.start].has(.region), let region = regionBefore(index), region >= covered {
        add(.right, index, region..<region + 1, isLiteral: true)
        joins = true
      }
      add(rule, index, sentence.trimmed(link.start..<end), isLiteral: link.isLiteral, joins: joins)
      return end
    }
    if let region = regionBefore(index), region >= covered {
      subject = speaker
      add(.right, index, region..<region + 1, isLiteral: true)
      covered = max(covered, phrase.end)
    }
    return phrase.end
  }

  /// قائلا, مضيفا: the subject is that of the sentence.
  private mutating func participle(at index: Int) -> Int? {
    guard let link = link(from: index + 1) else { return nil }
    if subject == nil { subject = subjectOfSentence(before: index) }
    let end = endOfContent(link.start)
    add(.participle, index, sentence.trimmed(link.start..<end), isLiteral: link.isLiteral)
    return end
  }

  /// The noun phrase behind the first word of the sentence, taken for its verb, or the one that it begins with.
  private func subjectOfSentence(before index: Int) -> ScriptSpeaker? {
    var start = sentence.start
    while start < index, sentence[start].has(.adverb) { start += 1 }
    if !sentence[start].has([.isDefinite, .pronoun]) { start += 1 }
    return start < index ? ArabicSubject(sentence, start, index).speaker : nil
  }

  /// ونقلت الوكالة عن … قوله إن
  private mutating func relayed(at index: Int) -> Int? {
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

  /// The quotation right before a verb.
  private func regionBefore(_ index: Int) -> Int? {
    var index = index - 1
    while index > sentence.start, sentence[index].has([.comma, .dash, .adverb]) || sentence[index].is(.ma) {
      index -= 1
    }
    return sentence[index].has(.region) ? index : nil
  }

  // MARK: What is said

  /// Where the words begin: behind إن, أن or a colon, or with a quotation.
  private func link(from start: Int) -> (start: Int, isLiteral: Bool)? {
    var index = start
    while index < min(sentence.end, start + 30) {
      let item = sentence[index]
      if item.has(.colon) { return index + 1 < sentence.end ? (index + 1, true) : nil }
      if item.has(.that) {
        let next = item.is(.annahu) ? index : index + 1
        let isLiteral = sentence[next].has(.colon)
        return next < sentence.end ? (isLiteral ? next + 1 : next, isLiteral) : nil
      }
      if item.has(.region), !isAside(index) { return (index, true) }
      if item.has([.participle, .semicolon]) || index > start && sentence.isArabicVerb(index) { return nil }
      index += 1
    }
    return nil
  }

  /// A short quotation that is a name, or before the words themselves: on the platform "X": "…".
  private func isAside(_ index: Int) -> Bool {
    guard sentence[index].has(.isShort) else { return false }
    if sentence[index - 1].has(.beforeTitle) { return true }
    for next in index + 1..<index + 9 {
      if sentence[next].has([.colon, .that]) { return true }
      if sentence[next].has([.comma, .semicolon, .region, .stop, .participle]) { return false }
    }
    return false
  }

  /// Where the reported words end: before what reports beside them, or with the sentence.
  private func endOfContent(_ start: Int) -> Int {
    var index = start + 1
    while index < sentence.end {
      let item = sentence[index]
      let isApart = sentence[index - 1].has([.comma, .semicolon, .region])
      if item.has(.verb), item.has(.hasClitic), isApart || link(from: index + 1) != nil, reachesWords(index) {
        return index
      }
      if item.has(.participle), isApart, link(from: index + 1) != nil { return index }
      if item.has(.verb), isApart, sentence[start].has(.region) { return index }
      if isAccordance(index), isApart { return index }
      if item.is(.baynama), isApart, sentence[index + 1].has(.verb), reachesWords(index + 1) { return index }
      index += 1
    }
    return sentence.end
  }

  private func reachesWords(_ index: Int) -> Bool {
    link(from: ArabicSubject(sentence, index + 1, min(sentence.end, index + 30)).end) != nil
  }

  // MARK: According to

  private func isAccordance(_ index: Int) -> Bool {
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

  private mutating func accordance(at index: Int) -> Int? {
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

  private func isOpening(_ index: Int) -> Bool {
    var before = index
    while before > sentence.start, sentence[before - 1].has([.conjunction, .adverb]) { before -= 1 }
    return before == sentence.start
  }
}
