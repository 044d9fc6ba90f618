// Whom a pronoun stands for: who spoke before, or the subject of a sentence before.
// Unsafe: `text` is read within the range of a speaker that was found in it.

/// A pronoun as a speaker.
enum SpeakerPronoun {
  case he, she, it, they, first, relative
}

/// Somebody who was found to speak, for the pronouns after.
struct SpokenTurn {
  var position: Int
  var sentence: Int32
  /// -1 for a body or a title's holder who is no person of the text.
  var entity: Int32
  var who: Int32
}

extension NameReading {
  /// Reads the words of a phrase of the text, as ``Gazetteer/read(_:_:into:)`` does those of a paragraph.
  mutating func readWords(_ range: Range<Int>) {
    words.removeAll(keepingCapacity: true)
    var position = range.lowerBound
    var before = range.lowerBound
    while let word = unsafe gazetteer.folding.nextWord(text, from: &position, to: range.upperBound) {
      let isAdjacent =
        unsafe !words.isEmpty
        && text[before..<word.start].allSatisfy {
          $0 == 0x20 || $0 == 0x2D || $0 == 0xC2 || $0 == 0xA0 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
        }
      before = position
      var added = TextWord(
        start: Int32(word.start), end: Int32(word.end), token: Int32(words.count), marks: .canBeginName)
      (added.hash, added.length, added.shape) = (word.hash, UInt16(clamping: word.length), word.shape)
      added.marks.insert(.isAdjacent, if: isAdjacent)
      words.append(added)
      if words.count > 60 { break }
    }
  }

  /// The pronoun that the words are, if they are one.
  mutating func pronoun() -> SpeakerPronoun? {
    guard words.count <= 2, let first = Self.pronouns[hash(0)] else { return nil }
    return first
  }

  private static let pronouns: [UInt64: SpeakerPronoun] = {
    var table: [UInt64: SpeakerPronoun] = [:]
    for (kind, list) in [
      (SpeakerPronoun.he, "he him himself او وی ایشان هو"), (.she, "she her herself هی"), (.it, "it itself"),
      (.they, "they them themselves"), (.first, "i we me us"), (.relative, "who"),
    ] {
      for word in list.split(separator: " ") {
        // Hashes are of folded scalars.
        table[word.unicodeScalars.reduce(NameHash.empty) { NameHash.adding($1.value, to: $0) }] = kind
      }
    }
    return table
  }()

  mutating func speaker(_ pronoun: SpeakerPronoun, at position: Int) -> SpeakerIdentity {
    switch pronoun {
    case .he, .she:
      let isArabic = words[0].shape.contains(.arabic)
      guard let turn = antecedent(at: position, female: isArabic ? nil : pronoun == .she) else {
        return .none
      }
      note(turn, at: position)
      return speaker(turn)
    case .it:
      guard let last = turns.last, last.entity < 0, sentence(at: position) - last.sentence <= 3 else {
        return .none
      }
      note(last, at: position)
      return speaker(last)
    case .relative:
      var index = segments.countBefore(Int32(position)) - 1
      let sentence = sentence(at: position)
      while index >= 0, segments[index].sentence == sentence, segments[index].start > Int32(position) - 2000 {
        if !segments[index].marks.contains(.inQuote), segments[index].entity >= 0 {
          note(entity: segments[index].entity, at: position)
          return speaker(entity: segments[index].entity)
        }
        index -= 1
      }
      return .none
    case .they, .first:
      return .none
    }
  }

  private mutating func speaker(_ turn: SpokenTurn) -> SpeakerIdentity {
    turn.entity >= 0 ? speaker(entity: turn.entity) : speaker(who: turn.who)
  }

  // MARK: Who spoke

  mutating func note(entity: Int32, at position: Int) {
    note(
      SpokenTurn(position: position, sentence: 0, entity: entity, who: entities[Int(entity)].who),
      at: position)
  }

  mutating func note(who: Int32, at position: Int) {
    note(SpokenTurn(position: position, sentence: 0, entity: -1, who: who), at: position)
  }

  private mutating func note(_ turn: SpokenTurn, at position: Int) {
    var turn = turn
    (turn.position, turn.sentence) = (position, sentence(at: position))
    turns.append(turn)
  }

  mutating func sentence(at position: Int) -> Int32 {
    var low = 0
    var high = sentenceStarts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(sentenceStarts[middle]) <= position { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }

  /// The person for "he" or "she" at a position: the subject of its sentence so far, or sentence by sentence back,
  /// who spoke there or is its subject.
  private mutating func antecedent(at position: Int, female: Bool?) -> SpokenTurn? {
    let here = sentence(at: position)
    var turn = turns.count - 1
    var index = segments.countBefore(Int32(position)) - 1
    var sentence = here
    var fallback: Int32?
    let lastTurn = turn - 200
    let lastSegment = index - 500
    while sentence > here - 12, sentence > 0, turn >= lastTurn, index >= lastSegment {
      var spoke: SpokenTurn?
      while turn >= max(0, lastTurn), turns[turn].sentence >= sentence {
        if turns[turn].sentence == sentence, turns[turn].position < position, isPerson(turns[turn], female) {
          spoke = turns[turn]
        }
        turn -= 1
      }
      var subject: Int32?
      var other: Int32?
      while index >= max(0, lastSegment), segments[index].sentence >= sentence {
        let segment = segments[index]
        index -= 1
        guard segment.sentence == sentence, !segment.marks.contains(.inQuote), segment.entity >= 0,
          isPerson(segment.entity, segment, female)
        else { continue }
        if segment.marks.contains(.isSubject), !segment.marks.contains(.isPossessive),
          !segment.marks.contains(.isDependent)
        {
          subject = segment.entity
        } else if !segment.marks.contains(.isPossessive) {
          other = segment.entity
        }
      }
      if let spoke { return spoke }
      if let subject { return SpokenTurn(position: 0, sentence: 0, entity: subject, who: 0) }
      if fallback == nil, sentence >= here - 4 { fallback = other }
      sentence -= 1
    }
    return fallback.map { SpokenTurn(position: 0, sentence: 0, entity: $0, who: 0) }
  }

  mutating func isPerson(_ turn: SpokenTurn, _ female: Bool?) -> Bool {
    if turn.entity >= 0 {
      let entity = entities[Int(turn.entity)]
      return !entity.isBody && fits(entity, female)
    }
    let actors = actors(turn.who)
    return !actors.isEmpty && actors.allSatisfy { gazetteer.actors[$0].kind == .person }
  }

  mutating func isPerson(_ entity: Int32, _ segment: PersonSegment, _ female: Bool?) -> Bool {
    let person = entities[Int(entity)]
    guard !person.isBody, fits(person, female) else { return false }
    return person.who != PersonSegment.unknown || person.isMale || person.isFemale
      || segment.marks.contains(.hasTitle) || segment.office >= 0
  }

  private mutating func fits(_ entity: PersonEntity, _ female: Bool?) -> Bool {
    switch female {
    case .some(true): return !entity.isMale || entity.isFemale
    case .some(false): return !entity.isFemale || entity.isMale
    case .none: return true
    }
  }
}
