// A noun phrase as the speaker of something.

/// Token indices of a noun phrase: with its appositions, and without.
struct Phrase: Sendable, Equatable {
  var range: Range<Int>
  var head: Range<Int>

  init(_ range: Range<Int>, head: Range<Int>? = nil) {
    self.range = range
    self.head = head ?? range
  }
}

/// Who says it, by which word, and which rule says so.
struct Attribution: Sendable {
  var speaker: Phrase
  /// Index of the reporting word, or nil.
  var cue: Int?
  var via: Phrase?
  var rule: Rule
  /// The cue is a verb that can report on its own.
  var isStrong = false
}
