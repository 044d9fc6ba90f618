// Whose each quotation of a paragraph is: which of the rules decides.
// Unsafe: the skeleton's tokens are read at once, while it stands as it is.

/// A speaker in bytes of the whole text.
struct Speaker: Sendable, Equatable {
  /// As written, with appositions.
  var text: Range<Int>
  /// Without them.
  var head: Range<Int>
  var cue: Range<Int>?
  var via: Range<Int>?
  var rule: Rule
}

/// A quotation in marks, before its parts are joined.
struct AttributedRegion: Sendable {
  var region: QuotedRegion
  var speaker: Speaker?
  /// A cue in its own sentence governs it.
  var isGoverned: Bool
  /// Its words are a sentence or sentences of their own.
  var isDirect: Bool
  var isShort: Bool
  /// Spelled like the title of something.
  var isTitle: Bool
}

/// Goes through a text paragraph by paragraph and keeps what later paragraphs need.
struct SpeakerFinder {
  private(set) var paragraph = Paragraph()
  let skeleton = Skeleton()
  private var isSkeletonBuilt = false
  /// The last speaker so far.
  private var last: Speaker?
  /// The speaker of a quotation that was open at the end of its paragraph.
  private var carried: Speaker?
  private var hadQuotations = false
  /// The paragraph that was read last ends with a quotation that nothing in it says whose it is.
  private var isUnsigned = false

  init() {}

  /// Forgets the text before.
  mutating func begin() {
    paragraph.clear()
    (isSkeletonBuilt, hadQuotations, isUnsigned) = (false, false, false)
    (last, carried) = (nil, nil)
  }

  /// The quotations of `next`, which becomes the paragraph that was read last; the old one is given back for reuse.
  mutating func read(_ next: inout Paragraph, into found: inout [AttributedRegion]) {
    guard !next.regions.isEmpty else {
      swap(&next, &paragraph)
      isSkeletonBuilt = false
      hadQuotations = false
      isUnsigned = false
      return
    }
    let before = paragraphBefore(next)
    swap(&next, &paragraph)
    skeleton.build(from: paragraph)
    isSkeletonBuilt = true
    var current: Speaker?
    var index = 0
    while index < skeleton.sentences.count {
      attribute(sentence: index, before: before, current: &current, into: &found)
      index += 1
    }
    carried = paragraph.regions.last.map(\.isOpen) == true ? found.last?.speaker : nil
    hadQuotations = true
    isUnsigned =
      unsafe skeleton.tokens.last?.has(.region) == true
      && found.last?.speaker.map { $0.rule.isGuess } != false
  }

  /// Who signs the quotation before `next`, in a line of its own: – The mayor of Elko
  mutating func signature(in next: Paragraph) -> Speaker? {
    guard isUnsigned, let name = next.signature else { return nil }
    let speaker = Speaker(text: name, head: name, rule: .signed)
    last = speaker
    return speaker
  }

  mutating func buildSkeleton() {
    if !isSkeletonBuilt { skeleton.build(from: paragraph) }
    isSkeletonBuilt = true
  }

  /// What the paragraph before says of who speaks next; asked only where the next has quotations.
  private mutating func paragraphBefore(_ next: Paragraph) -> Speaker? {
    guard !paragraph.tokens.isEmpty else { return nil }
    buildSkeleton()
    guard !skeleton.sentences.isEmpty else { return nil }
    let sentence = skeleton.sentence(skeleton.sentences.count - 1)
    let leads = sentence[sentence.end - 1].is(.colon)
    guard leads || !hadQuotations else { return nil }
    return reporting(in: sentence, needsCue: !leads).map { speaker($0, .paragraphBefore) }
  }

  /// The subject of the outermost reporting verb of a sentence.
  private func reporting(in sentence: Sentence, needsCue: Bool) -> Attribution? {
    for index in sentence.start..<min(sentence.end, sentence.start + Sentence.reach) {
      if sentence[index].has([.strongCue, .reportsObject]), let form = sentence.cue(at: index), form.isFinite,
        let subject = sentence.subject(of: index, from: sentence.start),
        !sentence[subject.range.lowerBound].is(.which)
      {
        return Attribution(speaker: subject, cue: index, rule: .sentenceBefore)
      }
    }
    if needsCue { return nil }
    return sentence.mainSubject(before: sentence.end, from: sentence.start).map {
      Attribution(speaker: $0, rule: .sentenceBefore)
    }
  }

