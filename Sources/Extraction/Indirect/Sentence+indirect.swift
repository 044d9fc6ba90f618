// Indirect speech in a sentence: he said that the plan would work; the plan would work, he said.

/// Words reported without quotation marks, as token indices of a sentence.
struct IndirectSpeech {
  /// One stretch, or two with the reporting words between them.
  var spans: [Range<Int>]
  var attribution: Attribution
}

extension Sentence {
  /// The indirect speech of the sentence, outermost only, in order.
  func indirectSpeech(into found: inout [IndirectSpeech]) {
    if let opening = accordingTo() {
      found.append(opening)
      return
    }
    var covered = start
    var at = start
    while at < end {
      let token = self[at]
      if token.has(.judges), at >= covered, let form = cue(at: at),
        let act = judgement(at, form, from: covered)
      {
        found.append(act)
        covered = act.spans.last?.upperBound ?? at
      } else if token.has(.speechCue), let form = cue(at: at), at >= covered {
        if let tail = indirectTail(at, form, from: covered) {
          found.append(tail)
          covered = tail.spans.last?.upperBound ?? at
        } else if let complement = complement(of: at, form, from: covered) {
          found.append(complement)
          covered = complement.spans.last?.upperBound ?? at
        }
      } else if token.is(.according), self[at + 1].is(.to), at > covered,
        let tail = accordingTail(at, from: covered)
      {
        found.append(tail)
        covered = tail.attribution.speaker.range.upperBound
      }
      at = max(at + 1, min(covered, end))
    }
  }

  private func complement(of verb: Int, _ form: VerbForm, from low: Int) -> IndirectSpeech? {
    guard let first = complementStart(verb), first < end else { return nil }
    let stop = complementEnd(first, isOpener: isInOpener(verb, low))
    // With words in quotation marks it is no indirect quotation.
    guard stop - first >= 3, !hasLongRegion(first..<min(end, stop + 1)) else { return nil }
    if !self[first].is(.that), !self[first].is(.to), !takesBareClause(verb) { return nil }
    if !self[first].is(.that), !self[first].is(.to), !self[first].is(.if), !self[first].is(.whether),
      !hasAnyVerb(first..<stop)
    {
      return nil
    }
    // Noting that ..., the mayor ...
    let limit = form == .ing && verb == low ? stop : first
    guard let found = attribution(by: verb, form, max(low, verb - Sentence.reach), limit) else { return nil }
    return IndirectSpeech(spans: [first..<stop], attribution: found)
  }

  /// He accused them of it, called for an end, praised her: a phrase, not a clause, tells what was said.
  private func judgement(_ verb: Int, _ form: VerbForm, from low: Int) -> IndirectSpeech? {
    guard form != .participle, form != .base || self[verb - 1].has([.modal, .subjectPronoun, .endsInS]) else {
      return nil
    }
    var first = verb + 1
    if self[verb].is(.call) {
      guard self[first].is(.for) || self[first].is(.on) else { return nil }
      first += 1
    }
    guard self[first].has(.word), !self[first].has([.preposition, .subordinator, .adverb]) else { return nil }
    let stop = complementEnd(first)
    guard stop - first >= 2, !(first..<min(end, stop + 1)).contains(where: { self[$0].has(.region) }),
      let found = attribution(by: verb, form, max(low, verb - Sentence.reach), first)
    else { return nil }
    return IndirectSpeech(spans: [first..<stop], attribution: found)
  }

  /// Whether a clause may follow the verb without `that`, and mostly does.
  private func takesBareClause(_ verb: Int) -> Bool {
    let token = self[verb]
    if token.has(.addresses) { return true }
    return token.is(.say) || token.is(.announce) || token.is(.suggest) || token.is(.insist)
      || token.is(.explain)
      || token.is(.argue) || token.is(.note) || token.is(.acknowledge)
      || token.is(.report) && !token.has(.nounLikeVerb)
      || token.is(.promise) && !token.has(.nounLikeVerb)
  }

  /// As the mayor said that ..., a clause that ends at its comma.
  private func isInOpener(_ verb: Int, _ low: Int) -> Bool {
    guard self[low].has([.subordinator, .opener]), !self[low].is(.and), !self[low].is(.but) else {
      return false
    }
    for index in low..<verb where self[index].is(.comma) { return false }
    return true
  }

