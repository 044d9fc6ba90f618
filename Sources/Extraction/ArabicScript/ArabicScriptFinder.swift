// Who said what in the Persian and Arabic paragraphs of a text.

/// Goes through those paragraphs of a text that are in Arabic letters, and keeps what later ones need.
struct ArabicScriptFinder {
  /// Who is to be taken for the speaker of a quotation that its own sentence does not give to anybody.
  struct Turn {
    /// Nil where nobody has spoken so far.
    var speaker: ScriptSpeaker?
    var cue: Range<Int>?
    var rule: ScriptRule
  }

  private(set) var script = ScriptParagraph()
  private(set) var found: [Quotation] = []
  /// The last speaker so far.
  private(set) var last: Turn?
  /// The last speaker of this paragraph.
  private var current: Turn?
  /// Said to speak next, at the end of the paragraph before.
  private var announced: Turn?
  /// The quotation that was left open, and the paragraphs since.
  private var open: OpenQuotation?
  /// Whether the next bare quotation of the paragraph goes on with the last of ``found``.
  private var canJoin = false

  init() {}

  /// Reads a paragraph that ``ScriptParagraph/isIn(_:)`` is true of.
  mutating func read(_ paragraph: Paragraph) {
    script.read(paragraph)
    if goesOnWithOpen(paragraph) { return }
    current = nil
    canJoin = false
    let announced = self.announced
    self.announced = nil
    for (number, range) in script.sentences.enumerated() {
      read(range, announced: number == 0 ? announced : nil)
    }
    if let region = script.regions.found.last, region.isOpen, found.last?.spans.last == region.inner {
      open = OpenQuotation(quotation: found.count - 1)
    }
  }

  /// What was found, in no order. The paragraphs that come after are those of another text.
  mutating func take() -> [Quotation] {
    defer { self = ArabicScriptFinder() }
    return found
  }

  // MARK: Sentences

  private mutating func read(_ range: Range<Int>, announced: Turn?) {
    script.items.withUnsafeBufferPointer { items in
      let sentence = ScriptSentence(items, range)
      let reports: [ScriptReport]
      if script.language == .persian {
        var rules = PersianSentence(sentence)
        rules.read()
        reports = rules.reports
      } else {
        var rules = ArabicSentence(sentence)
        rules.read()
        reports = rules.reports
      }
      var covered = range.lowerBound
      for report in reports {
        rest(
          sentence, covered..<max(covered, report.content.lowerBound), announced: announced, beside: reports)
        add(report, sentence)
        covered = max(covered, report.content.upperBound)
      }
      rest(sentence, covered..<range.upperBound, announced: announced, beside: reports)
      if reports.isEmpty, let announced, sentence.first(.region, in: range) == nil {
        add(announced, [sentence.bytes(range)], .indirect)
      } else if reports.isEmpty, script.sentences.count == 1 {
        headline(sentence)
      }
    }
  }

  private mutating func add(_ report: ScriptReport, _ sentence: ScriptSentence) {
    let turn = Turn(
      speaker: report.speaker ?? last?.speaker, cue: sentence.bytes(report.cue),
      rule: report.speaker == nil ? .unsaid : report.rule)
    if turn.speaker != nil {
      last = turn
      current = turn
    }
    let content = sentence.trimmed(report.content)
    if content.isEmpty {
      if report.isLiteral { announced = turn }
      return
    }
    let first = sentence[content.lowerBound]
    let outside = content.count { sentence[$0].has(.word) }
    if first.has(.region), report.isLiteral || outside == 0 {
      var spans: [Range<Int>] = []
      var index = content.lowerBound
      while index < content.upperBound, !sentence[index].has(.word) || sentence[index].has(.conjunction) {
        if sentence[index].has(.region) { spans.append(inner(sentence[index])) }
        index += 1
      }
      let isWhole = report.isLiteral && report.rule != .named || !first.has(.isShort) && report.rule != .named
      if report.joins, isWhole, !found.isEmpty {
        found[found.count - 1].spans += spans
      } else {
        add(turn, spans, isWhole ? .direct : .mixed, via: report.via)
      }
      canJoin = isWhole
      fragments(sentence, index..<content.upperBound, turn, via: report.via)
      return
    }
    canJoin = false
    let hasLong = fragments(sentence, content, turn, via: report.via)
    if !hasLong, sentence.words(in: content) >= 2 {
      add(turn, [sentence.bytes(content)], .indirect, via: report.via)
    }
  }

