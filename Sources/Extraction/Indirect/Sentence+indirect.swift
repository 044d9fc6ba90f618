// Indirect speech in a sentence: he said that the plan would work; the plan would work, he said.

extension Sentence {
  /// Words that may report.
  static let reporting: WordClasses = [.speechCue, .reportsObject, .nounCue, .opener]

  /// The indirect speech of the sentence, outermost only, in order.
  func indirectSpeech(into found: inout [IndirectSpeech]) {
    var first = start
    while first < end, !self[first].has(Sentence.reporting) { first += 1 }
    guard first < end else { return }
    var covered = start
    var at = first
    if let opening = openingReport() {
      found.append(opening)
      covered = opening.spans.last?.upperBound ?? end
      at = covered
    } else if let closing = closingReport(from: first) {
      found.append(closing)
      return
    }
    while at < end {
      if self[at].has(Sentence.reporting), var next = report(at: at, from: covered) {
        settleSpeaker(of: &next, after: found.last, from: covered)
        found.append(next)
        covered = max(next.spans.last?.upperBound ?? at, next.attribution?.speaker.range.upperBound ?? at)
      }
      at = max(at + 1, min(covered, end))
    }
  }

  /// Gives a report the speaker of the one before it where they share one, and takes its words from its own.
  ///
  /// The mayor said it was safe and called it old. The mayor said it was safe and the crew said it was not.
  private func settleSpeaker(of next: inout IndirectSpeech, after last: IndirectSpeech?, from low: Int) {
    guard low > start, let last, let speaker = next.attribution?.speaker else { return }
    let group = endBeforeVerbGroup(next.cue)
    if group - 2 <= low, self[group - 1].is(.and) || self[group - 1].is(.but) {
      next.attribution?.speaker = last.attribution?.speaker ?? speaker
    } else if speaker.range.lowerBound < low, speaker.range.upperBound > low, next.cue > low {
      let first = contentStart(from: low)
      if first < speaker.range.upperBound {
        next.attribution?.speaker = Phrase(first..<speaker.range.upperBound)
      }
    }
  }

  /// What the words report that close the sentence, whoever else is named in it: ..., she said.
  private func closingReport(from first: Int) -> IndirectSpeech? {
    var at = end - 1
    while at >= max(first, start + 1, end - 30) {
      let token = self[at]
      if token.has(.region) || token.is(.semicolon) || token.is(.colon) { return nil }
      if token.has(Sentence.reporting) {
        if token.is(.according), self[at + 1].is(.to) { return accordingTail(at, from: start) }
        if token.has(.speechCue), let form = reportForm(at: at), form == .past || form == .third {
          guard let tail = reportTail(at, form, from: start), tail.rule == .tail else { return nil }
          return tail
        }
      }
      at -= 1
    }
    return nil
  }

  /// The speech whose reporting word stands at `index`, where nothing before `low` belongs to it.
  private func report(at index: Int, from low: Int) -> IndirectSpeech? {
    let token = self[index]
    if token.is(.according), self[index + 1].is(.to) {
      if let front = accordingTo(index) { return front }
      return index > low ? accordingTail(index, from: low) : nil
    }
    if token.has(.nounCue), !token.has(.isCapitalised), let found = nounReport(index, from: low) {
      return found
    }
    guard token.has([.speechCue, .reportsObject]), let form = reportForm(at: index) else { return nil }
    if form == .past, let passive = passiveReport(index) { return passive }
    if token.has(.speechCue) {
      let isTailFirst = self[index + 1].has(.punctuation) || index + 1 >= end
      if isTailFirst, let tail = reportTail(index, form, from: low) { return tail }
      if let clause = complement(of: index, form) { return clause }
      if !isTailFirst, let tail = reportTail(index, form, from: low) { return tail }
    }
    return token.has(.reportsObject) ? object(of: index, form) : nil
  }

  // MARK: - What the rules share

  /// The form of a verb of speech, also where its subject does not stand right before it: makers, for one, argue.
  func reportForm(at index: Int) -> VerbForm? {
    let token = self[index]
    if let form = cue(at: index) {
      // Three states that voted: a noun more often than not.
      if token.is(.state), form != .past, form != .ing { return nil }
      // A lead in pledged delegates, 400 pledged delegates.
      let before = self[index - 1]
      let isAdjective =
        form == .past && !token.is(.say)
        && (before.has([.startsWithDigit, .numberWord])
          || before.has(.preposition) && !before.has(.isCapitalised))
      return isAdjective ? nil : form
    }
    guard token.has(.baseForm), token.has(.speechCue), !token.has([.nounCue, .nounLikeVerb]) else {
      return nil
    }
    let before = self[index - 1]
    guard index > start + 1, before.has(.word) || before.is(.comma) || before.is(.closeBracket),
      !before.has([
        .determiner, .possessivePronoun, .isPossessive, .preposition, .adjective, .relative,
      ])
    else { return nil }
    let next = self[index + 1]
    if before.has(.objectPronoun) { return next.is(.that) ? .base : nil }
    return next.is(.that) || next.has([.subjectPronoun, .determiner]) ? .base : nil
  }

  /// Who reports by the verb at `verb` what begins at `first`.
  func reporter(_ verb: Int, _ form: VerbForm, before first: Int) -> Attribution? {
    let low = max(start, verb - Sentence.reach)
    if let found = attribution(by: verb, form, low, first) { return found }
    guard form.isFinite else { return nil }
    let group = endBeforeVerbGroup(verb)
    guard !hasFormOfBe(group..<verb) else { return nil }
    let chunk = trimmedStart(chunkLeft(endingAt: group, from: low))
    if let last = chunk.last, self[last].has(.word),
      !self[last].has([.preposition, .subordinator, .relative])
    {
      return Attribution(speaker: Phrase(chunk), cue: verb, rule: .left, isStrong: true)
    }
    return mainSubject(before: verb, from: low).map {
      Attribution(speaker: $0, cue: verb, rule: .left, isStrong: true)
    }
  }

  /// The one named behind a word, as far as the next sign where the phrase is none that speaks.
  func reporterRight(from index: Int) -> Phrase? {
    if let phrase = phraseRight(from: index) {
      let isClosed = phrase.range.upperBound >= end || self[phrase.range.upperBound].has(.punctuation)
      return isClosed || !self[phrase.head.upperBound].is(.comma) ? phrase : Phrase(phrase.head)
    }
    var at = index
    while at < min(end, index + 16), self[at].has(.word) { at += 1 }
    return at > index ? Phrase(index..<at) : nil
  }

  func hasFormOfBe(_ range: Range<Int>) -> Bool {
    for index in range where self[index].has(.be) { return true }
    return false
  }

  func hasLongRegion(_ range: Range<Int>) -> Bool {
    for index in range where self[index].has(.region) && !self[index].has(.isShort) { return true }
    return false
  }

  /// Whether a verb that has a subject could stand in the range.
  func hasAnyVerb(_ range: Range<Int>) -> Bool {
    for index in range where isVerb(index) || self[index].has([.auxiliary, .sForm]) { return true }
    return false
  }
}
