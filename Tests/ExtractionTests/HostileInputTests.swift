// Input that nobody writes: it must neither trap nor cost more than its length.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Testing

@testable import Extraction

@Suite struct HostileInputTests {
  static let patterns = [
    "\"", "“", "”", "'", "‘", "«", "''", "“a b c d” said ", "\"a b c d\" \"", "said ", "said that ",
    "and said ", "to say ",
    "saying ", "according to X, ", "Lind, a man, ", "the man who said “x y z w” ", "( ", ", ", ". . ", "\n",
    "a", "é",
    "\u{301}", "\u{200C}", "He said, “a b c d,” and she, who said “e f g h,” left. ",
  ]

  /// Reads a text and counts the parts, the tokens and the bytes that were read twice.
  static func cost(_ text: [UInt8]) -> (parts: Int, tokens: Int, longest: Int) {
    unsafe text.withUnsafeBufferPointer { buffer in
      var reader = unsafe TokenReader(buffer)
      var paragraph = Paragraph()
      var cost = (parts: 0, tokens: 0, longest: 0)
      while reader.next(&paragraph) {
        cost.parts += 1
        cost.tokens += paragraph.tokens.count
        cost.longest = max(cost.longest, paragraph.tokens.count)
      }
      return cost
    }
  }

  @Test(arguments: patterns) func isReadInPartsOfBoundedSize(_ pattern: String) {
    let text = Array(String(repeating: pattern, count: 200_000 / pattern.utf8.count).utf8)
    let cost = Self.cost(text)
    #expect(cost.tokens <= text.count)
    #expect(cost.longest <= TokenReader.longestPart + 1)
    #expect(cost.parts <= max(text.filter { $0 == 0x0A }.count, 2 * text.count / TokenReader.longestPart) + 1)
  }

  @Test(arguments: patterns) func takesStepsInProportionToItsLength(_ pattern: String) {
    let text = Array(String(repeating: pattern, count: 60_000 / pattern.utf8.count).utf8)
    unsafe text.withUnsafeBufferPointer { buffer in
      var reader = unsafe TokenReader(buffer)
      var paragraph = Paragraph()
      var speakers = SpeakerFinder()
      var regions: [AttributedRegion] = []
      var indirect: [Quotation] = []
      while reader.next(&paragraph) {
        let tokens = paragraph.tokens.count
        speakers.read(&paragraph, into: &regions)
        speakers.indirect(into: &indirect)
        // No rule begins once the allowance is spent, and none that has begun takes more than a sentence's reach.
        #expect(speakers.skeleton.stepsLeft > -Skeleton.stepsPerToken * (tokens + 100), "\(pattern)")
      }
    }
  }

  @Test func bytesThatAreNoTextDoNotTrap() {
    var state: UInt64 = 1
    var bytes: [UInt8] = []
    for _ in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 33))
    }
    let found = unsafe bytes.withUnsafeBufferPointer { unsafe QuotationFinder().quotations(in: $0) }
    for quotation in found {
      for span in quotation.spans { #expect(span.upperBound <= bytes.count && !span.isEmpty) }
    }
  }

  @Test func anEmptyTextHasNothing() {
    #expect(Read.all(in: "").isEmpty)
    #expect(Read.all(in: " \n \n").isEmpty)
    #expect(Read.all(in: "“”").isEmpty)
  }

  @Test func aSentenceCutForItsLengthKeepsItsQuotation() {
    let filler = String(repeating: "and so the rain went on over the bay ", count: 4_000)
    let found = Read.marked(in: filler + "“until the old pier fell down,” she said. " + filler)
    #expect(found.map(\.words) == [["until the old pier fell down,"]])
    #expect(found.first?.speaker == "she")
  }

  @Test func aQuotationLongerThanAPartStaysAQuotation() {
    let long = String(repeating: "the rain went on over the bay, ", count: 4_000)
    let text = "She said: “" + long + "and stopped.” Then she left. “It is dry at last,” he said."
    let found = Read.marked(in: text)
    #expect(found.last?.words == ["It is dry at last,"])
    #expect(found.last?.speaker == "he")
  }
}