  /// Adds the quotations within a clause that reports.
  /// - Returns: whether any of them has four words or more.
  @discardableResult
  private mutating func fragments(
    _ sentence: ScriptSentence, _ range: Range<Int>, _ turn: Turn?, via: Range<Int>?
  ) -> Bool {
    var hasLong = false
    for index in range where sentence[index].has(.region) {
      if isTitle(sentence, index) { continue }
      add(turn, [inner(sentence[index])], .mixed, via: via)
      if !sentence[index].has(.isShort) { hasLong = true }
    }
    return hasLong
  }

  /// A name in quotation marks: the newspaper «…».
  private func isTitle(_ sentence: ScriptSentence, _ index: Int) -> Bool {
    sentence[index - 1].has(.beforeTitle)
      || sentence[index - 2].has(.beforeTitle) && sentence[index].has(.isShort)
  }

  // MARK: Quotations that no verb governs

  private mutating func rest(
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

  private func turnOfBare(_ announced: Turn?) -> Turn? {
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
  private func colonBefore(_ index: Int, _ sentence: ScriptSentence) -> Turn? {
    guard sentence[index - 1].has(.colon), index - 1 - sentence.start <= 12, index - 1 > sentence.start,
      !sentence[index - 2].has(.label)
    else { return nil }
    return subject(sentence, before: index - 1).map { Turn(speaker: $0, rule: .colon) }
  }

  private func subject(_ sentence: ScriptSentence, before index: Int) -> ScriptSpeaker? {
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
  private mutating func headline(_ sentence: ScriptSentence) {
    guard let colon = sentence.first(.colon, in: sentence.start..<min(sentence.end, sentence.start + 8)),
      colon > sentence.start, sentence.end - colon > 3,
      sentence.first(.label, in: sentence.start..<colon) == nil,
      sentence.first([.region, .openBracket], in: sentence.start..<sentence.end) == nil,
      let speaker = subject(sentence, before: colon), speaker.text.upperBound == sentence[colon - 1].end
    else { return }
    let turn = Turn(speaker: speaker, rule: .colon)
    add(turn, [sentence.bytes(sentence.trimmed(colon + 1..<sentence.end))], .indirect)
    last = turn
  }

  // MARK: Quotations

  private func inner(_ item: ScriptItem) -> Range<Int> { script.regions.found[item.region].inner }

  private mutating func add(
    _ turn: Turn?, _ spans: [Range<Int>], _ kind: Quotation.Kind, via: Range<Int>? = nil
  ) {
    guard !spans.isEmpty else { return }
    let rule = turn?.rule ?? .none
    let name = "\(script.language.rawValue)-\(rule.rawValue)"
    found.append(
      Quotation(
        kind: kind, spans: spans, cue: turn?.cue, speaker: turn?.speaker?.text,
        speakerHead: turn?.speaker?.head,
        via: via, confidence: rule.confidence * (kind == .indirect ? 0.85 : 1),
        rule: kind == .indirect ? "indirect-" + name : name))
  }

  // MARK: Left open

  /// A quotation that was left open at the end of its paragraph.
  private struct OpenQuotation {
    /// Its index among those found.
    var quotation: Int
    /// The paragraphs since that have no quotation marks.
    var paragraphs: [Range<Int>] = []

    static let mostParagraphs = 16
  }

  /// Whether the paragraph belongs to the quotation that was left open; what follows its end is not read.
  private mutating func goesOnWithOpen(_ paragraph: Paragraph) -> Bool {
    guard var open else { return false }
    let origin = paragraph.range(of: paragraph.tokens[0]).lowerBound
    if let closer = script.regions.closerOfEarlier, closer > 0 {
      let end = paragraph.range(of: paragraph.tokens[closer - 1]).upperBound
      // What was found in the paragraphs between belongs to it.
      if !open.paragraphs.isEmpty { found.removeSubrange((open.quotation + 1)...) }
      found[open.quotation].spans += open.paragraphs
      found[open.quotation].spans.append(origin..<end)
      self.open = nil
      return true
    }
    self.open = nil
    if script.regions.found.isEmpty, open.paragraphs.count < OpenQuotation.mostParagraphs {
      open.paragraphs.append(
        origin..<paragraph.range(of: paragraph.tokens[paragraph.tokens.count - 1]).upperBound)
      self.open = open
    }
    return false
  }
}
