// Who reports what in an Arabic sentence: the verb first, then who, then إن, أن, a colon or quotation marks.

/// The rules for one sentence.
struct ArabicSentence {
  let sentence: ScriptSentence
  var reports: [ScriptReport] = []
  /// The subject of the last reporting verb.
  var subject: ScriptSpeaker?
  /// Up to where the sentence is told for.
  var covered: Int

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

  mutating func add(
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

  mutating func verb(at index: Int) -> Int? {
    let isIn = sentence[index].is(.came) || sentence[index].is(.repliedOrCame) && sentence[index + 1].is(.fi)
    let first = isIn ? index + 2 : index + 1
    var phrase = ArabicSubject(sentence, first, min(sentence.end, first + ScriptSentence.reach))
    if sentence[index].has(.namer), sentence[phrase.end].is(.annahu) || sentence[phrase.end].has(.region) {
      phrase.dropObject(sentence, index + 1)
    }
    if sentence[phrase.end].is(.naqlan), sentence[phrase.end + 1].is(.an), phrase.speaker != nil {
      return relayed(at: index)
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
  mutating func participle(at index: Int) -> Int? {
    guard let link = link(from: index + 1) else { return nil }
    if subject == nil { subject = subjectOfSentence(before: index) }
    let end = endOfContent(link.start)
    add(.participle, index, sentence.trimmed(link.start..<end), isLiteral: link.isLiteral)
    return end
  }

  /// The noun phrase behind the first word of the sentence, taken for its verb, or the one that it begins with.
  func subjectOfSentence(before index: Int) -> ScriptSpeaker? {
    var start = sentence.start
    while start < index, sentence[start].has(.adverb) { start += 1 }
    if !sentence[start].has([.isDefinite, .pronoun]) { start += 1 }
    return start < index ? ArabicSubject(sentence, start, index).speaker : nil
  }

  /// The quotation right before a verb.
  func regionBefore(_ index: Int) -> Int? {
    var index = index - 1
    while index > sentence.start, sentence[index].has([.comma, .dash, .adverb]) || sentence[index].is(.ma) {
      index -= 1
    }
    return sentence[index].has(.region) ? index : nil
  }

  // MARK: What is said

  /// Where the words begin: behind إن, أن or a colon, or with a quotation.
  func link(from start: Int) -> (start: Int, isLiteral: Bool)? {
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
      if item.has([.participle, .semicolon]) || index > start && isOtherVerb(index) { return nil }
      index += 1
    }
    return nil
  }

  /// A verb that begins a clause of its own; others may be nouns: without mention of (ذكر) his name.
  private func isOtherVerb(_ index: Int) -> Bool {
    guard sentence.isArabicVerb(index) else { return false }
    return sentence[index].has(.hasClitic) || sentence[index - 1].has([.comma, .region])
      || sentence[index - 1].is(.baynama)
  }

  /// A short quotation that is a name, or before the words themselves: on the platform "X": "…".
  func isAside(_ index: Int) -> Bool {
    guard sentence[index].has(.isShort) else { return false }
    if sentence[index - 1].has(.beforeTitle) { return true }
    for next in index + 1..<index + 9 {
      if sentence[next].has([.colon, .that]) { return true }
      if sentence[next].has([.comma, .semicolon, .region, .stop, .participle]) { return false }
    }
    return false
  }

  /// Where the reported words end: before what reports beside them, or with the sentence.
  func endOfContent(_ start: Int) -> Int {
    var index = start + 1
    while index < sentence.end {
      let item = sentence[index]
      let isApart = sentence[index - 1].has([.comma, .semicolon, .region])
      if item.has(.verb), item.has(.hasClitic), isApart || link(from: index + 1) != nil, reachesWords(index) {
        return index
      }
      if item.has(.participle), link(from: index + 1) != nil {
        if isApart { return index }
        // But he went on, saying: the verb and what leads to it are no more of the words.
        if sentence[index - 1].has(.verb) { return startOfPart(index, after: start) }
      }
      if item.has(.verb), isApart, sentence[start].has(.region) { return index }
      if isAccordance(index), isApart { return index }
      let meanwhile = item.is(.fi) ? index + 1 : index
      if isApart, sentence[meanwhile].is(.baynama), sentence[meanwhile + 1].has(.verb),
        reachesWords(meanwhile + 1)
      {
        return index
      }
      index += 1
    }
    return sentence.end
  }

  private func startOfPart(_ index: Int, after start: Int) -> Int {
    var before = index - 1
    while before > start, index - before < 6 {
      if sentence[before].has([.comma, .semicolon, .region]) { return before + 1 }
      before -= 1
    }
    return index - 1
  }

  func reachesWords(_ index: Int) -> Bool {
    link(from: ArabicSubject(sentence, index + 1, min(sentence.end, index + 30)).end) != nil
  }
}
