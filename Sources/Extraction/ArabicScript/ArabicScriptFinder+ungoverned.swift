// Quotations that no reporting words govern: alone in their sentence, behind a name and a colon, or neither.

extension ArabicScriptFinder {
  /// Adds the quotations in a stretch of a sentence that no report covers.
  mutating func rest(
    _ sentence: ScriptSentence, _ range: Range<Int>, announced: Turn?, beside reports: [ScriptReport]
  ) {
    var isBare = true
    for index in range {
      let item = sentence[index]
      if item.has(.word), !item.has(.conjunction) { isBare = false }
      guard item.has(.region), !reports.contains(where: { $0.content.contains(index) }) else { continue }
      let span = inner(item)
      if index == sentence.start, sentence.opensWithName, !reports.isEmpty { continue }
      if isBare, index == sentence.start || reports.isEmpty {
        if canJoin, !found.isEmpty {
          found[found.count - 1].spans.append(span)
        } else if let turn = turnOfBare(announced), !item.has(.isShort) || turn.rule != .lastSpeaker {
          add(turn, [span], .direct)
          (current, canJoin) = (turn, true)
        } else if !item.has(.isShort) {
          add(nil, [span], .direct)
        }
        continue
      }
      if let turn = colonBefore(index, sentence) {
        add(turn, [span], .direct)
        (last, current, canJoin) = (turn, turn, true)
      } else if !item.has(.isShort), !isTitle(sentence, index) {
        let subject = reports.last?.speaker ?? subject(sentence, before: index)
        add(subject.map { Turn(speaker: $0, rule: .subject) }, [span], .mixed)
      }
    }
  }

  /// Whose a sentence of only quotations is.
  func turnOfBare(_ announced: Turn?) -> Turn? {
    if var turn = current {
      turn.rule = .sameParagraph
      return turn
    }
    if var turn = announced {
      turn.rule = .left
      return turn
    }
    var turn = last
    turn?.rule = .lastSpeaker
    return turn
  }

  /// Mayor: “Q”.
  func colonBefore(_ index: Int, _ sentence: ScriptSentence) -> Turn? {
    guard sentence[index - 1].has(.colon), index - 1 - sentence.start <= 12, index - 1 > sentence.start,
      !sentence[index - 2].has(.label)
    else { return nil }
    return subject(sentence, before: index - 1).map { Turn(speaker: $0, rule: .colon) }
  }

  /// The subject of the words before an index, where no verb is known.
  func subject(_ sentence: ScriptSentence, before index: Int) -> ScriptSpeaker? {
    let end = min(index, sentence.start + ScriptSentence.reach)
    guard end > sentence.start else { return nil }
    if script.language == .persian { return PersianSubject(sentence, sentence.start, end).speaker }
    var start = sentence.start
    if end == index, index - start > 2, !sentence[start].has([.isDefinite, .pronoun]),
      !sentence[index].has(.colon)
    {
      start += 1
    }
    return ArabicSubject(sentence, start, end).speaker
  }

  /// A headline of who says what: مدیر بندر: اسکله تازه تا پاییز آماده می‌شود
  mutating func headline(_ sentence: ScriptSentence) {
    guard let colon = sentence.first(.colon, in: sentence.start..<min(sentence.end, sentence.start + 8)),
      colon > sentence.start, sentence.end - colon > 3,
      sentence.first(.label, in: sentence.start..<colon) == nil,
      sentence.first([.region, .openBracket], in: sentence.start..<sentence.end) == nil,
      let speaker = subject(sentence, before: colon), speaker.text.upperBound == sentence[colon - 1].end
    else { return }
    let words = sentence.trimmed(colon + 1..<sentence.end)
    guard sentence.words(in: words) >= 2 else { return }
    let turn = Turn(speaker: speaker, rule: .colon)
    add(turn, [sentence.bytes(words)], .indirect)
    last = turn
  }
}
