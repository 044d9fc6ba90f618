// Who said what in the Persian and Arabic paragraphs of a text.
// Unsafe: the sentence is a view of the items that ends with the closure.

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
  var found: [Quotation] = []
  /// The last speaker so far.
  var last: Turn?
  /// The last speaker of this paragraph.
  var current: Turn?
  /// Said to speak next, at the end of the paragraph before.
  var announced: Turn?
  /// The quotation that was left open, and the paragraphs since.
  var open: OpenQuotation?
  /// Whether the next bare quotation of the paragraph goes on with the last of ``found``.
  var canJoin = false

  init() {}

  /// Reads a paragraph that ``ScriptParagraph/isIn(_:)`` is true of.
  mutating func read(_ paragraph: Paragraph) {
    script.read(paragraph)
    if let end = goOnWithOpen(paragraph) { script.leaveOut(before: end) }
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

  /// Reads a sentence. What was announced at the end of the paragraph before is for its first one.
  mutating func read(_ range: Range<Int>, announced: Turn?) {
    unsafe script.items.withUnsafeBufferPointer { items in
      let sentence = unsafe ScriptSentence(items, range)
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
      if reports.isEmpty, let announced, sentence.words(in: range) >= 2,
        sentence.first(.region, in: range) == nil
      {
        add(announced, [sentence.bytes(sentence.trimmed(range))], .indirect)
      } else if reports.isEmpty, script.sentences.count == 1 {
        headline(sentence)
      }
    }
  }

  /// Makes quotations of what the rules found.
  mutating func add(_ report: ScriptReport, _ sentence: ScriptSentence) {
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
    // Also behind a colon: agencies write وی گفت: … without marks for what they shortened and put in order, often
    // for sentence after sentence, and keep the marks for the words themselves.
    if !hasLong, sentence.words(in: content) >= 2 {
      add(turn, [sentence.bytes(content)], .indirect, via: report.via)
    }
  }

  /// Adds the quotations within a clause that reports.
  /// - Returns: whether any of them has four words or more.
  @discardableResult
  mutating func fragments(
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
  func isTitle(_ sentence: ScriptSentence, _ index: Int) -> Bool {
    sentence[index - 1].has(.beforeTitle)
      || sentence[index - 2].has(.beforeTitle) && sentence[index].has(.isShort)
  }

  // MARK: Quotations

  /// The words of a region's item, in bytes.
  func inner(_ item: ScriptItem) -> Range<Int> { script.regions.found[item.region].inner }

  mutating func add(
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
}