  private mutating func attribute(
    sentence number: Int, before: Speaker?, current: inout Speaker?, into found: inout [AttributedRegion]
  ) {
    let sentence = skeleton.sentence(number)
    var inSentence: Speaker?
    var isSentenceGoverned = false
    for index in sentence.start..<sentence.end where sentence[index].has(.region) {
      var speaker: Speaker?
      var isGoverned = false
      if let attribution = sentence.bestAttribution(of: index) {
        speaker = self.speaker(attribution, attribution.rule)
        isGoverned = true
        isSentenceGoverned = true
      } else if let same = inSentence {
        speaker = same
        speaker?.rule = .sameSentence
        isGoverned = isSentenceGoverned
      } else if sentence.isBare {
        speaker = elsewhere(number, sentence, before, current)
        // “No,” she said. “Never.”
        isGoverned = (current != nil || carried != nil) && sentence[index].has(.endsSentence)
      } else {
        speaker = withoutCue(number, sentence, index, current)
      }
      let isShort = sentence[index].has(.isShort)
      if !isShort || isGoverned {
        inSentence = speaker ?? inSentence
        // What he calls the “old” pier does not make him the speaker of what follows.
        if !isShort || current == nil || sentence[index].has([.endsInComma, .endsSentence]) {
          let lasting = lasting(speaker, sentence)
          current = lasting ?? current
          last = lasting ?? last
        }
      }
      found.append(
        AttributedRegion(
          region: paragraph.regions[Skeleton.region(sentence[index])], speaker: speaker,
          isGoverned: isGoverned,
          isDirect: sentence.isDirect(index), isShort: isShort, isTitle: sentence[index].has(.isTitle)))
    }
  }

  /// A speaker as later sentences know him: not `who`, but whom it stands for.
  private func lasting(_ speaker: Speaker?, _ sentence: Sentence) -> Speaker? {
    guard var speaker,
      let relative = sentence.relative(at: speaker.text.lowerBound - paragraph.range.lowerBound),
      let phrase = sentence.phraseBeforeRelative(relative)
    else { return speaker }
    (speaker.text, speaker.head) = (bytes(phrase), bytes(phrase))
    return speaker
  }

  /// The speaker of a sentence that is only quotations.
  private func elsewhere(_ number: Int, _ sentence: Sentence, _ before: Speaker?, _ current: Speaker?)
    -> Speaker?
  {
    if let found = sentenceBefore(number, current) { return found }
    if var current {
      current.rule = .sameParagraph
      return current
    }
    if var carried {
      carried.rule = .carried
      return carried
    }
    if let before { return before }
    var found = last
    found?.rule = .lastSpeaker
    return found
  }

  /// Who reports in the narration before a sentence, in the same paragraph.
  private func sentenceBefore(_ number: Int, _ current: Speaker?) -> Speaker? {
    var index = number - 1
    while index >= max(0, number - 4) {
      let previous = skeleton.sentence(index)
      if hasRegion(previous) { return nil }
      if let found = reporting(in: previous, needsCue: current != nil || index < number - 1) {
        return speaker(found, .sentenceBefore)
      }
      if current != nil { return nil }
      index -= 1
    }
    return nil
  }

  /// Whether a sentence quotes somebody: not only a word or two.
  private func hasRegion(_ sentence: Sentence) -> Bool {
    for index in sentence.start..<sentence.end {
      let token = sentence[index]
      if token.has(.region), !token.has(.isShort) || token.has([.endsInComma, .endsSentence]) { return true }
    }
    return false
  }

  /// The speaker where the sentence has words of its own but none that reports.
  private func withoutCue(_ number: Int, _ sentence: Sentence, _ region: Int, _ current: Speaker?) -> Speaker?
  {
    if var current, region == sentence.start {
      current.rule = .sameParagraph
      return current
    }
    if region == sentence.start, let found = sentenceBefore(number, current) { return found }
    if let subject = sentence.mainSubject(before: region, from: max(sentence.start, region - Sentence.reach))
      ?? sentence.subjectOfNearestVerb(before: region, from: max(sentence.start, region - 20))
      ?? sentence.mainSubject(before: min(sentence.end, region + 60), from: region + 1)
    {
      // It was “Q”: nobody speaks, or who spoke before.
      let isNobody = sentence[subject.head.lowerBound].is(.it)
      if !isNobody { return speaker(Attribution(speaker: subject, rule: .subject), .subject) }
    }
    var found = last
    found?.rule = .lastSpeaker
    return found
  }

  func speaker(_ attribution: Attribution, _ rule: Rule) -> Speaker {
    Speaker(
      text: bytes(attribution.speaker.range), head: bytes(attribution.speaker.head),
      cue: attribution.cue.map { bytes($0..<$0 + 1) }, via: attribution.via.map { bytes($0.range) },
      rule: rule)
  }

  /// Bytes of the whole text, without a possessive ending.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    let first = unsafe paragraph.range(of: skeleton.tokens[range.lowerBound])
    let last = unsafe skeleton.tokens[range.upperBound - 1]
    if last.has(.region) {
      return first.lowerBound..<paragraph.regions[Skeleton.region(last)].outer.upperBound
    }
    return first.lowerBound..<paragraph.endWithoutContraction(of: last)
  }
}
