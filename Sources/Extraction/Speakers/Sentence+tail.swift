// At the end of the sentence: that “Q” would not do, the mayor said.

extension Sentence {
  /// Who says the whole sentence, from its last words, after the quotation at `region`.
  func attributionAtEnd(after region: Int) -> Attribution? {
    if let found = attributionBackwards(from: end, to: max(region + 1, end - 40)) { return found }
    var next = region + 1
    while next < min(end, region + 80), !self[next].has(.region) || self[next].has(.isShort) { next += 1 }
    guard next < end, self[next].has(.region) else { return nil }
    return attributionBackwards(from: next, to: max(region + 1, next - 40))
  }

  private func attributionBackwards(from high: Int, to low: Int) -> Attribution? {
    var at = high - 1
    while at >= low {
      let token = self[at]
      if token.has(.region), !token.has(.isShort) { return nil }
      if token.is(.semicolon) || token.is(.colon) { return nil }
      if token.is(.according), self[at + 1].is(.to), let phrase = phraseRight(from: at + 2) {
        return Attribution(speaker: phrase, cue: at, rule: .accordingRight, isStrong: true)
      }
      if let form = strongCue(at: at), form.isFinite, form != .base || isPlural(at - 1) {
        return tail(at, low)
      }
      at -= 1
    }
    return nil
  }

  private func tail(_ verb: Int, _ low: Int) -> Attribution? {
    let next = self[verb + 1]
    if self[verb - 1].is(.comma), let found = inverted(verb) {
      var found = found
      found.rule = .tail
      let after = self[found.speaker.range.upperBound]
      return after.has(.punctuation) || after.has([.preposition, .timeWord]) ? found : nil
    }
    // Said to be; but: said to a cheering crowd.
    guard !next.is(.to) || self[verb + 2].has([.determiner, .possessivePronoun]),
      next.has(.punctuation) || next.has([.timeWord, .preposition, .adverb]) || self[verb].is(.tell)
    else { return nil }
    guard let subject = subject(of: verb, from: low) else { return nil }
    let before = self[subject.range.lowerBound - 1]
    guard before.is(.comma) || before.is(.dash) || before.hasAll([.region, .endsInComma]) else { return nil }
    return Attribution(speaker: subject, cue: verb, rule: .tail, isStrong: true)
  }
}
