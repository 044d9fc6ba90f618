// Stretches in quotation marks: which were found, and whether with the right speaker.

/// Counts over all stretches of at least ``minimumWords`` words, found where the overlap is at least a half.
struct VerbatimScore {
  static let minimumWords = 4

  private(set) var found = 0
  private(set) var missed = 0
  private(set) var wrong = 0
  private(set) var withSpeaker = 0
  private(set) var exact = 0
  private(set) var key = 0
  private(set) var head = 0
  private(set) var keyByVia = 0
  private(set) var headByVia = 0
  private(set) var named = (count: 0, key: 0)
  private(set) var pronoun = (count: 0, key: 0)
  /// Per rule: stretches with a speaker, and right ones by key of the head.
  private(set) var rules: [String: (count: Int, head: Int)] = [:]

  var precision: Double { Double(found) / Double(max(1, found + wrong)) }
  var recall: Double { Double(found) / Double(max(1, found + missed)) }
  var f1: Double { 2 * precision * recall / max(1e-9, precision + recall) }
  func share(_ count: Int) -> Double { Double(count) / Double(max(1, withSpeaker)) }
  var endToEnd: Double { Double(key) / Double(max(1, found + missed)) }

  init(_ documents: [Document]) {
    for document in documents { add(document) }
  }

  private mutating func add(_ document: Document) {
    let predictions = document.found.filter {
      !$0.isIndirect && wordCount(document, $0.range) >= VerbatimScore.minimumWords
    }
    var used = Set<Int>()
    for unit in document.quotedStretches where wordCount(document, unit) >= VerbatimScore.minimumWords {
      var best: (agreement: Double, index: Int)?
      for (index, prediction) in predictions.enumerated() where !used.contains(index) {
        guard prediction.range.overlaps(unit) else { continue }
        let agreement = document.agreement([unit], prediction.range)
        if agreement >= 0.5, agreement > best?.agreement ?? 0 { best = (agreement, index) }
      }
      if let best { used.insert(best.index) }
      guard let gold = attribution(document, unit) else {
        if best != nil { wrong += 1 }
        continue
      }
      guard let best else {
        missed += 1
        continue
      }
      found += 1
      if !gold.speaker.isEmpty { compare(predictions[best.index], gold) }
    }
    wrong += predictions.count - used.count
  }

  private mutating func compare(_ prediction: Prediction, _ gold: GoldQuote) {
    withSpeaker += 1
    let isRight = SpeakerKey.matches(prediction.speaker, gold.speaker)
    let isHeadRight = SpeakerKey.matchesHead(prediction.speaker, gold.speaker)
    let outer = prediction.via ?? prediction.speaker
    exact += SpeakerKey.matchesExactly(prediction.speaker, gold.speaker) ? 1 : 0
    key += isRight ? 1 : 0
    head += isHeadRight ? 1 : 0
    keyByVia += SpeakerKey.matches(outer, gold.speaker) ? 1 : 0
    headByVia += SpeakerKey.matchesHead(outer, gold.speaker) ? 1 : 0
    switch gold.speakerClass {
    case .named: named = (named.count + 1, named.key + (isRight ? 1 : 0))
    case .pronoun: pronoun = (pronoun.count + 1, pronoun.key + (isRight ? 1 : 0))
    default: break
    }
    let rule = rules[prediction.quotation.rule] ?? (0, 0)
    rules[prediction.quotation.rule] = (rule.count + 1, rule.head + (isHeadRight ? 1 : 0))
  }

  /// The attribution that most of the stretch belongs to.
  private func attribution(_ document: Document, _ unit: Range<Int>) -> GoldQuote? {
    var best: (overlap: Int, quote: GoldQuote)?
    for quote in document.gold {
      let overlap = quote.spans.reduce(0) { $0 + document.overlap($1, unit) }
      if overlap > best?.overlap ?? 0 { best = (overlap, quote) }
    }
    guard let best, 2 * best.overlap >= document.letterCount(unit) else { return nil }
    return best.quote
  }

  private func wordCount(_ document: Document, _ range: Range<Int>) -> Int {
    var count = 0
    var isInWord = false
    for scalar in document.scalars[range] {
      if scalar.isWordCharacter {
        if !isInWord { count += 1 }
        isInWord = true
      } else if scalar != "’", scalar != "'", scalar != "-" {
        isInWord = false
      }
    }
    return count
  }
}

extension Document {
  /// Stretches between double quotation marks, a new one for each opening mark, none across lines.
  var quotedStretches: [Range<Int>] {
    let mask = quotationMask
    var stretches: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      guard mask[index] else {
        index += 1
        continue
      }
      var end = index + 1
      while end < scalars.count, mask[end] {
        if scalars[end] == "“" { break }
        end += 1
        let last = scalars[end - 1]
        if last == "”" || last == "\"" && end - 1 > index { break }
        if last == "'", scalars[end - 2] == "'", end - 2 > index { break }
      }
      if letterCount(index..<end) > 0 { stretches.append(index..<end) }
      index = end
    }
    return stretches
  }

  /// Whether each code point stands between double quotation marks, or is one.
  private var quotationMask: [Bool] {
    var mask = [Bool](repeating: false, count: scalars.count)
    var isInside = false
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isDoubled = index + 1 < scalars.count && scalars[index + 1] == scalar
      switch scalar {
      case "\n": isInside = false
      case "'" where isDoubled, "`" where isDoubled:
        (mask[index], mask[index + 1]) = (true, true)
        isInside = scalar == "'" ? !isInside : true
        index += 1
      case "“", "„", "«": (isInside, mask[index]) = (true, true)
      case "”", "»": (isInside, mask[index]) = (false, true)
      case "\"":
        mask[index] = true
        isInside.toggle()
      default: mask[index] = isInside
      }
      index += 1
    }
    return mask
  }
}
