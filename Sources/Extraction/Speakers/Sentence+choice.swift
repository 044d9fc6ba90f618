// Which of the rules within a sentence decides.

extension Sentence {
  /// The rules within a sentence, by which is right more often.
  func bestAttribution(of region: Int) -> Attribution? {
    let left = attributionLeft(of: region)
    var right = attributionRight(of: region)
    let tail = attributionAtEnd(after: region)
    if let found = right, let left, region > start {
      let isClose =
        found.rule == .inverted || found.rule == .accordingRight
        || found.speaker.range.lowerBound <= region + 2
      let ends = self[region].has([.endsInComma, .endsInQuestion])
      if !(isClose && ends) { right = nil }
      let first = found.speaker.range.lowerBound - 1
      if first > region, self[first].is(.and) || self[first].is(.while) || self[first].is(.but) {
        right = nil
      }
      if let cue = found.cue, found.rule == .right, !governsNothingRight(cue) { right = nil }
      if found.rule == .right, !found.isStrong, left.isStrong { right = nil }
      // Lee, who says it was “Q,” described it: the verb behind is not of the clause with who.
      if found.rule == .inverted, let cue = found.cue, !self[cue].has(.coreCue), !found.isStrong,
        left.speaker.range.count == 1, self[left.speaker.range.lowerBound].is(.who),
        self[left.speaker.range.lowerBound - 1].is(.comma)
      {
        right = nil
      }
      if let cue = left.cue, left.isStrong, cue >= region - 2,
        cue == region - 1 || !self[region - 1].has(.word) || self[region - 1].is(.that),
        found.rule != .inverted
      {
        right = nil
      }
    }
    // “Q,” and the crowd began to leave, the mayor said.
    if let found = right, found.rule == .right, !found.isStrong, let tail, tail.rule == .tail { return tail }
    if var found = right {
      if let tail, tail.rule == .accordingRight, found.rule != .accordingRight { found.via = tail.speaker }
      return found
    }
    if let tail {
      if tail.rule == .accordingRight, var left, left.rule != .accordingLeft, left.isStrong {
        left.via = tail.speaker
        return left
      }
      if let left, let cue = left.cue, left.isStrong, cue == region - 2, !self[region - 1].has(.word) {
        return left
      }
      return tail
    }
    return left
  }

  /// Only quotations and punctuation.
  var isBare: Bool {
    for index in start..<end {
      let token = self[index]
      if token.has(.word), !token.is(.and), !token.is(.but), !token.is(.or) { return false }
    }
    return true
  }

  func isDirect(_ region: Int) -> Bool {
    let token = self[region]
    let before = self[region - 1]
    if token.has(.startsSmall) {
      // “A,” he said, “and b.”
      return before.is(.comma)
        && (max(start, region - 12)..<region).contains {
          self[$0].hasAll([.region, .endsInComma])
        }
    }
    if token.has(.isShort), !token.has([.endsInComma, .endsSentence]) { return false }
    return region == start || before.has(.punctuation) || cue(at: region - 1) != nil
  }
}
