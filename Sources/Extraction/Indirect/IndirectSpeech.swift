// Words reported without quotation marks, and how they were told.

/// Somebody's words in the reporter's sentence, as token indices.
struct IndirectSpeech {
  /// One stretch, or two with the reporting words between them.
  var spans: [Range<Int>]
  /// Index of the word that reports.
  var cue: Int
  /// Nobody, where the reporter does not tell who spoke: when asked whether.
  var attribution: Attribution?
  var rule: IndirectRule

  init(spans: [Range<Int>], attribution: Attribution, rule: IndirectRule) {
    (self.spans, self.attribution, self.rule) = (spans, attribution, rule)
    cue = attribution.cue ?? attribution.speaker.range.lowerBound
  }

  init(spans: [Range<Int>], cue: Int, by speaker: Phrase?, rule: IndirectRule) {
    (self.spans, self.cue, self.rule) = (spans, cue, rule)
    attribution = speaker.map { Attribution(speaker: $0, cue: cue, rule: .passive, isStrong: true) }
  }
}

/// How the words are reported.
enum IndirectRule: String, CaseIterable, Sendable {
  /// She said that the plan would work.
  case that
  /// She said the plan would work.
  case clause
  /// She asked whether it would work.
  case question
  /// Asked whether it would work, she left; he was told that it would.
  case passive
  /// She promised to come.
  case infinitive
  /// He left, saying that the plan would work.
  case participle
  /// She criticized the plan.
  case object
  /// Her promise to come, the claim that it works.
  case noun
  /// The plan would work, she said.
  case tail
  /// The plan, she said, would work.
  case inserted
  /// According to the mayor, the plan would work.
  case according
  /// The plan would work, according to the mayor.
  case accordingTail = "according-tail"
  /// As the mayor noted, the plan would work.
  case asReported = "as-reported"

  /// How often its words are somebody's, and rightly cut: measured on annotated articles.
  var confidence: Double {
    switch self {
    case .that, .asReported: 0.89
    case .clause, .question, .participle, .inserted, .according, .accordingTail: 0.85
    case .tail: 0.8
    case .object, .noun: 0.72
    case .passive: 0.68
    case .infinitive: 0.6
    }
  }
}
