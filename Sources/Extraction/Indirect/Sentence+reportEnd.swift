// Where reported words end, and the reporter goes on.

extension Sentence {
  /// In tokens; what is longer is not taken for a report.
  static let longestReport = 160

  /// Where the clause ends that begins at `first`; nil where it goes on in quotation marks.
  ///
  /// - Parameter opens: the clause belongs to one that opens the sentence, and ends where the main clause begins.
  /// - Parameter isRelative: the verb's subject is `who`, so that a comma and a verb close its clause.
  func endOfReport(_ first: Int, opens: Bool = false, isRelative: Bool = false) -> Int? {
    var at = first + 1
    var depth = 0
    while at < end {
      guard at < first + Sentence.longestReport else { return nil }
      let token = self[at]
      if token.has(.region) {
        if !token.has(.isShort) { return nil }
        if token.has(.endsInComma), endsAt(comma: at, opens: opens) { return at + 1 }
      } else if token.has(.word) {
        if at > first + 2, !self[at - 1].is(.comma), endsAtWord(at) { return at }
      } else if token.is(.openBracket) {
        depth += 1
      } else if token.is(.closeBracket) {
        if depth == 0 { return at }
        depth -= 1
      } else if token.has(.endsSentence) {
        if at >= end - 2 { return at }
      } else if token.is(.semicolon) {
        return at
      } else if token.is(.dash) {
        guard !opens, let closing = closingDash(at) else { return isLongRegion(at + 1) ? nil : at }
        at = closing
      } else if token.is(.comma) {
        if endsAt(comma: at, opens: opens) || isRelative && isVerbAhead(at + 1) {
          return isLongRegion(at + 1) ? nil : at
        }
        if self[at + 1].is(.who) || self[at + 1].is(.which), hasAnyVerb(first..<at) {
          guard let closing = closingComma(at) else { return at }
          at = closing
        }
      }
      at += 1
    }
    return at
  }

  private func isLongRegion(_ index: Int) -> Bool {
    self[index].has(.region) && !self[index].has(.isShort)
  }

  /// The dash that closes what the one at `index` opens, where the clause goes on behind it.
  private func closingDash(_ index: Int) -> Int? {
    var at = index + 1
    while at < min(end, index + 25) {
      if self[at].is(.dash) { return at + 1 < end && at > index + 1 ? at : nil }
      if self[at].has(.region) && !self[at].has(.isShort) || self[at].is(.semicolon) { return nil }
      at += 1
    }
    return nil
  }

  /// The comma that closes the relative clause behind the one at `index`, where the verb of the clause follows it.
  private func closingComma(_ index: Int) -> Int? {
    var at = index + 2
    while at < min(end, index + 40) {
      if self[at].has(.region) && !self[at].has(.isShort) || self[at].is(.semicolon) { return nil }
      if self[at].is(.comma) { return isVerbAhead(at + 1) ? at : nil }
      at += 1
    }
    return nil
  }

  private func isVerbAhead(_ index: Int) -> Bool {
    var at = index
    while self[at].has(.adverb), at < index + 3 { at += 1 }
    return isVerb(at) || self[at].has(.sForm)
  }

  /// Before a conjunction without a comma: and called her, but said, and he added that.
  private func endsAtWord(_ index: Int) -> Bool {
    if self[index].is(.but) { return isReporting(index + 1) }
    guard self[index].is(.and), !self[index + 1].is(.that) else { return false }
    if isReporting(index + 1) { return true }
    return startsOtherReport(index + 1, isCore: !self[index + 1].has(.subjectPronoun))
  }

  private func endsAt(comma: Int, opens: Bool) -> Bool {
    let next = self[comma + 1]
    if next.is(.but), !self[comma + 2].is(.that) { return true }
    if next.is(.while) || next.is(.though) || next.is(.although) { return !isShortInsertion(comma) }
    if next.has(.ingForm), next.has([.strongCue, .weakCue]), !next.is(.including) { return true }
    if next.is(.according) || next.is(.compared) { return true }
    if next.is(.and) { return endsBefore(conjunction: comma + 1) }
    if opens, startsMainClause(comma + 1) { return true }
    return startsOtherReport(comma + 1)
  }

  /// A crucial, although brief, moment.
  private func isShortInsertion(_ comma: Int) -> Bool {
    for index in comma + 2..<comma + 6 where self[index].has(.punctuation) { return self[index].is(.comma) }
    return false
  }

  /// Whether what follows `and` is the reporter's again: and called her, and she added that.
  private func endsBefore(conjunction: Int) -> Bool {
    if self[conjunction + 1].is(.that) { return false }
    return isReporting(conjunction + 1) || startsOtherReport(conjunction + 1)
  }

  /// Whether the reporter's own verb stands at `index`: and said, and called.
  private func isReporting(_ index: Int) -> Bool {
    var at = index
    while self[at].has(.adverb) { at += 1 }
    guard self[at].has([.strongCue, .reportsObject]), let form = cue(at: at) else { return false }
    return form == .past || form == .third
  }

  /// Whether a subject and a verb that reports begin at `index`: she accused him.
  private func startsOtherReport(_ index: Int, isCore: Bool = false) -> Bool {
    var at = index
    guard !self[at].has([.relative, .subordinator, .preposition]) else { return false }
    while at < min(end, index + 7) {
      guard self[at].has(.word), !self[at].has([.relative, .subordinator]) else { return false }
      if at > index, self[at].has(isCore ? .coreCue : [.strongCue, .reportsObject]), let form = cue(at: at),
        form.isFinite,
        form != .base || !self[at - 1].is(.to)
      {
        return true
      }
      if at > index, isVerb(at), !self[at].has(.have) { return false }
      at += 1
    }
    return false
  }

  /// Whether the main clause could begin at `index`, after a clause that opens the sentence.
  private func startsMainClause(_ index: Int) -> Bool {
    let token = self[index]
    guard token.has(.word), !token.has(.relative) else { return false }
    return !token.is(.and) && !token.is(.or) && !token.is(.including)
  }
}
