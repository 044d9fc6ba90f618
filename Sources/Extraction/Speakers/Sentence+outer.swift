// From the inner clause outwards: the mayor said that the report calls it “Q” is the mayor's.

extension Sentence {
  /// The speaker of the clause that all others stand in, as far as the text before the quotation tells.
  func outermost(_ inner: Attribution, _ region: Int, _ low: Int) -> Attribution {
    var current = inner
    // Lee rails against what she calls “Q”: she is Lee.
    if self[inner.speaker.range.lowerBound].has(.subjectPronoun),
      self[inner.speaker.range.lowerBound - 1].is(.what),
      let main = mainSubject(before: inner.speaker.range.lowerBound - 1, from: low),
      main.range.upperBound < inner.speaker.range.lowerBound - 1
    {
      current.speaker = main
      current.rule = .outer
    }
    if let bearer = bearer(of: inner, low) {
      current.speaker = bearer
      current.rule = .outer
    }
    for _ in 0..<4 {
      guard let next = outer(current, low) else { break }
      current = next
    }
    return current
  }

  /// The paper ran a piece that said “Q”: whose piece it is.
  private func bearer(of inner: Attribution, _ low: Int) -> Phrase? {
    let relative = inner.speaker.range.lowerBound
    guard inner.speaker.range.count == 1, self[relative].is(.that) || self[relative].is(.which) else {
      return nil
    }
    return subjectOfNearestVerb(before: relative, from: max(low, relative - 12))
  }

  /// As the mayor put it, “Q.”
  func asPut(_ region: Int, _ low: Int) -> Attribution? {
    // ..., as the mayor puts it, “Q.”
    if self[region - 1].has(.punctuation) || self[region - 1].is(.it),
      let it = [region - 2, region - 1].first(where: { self[$0].is(.it) }),
      self[it - 1].is(.put), let found = subject(of: it - 1, from: low)
    {
      return Attribution(speaker: found, cue: it - 1, rule: .asPut, isStrong: true)
    }
    guard self[start].is(.as), start >= low else { return nil }
    var at = start + 1
    while at < region, at < start + 30, !self[at].is(.comma) {
      if self[at].is(.put), self[at + 1].is(.it) || self[at + 1].has(.region),
        let found = subject(of: at, from: start + 1)
      {
        return Attribution(speaker: found, cue: at, rule: .asPut, isStrong: true)
      }
      at += 1
    }
    return nil
  }

  /// One clause further out, or nil.
  private func outer(_ current: Attribution, _ low: Int) -> Attribution? {
    let isWeakPronoun =
      !current.isStrong && current.speaker.range.count == 1
      && current.cue.map { self[$0].has(.attitude) } == true
      && self[current.speaker.range.lowerBound].has(.subjectPronoun)
    // Lee, whom he called “Q”; with Lee saying “Q”: the clause tells by itself whose words they are.
    let left = self[current.speaker.range.lowerBound - 1]
    if left.is(.whom) || left.is(.which) || left.is(.who) { return nil }
    if left.is(.with), current.cue.map({ self[$0].has(.attitude) }) != true { return nil }
    // As Lee shouted, “Q”
    if current.isStrong, let cue = current.cue, self[cue + 1].is(.colon) || self[cue + 1].is(.comma),
      self[cue + 2].has(.region), left.has(.subordinator), !left.is(.and), !left.is(.that), !left.is(.but)
    {
      return nil
    }
    // And the mayor said: a clause beside the one before it, unless `that` governs both.
    let isBeside = self[current.speaker.range.lowerBound - 1].is(.and)
    var at = min(current.speaker.range.lowerBound, current.cue ?? Int.max) - 1
    while at >= low {
      let token = self[at]
      if token.has(.region), !token.has(.isShort) { return nil }
      if token.is(.semicolon) || token.is(.colon) { return nil }
      if !isWeakPronoun, token.is(.comma) || token.is(.dash) {
        let next = self[at + 1]
        if next.is(.and), self[at + 2].has([.isCapitalised, .determiner]) {
          at -= 1
          continue
        }
        if next.is(.and) || next.is(.but) || next.is(.while) || next.is(.though) || next.is(.so)
          || next.is(.after)
          || next.is(.when) || next.is(.although)
        {
          return nil
        }
        if next.is(.to), self[at + 2].is(.which) { return nil }
      }
      if token.is(.but), !isWeakPronoun { return nil }
      if token.is(.according), self[at + 1].is(.to), at <= start + 1,
        let phrase = phraseOfOpener(from: at + 2)
      {
        return Attribution(speaker: phrase, cue: at, rule: .accordingLeft, isStrong: true)
      }
      if let form = outerCue(at: at), form != .participle, isOuter(at, form),
        !isBeside || isWeakPronoun || self[at + 1].is(.that)
      {
        if let found = attribution(by: at, form, low, current.cue ?? current.speaker.range.lowerBound),
          found.speaker != current.speaker, !isInOpeningClause(at, before: current),
          !isSubordinate(found, before: current)
        {
          var found = found
          found.rule = .outer
          return found
        }
      }
      at -= 1
    }
    return nil
  }

  /// A strong cue, or a weak one with `that` behind it: found that, pointed out that, made the point that.
  private func outerCue(at index: Int) -> VerbForm? {
    let next = self[index + 1]
    let isClause =
      next.is(.that) || self[index + 2].is(.that) && (next.is(.out) || isPlainNoun(index + 1))
      || next.has(.determiner) && self[index + 3].is(.that)
        && (self[index + 2].has(.nounCue) || self[index + 2].is(.point))
    guard self[index].has(.strongCue) || self[index].has(.weakCue) && isClause else { return nil }
    return cue(at: index)
  }

  private func isOuter(_ verb: Int, _ form: VerbForm) -> Bool {
    // Asked why, the mayor ...; speaking in Elko, the mayor ...
    if verb == start { return self[verb].is(.say) && form != .ing }
    if form == .ing { return true }
    return form.isFinite
  }

  /// Last week, when the mayor asked her, she said: a clause that does not govern the one behind its comma.
  private func isSubordinate(_ outer: Attribution, before inner: Attribution) -> Bool {
    let low = outer.speaker.range.lowerBound
    let before = self[low - 1]
    let isRelative = outer.speaker.range.count == 1 && self[low].has(.relative)
    let isOpener =
      before.has(.subordinator) && !before.is(.and) && !before.is(.but) && !before.is(.that)
      || before.is(.what)
    guard isRelative || isOpener else { return false }
    let high = inner.speaker.range.lowerBound
    var at = outer.cue ?? low
    while at < high {
      if isComma(at) { return true }
      at += 1
    }
    return false
  }

  /// After the mayor said ..., the council ...: a clause that does not govern what follows.
  private func isInOpeningClause(_ verb: Int, before inner: Attribution) -> Bool {
    // Ever since the mayor said ...
    let first = self[start].has(.adverb) && !self[start].has(.subordinator) ? self[start + 1] : self[start]
    guard
      first.is(.since) || first.is(.before) || first.is(.until) || first.is(.after) || first.is(.when)
        || first.is(.as) || first.is(.while) || first.is(.though)
        || first.is(.although) || first.is(.if) || first.is(.because)
    else { return false }
    var at = start
    while at < min(verb, start + 60) {
      if isComma(at) { return false }
      at += 1
    }
    return (verb..<max(verb, inner.speaker.range.lowerBound)).contains { isComma($0) }
  }
}
