// The persons of one text: each with the fullest of its names there, and how to find them.

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

/// The entity of each surname, or of each known person, of one text: a dictionary whose keys are hashes already.
struct EntityTable {
  private var table = NameTable(capacity: 32)

  /// By the hash or the skeleton of a surname.
  subscript(surname surname: UInt64) -> Int32? {
    get { table.find(surname)?.value }
    set { table[slot: table.slot(of: surname)] = newValue ?? -1 }
  }

  /// By ``Mention/who``.
  subscript(who who: Int32) -> Int32? {
    get { self[surname: Self.key(who)] }
    set { self[surname: Self.key(who)] = newValue }
  }

  /// Each person's own, and never 0.
  private static func key(_ who: Int32) -> UInt64 {
    (UInt64(UInt32(bitPattern: who)) + 1) &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func removeAll() { table.removeAll() }
}