  /// Where the clause begins that tells what was said, or nil where there is none.
  private func complementStart(_ verb: Int) -> Int? {
    var at = verb + 1
    if self[at].is(.that) { return at }
    if takesHearer(verb) {
      guard let after = endOfHearer(at) else { return nil }
      at = after
      if self[at].has(.timeWord), let time = endOfTime(at) { at = time }
      return startsClauseOfSpeech(at, allowsTo: true) ? at : thatAfterPhrase(at)
    }
    if let time = endOfTime(at), self[at].has(.timeWord) || self[at].has(.adjective) { at = time }
    while self[at].has(.adverb), !self[at].has([.determiner, .preposition]) { at += 1 }
    if startsClauseOfSpeech(at, allowsTo: self[verb].has(.promises)) { return at }
    return thatAfterPhrase(at)
  }

  /// Verbs that name the hearer first: told reporters, asked her.
  private func takesHearer(_ verb: Int) -> Bool { self[verb].is(.tell) || self[verb].has(.addresses) }

  private func endOfHearer(_ index: Int) -> Int? {
    let token = self[index]
    if token.is(.that) || token.is(.if) || token.is(.whether) { return index }
    if token.has(.objectPronoun), !token.has(.possessivePronoun) || !self[index + 1].has(.word) {
      return index + 1
    }
    guard token.has(.word), !token.has([.preposition, .subordinator]) else { return nil }
    var at = index
    while at < min(end, index + 9) {
      let token = self[at]
      if token.is(.that) || token.is(.to) || token.is(.if) || token.is(.whether) || token.is(.how) {
        return at
      }
      if at > index, token.has([.subjectPronoun, .preposition, .timeWord]) && !token.is(.of) { return at }
      if at > index, token.has(.determiner), !self[at - 1].has([.determiner, .preposition]) { return at }
      if !token.has(.word) { return nil }
      at += 1
    }
    return nil
  }

  private func startsClauseOfSpeech(_ index: Int, allowsTo: Bool) -> Bool {
    let token = self[index]
    if token.is(.that) || token.is(.if) || token.is(.whether) || token.is(.there) { return true }
    if token.is(.to) {
      return allowsTo && self[index + 1].has(.word) && !self[index + 1].has([.determiner, .isCapitalised])
    }
    guard token.has(.word), !token.has([.relative, .timeWord]) else { return false }
    if token.has([.subordinator]) { return false }
    if token.has(.preposition) { return false }
    return true
  }

  /// Said at a rally in Elko that ...
  private func thatAfterPhrase(_ index: Int) -> Int? {
    var at = index
    guard self[at].has([.preposition, .timeWord]) else { return nil }
    while at < min(end, index + 16) {
      if self[at].is(.that), self[at - 1].has(.word) || self[at - 1].is(.comma) { return at }
      if self[at].has(.region) || isVerb(at) && !self[at].has(.edWord) { return nil }
      if self[at].has(.punctuation), !self[at].is(.comma) { return nil }
      at += 1
    }
    return nil
  }

  /// Where the reported clause ends: before what the reporter goes on with.
  func complementEnd(_ first: Int, isOpener: Bool = false) -> Int {
    var at = first + 1
    guard spend(20) else { return first }
    defer { _ = spend(at - first) }
    while at < min(end, first + 300) {
      let token = self[at]
      if token.has(.region) {
        if !token.has(.isShort) { return at }
      } else if token.has(.endsSentence) || token.is(.semicolon) || token.is(.dash) || token.is(.closeBracket)
      {
        if token.is(.closeBracket) && (first..<at).contains(where: { self[$0].is(.openBracket) }) {
          at += 1
          continue
        }
        return at
      } else if token.is(.comma) {
        let next = self[at + 1]
        if next.is(.but) || next.is(.while) || next.is(.though) || next.is(.although) { return at }
        if next.has([.ingForm, .ingWord]), !next.is(.including) { return at }
        if isOpener, next.has([.isCapitalised, .determiner, .subjectPronoun]) { return at }
        if next.is(.according) { return at }
        if next.is(.and), isReporting(at + 2) { return at }
      } else if token.is(.and), isReporting(at + 1), !self[at - 1].is(.comma) {
        return at
      }
      at += 1
    }
    return at
  }

  /// Whether the reporter's own verb stands at `index`: and said, and called.
  private func isReporting(_ index: Int) -> Bool {
    var at = index
    while self[at].has(.adverb) { at += 1 }
    guard let form = cue(at: at) else { return false }
    return (form == .past || form == .third) && self[at].has(.strongCue)
  }

  func hasLongRegion(_ range: Range<Int>) -> Bool {
    for index in range where self[index].has(.region) && !self[index].has(.isShort) { return true }
    return false
  }

  func hasAnyVerb(_ range: Range<Int>) -> Bool {
    for index in range where isVerb(index) || self[index].has([.auxiliary, .sForm]) { return true }
    return false
  }
}
