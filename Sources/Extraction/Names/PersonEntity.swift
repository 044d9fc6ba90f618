// The persons of one text: each with the fullest of its names there.

/// A person, or a body without an entry in the gazetteer, as one text knows it.
struct PersonEntity {
  /// As in ``Mention/who``, or `PersonSegment.unknown`.
  var who: Int32
  /// The segment with its fullest name.
  var fullest: Int32
  var isMale = false
  var isFemale = false
  var isBody = false
  /// Somewhere in the text it has a given name, or a title with a known name.
  var isNamedInFull = false
  /// The next with the same last word.
  var next: Int32 = -1
  /// The segment that named it last, in full, before the one that is being looked at.
  var lastFull: Int32 = -1
}
