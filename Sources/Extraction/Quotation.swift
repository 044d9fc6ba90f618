// What extraction finds: quotations, each with its place, its speaker as written, and why it was taken for one.

/// Words that a text gives as somebody's, and whose.
///
/// All ranges are UTF-8 bytes of the text that was read, from 0, end excluded.
public struct Quotation: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// The words stand in quotation marks and are a sentence, or sentences, of their own.
    case direct
    /// The words in quotation marks are part of the reporter's sentence: he called it “a step” forward.
    case mixed
    /// The words are reported without quotation marks: he said that it was a step forward.
    case indirect
  }

  public var kind: Kind
  /// Where the words stand, without their quotation marks, in the order of the text. `"A," he said. "B."` has two.
  public var spans: [Range<Int>]
  /// The word that reports: `said`, `according to`.
  public var cue: Range<Int>?
  /// The speaker as written at the cue: a name with its apposition, `he`, `the Leader`.
  public var speaker: Range<Int>?
  /// The speaker without appositions: what to look up.
  public var speakerHead: Range<Int>?
  /// Through whom the words came, where the text names a go-between: “Q,” she told aides, according to *a witness*.
  public var via: Range<Int>?
  /// From 0 to 1: how often this rule is right.
  public var confidence: Double
  /// The rule that found it, for the record and for finding out why.
  public var rule: String

  public init(
    kind: Kind, spans: [Range<Int>], cue: Range<Int>? = nil, speaker: Range<Int>? = nil,
    speakerHead: Range<Int>? = nil, via: Range<Int>? = nil, confidence: Double, rule: String
  ) {
    (self.kind, self.spans, self.cue, self.speaker) = (kind, spans, cue, speaker)
    (self.speakerHead, self.via, self.confidence, self.rule) = (speakerHead, via, confidence, rule)
  }
}
